import type { Text } from '../kernel/text.ts'
import type { Answer, Condition, Id, Option, QuestionOf, QuestionType } from './document.ts'

/** A text in the reader's language. */
export type Say = (text: Text | undefined) => string

/** The fields of a posted form, by name. */
export type Fields = Record<string, string | string[]>

/** The borough's code; null when the postcode lies outside London; undefined when it is not a postcode. */
export type BoroughOf = (postcode: string) => string | null | undefined

export type FaultKind =
  | 'required'
  | 'too_few'
  | 'too_many'
  | 'exclusive'
  | 'too_long'
  | 'too_small'
  | 'too_large'
  | 'not_a_number'
  | 'not_a_date'
  | 'not_a_postcode'
  | 'unreadable'

/** What is wrong with one answer, in words that name what to do. */
export interface Trouble {
  rowId?: Id
  kind: FaultKind
  message: string
}

interface AnswerShapes {
  single: Extract<Answer, { option: Id }>
  multiple: Extract<Answer, { options: Id[] }>
  grid: Extract<Answer, { rows: Record<Id, Id> }>
  scale: Extract<Answer, { number: number }>
  number: Extract<Answer, { number: number }>
  short_text: Extract<Answer, { text: string }>
  long_text: Extract<Answer, { text: string }>
  date: Extract<Answer, { date: string }>
  postcode: Extract<Answer, { area: string }>
  statement: never
}
export type AnswerOf<T extends QuestionType> = AnswerShapes[T]

/** The fields of one question, read by the ends of their names: `''` is the plain one. */
export interface Form {
  one: (end?: string) => string
  many: (end?: string) => string[]
  boroughOf: BoroughOf
}

/** All that answering needs to know of a type of question; the table in `question-rules.ts` has one for each. */
export interface AnswerRules<T extends QuestionType> {
  /** What of any value is an answer to this question as asked; total, and changes no word of it. */
  keep: (question: QuestionOf<T>, value: unknown) => AnswerOf<T> | undefined
  /** The question with only the options and rows that are asked; null when nothing is left to answer. */
  narrow: (question: QuestionOf<T>, isAsked: (condition?: Condition) => boolean) => QuestionOf<T> | null
  kind: (question: QuestionOf<T>, answer: AnswerOf<T>) => 'answered' | Missing
  faults: (question: QuestionOf<T>, answer: AnswerOf<T> | undefined, say: Say) => Trouble[]
  read: (question: QuestionOf<T>, form: Form) => { answer?: AnswerOf<T>; faults: Trouble[] }
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** An own property, so that no answer is found on the prototype. */
export const own = (value: unknown, key: string): unknown =>
  isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined

/** The longest text that is kept at all, whatever the question says. */
export const longestText = 20_000

/** Text the database can keep: no NUL, no half of a pair. */
export const isKeepable = (text: string) =>
  !text.includes('\0') && !/\p{Surrogate}/u.test(text) && text.length <= 2 * longestText

/** Characters as a reader counts them, not UTF-16 units. */
export const lengthOf = (text: string) => [...text].length

export function tooLong(text: string, maximum: number): Trouble[] {
  const length = lengthOf(text)
  if (length <= maximum) return []
  const over = (length - maximum).toLocaleString('en-GB')
  return [
    {
      kind: 'too_long',
      message: `Shorten this by ${over} ${over === '1' ? 'character' : 'characters'}. The most is ${maximum.toLocaleString('en-GB')}.`,
    },
  ]
}

export type Missing = 'declined' | 'dont_know'

/** The kind of missing that a chosen option stands for, if any. */
export const missingOf = (options: Option[], chosen: Id[]): Missing | undefined =>
  options.find((option) => option.missing && chosen.includes(option.id))?.missing
