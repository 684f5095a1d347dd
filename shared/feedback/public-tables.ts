import { publicRule, type ReleaseRule } from '../analysis/disclosure-rules.ts'
import { isSmall, rounded, type Shown } from '../analysis/suppression.ts'
import { sum } from '../kernel/sum.ts'
import { type Hidden, Hiding } from './hiding.ts'
import type { Line, PublicColumn, PublicTable, SealedTable } from './release-tables.ts'

const everyone: Line = { id: 'all', label: { en: 'Everyone who answered' } }

/**
 * The public tables of a release, from its sealed ones, all together: what one table hides, no other tells. Hide 1 to 7 and
 * what would give them away, round to 5, totals from the rounded parts, shares from a base of 30.
 */
export function publicTablesOf(sealed: readonly SealedTable[], rule: ReleaseRule = publicRule): PublicTable[] {
  return tablesShown(sealed, new Hiding(sealed, rule), rule)
}

/** The same where it is known already what is hidden. */
export const tablesShown = (sealed: readonly SealedTable[], hiding: Hiding, rule: ReleaseRule): PublicTable[] =>
  sealed.map((table) => shownOf(table, hiding.hiddenOf(table), rule))

/**
 * How many people answered, as a page may say it: rounded, and never fewer than the largest base of the tables. Null where
 * that is too few to say.
 */
export function publicPeople(
  people: number,
  tables: readonly PublicTable[],
  rule: ReleaseRule = publicRule,
): number | null {
  const bases = tables.flatMap(({ columns }) => columns.map(({ base }) => base ?? 0))
  return isSmall(people, rule) ? null : Math.max(rounded(people, rule), ...bases)
}

function shownOf(table: SealedTable, hidden: Hidden, rule: ReleaseRule): PublicTable {
  const { id, key, kind, question, rows } = table
  const isBreakdown = kind === 'by-equality'
  const several = isBreakdown ? table.several : kind === 'several'
  const lines = isBreakdown ? table.columns : [everyone]
  const columns = lines.map((line, c): PublicColumn => {
    const counts = table.counts.map((row) => (typeof row === 'number' ? row : row[c]!))
    const people = isBreakdown ? table.bases[c]! : kind === 'several' ? table.base : sum(counts)
    const hiddenHere = hidden.cells.map((row) => row[c]!)
    const base = hidden.bases[c] ? null : several ? rounded(people, rule) : totalOf(counts, hiddenHere, rule)
    const cells = counts.map((count, r): Shown => (hiddenHere[r] ? null : rounded(count, rule)))
    return { ...line, base, counts: cells, shares: sharesOf(cells, base, rule) }
  })
  return {
    id,
    key,
    kind,
    question,
    ...(table.statement ? { statement: table.statement } : {}),
    ...(isBreakdown ? { by: table.by, byKey: table.byKey } : {}),
    several,
    rows,
    columns,
  }
}

/** Made from the rounded parts, the hidden ones as one part, so that it gives nothing exact away. */
export function totalOf(counts: number[], hidden: boolean[], rule: ReleaseRule): number {
  if (rule.without === 'totals') return sum(counts)
  const together = sum(counts.filter((_, r) => hidden[r]))
  return sum(counts.map((count, r) => (hidden[r] ? 0 : rounded(count, rule)))) + rounded(together, rule)
}

/** From rounded counts; a cell rounded up may pass its rounded base by a step. */
const sharesOf = (cells: Shown[], base: number | null, rule: ReleaseRule) =>
  cells.map((cell) => (cell === null || !base || base < rule.baseForShares ? null : Math.min(1, cell / base)))
