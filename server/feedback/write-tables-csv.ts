import { hiddenSign } from '../../shared/analysis/disclosure-rules.ts'
import { type PublicTable, questionOf } from '../../shared/feedback/release-tables.ts'
import { say } from '../../shared/kernel/text.ts'
import { csvOf } from '../analysis/csv.ts'

const head = ['table', 'question', 'answer', 'among', 'count, rounded to 5', 'base', 'share', 'note']

/** All public tables of a release, one line a cell; `[c]` where a number is not shown. Formulas are neutralised. */
export function writeTablesCsv(tables: PublicTable[], synthetic: boolean): string {
  const lines = tables.flatMap((table) =>
    table.columns.flatMap((column) =>
      table.rows.map((row, i) => [
        table.id,
        questionOf(table),
        say(row.label, 'en'),
        say(column.label, 'en'),
        column.counts[i] ?? hiddenSign,
        column.base ?? hiddenSign,
        column.shares[i]?.toFixed(3) ?? '',
        synthetic ? 'synthetic' : '',
      ]),
    ),
  )
  return csvOf([head, ...lines])
}
