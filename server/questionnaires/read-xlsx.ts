import { strFromU8, strToU8, zipSync } from 'fflate'
import readExcelFile from 'read-excel-file/node'
import type { RawSheet } from '../../shared/questionnaires/xlsform-sheets.ts'
import { FileRefused } from './read-text.ts'
import { unpack } from './read-zip.ts'

const parts =
  /^(\[Content_Types\]\.xml|_rels\/\.rels|xl\/(workbook|sharedStrings|styles)\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/worksheets\/[^/]+\.xml)$/i
const lastRow = 50_000
const lastColumn = 400

/**
 * The sheets of an Excel workbook as texts. What the reader is given was unpacked under limits and packed again without
 * compression, with cells and rows that hold nothing taken out: a cell at the far end of a sheet takes no memory.
 */
export async function readXlsx(bytes: Uint8Array): Promise<RawSheet[]> {
  const entries: Record<string, Uint8Array> = {}
  for (const [name, content] of unpack(bytes, (name) => parts.test(name))) {
    const xml = strFromU8(content)
    if (/<!(DOCTYPE|ENTITY)/i.test(xml)) throw new FileRefused('It declares entities of its own, which are not read.')
    if (endlessTag.test(xml)) throw damaged()
    entries[name] = /worksheets\//i.test(name) ? strToU8(withoutEmpty(xml)) : content
  }
  const packed = Buffer.from(zipSync(entries, { level: 0 }))
  try {
    const sheets = await readExcelFile(packed, { trim: false })
    return sheets.map(({ sheet, data }) => ({ name: sheet, rows: data.map((row) => row.map(asText)) }))
  } catch (error) {
    if (error instanceof FileRefused) throw error
    throw damaged()
  }
}

const damaged = () => new FileRefused('It is an Excel workbook that is damaged, so it could not be read.')

/** The reader of the sheets goes over a tag again with each part of the file that does not end it. */
const endlessTag = /<[^<>]{20000}|<[^<>]*(?:<|$)/

/** No pattern reads over the next `<`: a tag that never ends costs its own length, not that of the file. */
function withoutEmpty(xml: string): string {
  const kept = xml
    .replace(/<c\b[^<>]*\/>/g, '')
    .replace(/<c\b[^<>]*>\s*<\/c>/g, '')
    .replace(/<row\b[^<>]*\/>/g, '')
    .replace(/<row\b[^<>]*>\s*<\/row>/g, '')
  for (const [, letters = '', row = ''] of kept.matchAll(/<c\b[^<>]*?\br="([A-Z]+)(\d+)"/g)) {
    if (Number(row) > lastRow || columnNumber(letters) > lastColumn)
      throw new FileRefused(
        `A cell stands far outside of a questionnaire, at ${letters}${row}. Take it out and save again.`,
      )
  }
  return kept
}

const columnNumber = (letters: string) => [...letters].reduce((n, letter) => n * 26 + letter.charCodeAt(0) - 64, 0)

function asText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString().replace(/T00:00:00\.000Z$/, '')
  return String(value)
}
