import { compared } from './compared.ts'
import type { Condition } from './document.ts'
import { joined } from './expression-joining.ts'
import {
  CannotSay,
  compareTarget,
  isAnswered,
  isChosen,
  isExactly,
  NoSuchAnswer,
  not,
  type Order,
  offered,
  type Target,
  type Value,
} from './expression-targets.ts'

/** What a language of expressions does with answers. All throw `NoSuchAnswer` for what nobody can give. */
export interface Ways {
  equal: (target: Target, value: Value) => Condition
  equalToList: (target: Target, values: Value[]) => Condition
  sized: (target: Target, is: Order, value: Value) => Condition
  /** All of the values are among the answers. */
  contains: (target: Target, values: Value[]) => Condition
  allOf: (target: Target, values: Value[]) => Condition
  anyOf: (target: Target, values: Value[]) => Condition
  answered: (target: Target) => Condition
  /** The question alone, as an expression. */
  alone: (target: Target) => Condition
  /** The question alone behind a sign for "not". */
  negated: (target: Target) => Condition
  /** Whether nothing chosen counts as 0 choices. */
  countsBlank: boolean
  /** Whether `not(…)` is a function of the language. */
  knowsNot: boolean
}

const allChosen = (target: Target, values: Value[]) =>
  joined(
    'all',
    values.map((value) => isChosen(target, [value])),
  )

const alone = (target: Target) =>
  isAnswered(target.placed.question.type === 'yes_no' ? { ...target, option: 'yes' } : target)

/** An answer is compared as it stands: XLSForm, and LimeSurvey but for what `limesurveyWays` says. */
export const asItStands: Ways = {
  equal: (target, value) => compareTarget(target, '=', value),
  equalToList: isExactly,
  sized: compareTarget,
  contains: allChosen,
  allOf: allChosen,
  anyOf: (target, values) => isChosen(target, offered(target, values)),
  answered: isAnswered,
  alone,
  negated: alone,
  countsBlank: false,
  knowsNot: true,
}

/** Looks through the answers by one of the words for it. */
export function lookedThrough(
  op: 'contains' | 'lacks' | 'anyof' | 'allof' | 'noneof',
  target: Target,
  values: Value[],
  ways: Ways,
): Condition {
  if (op === 'allof') return ways.allOf(target, values)
  if (op === 'anyof' || op === 'noneof') {
    const any = ways.anyOf(target, values)
    return op === 'anyof' ? any : not(any)
  }
  const all = ways.contains(target, values)
  return op === 'contains' ? all : not(all)
}

/** What a comparison of a number of things asks for, where it asks for no more than some or none. */
export function someOrNone(op: Order, number: number): 'some' | 'none' | undefined {
  if ((op === '>' && number === 0) || (op === '>=' && number === 1) || (op === '!=' && number === 0)) return 'some'
  const none = (op === '=' && number === 0) || (op === '<' && number === 1) || (op === '<=' && number === 0)
  return none ? 'none' : undefined
}

/** Whether any of some boxes of a question was ticked; undefined for any other number of them. */
function anyTicked(boxes: Target[], op: Order, number: number): Condition | undefined {
  const wanted = someOrNone(op, number)
  if (!wanted) return undefined
  const ticked = joined(
    'any',
    boxes.map((box) => isAnswered(box)),
  )
  return wanted === 'some' ? ticked : not(ticked)
}

/** How many options were chosen: of the whole question, or of a list of all its boxes. */
export function counted(targets: Target[], op: Order, value: Value, ways: Ways): Condition {
  const [first] = targets
  const number = Number(value)
  if (!first || !Number.isInteger(number) || number < 0 || number > 200)
    throw new CannotSay('A count is compared with a whole number from 0 to 200.')
  const { question } = first.placed
  const whole = targets.length === 1 && !first.option
  const boxes = new Set(targets.map((one) => one.option))
  const every = 'options' in question && question.options.every(({ id }) => boxes.has(id))
  const same = targets.every((one) => one.placed === first.placed)
  const some = same && !whole && !every ? anyTicked(targets, op, number) : undefined
  if (some) return some
  if ((question.type !== 'multiple' && question.type !== 'ranking') || !same || !(whole || every))
    throw new CannotSay('Only all choices of one question can be counted.')
  const count: Condition = { op: 'count', question: question.id, is: op, value: number }
  return ways.countsBlank && compared(0, op, number) ? joined('any', [not(isAnswered(first)), count]) : count
}

const mostPairs = 50

const isOneChoice = ({ placed: { question }, row, option, place }: Target) => {
  const { type } = question
  const single = type === 'single' || type === 'long_list' || type === 'yes_no'
  return (single || (type === 'grid' && !question.multiple && row !== undefined)) && !option && !place
}

/**
 * That the same was chosen in both, or nothing in either: two questions of one choice from lists with the same names.
 * Undefined for anything else.
 */
export function sameChoice(one: Target, other: Target, ways: Ways): Condition | undefined {
  if (!isOneChoice(one) || !isOneChoice(other)) return undefined
  const [a, b] = one.placed.options.size > other.placed.options.size ? [other, one] : [one, other]
  if (a.placed.options.size > mostPairs) return undefined
  const pairs = [...a.placed.options.keys()].flatMap((name): Condition[] => {
    const there = orNever(() => ways.equal(b, name))
    return there ? [{ op: 'all', of: [isChosen(a, [name]), there] }] : []
  })
  return { op: 'any', of: [...pairs, { op: 'all', of: [not(ways.answered(a)), not(ways.answered(b))] }] }
}

function orNever(read: () => Condition): Condition | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof NoSuchAnswer) return undefined
    throw error
  }
}
