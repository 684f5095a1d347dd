import type { Answer, Answers, Id, Question } from '../../shared/questionnaires/document.ts'
import { optionsOf } from '../../shared/questionnaires/fixed-options.ts'
import { insteadField } from '../../shared/questionnaires/ranking-rules.ts'
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

/** What an earlier page put into the form as JSON; undefined when the field is not there, or is no JSON any more. */
export function jsonIn(fields: Fields, name: string): unknown {
  try {
    return JSON.parse(one(fields, name))
  } catch {
    return undefined
  }
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
  if ('rows' in answer) return byRow(question, answer.rows)
  if ('ticks' in answer) return byRow(question, answer.ticks)
  if ('amounts' in answer) return byRow(question, answer.amounts)
  if ('ranked' in answer) return placesOf(question, answer.ranked)
  if ('number' in answer) return { [name]: String(answer.number) }
  if ('text' in answer) return { [name]: answer.text }
  if ('area' in answer) return { [`${name}.area`]: answer.area }
  const parts = { year: '', month: '', day: '' }
  const [year = '', month, day] = answer.date.split('-')
  Object.assign(parts, { year }, month && { month: String(Number(month)) }, day && { day: String(Number(day)) })
  return Object.fromEntries(Object.entries(parts).map(([part, value]) => [`${name}.${part}`, value]))
}

const byRow = (question: Question, given: Record<Id, string | string[] | number>): Fields =>
  Object.fromEntries(
    Object.entries(given).map(([row, value]) => [
      fieldName(question.id, row),
      typeof value === 'number' ? String(value) : value,
    ]),
  )

function placesOf(question: Question, ranked: Id[]): Fields {
  const isInstead = (id: Id) => optionsOf(question).some((option) => option.id === id && option.missing)
  const places = ranked.filter((id) => !isInstead(id)).map((id, i) => [fieldName(question.id, id), String(i + 1)])
  const instead = ranked.filter(isInstead)
  return {
    ...Object.fromEntries(places),
    ...(instead.length > 0 && { [fieldName(question.id, insteadField)]: instead }),
  }
}
