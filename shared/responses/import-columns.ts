import type { Question, QuestionnaireDocument } from '../questionnaires/document.ts'
import type { Part } from '../questionnaires/evaluate.ts'
import { optionsOf, rowsOf } from '../questionnaires/fixed-options.ts'
import { recognised } from './import-heads.ts'
import type { ImportMap, MappedColumn } from './import-map.ts'
import type { ColumnPlace } from './import-values.ts'
import { named, plainCode, plainWords } from './import-words.ts'

/** What a column of the file is for. */
export interface ImportColumn {
  /** Its place in the file, from 0, and its head (both heads of two, as `first | second`). */
  at: number
  head: string
  target: Target | null
}

export interface Target extends ColumnPlace {
  question: Question
  part: Part
}

export interface ImportHeads {
  columns: ImportColumn[]
  /** Rows before the first response. */
  headerRows: number
  /** The column that names each response, if there is one. */
  key: number | null
  /** LimeSurvey's column that is empty as long as a response was not sent, unless the map ignores it. */
  sent: number | null
  /** Our own export: its cells guard themselves against formulas with an apostrophe. */
  isOwn: boolean
  /** 03/04/2026 is the fourth of March. */
  isMonthFirst: boolean
}

/** What is wrong with a map or a file as a whole, each in a sentence. */
export interface HeadFaults {
  faults: string[]
}

export interface Placed {
  question: Question
  part: Part
}

const questionsOf = (document: QuestionnaireDocument): Placed[] =>
  document.sections.flatMap((section) =>
    section.pages.flatMap(({ questions }) =>
      questions
        .filter(({ type }) => type !== 'statement')
        .map((question): Placed => ({ question, part: section.equality ? 'equality' : 'main' })),
    ),
  )

/** SurveyMonkey writes a second row of heads, in which a plain question says "Response". */
const hasTwoHeads = (rows: readonly string[][]) =>
  (rows[1] ?? []).some((cell) => /^(open-ended )?response$/i.test(cell.trim()))

/** Names under which programs number their responses. */
const usualKeys = ['respondentid', 'respondent_id', 'response_id', 'id', 'id_response_id']
const own = ['response', 'version', 'way_in', 'received_on', 'speed', 'synthetic']

/**
 * What each column of a file is for: as the map says, else by its head, as our own export names it, as LimeSurvey does
 * (`G01Q01[SQ001]`, `G01Q01. Words`), or by the words of the question, with those of the option or row under them or in
 * brackets behind. A column that is none of these has no target.
 */
export function importHeads(
  document: QuestionnaireDocument,
  rows: readonly string[][],
  map: ImportMap,
): ImportHeads | HeadFaults {
  const headerRows = map.headerRows ?? (hasTwoHeads(rows) ? 2 : 1)
  const [top = [], sub = []] = rows
  const second = headerRows === 2 ? sub : []
  const questions = questionsOf(document)
  const isOwn = own.every((name, i) => top[i]?.trim() === name)
  const heads = filledForward(top, second, headerRows)
  const columns = heads.map(([first, under], at): ImportColumn => {
    const head = under ? `${first} | ${under}` : first
    return { at, head, target: recognised(questions, first, under) }
  })
  const faults = [...applyMap(columns, questions, map), ...twiceAnswered(columns)]
  const keys = map.key === undefined ? [] : placesNamed(columns, map.key)
  if (map.key !== undefined && keys.length === 0)
    faults.push(`The map names the key “${map.key}”, and the file has no such column.`)
  if (keys.length > 1) faults.push(severalCalled(map.key!, keys[0]!))
  if (faults.length > 0) return { faults }
  const key =
    map.key === undefined
      ? columns.findIndex(({ head, target }) => !target && usualKeys.includes(plainCode(head)))
      : keys[0]!
  const ignored = new Set((map.ignore ?? []).flatMap((name) => placesNamed(columns, name)))
  const sent = columns.find(({ head, at, target }) => !target && !ignored.has(at) && /^submitdate(\.|$)/i.test(head))
  return {
    columns,
    headerRows,
    key: key === -1 || isOwn ? null : key,
    sent: sent?.at ?? null,
    isOwn,
    isMonthFirst: map.dates === 'month first',
  }
}

