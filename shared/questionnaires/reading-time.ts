import { say, type Text } from '../kernel/text.ts'
import type { Question, QuestionnaireDocument, QuestionType } from './document.ts'
import { type Part, sectionsOf } from './evaluate.ts'
import { optionsOf, rowsOf } from './fixed-options.ts'

const wordsAMinute = 230

/** Seconds to answer, beside the reading: one row for each type. */
const seconds: { [T in QuestionType]: (question: Extract<Question, { type: T }>) => number } = {
  single: () => 3,
  multiple: () => 6,
  grid: (question) => 4 * question.rows.length,
  ranking: ({ top, options }) => 4 * (top ?? options.length),
  yes_no: () => 3,
  scale: () => 4,
  number: () => 5,
  constant_sum: (question) => 6 * question.rows.length,
  short_text: () => 10,
  long_text: () => 30,
  date: () => 8,
  partial_date: () => 6,
  postcode: () => 8,
  area: () => 5,
  long_list: () => 8,
  consent: () => 3,
  hidden: () => 0,
  statement: () => 0,
}

const wordsIn = (text: Text | undefined) => say(text, 'en').split(/\s+/).filter(Boolean).length

/** A long list is searched, not read; what is never drawn is read by nobody. */
function readingWords(question: Question): number {
  if (question.type === 'hidden') return 0
  const labels = [...(question.type === 'long_list' ? [] : optionsOf(question)), ...rowsOf(question)]
  return wordsIn(question.text) + wordsIn(question.help) + labels.reduce((sum, one) => sum + wordsIn(one.label), 0)
}

/** About how many seconds a question takes to read and answer. */
export const secondsOf = (question: Question) =>
  (readingWords(question) / wordsAMinute) * 60 + (seconds[question.type] as (question: Question) => number)(question)

/** About how many minutes the longest way takes to read and answer; one at least. */
export function minutes(document: QuestionnaireDocument, part: Part = 'main'): number {
  const questions = sectionsOf(document, part).flatMap((section) => section.pages.flatMap((page) => page.questions))
  return Math.max(1, Math.round(questions.reduce((sum, question) => sum + secondsOf(question), 0) / 60))
}
