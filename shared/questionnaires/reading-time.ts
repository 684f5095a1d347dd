import { say, type Text } from '../kernel/text.ts'
import type { Question, QuestionnaireDocument, QuestionType } from './document.ts'
import { type Part, sectionsOf } from './evaluate.ts'

const wordsAMinute = 230

/** Seconds to answer, beside the reading: one row for each type. */
const seconds: { [T in QuestionType]: (question: Extract<Question, { type: T }>) => number } = {
  single: () => 3,
  multiple: () => 6,
  grid: (question) => 4 * question.rows.length,
  scale: () => 4,
  number: () => 5,
  short_text: () => 10,
  long_text: () => 30,
  date: () => 8,
  postcode: () => 8,
  statement: () => 0,
}

const wordsIn = (text: Text | undefined) => say(text, 'en').split(/\s+/).filter(Boolean).length

function readingWords(question: Question): number {
  const labels = [...('options' in question ? question.options : []), ...('rows' in question ? question.rows : [])]
  return wordsIn(question.text) + wordsIn(question.help) + labels.reduce((sum, one) => sum + wordsIn(one.label), 0)
}

const secondsOf = (question: Question) =>
  (readingWords(question) / wordsAMinute) * 60 + (seconds[question.type] as (question: Question) => number)(question)

/** About how many minutes the longest way takes to read and answer; one at least. */
export function minutes(document: QuestionnaireDocument, part: Part = 'main'): number {
  const questions = sectionsOf(document, part).flatMap((section) => section.pages.flatMap((page) => page.questions))
  return Math.max(1, Math.round(questions.reduce((sum, question) => sum + secondsOf(question), 0) / 60))
}
