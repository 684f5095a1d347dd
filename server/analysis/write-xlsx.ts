import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import { type CodebookLine, codebookHead } from '../../shared/analysis/codebook.ts'
import { columnLetter } from '../../shared/analysis/column-letters.ts'
import { missingSigns, type Variable } from '../../shared/analysis/variables.ts'
import { plainCell } from '../../shared/kernel/plain-cell.ts'
import { AppError } from '../platform/errors.ts'
import type { ExportPage } from './export-pages.ts'
import { type CellForm, linesOf } from './write-rows.ts'
import { namesOf, type Parts } from './write-text.ts'

/** A sheet holds no more: Excel's own limits. */
const mostRows = 1_048_576 - 1
const mostColumns = 16_384
const mostInCell = 32_767

/** Characters that XML forbids, and what looks like one of them written as Excel writes it: `_x000B_`. */
const unwritable = /_x[0-9A-F]{4}_|[^\t\n\r -\ufffd]/gu
const sign = (c: string) => `_x${c.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}_`

const xml = (text: string) =>
  text
    .slice(0, mostInCell)
    .replace(unwritable, (found) =>
      found.length > 1 ? (found.startsWith('_') ? `_x005F${found}` : found) : sign(found),
    )
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')

/** The end of a cell, after its address. A cell of text is written as text (never as a formula), and guarded as in a CSV file, which it may become. */
const words = (text: string) => ` t="inlineStr"><is><t xml:space="preserve">${xml(text)}</t></is></c>`
const text = (value: string) => words(plainCell(value))
const number = (n: number) => `><v>${n}</v></c>`

const form: CellForm = {
  option: ({ code, number: n }, { type }) => (type === 'tick' ? number(n) : text(code)),
  missing: (kind) => words(missingSigns[kind]),
  number,
  text,
  empty: '/>',
}

/** A, B, … Z, AA, AB, … for so many columns, as a cell begins with them. */
const beginnings = (many: number): string[] => Array.from({ length: many }, (_, c) => `<c r="${columnLetter(c)}`)

const row = (cells: readonly string[], n: number) => {
  const begins = beginnings(cells.length)
  return `<row r="${n}">${cells.map((cell, c) => `${begins[c]}${n}"${cell}`).join('')}</row>`
}
const sheet = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const frozen =
  '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
const begin = `${head}<worksheet ${sheet}>${frozen}<sheetData>`
const end = '</sheetData></worksheet>'

async function* responses(variables: readonly Variable[], pages: AsyncIterable<ExportPage>): AsyncGenerator<string> {
  yield begin + row(namesOf(variables).map(text), 1)
  const begins = beginnings(namesOf(variables).length)
  let n = 1
  let from = 1
  for await (const page of pages) {
    const cells = linesOf(page, variables, form, from)
    let part = ''
    for (let r = 0; r < page.rows.length; r++) {
      n++
      part += `<row r="${n}">`
      for (let c = 0; c < cells.length; c++) part += `${begins[c]}${n}"${cells[c]!(r)}`
      part += '</row>'
    }
    from += page.rows.length
    yield part
  }
  yield end
}

function codebook(lines: readonly CodebookLine[]): string {
  const all = lines.map(({ variable, type, item, code, number: n, meaning }, i) =>
    row(
      [
        text(variable),
        text(type),
        text(item),
        item === 'missing' ? words(code) : text(code),
        n === null ? form.empty : number(n),
        text(meaning),
      ],
      i + 2,
    ),
  )
  return begin + row(codebookHead.map(text), 1) + all.join('') + end
}

const package_ = 'http://schemas.openxmlformats.org/package/2006'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const main = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const fixed: Record<string, string> = {
  '[Content_Types].xml': `${head}<Types xmlns="${package_}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${main}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${main}.worksheet+xml"/><Override PartName="/xl/worksheets/sheet2.xml" ContentType="${main}.worksheet+xml"/></Types>`,
  '_rels/.rels': `${head}<Relationships xmlns="${package_}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `${head}<workbook ${sheet} xmlns:r="${office}"><sheets><sheet name="Responses" sheetId="1" r:id="rId1"/><sheet name="Codebook" sheetId="2" r:id="rId2"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `${head}<Relationships xmlns="${package_}/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/worksheet" Target="worksheets/sheet2.xml"/></Relationships>`,
}

/** A workbook of two sheets, the responses and the codebook, made as it is written: no more than a page is in memory. */
export async function* xlsxParts(
  variables: readonly Variable[],
  book: readonly CodebookLine[],
  many: number,
  pages: AsyncIterable<ExportPage>,
): Parts {
  if (many > mostRows || namesOf(variables).length > mostColumns)
    throw new AppError('too-large', 'This is more than a sheet can hold. Export it as csv or sav.')
  const zip = new ZipFile()
  // The same file for the same answers: no time of day is in it.
  const options = { mtime: new Date(0) }
  for (const [name, content] of Object.entries(fixed)) zip.addBuffer(Buffer.from(content), name, options)
  zip.addBuffer(Buffer.from(codebook(book)), 'xl/worksheets/sheet2.xml', options)
  const rows = Readable.from(responses(variables, pages), { objectMode: false, highWaterMark: 1 << 16 })
  const out = zip.outputStream as Readable
  rows.once('error', (error) => out.destroy(error))
  zip.addReadStream(rows, 'xl/worksheets/sheet1.xml', options)
  zip.end()
  for await (const chunk of out) yield chunk as Uint8Array
}
