import writeExcelFile from 'write-excel-file/node'
import { analystRule } from '../../shared/analysis/disclosure-rules.ts'
import { letterWords } from '../../shared/analysis/test-words.ts'
import { tooFewWords } from '../../shared/analysis/words.ts'
import type { Book, BookHead, BookQuestion } from './book.ts'
import { type Cell, crossLines, csvOf, headLines, methodLines, safeText, testLines } from './csv.ts'

/** A banner book as the lines of a sheet: what it is of, then table after table. */
async function bookLines({ head, questions }: Book): Promise<Cell[][]> {
  const { frame, synthetic, about, people, selected, weighting, tests } = head
  const begin = headLines(frame, synthetic, about)
  if (selected === null || people < analystRule.leastForTables) return [...begin, [tooFewWords(people)]]
  const lines = [...begin, ...methodLines(weighting), ...(tests ? testLines([letterWords(tests)]) : [])]
  for await (const { tables } of questions) {
    for (const table of tables) lines.push(...crossLines(table), [], [])
  }
  return lines
}

/** All tables of a book in one CSV file, one under the other. */
export const bookCsv = async (book: Book): Promise<string> => csvOf(await bookLines(book))

/** One sheet. A text is a text and never a formula, and is guarded as in a CSV file, which it may become. */
export async function bookXlsx(book: Book): Promise<Uint8Array<ArrayBuffer>> {
  const rows = (await bookLines(book)).map((line) =>
    line.map((cell) => {
      if (cell === '') return null
      if (typeof cell === 'number') return { value: cell, type: Number }
      return { value: safeText(cell), type: String }
    }),
  )
  return new Uint8Array(await writeExcelFile([{ sheet: 'Tables', data: rows }]).toBuffer())
}

export type BookLine = { head: BookHead; question?: never } | { question: BookQuestion; head?: never }

/** For a page, a line of JSON each: first the head, then question after question. */
export async function* bookStream({ head, questions }: Book): AsyncGenerator<string> {
  yield `${JSON.stringify({ head } satisfies BookLine)}\n`
  for await (const question of questions) yield `${JSON.stringify({ question } satisfies BookLine)}\n`
}
