import { parse } from 'csv-parse/sync'
import { FileRefused } from './read-text.ts'

/** The rows of a comma or tab separated text. Rows may have different lengths; a quote in the middle of a cell is a letter. */
export function readTable(text: string, delimiter: ',' | ';' | '\t'): string[][] {
  try {
    return parse(text, {
      delimiter,
      bom: true,
      relaxColumnCount: true,
      relaxQuotes: true,
      skipEmptyLines: false,
      maxRecordSize: 2_000_000,
    })
  } catch (error) {
    const line = (error as { lines?: number }).lines
    throw new FileRefused(
      `It could not be read as a table${line ? `: look at line ${line}` : ''}. A quote may be opened and not closed.`,
    )
  }
}

/** What stands between the cells, by what the first line holds most of. */
export function delimiterOf(text: string): ',' | ';' | '\t' {
  const first =
    text
      .slice(0, 20_000)
      .split('\n')
      .find((line) => line.trim() !== '') ?? ''
  const times = (mark: string) => first.split(mark).length
  if (times('\t') > times(',') && times('\t') > times(';')) return '\t'
  return times(';') > times(',') ? ';' : ','
}
