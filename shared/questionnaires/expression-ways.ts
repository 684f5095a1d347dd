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
  /** Where the language may compare otherwise than by size, which is kept: how. */
  doubt?: (target: Target, is: Order, value: Value) => string | undefined
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

const mostPairs = 50

/** That so many of these boxes at least were ticked; undefined where there are too many ways to tick so many. */
function atLeast(number: number, boxes: Target[]): Condition | undefined {
  const ways = (least: number, from: number): Target[][] | undefined => {
    if (least === 0) return [[]]
    const found: Target[][] = []
    for (let at = from; at <= boxes.length - least; at += 1) {
      const rest = ways(least - 1, at + 1)
      if (!rest || found.length + rest.length > mostPairs) return undefined
      for (const one of rest) found.push([boxes[at]!, ...one])
    }
    return found
  }
  const all = ways(Math.max(number, 0), 0)?.map((one) =>
    joined(
      'all',
      one.map((box) => isAnswered(box)),
    ),
  )
  return all && joined('any', all)
}

/** How many of some boxes of a question were ticked. */
function someTicked(boxes: Target[], op: Order, number: number): Condition | undefined {
  const [reached, passed] = [atLeast(number, boxes), atLeast(number + 1, boxes)]
  if (op === '>=' || op === '<') return reached && (op === '<' ? not(reached) : reached)
  if (op === '>' || op === '<=') return passed && (op === '<=' ? not(passed) : passed)
  const exactly = reached && passed && joined('all', [reached, not(passed)])
  return exactly && (op === '!=' ? not(exactly) : exactly)
}

/** How many options were chosen, none where nothing was: of the whole question, or of a list of its boxes. */
export function counted(targets: Target[], op: Order, value: Value): Condition {
  const [first] = targets
  const number = Number(value)
  if (!first || !Number.isInteger(number) || number < 0 || number > 200)
    throw new CannotSay('A count is compared with a whole number from 0 to 200.')
  const { question } = first.placed
  const whole = targets.length === 1 && !first.option
  const boxes = new Set(targets.map((one) => one.option))
  const every = 'options' in question && question.options.every(({ id }) => boxes.has(id))
  const same = targets.every((one) => one.placed === first.placed)
  const some = same && !whole && !every && targets.every(({ option }) => option)
  const ticked = some ? someTicked(targets, op, number) : undefined
  if (ticked) return ticked
  if ((question.type !== 'multiple' && question.type !== 'ranking') || !same || !(whole || every))
    throw new CannotSay('Only the choices of one question can be counted, and not very many of some of them.')
  const count = (is: Order): Condition => ({ op: 'count', question: question.id, is, value: number })
  return compared(0, op, number) ? not(count(op === '=' ? '>' : opposite[op])) : count(op)
}

/** What holds where the other does not. A count holds of no blank, so whatever 0 fits is said by its opposite. */
const opposite: Record<Order, Order> = { '=': '!=', '!=': '=', '<': '>=', '<=': '>', '>': '<=', '>=': '<' }

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
