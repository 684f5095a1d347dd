import { CsvError, parse } from 'csv-parse/sync'
import { AppError } from '../platform/errors.ts'

/** A file of responses as it was read: rows of cells, and what it took to read them. */
export interface CsvFile {
  /** Rows in which something stands, the heads among them. */
  rows: string[][]
  /** The number of each in the sheet, from 1: an empty row is counted and is no row. */
  numbers: number[]
  encoding: Encoding
  delimiter: string
}

export const encodings = ['utf-8', 'windows-1252', 'utf-16le', 'utf-16be'] as const
export type Encoding = (typeof encodings)[number]

export const mostBytes = 20_000_000
const mostRows = 200_000
const mostColumns = 2_000
const mostInRecord = 2_000_000

const refused = (message: string) => new AppError('bad-input', `${message} Nothing was changed.`)

/**
 * A CSV file of any usual kind: comma, semicolon or tab, quoted as RFC 4180 has it; UTF-8, or the encoding that is named, or
 * Windows-1252 where it is no UTF-8. Every cell is text: nothing is worked out. Refused in words (AppError): too large, no text,
 * a quotation mark that is never closed.
 */
export function readCsv(bytes: Uint8Array, wanted?: Encoding): CsvFile {
  if (bytes.length > mostBytes)
    throw new AppError('too-large', 'The file is larger than 20 MB. Part it, and import the parts.')
  if (bytes[0] === 0x50 && bytes[1] === 0x4b)
    throw refused('This is a workbook, not a CSV file. Save the sheet as “CSV UTF-8” first.')
  const { text, encoding } = decoded(bytes, wanted)
  if (text.slice(0, 10_000).includes('\0')) throw refused(noText(bytes))
  const marked = /^\uFEFF?sep=([,;\t])\r?\n/i.exec(text)?.[1]
  const delimiter = marked ?? delimiterOf(text)
  const all = parsed(text, delimiter)
  const numbers = all.flatMap((cells, i) => (cells.every(isBlank) || (marked && i === 0) ? [] : [i + 1]))
  const rows = numbers.map((number) => all[number - 1]!)
  if (rows.length === 0) throw refused('The file is empty.')
  if (rows.length > mostRows)
    throw new AppError(
      'too-large',
      `The file has more than ${mostRows.toLocaleString('en-GB')} rows. Part it, and import the parts.`,
    )
  if ((rows[0]?.length ?? 0) > mostColumns)
    throw new AppError('too-large', `The file has more than ${mostColumns.toLocaleString('en-GB')} columns.`)
  return { rows, numbers, encoding, delimiter }
}

const isBlank = (cell: string) => cell.trim() === ''

/** Text of two bytes a sign is mostly every other byte zero. */
function noText(bytes: Uint8Array): string {
  const zeros = (from: number) => bytes.slice(0, 1000).filter((byte, i) => i % 2 === from && byte === 0).length
  const many = Math.min(1000, bytes.length) / 3
  const wide = zeros(1) > many ? 'utf-16le' : zeros(0) > many ? 'utf-16be' : null
  const hint = wide ? ` It may be UTF-16: say --encoding ${wide}.` : ''
  return `This does not look like a CSV file: it holds bytes that are no text.${hint}`
}

function decoded(bytes: Uint8Array, wanted: Encoding | undefined): { text: string; encoding: Encoding } {
  const marked: Encoding | null =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null
  const encoding = wanted ?? marked ?? (isUtf8(bytes) ? 'utf-8' : 'windows-1252')
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding }
  } catch {
    throw refused(`The file is not ${encoding.toUpperCase()}. Leave --encoding out, or name another.`)
  }
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

/** The sign that parts the first line most often, outside quotation marks. */
function delimiterOf(text: string): string {
  const counts = new Map([',', ';', '\t'].map((sign) => [sign, 0]))
  let isQuoted = false
  for (const c of text.slice(0, 100_000)) {
    if (c === '"') isQuoted = !isQuoted
    else if (!isQuoted && c === '\n') break
    else if (!isQuoted && counts.has(c)) counts.set(c, counts.get(c)! + 1)
  }
  return [...counts].reduce((most, one) => (one[1] > most[1] ? one : most))[0]
}

function parsed(text: string, delimiter: string): string[][] {
  try {
    return parse(text, {
      bom: true,
      delimiter,
      relax_column_count: true,
      max_record_size: mostInRecord,
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const at = error.code === 'CSV_QUOTE_NOT_CLOSED' || typeof error.lines !== 'number' ? '' : `Line ${error.lines}: `
    throw refused(`${at}${why[error.code] ?? `The file cannot be read as CSV: ${error.message}.`}`)
  }
}

const why: Partial<Record<CsvError['code'], string>> = {
  CSV_QUOTE_NOT_CLOSED:
    'A quotation mark in the file is opened and never closed, so the rows after it cannot be told apart.',
  CSV_MAX_RECORD_SIZE:
    'A row of the file is longer than two million characters: most likely a quotation mark is not closed.',
  INVALID_OPENING_QUOTE:
    'A quotation mark stands in the middle of a cell that is not quoted. Quote the cell and double the mark.',
  CSV_INVALID_CLOSING_QUOTE: 'A quotation mark in a quoted cell is not doubled.',
}
