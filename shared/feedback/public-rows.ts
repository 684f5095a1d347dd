import type { ReleaseRule } from '../analysis/disclosure-rules.ts'
import type { Shown } from '../analysis/suppression.ts'
import { Hiding } from './hiding.ts'
import { tablesShown, totalOf } from './public-tables.ts'
import type { Line, PublicTable, SealedTable } from './release-tables.ts'

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
 * The public tables of what is published together, and their breakdowns line by line, each with its base where that tells
 * nothing more.
 */
export function publicRowsOf(
  sealed: readonly SealedTable[],
  rule: ReleaseRule,
): { tables: PublicTable[]; breakdowns: RowsOfBreakdown[] } {
  const hiding = new Hiding(sealed, rule)
  const tables = tablesShown(sealed, hiding, rule)
  const breakdowns = sealed.flatMap((table, i): RowsOfBreakdown[] => {
    if (table.kind !== 'by-equality') return []
    const toTell = hiding.rowsToTell(table)
    const { columns } = tables[i]!
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
  return { tables, breakdowns }
}
