import { area, postcode } from './area-rules.ts'
import { consent, hidden, longList, multiple, single, yesNo } from './choice-rules.ts'
import { date, partialDate } from './date-rules.ts'
import type { Question, QuestionType } from './document.ts'
import { grid } from './grid-rules.ts'
import { ranking } from './ranking-rules.ts'
import type { AnswerRules } from './rules.ts'
import { constantSum } from './sum-rules.ts'
import { longText, number, scale, shortText, statement } from './written-rules.ts'

/** One row for each type of question: a type without its rules does not compile. */
export const questionRules: { [T in QuestionType]: AnswerRules<T> } = {
  single,
  multiple,
  grid,
  ranking,
  yes_no: yesNo,
  scale,
  number,
  constant_sum: constantSum,
  short_text: shortText,
  long_text: longText,
  date,
  partial_date: partialDate,
  postcode,
  area,
  long_list: longList,
  consent,
  hidden,
  statement,
}

/** The rules of the question at hand; the table guarantees that they are the rules of its own type. */
export const rulesOf = (question: Question): AnswerRules<QuestionType> =>
  questionRules[question.type] as unknown as AnswerRules<QuestionType>