/** Both heads of each column; of two rows, a first one that is empty goes on from the one before it. */
function filledForward(top: readonly string[], second: readonly string[], headerRows: number): [string, string][] {
  let last = ''
  const width = Math.max(top.length, second.length)
  return Array.from({ length: width }, (_, at) => {
    const own = (top[at] ?? '').trim()
    if (headerRows === 1) return [own, '']
    if (own !== '') last = own
    const under = (second[at] ?? '').trim()
    return [last, /^(open-ended )?response$/i.test(under) ? '' : under]
  })
}

const placesNamed = (columns: ImportColumn[], name: string): number[] => {
  const place = /^#(\d{1,5})$/.exec(name)
  const all = columns.filter(({ head, at }) =>
    place ? at === Number(place[1]) - 1 : head === name || plainWords(head) === plainWords(name),
  )
  return all.map(({ at }) => at)
}

const severalCalled = (name: string, at: number) =>
  `Several columns are called “${name}”: name each by its place, like #${at + 1}.`

/** Puts the map's words over what was recognised; tells what in it fits nothing. */
function applyMap(columns: ImportColumn[], questions: Placed[], map: ImportMap): string[] {
  const faults: string[] = []
  const isNamed = new Set<number>()
  for (const name of map.ignore ?? []) {
    const places = placesNamed(columns, name)
    if (places.length === 0) faults.push(`The map ignores the column “${name}”, and the file has none.`)
    for (const at of places) columns[at]!.target = null
  }
  for (const [name, wanted] of Object.entries(map.columns ?? {})) {
    const places = placesNamed(columns, name)
    const target = targetOf(questions, wanted)
    if (typeof target === 'string') faults.push(`Column “${name}” of the map: ${target}`)
    else if (places.length === 0) faults.push(`The map names the column “${name}”, and the file has none.`)
    else if (places.length > 1) faults.push(severalCalled(name, places[0]!))
    else if (isNamed.has(places[0]!)) faults.push(`The map names the column “${name}” twice.`)
    else {
      isNamed.add(places[0]!)
      columns[places[0]!]!.target = target
    }
  }
  return faults
}

/** Columns that answer the same part of a question: which of them counts is not ours to choose. */
function twiceAnswered(columns: readonly ImportColumn[]): string[] {
  const first = new Map<string, ImportColumn>()
  return columns.flatMap((column) => {
    const { target, head, at } = column
    if (!target) return []
    const { question, option, row, place, isWords } = target
    const part = JSON.stringify([question.id, option, row, place, isWords === true])
    const before = first.get(part)
    if (!before) first.set(part, column)
    return before
      ? [
          `#${before.at + 1} “${before.head}” and #${at + 1} “${head}” answer the same: name one of them under “ignore” in a map.`,
        ]
      : []
  })
}

function targetOf(questions: Placed[], wanted: MappedColumn): Target | string {
  const found = questions.find(({ question }) => question.code === wanted.question)
  if (!found) return `there is no question “${wanted.question}”.`
  const option = wanted.option === undefined ? undefined : named(optionsOf(found.question), wanted.option)
  const row = wanted.row === undefined ? undefined : named(rowsOf(found.question), wanted.row)
  if (wanted.option !== undefined && !option) return `the question has no option “${wanted.option}”.`
  if (wanted.row !== undefined && !row) return `the question has no row “${wanted.row}”.`
  const values = wanted.values && new Map(Object.entries(wanted.values))
  const strange = [...(values?.values() ?? [])].find(
    (code) => code !== null && optionsOf(found.question).length > 0 && !named(optionsOf(found.question), code),
  )
  if (strange) return `the question has no option “${strange}”.`
  const { place, words, separator } = wanted
  const { type } = found.question
  if (words && !optionsOf(found.question).some(({ other }) => other)) return 'no answer of the question takes words.'
  if (place && type !== 'ranking') return 'the question is no ranking, so it has no “place”.'
  if (rowsOf(found.question).length > 0 && !row && !words) return 'say which “row” of the question it answers.'
  if (type === 'ranking' && !option && !place) return 'say which “option” or which “place” of the ranking it answers.'
  return { ...found, option: option?.id, row: row?.id, place, isWords: words === true, values, separator }
}
