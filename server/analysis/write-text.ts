import { type CodebookLine, codebookHead } from '../../shared/analysis/codebook.ts'
import { aboutNames, missingSigns, type Variable } from '../../shared/analysis/variables.ts'
import { csvCell, plainCell } from '../../shared/kernel/plain-cell.ts'
import type { ExportPage } from './export-pages.ts'
import { type CellForm, linesOf } from './write-rows.ts'

/** What an export is of. */
export interface ExportHead {
  slug: string
  title: string
  synthetic: boolean
  /** The day it was made, in London. */
  madeOn: string
}

/** A file as it is made, part by part. */
export type Parts = AsyncGenerator<string | Uint8Array>

type Pages = AsyncIterable<ExportPage>

export const namesOf = (variables: readonly Variable[]): string[] => [
  ...aboutNames,
  ...variables.map(({ name }) => name),
]

const safe = (text: string) => csvCell(plainCell(text))
const csvForm: CellForm = {
  option: ({ code }) => safe(code),
  missing: (kind) => csvCell(missingSigns[kind]),
  number: String,
  text: safe,
  empty: '',
}

const byteOrderMark = '\uFEFF'
const line = (cells: readonly string[]) => `${cells.join(',')}\r\n`

/** One row a response, comma separated, UTF-8; no cell can be taken for a formula. */
export async function* csvParts(variables: readonly Variable[], pages: Pages): Parts {
  yield byteOrderMark + line(namesOf(variables).map(safe))
  let from = 1
  for await (const page of pages) {
    const cells = linesOf(page, variables, csvForm, from)
    let text = ''
    for (let row = 0; row < page.rows.length; row++) {
      text += cells[0]!(row)
      for (let c = 1; c < cells.length; c++) text += `,${cells[c]!(row)}`
      text += '\r\n'
    }
    from += page.rows.length
    yield text
  }
}

/** The codebook as a file of its own, beside a CSV or an SPSS file. */
export const codebookCsv = (lines: readonly CodebookLine[]): string =>
  byteOrderMark +
  line(codebookHead) +
  lines
    .map(({ variable, type, item, code, number, meaning }) =>
      // A sign of missing stands here as it stands in a cell.
      line([
        safe(variable),
        type,
        item,
        item === 'missing' ? csvCell(code) : safe(code),
        number === null ? '' : String(number),
        safe(meaning),
      ]),
    )
    .join('')

const jsonForm: CellForm = {
  option: ({ code, number }, { type }) => (type === 'tick' ? String(number) : JSON.stringify(code)),
  missing: (kind) => JSON.stringify({ missing: kind }),
  number: String,
  text: (text) => JSON.stringify(text),
  empty: 'null',
}

/** One document: what it is of, the codebook, and the responses; a missing answer is `{"missing": "blank"}`. */
export async function* jsonParts(
  head: ExportHead,
  variables: readonly Variable[],
  book: CodebookLine[],
  pages: Pages,
): Parts {
  yield `${JSON.stringify({ consultation: head, codebook: book }).slice(0, -1)},"responses":[`
  const names = namesOf(variables).map((name) => `${JSON.stringify(name)}:`)
  let from = 1
  for await (const page of pages) {
    const cells = linesOf(page, variables, jsonForm, from)
    let text = ''
    for (let row = 0; row < page.rows.length; row++) {
      text += from + row === 1 ? '\n{' : ',\n{'
      for (let c = 0; c < cells.length; c++) text += (c === 0 ? '' : ',') + names[c] + cells[c]!(row)
      text += '}'
    }
    from += page.rows.length
    yield text
  }
  yield '\n]}\n'
}
