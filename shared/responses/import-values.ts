import { findBorough } from '../population/boroughs.ts'
import { plainDate, plainPartialDate } from '../questionnaires/dates.ts'
import type { QuestionOf } from '../questionnaires/document.ts'

/** What of a question a column is about. */
export interface ColumnPlace {
  option?: string | undefined
  row?: string | undefined
  place?: number | undefined
  isWords?: boolean
  values?: ReadonlyMap<string, string | null> | undefined
  separator?: string | undefined
}

/** One cell of a row, with what of the question its column is about. */
export interface ImportCell extends ColumnPlace {
  /** The head of its column, for a message. */
  column: string
  text: string
  /** It stood guarded in our own export: whatever it looks like, somebody wrote it. */
  isText?: boolean
}

export interface ImportTools {
  boroughOf: (postcode: string) => string | null | undefined
  isMonthFirst: boolean
}

/** A cell that is no answer to its question, in words. */
export class NoAnswer extends Error {}

const quoted = (text: string) => `“${text.length > 60 ? `${text.slice(0, 60)}…` : text.trim()}”`
export const wrong = ({ column, text }: ImportCell, what: string) =>
  new NoAnswer(`${quoted(column)}: ${quoted(text)} ${what}`)

/** What the map says the cell means, else what stands in it. */
export const meant = ({ values, text }: ImportCell): string => values?.get(text.trim()) ?? text

/** A comma parts thousands and nothing else: `1,500` is one thousand five hundred, and `1,5` is told, never guessed at. */
export function numberIn(cell: ImportCell): number {
  const plain = meant(cell).replace(/^\s*([-+]?)\s*£?\s*|\s*%?\s*$/g, '$1')
  if (!/^[-+]?(\d{1,15}|\d{1,3}([, \u00a0\u202f]\d{3}){1,4})(\.\d{1,9})?$/.test(plain))
    throw wrong(cell, `is no number.${plain.includes(',') ? ' A comma parts thousands: 1,500. Write 1.5.' : ''}`)
  return Number(plain.replace(/[, \u00a0\u202f]/g, ''))
}

/** `4`, or `4 - Very safe`; `3.5` and `3-4` are no point. */
const step = /^\s*(-?\d{1,6})(\.0+)?\s*([-–:.)=](?!\s*[\d.]+\s*$)(?!\d).*)?$/

export function stepIn(cell: ImportCell, { from, to }: QuestionOf<'scale'>): number {
  const found = Number(step.exec(meant(cell))?.[1] ?? Number.NaN)
  if (!(found >= from && found <= to)) throw wrong(cell, 'is no point of the scale.')
  return found
}

/** ISO, with or without a time behind it; else day, month and year as the map says they stand. */
export function dateIn(cell: ImportCell, { isMonthFirst }: ImportTools): string {
  const text = meant(cell).trim()
  const time = /[T ]\d{1,2}:\d{2}[^/]*$/
  const day = text.replace(time, '')
  const [, a = '', b = '', year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(day) ?? []
  const parts = isMonthFirst ? [year, a, b] : [year, b, a]
  const found = year ? parts.map((part) => part!.padStart(2, '0')).join('-') : day
  if (plainDate(found) === null)
    throw wrong(cell, `is no date. Write 2026-03-31 or ${isMonthFirst ? '03/31/2026' : '31/03/2026'}.`)
  return found
}

/** A month and a year, or a year. */
export function partialDateIn(cell: ImportCell): string {
  const text = meant(cell).trim()
  const [, month, year] = /^(\d{1,2})[/.-](\d{4})$/.exec(text) ?? []
  const found = year ? `${year}-${month!.padStart(2, '0')}` : text
  if (plainPartialDate(found) === null) throw wrong(cell, 'is no month or year. Write 2026-03 or 2026.')
  return found
}

/** A borough by its code or name, or by the postcode. */
export function areaIn(cell: ImportCell, { boroughOf }: ImportTools): string {
  const text = meant(cell).trim()
  if (text === 'outside' || /^E09\d{6}$/.test(text)) return text
  const known = findBorough(text)?.code ?? boroughOf(text)
  if (known === undefined) throw wrong(cell, 'is neither a London borough nor a full postcode.')
  return known ?? 'outside'
}
