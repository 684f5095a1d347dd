import type { Condition, Id } from './document.ts'
import { joined } from './expression-joining.ts'
import {
  CannotSay,
  compareTarget,
  isAnswered,
  isExactly,
  NoSuchAnswer,
  not,
  type Target,
  type Value,
} from './expression-targets.ts'
import type { Ways } from './expression-ways.ts'

/**
 * What SurveyJS does with an answer in an expression, as its own engine does it (tests/domain/import-surveyjs-meaning):
 * several answers are equal to no single value, one answer contains each part of its word, and case counts for nothing.
 */
export const surveyjsWays: Ways = {
  equal(target, value) {
    if (value === '') return not(answered(target))
    if (target.option) throw inOwnWords(target)
    notTheWholeTable(target)
    if (isList(target))
      throw new NoSuchAnswer(
        `“${code(target)}” holds several answers, which SurveyJS never finds equal to one; it finds one of them by “contains”.`,
      )
    return target.placed.options.size > 0 ? chosen(target, [value], alike) : compareTarget(target, '=', value)
  },

  equalToList(target, values) {
    const names = values.map((value) => [...target.placed.options.keys()].find((name) => alike(name, value)) ?? value)
    if (!isList(target) || values.length === 0 || new Set(names).size !== values.length) throw neverEqual(target)
    if (target.placed.question.type === 'ranking') throw new CannotSay('A ranking is compared place by place alone.')
    if (!inOneOrder(names, values)) throw neverEqual(target)
    return isExactly(target, values)
  },

  sized(target, is, value) {
    if (isList(target)) throw new CannotSay('Several answers have no size to compare.')
    return compareTarget(target, is, value)
  },

  contains(target, values) {
    notTheWholeTable(target)
    if (target.option || (target.placed.options.size === 0 && !isList(target))) throw inOwnWords(target)
    if (isList(target)) return everyOne(target, values)
    if (isTruthValue(target)) throw new CannotSay('Yes and no have no parts that could be contained.')
    const part = values.join(',').toLowerCase()
    return chosen(target, [part], (name) => name.toLowerCase().includes(part))
  },

  allOf(target, values) {
    if (!isList(target)) throw new CannotSay('Only of several answers it can be asked whether all are there.')
    return everyOne(target, values)
  },

  anyOf(target, values) {
    notTheWholeTable(target)
    if (target.option || values.includes('')) throw inOwnWords(target)
    if (target.placed.options.size > 0) return chosen(target, values, alike)
    return joined(
      'any',
      values.map((value) => compareTarget(target, '=', value)),
    )
  },

  answered,

  alone(target) {
    if (!isTruthValue(target))
      throw new CannotSay('A question alone decides only where its answer is true or false, and this one’s is not.')
    return truth(target)
  },

  negated: truth,

  knowsNot: false,
}

const code = ({ placed }: Target) => placed.question.code
const isFalse = (name: string) => ['', '0', 'false'].includes(name.toLowerCase())

const inOwnWords = (target: Target) =>
  new CannotSay(`“${code(target)}” is answered in its own words, and a condition cannot compare those.`)

const neverEqual = (target: Target) => new NoSuchAnswer(`“${code(target)}” is never equal to that list.`)

const isTruthValue = ({ placed: { options } }: Target) => options.has('true')

const everyOne = (target: Target, values: Value[]) =>
  joined(
    'all',
    values.map((value) => chosen(target, [value], alike)),
  )

/** Whether the answer counts as true behind a sign for "not". */
function truth(target: Target): Condition {
  const { options, question } = target.placed
  if (isList(target)) throw new CannotSay('Several answers are neither true nor false.')
  const names = [...options].filter(([name]) => !isFalse(name)).map(([, id]) => id)
  if (options.size > 0 && !target.option) return ofOptions(target, names)
  if (question.type !== 'number' && question.type !== 'scale') return answered(target)
  return { op: 'all', of: [isAnswered(target), not(compareTarget(target, '=', 0))] }
}

/** Whether its answer is several at once. */
function isList({ placed: { question }, row, place }: Target): boolean {
  if (question.type === 'grid') return question.multiple === true && row !== undefined
  return question.type === 'multiple' || (question.type === 'ranking' && place === undefined)
}

function notTheWholeTable(target: Target): void {
  if (target.placed.question.type === 'grid' && !target.row)
    throw new NoSuchAnswer(`“${code(target)}” is a table as a whole, which SurveyJS finds equal to no answer.`)
}

/** As SurveyJS compares: without regard to case and blanks, numbers as numbers, yes as 1. */
function alike(name: string, value: Value): boolean {
  const [a, b] = [name.trim().toLowerCase(), String(value).trim().toLowerCase()]
  if (a === b) return true
  const number = (word: string) =>
    word === 'true' ? 1 : word === 'false' ? 0 : word === '' ? Number.NaN : Number(word)
  const truths = [a, b].filter((word) => word === 'true' || word === 'false').length
  return truths < 2 && number(a) === number(b)
}

/** SurveyJS puts both lists in order, capitals before small letters, and compares them in any case only then. */
function inOneOrder(names: Value[], values: Value[]): boolean {
  const [own, wanted] = [names, values].map((list) => list.map(String).sort())
  return own!.every((name, n) => alike(name, wanted![n]!))
}

function ofOptions({ placed, row, place }: Target, options: Id[]): Condition {
  const { id } = placed.question
  if (!place) return { op: 'chosen', question: id, options: [...new Set(options)], ...(row && { row }) }
  const names = [...placed.options].flatMap(([name, option]) => (options.includes(option) ? [name] : []))
  return joined(
    'any',
    names.map((name) => compareTarget({ placed, place }, '=', name)),
  )
}

function chosen(target: Target, values: Value[], is: (name: string, value: Value) => boolean): Condition {
  const found = [...target.placed.options].filter(([name]) => values.some((value) => is(name, value)))
  if (found.length === 0)
    throw new NoSuchAnswer(`“${code(target)}” has no answer ${values.map((value) => `“${value}”`).join(' or ')}.`)
  return ofOptions(
    target,
    found.map(([, id]) => id),
  )
}

/** To say that one does not know is an answer, too, in SurveyJS. */
function answered(target: Target): Condition {
  const given = isAnswered(target)
  const { question } = target.placed
  const missing = 'options' in question ? question.options.flatMap((one) => (one.missing ? [one.id] : [])) : []
  if (given.op !== 'answered' || missing.length === 0) return given
  return { op: 'any', of: [given, ofOptions(target, missing)] }
}
