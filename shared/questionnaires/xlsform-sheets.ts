import type { Cell } from './fidelity.ts'
import type { Words } from './sketch.ts'

/** A sheet as a reader gives it: rows of texts, the first row the sheet's own first. */
export interface RawSheet {
  name: string
  rows: string[][]
}

/** A row by its columns, `label::French` and the like by their base and language. */
export interface SheetRow {
  line: number
  cells: Map<string, Cell>
  words: Map<string, Words>
}

export interface Sheet {
  name: string
  columns: Cell[]
  known: Set<string>
  rows: SheetRow[]
}

const translated = [
  'label',
  'hint',
  'guidance_hint',
  'constraint_message',
  'required_message',
  'image',
  'audio',
  'video',
  'big-image',
  'form_title',
]

/** The many spellings that forms of all ages use, by the one used here. */
const spellings: Record<string, string> = {
  command: 'type',
  tag: 'name',
  value: 'name',
  caption: 'label',
  text: 'label',
  relevance: 'relevant',
  skip_logic: 'relevant',
  'bind::relevant': 'relevant',
  'bind::required': 'required',
  'bind::constraint': 'constraint',
  'bind::calculate': 'calculation',
  'bind::readonly': 'read_only',
  'bind::jr:constraintmsg': 'constraint_message',
  'bind::jr:requiredmsg': 'required_message',
  'jr:constraintmsg': 'constraint_message',
  constraintmsg: 'constraint_message',
  'body::appearance': 'appearance',
  'control::appearance': 'appearance',
  calculate: 'calculation',
  readonly: 'read_only',
  list: 'list_name',
  listname: 'list_name',
  title: 'form_title',
  set_form_title: 'form_title',
  id_string: 'form_id',
  set_form_id: 'form_id',
}

/** The base of a column's title and its language: `label::English (en)`, `label:french`, `media::image::fr`. */
export function columnOf(title: string): { base: string; language: string } {
  const trimmed = title.trim().replace(/^media::?/i, '')
  const [first = '', ...rest] = trimmed.includes('::') ? trimmed.split('::') : trimmed.split(':')
  const start = spelt(first)
  if (translated.includes(start) && rest.length > 0) return { base: start, language: rest.join(':').trim() }
  return { base: spelt(trimmed), language: '' }
}

function spelt(title: string): string {
  const key = title
    .trim()
    .toLowerCase()
    .replace(/\s+/g, '_')
    .replace(/^(bind|body|control):(?!:)/, '$1::')
  return Object.hasOwn(spellings, key) ? spellings[key]! : key
}

const letters = (n: number): string =>
  (n < 26 ? '' : letters(Math.floor(n / 26) - 1)) + String.fromCharCode(65 + (n % 26))

/** Every filled cell by its pointer: `survey!4:label`. A column without a title, or with one twice, goes by its letter. */
export function sheetOf(raw: RawSheet, firstLine = 1): Sheet {
  const at = raw.rows.findIndex((row) => row.some((value) => value.trim() !== ''))
  const header = raw.rows[at] ?? []
  const titles = header.map((title, n) => {
    const shown = title.trim().replace(/\s+/g, ' ')
    const twice = header.findIndex((other) => other.trim() === title.trim()) !== n
    return {
      title: shown,
      pointer: shown === '' || twice ? letters(n) : shown,
      ...columnOf(shown),
      hidden: shown === '' || twice,
    }
  })
  const headLine = at + firstLine
  const columns = titles
    .filter(({ title }) => title !== '')
    .map(({ title, pointer }): Cell => ({ at: `${raw.name}!${headLine}:${pointer}`, value: title }))
  const known = new Set(titles.filter(({ hidden }) => !hidden).map(({ base }) => base))
  const rows = raw.rows.slice(at + 1).map((values, n) => rowOf(values, raw.name, headLine + 1 + n, titles))
  return { name: raw.name, columns, known, rows: rows.filter(({ cells }) => cells.size > 0) }
}

type Title = { title: string; pointer: string; base: string; language: string; hidden: boolean }

function rowOf(values: string[], sheet: string, line: number, titles: Title[]): SheetRow {
  const cells = new Map<string, Cell>()
  const words = new Map<string, Words>()
  for (const [n, value] of values.entries()) {
    if (value.trim() === '') continue
    const title = titles[n] ?? { title: '', pointer: letters(n), base: '', language: '', hidden: true }
    const cell = { at: `${sheet}!${line}:${title.pointer}`, value: value.trim() }
    const plain = !title.hidden && title.language === '' && !cells.has(title.base)
    cells.set(plain ? title.base : `${title.base}::${title.language}#${n}`, cell)
    if (title.hidden || !translated.includes(title.base)) continue
    const said = words.get(title.base)
    if (said) said.push({ language: title.language, cell })
    else words.set(title.base, [{ language: title.language, cell }])
  }
  return { line, cells, words }
}

export const cellsOfSheet = (sheet: Sheet): Cell[] => [
  ...sheet.columns,
  ...sheet.rows.flatMap(({ cells }) => [...cells.values()]),
]

const sheetNames = [
  'survey',
  'choices',
  'settings',
  'external_choices',
  'choices_and_columns',
  'columns',
  'entities',
  'osm',
  'cascades',
  'lists',
]

/** A CSV form: sheets below one another, each named in the first column; or one sheet that is the survey alone. */
export function sheetsOfCsv(rows: string[][]): { sheet: RawSheet; firstLine: number }[] {
  const first = rows.find((row) => row.some((value) => value.trim() !== ''))
  if (first && !sheetNames.includes((first[0] ?? '').trim().toLowerCase()))
    return [{ sheet: { name: 'survey', rows }, firstLine: 1 }]
  const sheets: { sheet: RawSheet; firstLine: number }[] = []
  for (const [n, row] of rows.entries()) {
    const name = (row[0] ?? '').trim()
    if (name !== '') sheets.push({ sheet: { name, rows: [] }, firstLine: n + 2 })
    const filled = row.slice(1).some((value) => value.trim() !== '')
    const last = sheets.at(-1)
    if (!last || (name !== '' && !filled)) continue
    if (name !== '') last.firstLine = n + 1
    last.sheet.rows.push(row.slice(1))
  }
  return sheets
}

/** Whether a table may be a form: some sheet of it has a column that says what kind of row it is. */
export const isXlsform = (rows: string[][]): boolean =>
  sheetsOfCsv(rows).some(({ sheet }) => sheetOf({ ...sheet, rows: sheet.rows.slice(0, 100) }).known.has('type'))
