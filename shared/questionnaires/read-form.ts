import { say } from '../kernel/text.ts'
import type { Answers, Id, Question } from './document.ts'
import type { VisiblePage } from './evaluate.ts'
import { type Fault, faultOf } from './faults.ts'
import { rulesOf } from './question-rules.ts'
import type { BoroughOf, Fields, Form, Say } from './rules.ts'

/**
 * The name of a question's field in a form; a grid and a sum have one a row, a ranking one an option. A date adds `.day`,
 * `.month`, `.year`, the words beside "Other" `.other`, and a borough chosen by hand, or found before, `.area`. Ids hold
 * no dots.
 */
export const fieldName = (questionId: Id, rowId?: Id) =>
  rowId === undefined ? `q-${questionId}` : `q-${questionId}.${rowId}`

/** The form's list of options and rows that an answer on the same page had brought up, as `question.part`. */
export const seenField = 'seen'

const inEnglish: Say = (text) => say(text, 'en')

/** The answers of one page's form, and what could not be read; a question left empty has no answer. */
export function readPage(
  page: Pick<VisiblePage, 'questions'>,
  fields: Fields,
  boroughOf: BoroughOf,
  words: Say = inEnglish,
) {
  const answers: Answers = {}
  const faults: Fault[] = []
  for (const question of page.questions) {
    const read = rulesOf(question).read(question, formOf(question, fields, boroughOf))
    if (read.answer) answers[question.id] = read.answer
    faults.push(...read.faults.map((trouble) => faultOf(question, trouble, words)))
  }
  return { answers, faults }
}

/** Whether the form had any field of the question. */
export const wasPosted = (question: Question, fields: Fields) =>
  Object.keys(fields).some((name) => name === fieldName(question.id) || name.startsWith(`${fieldName(question.id)}.`))

function formOf(question: Question, fields: Fields, boroughOf: BoroughOf): Form {
  const many = (end?: string) => {
    const name = fieldName(question.id, end)
    const value = Object.hasOwn(fields, name) ? fields[name] : undefined
    const list = Array.isArray(value) ? value : value === undefined ? [] : [value]
    return list.filter((one) => typeof one === 'string').map(tidy)
  }
  return { many, one: (end) => many(end).find((value) => value !== '') ?? '', boroughOf }
}

/** Forms post line ends as CR LF, whatever was typed. */
const tidy = (text: string) => text.replace(/\r\n?/g, '\n').trim()
