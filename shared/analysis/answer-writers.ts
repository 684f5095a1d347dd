import type { Known } from '../questionnaires/conditions.ts'
import type { Answer, Id, Option, Question } from '../questionnaires/document.ts'
import { put } from './bits.ts'
import { firstCategory, missing } from './layout.ts'
import type { Store } from './projection.ts'

/** Writes one answer into its column; made once a question and version. */
export type Write = (row: number, answer: Answer | undefined, known: Known) => void

export function wipe(store: Store, row: number) {
  store.codes[row] = missing.notAsked
  for (const bits of store.bits) put(bits, row, false)
  if (store.values) store.values[row] = 0
}

const missingCode = { declined: missing.declined, dont_know: missing.dontKnow } as const

export const placesOf = (store: Store): Map<Id, number> =>
  new Map(store.column.categories.map((category, i) => [category.id, firstCategory + i]))

/** The code of each option: its kind of missing, or its place among the column's categories. */
export function codesOf(options: Option[], store: Store): Map<Id, number> {
  const place = placesOf(store)
  return new Map(
    options.map((option) => [option.id, option.missing ? missingCode[option.missing] : place.get(option.id)!]),
  )
}

export function writerOf(question: Question, store: Store): Write {
  switch (question.type) {
    case 'single': {
      const codes = codesOf(question.options, store)
      return (row, answer) => {
        store.codes[row] = (answer && 'option' in answer && codes.get(answer.option)) || missing.blank
      }
    }
    case 'multiple':
      return setWriter(question.options, store)
    case 'scale': {
      // By the number itself: another version's scale may begin elsewhere.
      const codes = placesOf(store)
      return (row, answer) => {
        const step = answer && 'number' in answer ? answer.number : Number.NaN
        const isOnIt = step >= question.from && step <= question.to
        store.codes[row] = (isOnIt && codes.get(String(step))) || missing.blank
      }
    }
    case 'postcode': {
      const codes = placesOf(store)
      return (row, answer) => {
        store.codes[row] = (answer && 'area' in answer && codes.get(answer.area)) || missing.blank
      }
    }
    default:
      return valueWriter(store)
  }
}

function setWriter(options: Option[], store: Store): Write {
  const codes = codesOf(options, store)
  return (row, answer) => {
    let code: number = missing.blank
    for (const bits of store.bits) put(bits, row, false)
    for (const id of answer && 'options' in answer ? answer.options : []) {
      const found = codes.get(id)
      if (found === undefined) continue
      if (found >= firstCategory) put(store.bits[found - firstCategory]!, row, true)
      code = found >= firstCategory ? firstCategory : code === firstCategory ? firstCategory : found
    }
    store.codes[row] = code
  }
}

const day = 86_400_000

function valueWriter(store: Store): Write {
  return (row, answer) => {
    store.codes[row] = answer ? firstCategory : missing.blank
    if (!store.values) return
    store.values[row] = !answer
      ? 0
      : 'number' in answer
        ? answer.number
        : 'date' in answer
          ? Date.parse(answer.date) / day
          : 0
  }
}
