import { say } from '../kernel/text.ts'
import { columnName, longestName, wordsColumn } from '../questionnaires/column-name.ts'
import type { Question } from '../questionnaires/document.ts'
import { optionsOf, rowsOf } from '../questionnaires/fixed-options.ts'
import { askedQuestions, type Column, type Layout } from './layout.ts'

/** The four kinds of missing in the order of a column's codes, as an export tells them apart. */
export const missingKinds = ['not_asked', 'blank', 'declined', 'dont_know'] as const
export type MissingName = (typeof missingKinds)[number]

/** In a text file: no code of an option and no number looks like these. */
export const missingSigns: Record<MissingName, string> = {
  not_asked: '[not asked]',
  blank: '[left blank]',
  declined: '[prefer not to say]',
  dont_know: "[don't know]",
}

export const missingLabels: Record<MissingName, string> = {
  not_asked: 'Not asked',
  blank: 'Left blank',
  declined: 'Prefer not to say',
  dont_know: 'Don’t know',
}

/** Numbers that stand for the four kinds in a numeric file, in their order. */
export type MissingNumbers = readonly [number, number, number, number]
export const usualMissing: MissingNumbers = [-91, -92, -93, -94]
/** Where an answer may itself be below zero. */
const farther: MissingNumbers = [-999991, -999992, -999993, -999994]

export interface Value {
  /** Its number in a numeric file: its place among all versions' options, which never changes; of a scale the step. */
  number: number
  code: string
  label: string
}

/**
 * One column of an export. `choice`: one of the values. `tick`: one option of several, 1 chosen, 0 not. `number`, `date`,
 * `text` as they say. `words`: what was written beside "other".
 */
export interface Variable {
  name: string
  type: 'choice' | 'tick' | 'number' | 'date' | 'text' | 'words'
  label: string
  /** The key of the projection's column it is read from. */
  column: string
  /** The question whose document holds the text; of a tick the place of its option. */
  question: string
  place: number
  /** Of words: the options that ask for them. */
  others: string[]
  values: Value[]
  missing: MissingNumbers
  /** How each version put it, oldest first; a version that did not ask it is not there. */
  wording: { version: number; text: string }[]
}

const ticks: Value[] = [
  { number: 0, code: '0', label: 'Not chosen' },
  { number: 1, code: '1', label: 'Chosen' },
]

/**
 * The columns of an export of what people answered, over all versions, by the questions' codes. The equality questions
 * are none of them: their answers leave only as counts. Names are at most 64 characters, begin with a letter and are
 * taken once, whatever the codes are.
 */
export function variablesOf(layout: Layout): Variable[] {
  const name = namer()
  return layout.columns
    .filter((column) => column.part === 'main' && column.type !== 'characteristic')
    .flatMap((column) => ofColumn(column, layout))
    .map((variable) => ({ ...variable, name: name(variable.name) }))
}

/** Names of columns that are about a response: no question's column may take one. */
export const aboutNames = [
  'response',
  'version',
  'way_in',
  'received_on',
  'speed',
  'synthetic',
  'weight',
  'shuffle_seed',
]

function namer(): (wanted: string) => string {
  const taken = new Set(aboutNames)
  return (wanted) => {
    let name = wanted
    for (let n = 2; taken.has(name); n++) name = `${wanted.slice(0, longestName - 4)}_${n}`
    taken.add(name)
    return name
  }
}

function ofColumn(column: Column, layout: Layout): Variable[] {
  const asked = askedOf(column, layout)
  const codes = new Map(asked.flatMap(({ question }) => optionCodes(question)))
  const base: Variable = {
    name: columnName(column.code),
    type: 'text',
    label: [say(column.text, 'en'), say(column.rowText, 'en')].filter(Boolean).join(' '),
    column: column.key,
    question: column.question ?? column.key,
    place: 0,
    others: [],
    values: [],
    missing: asked.some(({ question }) => mayBeBelowZero(question)) ? farther : usualMissing,
    wording: asked.map(({ version, question }) => ({ version, text: wordingOf(question, column) })),
  }
  const others = asked.flatMap(({ question }) => optionsOf(question).flatMap(({ id, other }) => (other ? [id] : [])))
  const label = `${base.label} In their own words`
  const words: Variable[] =
    others.length > 0 ? [{ ...base, name: columnName(column.code, wordsColumn), type: 'words', label, others }] : []
  if (column.kind === 'codes') return [{ ...base, type: 'choice', values: valuesOf(column, codes) }, ...words]
  if (column.kind === 'value') return [{ ...base, type: column.type.endsWith('date') ? 'date' : 'number' }]
  if (column.kind === 'text') return [base]
  const options = column.categories.map(
    ({ id, label }, place): Variable => ({
      ...base,
      name: columnName(column.code, codes.get(id) ?? id),
      type: 'tick',
      label: `${base.label} ${say(label, 'en')}`,
      place,
      values: ticks,
    }),
  )
  return [...options, ...words]
}

interface AskedIn {
  version: number
  question: Question
}

/** The question of a column in each version that asks it, oldest first; one that changed its type is another. */
function askedOf(column: Column, layout: Layout): AskedIn[] {
  return layout.versions.flatMap(({ document }, i) =>
    askedQuestions(document)
      .filter(({ question }) => question.id === column.question && question.type === column.type)
      .map(({ question }) => ({ version: i + 1, question })),
  )
}

const optionCodes = (question: Question) => optionsOf(question).map(({ id, code }) => [id, code] as const)
const mayBeBelowZero = (question: Question) => question.type === 'number' && (question.minimum ?? -1) < 0

function wordingOf(question: Question, { key }: Column): string {
  const row = rowsOf(question).find(({ id }) => key === `${question.id}/${id}`)
  return [say(question.text, 'en'), say(row?.label, 'en')].filter(Boolean).join(' ')
}

function valuesOf({ categories }: Column, codes: ReadonlyMap<string, string>): Value[] {
  const isScale = categories.length > 0 && categories.every(({ id }) => /^-?\d+$/.test(id))
  return categories.map(({ id, label }, i) => ({
    number: isScale ? Number(id) : i + 1,
    code: codes.get(id) ?? id,
    label: say(label, 'en'),
  }))
}
