import type { Answer, Answers, Question } from '../../shared/questionnaires/document.ts'
import { fieldName } from '../../shared/questionnaires/read-form.ts'

/** What a form's fields hold, as posted: what was entered is shown again even when it cannot be an answer. */
export type Fields = Record<string, string | string[]>

export function one(fields: Fields, name: string): string {
  const value = fields[name]
  return (Array.isArray(value) ? value[0] : value) ?? ''
}

export function many(fields: Fields, name: string): string[] {
  const value = fields[name]
  if (value === undefined) return []
  return Array.isArray(value) ? value : [value]
}

/** The fields that would have given these answers: the way back from a saved draft to its page. */
export function fieldsOf(questions: Question[], answers: Answers): Fields {
  const fields: Fields = {}
  for (const question of questions) {
    const answer = answers[question.id]
    if (answer) Object.assign(fields, fieldsOfAnswer(question, answer))
  }
  return fields
}

function fieldsOfAnswer(question: Question, answer: Answer): Fields {
  const name = fieldName(question.id)
  const other: Fields = 'other' in answer && answer.other ? { [`${name}.other`]: answer.other } : {}
  if ('option' in answer) return { [name]: answer.option, ...other }
  if ('options' in answer) return { [name]: answer.options, ...other }
  if ('rows' in answer) {
    return Object.fromEntries(Object.entries(answer.rows).map(([row, option]) => [fieldName(question.id, row), option]))
  }
  if ('number' in answer) return { [name]: String(answer.number) }
  if ('text' in answer) return { [name]: answer.text }
  if ('area' in answer) return { [`${name}.area`]: answer.area }
  const [year = '', month = '', day = ''] = answer.date.split('-')
  return { [`${name}.day`]: String(Number(day)), [`${name}.month`]: String(Number(month)), [`${name}.year`]: year }
}
