import { say } from '../kernel/text.ts'
import { boroughByCode } from '../population/boroughs.ts'
import { chosenIn } from './conditions.ts'
import { plainPartialDate } from './dates.ts'
import type { Answer, Id, Question, QuestionType } from './document.ts'
import { optionsOf, rowsOf } from './fixed-options.ts'
import { chosenOfRow } from './grid-rules.ts'
import type { AnswerOf } from './rules.ts'

/** How the reader's page writes a day. */
type DayWords = (isoDate: string) => string

interface Reader {
  language: string
  day: DayWords
}

type Words<T extends QuestionType> = (
  question: Extract<Question, { type: T }>,
  answer: AnswerOf<T>,
  reader: Reader,
) => string[]

const chosen = (question: Question, answer: Answer, { language }: Reader): string[] => {
  const ids = chosenIn(answer)
  const other = 'other' in answer ? answer.other : undefined
  return optionsOf(question)
    .filter((option) => ids.includes(option.id))
    .map((option) => (option.other && other ? `${say(option.label, language)}: ${other}` : say(option.label, language)))
}

const labelsOf = (question: Question, ids: Id[], language: string) =>
  ids.flatMap((id) => optionsOf(question).filter((option) => option.id === id)).map(({ label }) => say(label, language))

const withUnit = (n: number, unit: string) => `${n} ${unit}`.trim()
const text = (_question: Question, answer: { text: string }) => [answer.text]
const area = (_question: Question, answer: { area: string }) => [areaWords(answer.area)]

/** A line each; one row for each type. */
const wordsByType: { [T in QuestionType]: Words<T> } = {
  single: chosen,
  multiple: chosen,
  grid: (question, answer, { language }) =>
    rowsOf(question).flatMap((row) => {
      const labels = labelsOf(question, chosenOfRow(answer, row.id), language)
      return labels.length > 0 ? [`${say(row.label, language)}: ${labels.join(', ')}`] : []
    }),
  ranking: (question, answer, reader) => {
    const labels = labelsOf(question, answer.ranked, reader.language)
    const isInstead = question.options.some((option) => option.missing && answer.ranked.includes(option.id))
    return isInstead ? labels : labels.map((label, i) => `${i + 1}. ${label}`)
  },
  yes_no: chosen,
  scale: (question, answer, { language }) => {
    const label = say(question.labels?.[answer.number - question.from], language)
    return [label ? `${answer.number}: ${label}` : String(answer.number)]
  },
  number: (question, answer, { language }) => [withUnit(answer.number, say(question.unit, language))],
  constant_sum: (question, answer, { language }) =>
    rowsOf(question).flatMap((row) => {
      const amount = Object.hasOwn(answer.amounts, row.id) ? answer.amounts[row.id]! : undefined
      if (amount === undefined) return []
      return [`${say(row.label, language)}: ${withUnit(amount, say(question.unit, language))}`]
    }),
  short_text: text,
  long_text: text,
  date: (_question, answer, { day }) => [day(answer.date)],
  partial_date: (_question, answer) => [plainPartialDate(answer.date) ?? answer.date],
  postcode: area,
  area,
  long_list: chosen,
  consent: chosen,
  hidden: chosen,
  statement: () => [],
}

/** An answer in the words of its question, a line each; empty when it was left blank. */
export function answerWords(question: Question, answer: Answer | undefined, language: string, day: DayWords): string[] {
  if (!answer) return []
  return (wordsByType[question.type] as Words<QuestionType>)(question as never, answer as never, { language, day })
}

const areaWords = (area: string): string => boroughByCode(area)?.name ?? 'Outside London, or not sure'
