import { grid, multiple, single } from './choice-rules.ts'
import type { Question, QuestionType } from './document.ts'
import type { AnswerRules } from './rules.ts'
import { date, longText, number, postcode, scale, shortText, statement } from './written-rules.ts'

/** One row for each type of question: a type without its rules does not compile. */
export const questionRules: { [T in QuestionType]: AnswerRules<T> } = {
  single,
  multiple,
  grid,
  scale,
  number,
  short_text: shortText,
  long_text: longText,
  date,
  postcode,
  statement,
}

/** The rules of the question at hand; the table guarantees that they are the rules of its own type. */
export const rulesOf = (question: Question): AnswerRules<QuestionType> =>
  questionRules[question.type] as unknown as AnswerRules<QuestionType>
