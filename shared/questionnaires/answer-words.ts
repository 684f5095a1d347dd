import { say } from '../kernel/text.ts'
import { boroughByCode } from '../population/boroughs.ts'
import type { Answer, Option, Question } from './document.ts'

/** How the reader's page writes a day. */
type DayWords = (isoDate: string) => string

/** An answer in the words of its question, a line each; empty when it was left blank. */
export function answerWords(question: Question, answer: Answer | undefined, language: string, day: DayWords): string[] {
  if (!answer) return []
  if ('option' in answer) return labels(question, [answer.option], answer.other, language)
  if ('options' in answer) return labels(question, answer.options, answer.other, language)
  if ('rows' in answer) return gridLines(question, answer.rows, language)
  if ('number' in answer) return [numberWords(question, answer.number, language)]
  if ('text' in answer) return [answer.text]
  if ('date' in answer) return [day(answer.date)]
  return [areaWords(answer.area)]
}

export const areaWords = (area: string): string => boroughByCode(area)?.name ?? 'Outside London, or not sure'

const optionsOf = (question: Question): Option[] => ('options' in question ? question.options : [])

function labels(question: Question, chosen: string[], other: string | undefined, language: string): string[] {
  return optionsOf(question)
    .filter((option) => chosen.includes(option.id))
    .map((option) => (option.other && other ? `${say(option.label, language)}: ${other}` : say(option.label, language)))
}

function gridLines(question: Question, given: Record<string, string>, language: string): string[] {
  if (question.type !== 'grid') return []
  return question.rows.flatMap((row) => {
    const option = question.options.find((one) => one.id === given[row.id])
    return option ? [`${say(row.label, language)}: ${say(option.label, language)}`] : []
  })
}

const numberWords = (question: Question, number: number, language: string) =>
  `${number} ${question.type === 'number' ? say(question.unit, language) : ''}`.trim()
