import type { ReleaseRule } from '../analysis/disclosure-rules.ts'
import { determined, type Equation } from '../analysis/linear-audit.ts'
import { isSmall } from '../analysis/suppression.ts'
import { type PublicTable, peopleIn, type SealedTable } from './release-tables.ts'

/**
 * The last look before a release is frozen: all its tables at once, every shown number taken for exact. The hidden cells that
 * then follow from the shown ones and that nobody may learn, as `table row column`; there must be none. What was hidden only to
 * cover others may follow from its base: its rounded number is no more than a shown one says. RangeError where the audit would
 * take too long.
 */
export function toldCells(tables: readonly PublicTable[], sealed: readonly SealedTable[], rule: ReleaseRule): string[] {
  const names: string[] = []
  const places = new Map<string, number>()
  const place = (name: string) => {
    const known = places.get(name)
    if (known !== undefined) return known
    places.set(name, names.length)
    return names.push(name) - 1
  }
  const secret = new Set(sealed.flatMap((table) => secretsOf(table, rule)))
  const equations = tables.flatMap((table) => equationsOf(table, tables, place))
  return determined(equations).flatMap((at) => (secret.has(names[at]!) ? [names[at]!] : []))
}

const nameOf = (table: { id: string }, row: { id: string }, column: { id: string }) =>
  `${table.id} ${row.id} ${column.id}`

/** Counts of 1 to 7, and all of a group of too few for shares: there even a zero tells of each of them. */
function secretsOf(table: SealedTable, rule: ReleaseRule): string[] {
  const columns = table.kind === 'by-equality' ? table.columns : [{ id: 'all' }]
  const countAt = (r: number, c: number) => (table.kind === 'by-equality' ? table.counts[r]![c]! : table.counts[r]!)
  const baseOf = (c: number) => (table.kind === 'by-equality' ? table.bases[c]! : peopleIn(table))
  const isFew = (people: number) => table.rows.length > 1 && people > 0 && people < rule.baseForShares
  return table.rows.flatMap((row, r) =>
    columns.flatMap((column, c) =>
      isSmall(countAt(r, c), rule) || isFew(baseOf(c)) ? [nameOf(table, row, column)] : [],
    ),
  )
}

/** Among what is hidden of a table: its bases, and the totals that its question's and its groups' own tables give. */
function equationsOf(table: PublicTable, tables: readonly PublicTable[], place: (name: string) => number): Equation[] {
  const own = (key: string | undefined) => tables.find((one) => one.key === key && one.kind !== 'by-equality')
  const hidden = (r: number, c: number): [number, number][] =>
    table.columns[c]!.counts[r] === null ? [[place(nameOf(table, table.rows[r]!, table.columns[c]!)), 1]] : []
  const rows = table.rows.map((_, r) => r)
  const columns = table.columns.map((_, c) => c)
  const bases = columns
    .filter((c) => !table.several && table.columns[c]!.base !== null)
    .map((c) => rows.flatMap((r) => hidden(r, c)))
  // Beside the answers of a line stand those who gave none; nobody publishes them, so each is an unknown of its own.
  const across = rows
    .filter((r) => table.byKey && typeof own(table.key)?.columns[0]?.counts[r] === 'number')
    .map((r): [number, number][] => [[place(`- ${table.id} row ${r}`), 1], ...columns.flatMap((c) => hidden(r, c))])
  const down = columns
    .filter((c) => table.byKey && !table.several && typeof own(table.byKey)?.columns[0]?.counts[c] === 'number')
    .map((c): [number, number][] => [[place(`- ${table.id} column ${c}`), 1], ...rows.flatMap((r) => hidden(r, c))])
  return [...bases, ...across, ...down].map((terms) => new Map(terms))
}
