import { say, type Text } from '../kernel/text.ts'
import type { Answer, Condition, Id, Option, QuestionnaireDocument, QuestionOf, QuestionType } from './document.ts'

/** A text in the reader's language. */
export type Say = (text: Text | undefined) => string

/** In the document's own language. */
export const sayIn =
  ({ language }: Pick<QuestionnaireDocument, 'language'>): Say =>
  (text) =>
    say(text, language, language)

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
  | 'wrong_sum'
  | 'wrong_form'
  | 'check'
  | 'unreadable'

/** What is wrong with one answer, in words that name what to do. */
export interface Trouble {
  rowId?: Id
  kind: FaultKind
  message: string
  /** It warns, once, and stands in nobody's way. */
  soft?: true
}

interface AnswerShapes {
  single: Extract<Answer, { option: Id }>
  multiple: Extract<Answer, { options: Id[] }>
  grid: Extract<Answer, { rows: Record<Id, Id> } | { ticks: Record<Id, Id[]> }>
  ranking: Extract<Answer, { ranked: Id[] }>
  yes_no: Extract<Answer, { option: Id }>
  scale: Extract<Answer, { number: number }>
  number: Extract<Answer, { number: number }>
  constant_sum: Extract<Answer, { amounts: Record<Id, number> }>
  short_text: Extract<Answer, { text: string }>
  long_text: Extract<Answer, { text: string }>
  date: Extract<Answer, { date: string }>
  partial_date: Extract<Answer, { date: string }>
  postcode: Extract<Answer, { area: string }>
  area: Extract<Answer, { area: string }>
  long_list: Extract<Answer, { option: Id }>
  consent: Extract<Answer, { option: Id }>
  hidden: Extract<Answer, { option: Id }>
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
const longestText = 20_000

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

export const required = (is: boolean | undefined, message: string): Trouble[] =>
  is ? [{ kind: 'required', message }] : []

export const figure = (n: number) => n.toLocaleString('en-GB', { maximumFractionDigits: 6 })

const numbers = ['none', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']
export const inWords = (n: number) => numbers[n] ?? String(n)

export const has = (options: Option[], id: unknown): id is Id => options.some((option) => option.id === id)

/** The question with some of its options: itself with all of them, null with none. */
export function withOptions<Q extends { options: Option[] }>(question: Q, options: Option[]): Q | null {
  if (options.length === 0) return null
  return options.length === question.options.length ? question : { ...question, options }
}

/** For types that have nothing to narrow and no way to decline. */
export const plain = { narrow: <Q>(question: Q) => question, kind: () => 'answered' as const }

export type Missing = 'declined' | 'dont_know'

/** The kind of missing that a chosen option stands for, if any. */
export const missingOf = (options: Option[], chosen: Id[]): Missing | undefined =>
  options.find((option) => option.missing && chosen.includes(option.id))?.missing
