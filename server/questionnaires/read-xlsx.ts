import { strFromU8, strToU8, zipSync } from 'fflate'
import readExcelFile from 'read-excel-file/node'
import type { RawSheet } from '../../shared/questionnaires/xlsform-sheets.ts'
import { damaged, readableSheet, safeXml } from './read-sheet.ts'
import { FileRefused } from './read-text.ts'
import { unpack } from './read-zip.ts'

const parts =
  /^(\[Content_Types\]\.xml|_rels\/\.rels|xl\/(workbook|sharedStrings|styles)\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/worksheets\/[^/]+\.xml)$/i

/**
 * The sheets of an Excel workbook as texts. What the reader is given was unpacked under limits, made safe
 * (`readableSheet`) and packed again without compression.
 */
export async function readXlsx(bytes: Uint8Array): Promise<RawSheet[]> {
  const entries: Record<string, Uint8Array> = {}
  for (const [name, content] of unpack(bytes, (name) => parts.test(name))) {
    const xml = safeXml(strFromU8(content))
    entries[name] = /worksheets\//i.test(name) ? strToU8(readableSheet(xml)) : content
  }
  const packed = Buffer.from(zipSync(entries, { level: 0 }))
  try {
    const sheets = await readExcelFile(packed, { trim: false })
    const read = sheets.map(({ sheet, data }) => ({ name: sheet, rows: data.map((row) => row.map(asText)) }))
    checkLength(read)
    return read
  } catch (error) {
    if (error instanceof FileRefused) throw error
    throw damaged()
  }
}

const mostText = 20_000_000

/** Thousands of cells may share one long text, which a small file holds once. */
function checkLength(sheets: RawSheet[]): void {
  let length = 0
  for (const { rows } of sheets) for (const row of rows) for (const cell of row) length += cell.length
  if (length > mostText) throw new FileRefused('Its cells hold more than 20 million characters together.')
}

function asText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString().replace(/T00:00:00\.000Z$/, '')
  return String(value)
}
