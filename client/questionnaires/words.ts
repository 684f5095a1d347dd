import { count, say } from '../../shared/kernel/text.ts'
import type { Ref } from '../../shared/questionnaires/acts.ts'
import { plainDate, plainPartialDate } from '../../shared/questionnaires/dates.ts'
import type { Condition, Question, QuestionnaireDocument, QuestionType } from '../../shared/questionnaires/document.ts'
import { optionsOf, rowsOf } from '../../shared/questionnaires/fixed-options.ts'
import { unpiped } from '../../shared/questionnaires/piping.ts'
import { isNumbered, places } from '../../shared/questionnaires/places.ts'

export const typeWords: Record<QuestionType, string> = {
  single: 'Single choice',
  multiple: 'Several choices',
  grid: 'Grid of statements',
  ranking: 'Put in order',
  yes_no: 'Yes or no',
  scale: 'Scale',
  number: 'Number',
  constant_sum: 'Share out a total',
  short_text: 'Short text',
  long_text: 'Long text',
  date: 'Date',
  partial_date: 'Month or year',
  postcode: 'UK postcode, kept as borough',
  area: 'Borough from a list',
  long_list: 'Long list to choose from',
  consent: 'Box to tick in agreement',
  hidden: 'Hidden, from the link',
  statement: 'Statement, nothing to answer',
}
export const questionTypes = Object.keys(typeWords) as QuestionType[]

export interface Numbered {
  question: Question
  /** Null for what people never see as a question: a statement, a hidden value. */
  number: number | null
  pageId: string
  sectionId: string
  equality: boolean
}

/** Every question in document order with the number people see. */
export function numbered(document: QuestionnaireDocument): Numbered[] {
  let number = 0
  return document.sections.flatMap((section) =>
    section.pages.flatMap((page) =>
      page.questions.map((question) => {
        if (isNumbered(question)) number += 1
        const own = isNumbered(question) ? number : null
        return { question, number: own, pageId: page.id, sectionId: section.id, equality: section.equality === true }
      }),
    ),
  )
}

/** What it is called without its words: `Question 4`. */
export function shortName({ number, question }: Numbered): string {
  if (number !== null) return `Question ${number}`
  return question.type === 'hidden' ? 'Hidden question' : 'Statement'
}

export const nameOf = (item: Numbered, document: QuestionnaireDocument) =>
  `${item.number === null ? 'From the link:' : `${item.number}.`} ${say(unpiped(item.question.text, document), document.language) || 'No words yet'}`

/** Questions that come before a thing in the same part, which its condition and its words may look at. */
export function earlierThan(document: QuestionnaireDocument, target: Ref): Numbered[] {
  const all = places(document)
  const own = all.find(
    ({ kind, id, parent }) =>
      kind === target.kind && id === target.id && (target.of === undefined || parent === target.of),
  )
  if (!own) return []
  const allowed = new Set(
    all.filter((p) => p.kind === 'question' && p.part === own.part && p.before < own.before).map((p) => p.id),
  )
  return numbered(document).filter(({ question }) => question.type !== 'statement' && allowed.has(question.id))
}

const comparing = {
  '<': 'is less than',
  '<=': 'is at most',
  '=': 'is',
  '!=': 'is not',
  '>=': 'is at least',
  '>': 'is more than',
}
/** Of days and months. */
const comparingDays: typeof comparing = {
  '<': 'is before',
  '<=': 'is not after',
  '=': 'is',
  '!=': 'is not',
  '>=': 'is not before',
  '>': 'is after',
}
export const comparisons = (isDay: boolean) =>
  Object.entries(isDay ? comparingDays : comparing).map(([value, label]) => ({ value, label }))

const counting = {
  '<': 'fewer than',
  '<=': 'at most',
  '=': 'exactly',
  '!=': 'a number other than',
  '>=': 'at least',
  '>': 'more than',
}

/** A condition as a sentence's end: `question 4 is “Yes” or “No”`. */
export function conditionWords(document: QuestionnaireDocument, condition: Condition): string {
  const all = numbered(document)
  const words = (one: Condition): string => {
    if (one.op === 'all') return one.of.map(within).join(' and ') || 'always'
    if (one.op === 'any') return one.of.map(within).join(' or ') || 'never'
    if (one.op !== 'not') return lookedAt(one, '')
    return one.of.op === 'chosen' || one.of.op === 'answered' || one.of.op === 'area'
      ? lookedAt(one.of, 'not ')
      : `not (${words(one.of)})`
  }
  const lookedAt = (one: Looked, not: '' | 'not '): string => {
    const found = all.find((item) => item.question.id === one.question)
    const name = referredTo(found, document)
    if (one.op === 'answered') return `${name} was ${not}answered`
    if (one.op === 'count') return `${name} has ${counting[one.is]} ${count(one.value, 'answer')}`
    if (one.op === 'ranked')
      return `${name} has ${optionsWords(document, found?.question, [one.option])} among the first ${one.within}`
    const line = rowWords(document, found?.question, one.op === 'area' ? undefined : one.row)
    if (one.op === 'compare')
      return `${name} ${line}${(typeof one.value === 'string' ? comparingDays : comparing)[one.is]} ${valueWords(one.value)}`
    if (one.op === 'area')
      return `${name} is ${not}in ${one.areas.length === 1 ? 'one borough' : `one of ${one.areas.length} boroughs`}`
    return `${name} ${line}is ${not}${optionsWords(document, found?.question, one.options)}`
  }
  const within = (part: Condition) => (part.op === 'all' || part.op === 'any' ? `(${words(part)})` : words(part))
  return words(condition)
}

/** A part that looks at one question. */
type Looked = Exclude<Condition, { op: 'all' | 'any' | 'not' }>

/** A day or a month as people write it; a number as it was typed, for it may be a year. */
const valueWords = (value: number | string) =>
  typeof value === 'number' ? value : (plainDate(value) ?? plainPartialDate(value) ?? value)

function referredTo(found: Numbered | undefined, document: QuestionnaireDocument): string {
  if (!found) return 'a question that is gone'
  if (found.number !== null) return `question ${found.number}`
  return `“${say(found.question.text, document.language) || found.question.code}” of the link`
}

function optionsWords(document: QuestionnaireDocument, question: Question | undefined, ids: string[]): string {
  if (!question) return 'an answer that is gone'
  const labels = optionsOf(question)
    .filter((option) => ids.includes(option.id))
    .map((option) => say(option.label, document.language))
  if (labels.length > 3) return `one of ${labels.length} answers`
  return labels.map((label) => `“${label}”`).join(' or ')
}

function rowWords(document: QuestionnaireDocument, question: Question | undefined, id: string | undefined): string {
  const row = question && rowsOf(question).find((one) => one.id === id)
  return row ? `(“${say(row.label, document.language)}”) ` : ''
}
