import type { Atom } from './conditions.ts'
import { dayBeside } from './dates.ts'
import type { Answer, GridRow, Id, Option, Question, QuestionOf, QuestionType } from './document.ts'
import { troublesOf } from './faults.ts'
import { rulesOf } from './question-rules.ts'

/** Answers that stand for all others; `complete` is false when some kind of answer may be left out. */
export interface Candidates {
  answers: (Answer | undefined)[]
  complete: boolean
}

interface Standing {
  answers: Answer[]
  complete?: false
}

const all = (answers: Answer[]): Standing => ({ answers })

/** One row for each type: the answers that conditions can tell apart. */
const standing: { [T in QuestionType]: (question: QuestionOf<T>, named: Atom[]) => Standing } = {
  single: ({ options }, named) => all(telling(options, named).map(({ id }) => ({ option: id }))),
  multiple: (question, named) => choices(question, named),
  grid: (question, named) => gridAnswers(question, named),
  ranking: ({ options }) => ({ answers: orders(options), complete: false }),
  yes_no: () => all([{ option: 'yes' }, { option: 'no' }]),
  scale: ({ from, to }) => all(Array.from({ length: Math.max(0, to - from + 1) }, (_, n) => ({ number: from + n }))),
  number: (question, named) => all(numbersAround(question, named).map((number) => ({ number }))),
  constant_sum: ({ rows, total }) => ({
    answers: rows.map((row) => ({ amounts: { [row.id]: total } })),
    complete: false,
  }),
  short_text: () => all([{ text: 'a' }]),
  long_text: () => all([{ text: 'a' }]),
  date: (question, named) => all(datesAround(question, named).map((date) => ({ date }))),
  postcode: (_question, named) => all(areas(named).map((area) => ({ area }))),
  partial_date: ({ precision, earliest, latest }, named) => ({
    answers: [...saidDates(named), earliest, latest, precision === 'year' ? '2026' : '2026-03'].flatMap((date) =>
      date === undefined ? [] : [{ date }],
    ),
    complete: false,
  }),
  area: (_question, named) => all(areas(named).map((area) => ({ area }))),
  long_list: ({ options }, named) => all(telling(options, named).map(({ id }) => ({ option: id }))),
  consent: () => all([{ option: 'yes' }]),
  hidden: ({ options }, named) => all(telling(options, named).map(({ id }) => ({ option: id }))),
  statement: () => all([]),
}

/** The answers to the question as asked, and leaving it blank when that is allowed. */
export function candidates(question: Question, named: Atom[]): Candidates {
  const { answers, complete = true } = (standing[question.type] as (question: Question, named: Atom[]) => Standing)(
    question,
    named,
  )
  const rules = rulesOf(question)
  const isHindered = (answer: Answer | undefined) => troublesOf(question, answer, () => '').some((one) => !one.soft)
  const may = answers.filter((answer) => rules.keep(question, answer) && !isHindered(answer))
  return { answers: isHindered(undefined) ? may : [...may, undefined], complete }
}

/** The options that some condition names, every kind of missing, and a few that nothing names. */
function telling(options: Option[], named: Atom[], spare = 1): Option[] {
  const ids = new Set(named.flatMap((atom) => (atom.op === 'chosen' ? atom.options : [])))
  const isPlain = (option: Option) => !ids.has(option.id) && !option.missing && !option.exclusive
  const plain = options.filter(isPlain).slice(0, spare)
  return options.filter((option) => !isPlain(option) || plain.includes(option))
}

const mostOptions = 12

/** Every set of the options that matter; enough others to reach the least that may be chosen. */
function choices(question: QuestionOf<'multiple'>, named: Atom[]): Standing {
  const options = telling(question.options, named, Math.max(1, question.minimum ?? 1))
  const sets: Id[][] = [[]]
  for (const option of options.slice(0, mostOptions)) sets.push(...sets.map((one) => [...one, option.id]))
  const answers = sets.filter((one) => one.length > 0).map((one) => ({ options: one }))
  return options.length > mostOptions ? { answers, complete: false } : { answers }
}

const mostRows = 3

/** Every way to fill the rows that some condition looks at; the others are answered with anything. */
function gridAnswers({ rows, options }: QuestionOf<'grid'>, named: Atom[]): Standing {
  const looksAt = (row: GridRow) =>
    named.some((atom) => atom.op === 'answered' || (atom.op === 'chosen' && (atom.row ?? row.id) === row.id))
  const watched = rows.filter(looksAt)
  const real = options.find((option) => !option.missing) ?? options[0]!
  const rest = Object.fromEntries(
    rows.filter((row) => !watched.slice(0, mostRows).includes(row)).map((row) => [row.id, real.id]),
  )
  let filled: Record<Id, Id>[] = [rest]
  for (const row of watched.slice(0, mostRows)) {
    filled = filled.flatMap((one) => [
      ...telling(options, named).map((option) => ({ ...one, [row.id]: option.id })),
      one,
    ])
  }
  const answers = filled.map((one) => ({ rows: one }))
  return watched.length > mostRows ? { answers, complete: false } : { answers }
}

const london = Array.from({ length: 33 }, (_, n) => `E090000${String(n + 1).padStart(2, '0')}`)

function areas(named: Atom[]): string[] {
  const wanted = new Set(named.flatMap((atom) => (atom.op === 'area' ? atom.areas : [])))
  const other = london.find((area) => !wanted.has(area))
  return [...wanted, ...(other ? [other] : []), 'outside']
}

/** Each number that a condition names, the ends of what may be entered, and their neighbours. */
function numbersAround(question: QuestionOf<'number'>, named: Atom[]): number[] {
  const places = question.decimals ?? 0
  const step = 10 ** -places
  const said = named.flatMap((atom) => (atom.op === 'compare' && typeof atom.value === 'number' ? [atom.value] : []))
  const edges = [...said, question.minimum ?? 0, question.maximum ?? 0]
  const near = edges.flatMap((edge) => [Math.floor(edge / step) * step, Math.ceil(edge / step) * step])
  return [...new Set(near.flatMap((edge) => [edge - step, edge, edge + step]).map((n) => Number(n.toFixed(places))))]
}

const saidDates = (named: Atom[]): string[] =>
  named.flatMap((atom) => (atom.op === 'compare' && typeof atom.value === 'string' ? [atom.value] : []))

/** Each option first once, the others after it in their order. */
const orders = (options: Option[]): Answer[] =>
  options.map((first) => ({
    ranked: [first, ...options.filter((one) => one !== first && !one.missing)].map(({ id }) => id),
  }))

function datesAround(question: QuestionOf<'date'>, named: Atom[]): string[] {
  const said = saidDates(named)
  const edges = [...said, question.earliest ?? '1900-01-01', question.latest ?? '2200-12-31']
  return [...new Set(edges.flatMap((edge) => [dayBeside(edge, -1), edge, dayBeside(edge, 1)]))]
}
