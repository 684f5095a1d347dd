import type { ReleaseRule } from '../analysis/disclosure-rules.ts'
import type { Shown } from '../analysis/suppression.ts'
import { Hiding } from './hiding.ts'
import { publicTablesOf, totalOf } from './public-tables.ts'
import type { Line, SealedTable } from './release-tables.ts'

/** One line of a breakdown as it may be read by itself: the people of a borough, by the groups they are in. */
export interface PublicRow {
  id: string
  /** In it and in a group, made of rounded parts; null where it may not be told. */
  base: Shown
  groups: { line: Line; count: Shown }[]
}

export interface RowsOfBreakdown {
  key: string
  byKey: string
  rows: PublicRow[]
}

/**
 * The breakdowns of what is published together, line by line, each with its base where that tells nothing more; the numbers
 * are those of the public tables.
 */
export function publicRowsOf(sealed: readonly SealedTable[], rule: ReleaseRule): RowsOfBreakdown[] {
  const hiding = new Hiding(sealed, rule)
  const shown = publicTablesOf(sealed, rule)
  return sealed.flatMap((table, i): RowsOfBreakdown[] => {
    if (table.kind !== 'by-equality') return []
    const toTell = hiding.rowsToTell(table)
    const { columns } = shown[i]!
    const rows = table.rows.map(({ id }, r): PublicRow => {
      const counts = columns.map((column) => column.counts[r] ?? null)
      const hidden = counts.map((count) => count === null)
      return {
        id,
        base: toTell[r] ? totalOf(table.counts[r]!, hidden, rule) : null,
        groups: table.columns.map((line, c) => ({ line, count: counts[c]! })),
      }
    })
    return [{ key: table.key, byKey: table.byKey, rows }]
  })
}
