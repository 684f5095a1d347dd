import type { Known } from '../questionnaires/conditions.ts'
import type { Answer, Id, Option, Question, QuestionOf, QuestionType } from '../questionnaires/document.ts'
import { optionsOf } from '../questionnaires/fixed-options.ts'
import { chosenOfRow } from '../questionnaires/grid-rules.ts'
import { put } from './bits.ts'
import { firstCategory, missing } from './layout.ts'
import type { Store } from './projection.ts'

/** Writes one answer into its column; made once a question and version. */
export type Write = (row: number, answer: Answer | undefined, known: Known) => void

/** As if the row had never been asked. */
export function wipe(store: Store, row: number) {
  store.codes[row] = missing.notAsked
  for (const bits of store.bits) put(bits, row, false)
  if (store.values) store.values[row] = 0
}

const missingCode = { declined: missing.declined, dont_know: missing.dontKnow } as const

/** The code of each category of a column, by its id. */
export const placesOf = (store: Store): Map<Id, number> =>
  new Map(store.column.categories.map((category, i) => [category.id, firstCategory + i]))

const missingCodes = (options: Option[]): [Id, number][] =>
  options.flatMap((option) => (option.missing ? [[option.id, missingCode[option.missing]]] : []))

/** The code of each option: its kind of missing, or its place among the column's categories. */
const codesOf = (options: Option[], store: Store): Map<Id, number> =>
  new Map([...placesOf(store), ...missingCodes(options)])

type MakeWrite<Q extends Question = Question> = (question: Q, store: Store, line: Id) => Write

const oneOption: MakeWrite = (question, store) =>
  codeWriter(store, codesOf(optionsOf(question), store), (answer) => ('option' in answer ? answer.option : undefined))

const area: MakeWrite = (_question, store) =>
  codeWriter(store, placesOf(store), (answer) => ('area' in answer ? answer.area : undefined))

/** One row for each type; `line` is the row, or what is ranked, where each has a column of its own. */
const writers: { [T in QuestionType]: MakeWrite<QuestionOf<T>> } = {
  single: oneOption,
  multiple: (question, store) =>
    setWriter(question.options, store, (answer) => ('options' in answer ? answer.options : [])),
  grid: (question, store, line) => {
    if (question.multiple) return setWriter(question.options, store, (answer) => chosenOfRow(answer, line))
    return codeWriter(store, codesOf(question.options, store), (answer) => chosenOfRow(answer, line)[0])
  },
  ranking: (question, store, line) => {
    const codes = codesOf(question.options, store)
    const isMissing = (id: Id) => question.options.some((option) => option.missing && option.id === id)
    return codeWriter(store, codes, (answer) => {
      if (!('ranked' in answer)) return undefined
      return answer.ranked.find(isMissing) ?? String(answer.ranked.indexOf(line) + 1)
    })
  },
  yes_no: oneOption,
  // By the number itself: another version's scale may begin elsewhere.
  scale: (question, store) =>
    codeWriter(store, placesOf(store), (answer) => {
      const step = 'number' in answer ? answer.number : Number.NaN
      return step >= question.from && step <= question.to ? String(step) : undefined
    }),
  number: valueWriter((answer) => ('number' in answer ? answer.number : undefined)),
  // A line left empty got nothing of the total.
  constant_sum: (question, store, line) =>
    valueWriter((answer) => {
      if (!('amounts' in answer)) return undefined
      return Object.hasOwn(answer.amounts, line) ? answer.amounts[line] : 0
    })(question, store, line),
  short_text: valueWriter(() => 0),
  long_text: valueWriter(() => 0),
  date: valueWriter(dayOf),
  partial_date: valueWriter(dayOf),
  postcode: area,
  area,
  long_list: oneOption,
  consent: oneOption,
  hidden: oneOption,
  statement: () => () => {},
}

export const writerOf = (question: Question, store: Store, line: Id): Write =>
  (writers[question.type] as MakeWrite)(question, store, line)

function codeWriter(store: Store, codes: ReadonlyMap<Id, number>, read: (answer: Answer) => Id | undefined): Write {
  return (row, answer) => {
    const id = answer && read(answer)
    store.codes[row] = (id !== undefined && codes.get(id)) || missing.blank
  }
}

function setWriter(options: Option[], store: Store, read: (answer: Answer) => Id[]): Write {
  const codes = codesOf(options, store)
  return (row, answer) => {
    let code: number = missing.blank
    for (const bits of store.bits) put(bits, row, false)
    for (const id of answer ? read(answer) : []) {
      const found = codes.get(id)
      if (found === undefined) continue
      if (found >= firstCategory) put(store.bits[found - firstCategory]!, row, true)
      code = found >= firstCategory ? firstCategory : code === firstCategory ? firstCategory : found
    }
    store.codes[row] = code
  }
}

const day = 86_400_000

/** Days since 1970; of a month or a year its first. */
function dayOf(answer: Answer): number | undefined {
  return 'date' in answer ? Date.parse(answer.date) / day : undefined
}

function valueWriter(read: (answer: Answer) => number | undefined): MakeWrite {
  return (_question, store) => (row, answer) => {
    const value = answer && read(answer)
    store.codes[row] = value === undefined ? missing.blank : firstCategory
    if (store.values) store.values[row] = value ?? 0
  }
}
