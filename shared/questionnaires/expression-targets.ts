import { compared } from './compared.ts'
import { daysIn } from './dates.ts'
import type { Condition, Id, Question } from './document.ts'
import { joined } from './expression-joining.ts'

/** A question that stands already, with the source's names of its options and rows. */
export interface Placed {
  question: Question
  options: Map<string, Id>
  rows: Map<string, Id>
}

/** What a name of the source reaches: a question, or one option, one row, or one place of a ranking. */
export interface Target {
  placed: Placed
  option?: Id
  row?: Id
  place?: number
}

export type Order = '=' | '!=' | '<' | '<=' | '>' | '>='
/** The same seen from the other side. */
export const flip: Record<Order, Order> = { '=': '=', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' }

export type Value = string | number | boolean

/** Thrown within the compiler alone; says why a part of an expression cannot be a condition here. */
export class CannotSay extends Error {}

/** It asks for an answer that the question does not offer. */
export class NoSuchAnswer extends CannotSay {}

/** The opposite; of an opposite the condition itself. */
export const not = (of: Condition): Condition => (of.op === 'not' ? of.of : { op: 'not', of })
export const always: Condition = { op: 'all', of: [] }
export const never: Condition = { op: 'any', of: [] }

const nameOf = ({ placed }: Target) => `“${placed.question.code}”`

/** That the target was answered at all. */
export function isAnswered(target: Target): Condition {
  const { question } = target.placed
  if (target.option)
    return { op: 'chosen', question: question.id, options: [target.option], ...(target.row && { row: target.row }) }
  if (target.place) return { op: 'count', question: question.id, is: '>=', value: target.place }
  if (target.row && 'options' in question)
    return { op: 'chosen', question: question.id, options: question.options.map(({ id }) => id), row: target.row }
  if (target.row) return { op: 'compare', question: question.id, is: '>=', value: 0, row: target.row }
  if (question.type === 'statement') throw new CannotSay(`${nameOf(target)} has no answer to look at.`)
  return { op: 'answered', question: question.id }
}

/** That at least one of these was chosen. */
export function isChosen(target: Target, values: Value[]): Condition {
  const options = [...new Set(values.map((value) => optionOf(target, value)))]
  const row = target.row ? { row: target.row } : {}
  return { op: 'chosen', question: target.placed.question.id, options, ...row }
}

/** Of these values those that the question offers; the others were never chosen. All of them when it offers none. */
export function offered({ placed: { options } }: Target, values: Value[]): Value[] {
  const known = values.filter((value) => inAnyCase(options, String(value).trim()))
  return known.length > 0 ? known : values
}

function optionOf({ placed }: Target, value: Value): Id {
  const wanted = String(value).trim()
  const found = placed.options.get(wanted) ?? inAnyCase(placed.options, wanted)
  if (found) return found
  if (placed.options.size === 0 && !('options' in placed.question))
    throw new CannotSay(`“${placed.question.code}” is answered in its own words, and a condition cannot compare those.`)
  throw new NoSuchAnswer(`“${placed.question.code}” has no answer “${wanted}”.`)
}

/** SurveyJS compares without regard to case; elsewhere an answer in another case is a slip of the author's. */
const inAnyCase = (options: Map<string, Id>, wanted: string): Id | undefined =>
  [...options].find(([name]) => name.toLowerCase() === wanted.toLowerCase())?.[1]

/** The target compared with a constant of the source. */
export function compareTarget(target: Target, is: Order, value: Value): Condition {
  if (is === '!=') return not(compareTarget(target, '=', value))
  const { question } = target.placed
  if (value === '' && is === '=') return not(isAnswered(target))
  if (value === '' && is === '>') return isAnswered(target)
  if (target.option) return optionCompared(target, is, value)
  if (target.place) return placeCompared(target, target.place, is, value)
  if (typeof value === 'boolean' && target.placed.options.size === 0 && !('options' in question)) {
    if (is === '=') return value ? isAnswered(target) : not(isAnswered(target))
  }
  if (target.placed.options.size > 0 || 'options' in question) return choiceCompared(target, is, value)
  switch (question.type) {
    case 'number':
    case 'scale':
    case 'constant_sum':
      return numberCompared(target, is, value)
    case 'date':
    case 'partial_date':
      return dateCompared(target, is, value)
    default:
      throw new CannotSay(`${nameOf(target)} is answered in its own words, and a condition cannot compare those.`)
  }
}

/** One box of several: `Q1_SQ001 = "Y"`; what stands for ticked differs between the formats. */
function optionCompared(target: Target, is: Order, value: Value): Condition {
  const ticked = ['Y', 'y', '1', 'yes', 'true', 'selected'].includes(String(value))
  const unticked = ['N', 'n', '0', 'no', 'false'].includes(String(value))
  if (is !== '=' || !(ticked || unticked)) throw new CannotSay(`A box of ${nameOf(target)} is ticked or not.`)
  return ticked ? isAnswered(target) : not(isAnswered(target))
}

function placeCompared(target: Target, place: number, is: Order, value: Value): Condition {
  if (is !== '=') throw new CannotSay(`The places of ${nameOf(target)} have no size.`)
  const { id } = target.placed.question
  const option = optionOf({ placed: target.placed }, value)
  const within = (n: number): Condition => ({ op: 'ranked', question: id, option, within: n })
  return place === 1 ? within(1) : { op: 'all', of: [within(place), not(within(place - 1))] }
}

/** An equal sign asks for the one option; a size compares the source's own numbers of the options. */
function choiceCompared(target: Target, is: Order, value: Value): Condition {
  const { question, options } = target.placed
  if (is === '=') {
    const chosen = isChosen(target, [value])
    if (question.type !== 'multiple' && question.type !== 'ranking') return chosen
    const others = question.options.map(({ id }) => id).filter((id) => id !== optionOf(target, value))
    return others.length === 0
      ? chosen
      : { op: 'all', of: [chosen, not({ op: 'chosen', question: question.id, options: others })] }
  }
  const bound = Number(value)
  const matching = [...options].filter(([name]) => name !== '' && compared(Number(name), is, bound)).map(([, id]) => id)
  if (Number.isNaN(bound) || [...options.keys()].every((name) => Number.isNaN(Number(name))))
    throw new CannotSay(`The answers of ${nameOf(target)} have no size to compare.`)
  if (matching.length === 0) return never
  return {
    op: 'chosen',
    question: question.id,
    options: [...new Set(matching)],
    ...(target.row && { row: target.row }),
  }
}

/** That these were chosen and no others; none of them means that it was left blank. */
export function isExactly(target: Target, values: Value[]): Condition {
  const { question } = target.placed
  if (values.length === 0) return not(isAnswered(target))
  const chosen = values.map((value) => isChosen(target, [value]))
  const named = chosen.flatMap((one) => (one.op === 'chosen' ? one.options : []))
  const others = ('options' in question ? question.options : []).map(({ id }) => id).filter((id) => !named.includes(id))
  const none: Condition[] = others.length > 0 ? [not({ op: 'chosen', question: question.id, options: others })] : []
  return joined('all', [...chosen, ...none])
}

function numberCompared(target: Target, is: Exclude<Order, '!='>, value: Value): Condition {
  const number = typeof value === 'boolean' ? Number.NaN : Number(value)
  if (!Number.isFinite(number)) throw new CannotSay(`${nameOf(target)} is a number, and “${value}” is none.`)
  const row = target.row ? { row: target.row } : {}
  return { op: 'compare', question: target.placed.question.id, is, value: number, ...row }
}

function dateCompared(target: Target, is: Exclude<Order, '!='>, value: Value): Condition {
  const { question } = target.placed
  const length = question.type === 'partial_date' ? (question.precision === 'year' ? 4 : 7) : 10
  const date = String(value).slice(0, length)
  const day = /^\d{4}(-\d\d(-\d\d)?)?$/.test(date) && date.length === length && isDay(date)
  if (!day) throw new CannotSay(`${nameOf(target)} is a date, and “${value}” is none that a condition can compare.`)
  return { op: 'compare', question: question.id, is, value: date }
}

/** 2021-02-30 is none. Far years count: 9999-12-31 is a way to write "never". */
function isDay(date: string): boolean {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  return year >= 1900 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
}
