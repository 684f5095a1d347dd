import type { ReleaseRule } from '../analysis/disclosure-rules.ts'
import { sum } from '../kernel/sum.ts'
import type { SealedTable } from './release-tables.ts'

/** Tables that an earlier release held too and that fewer than ten more people answered since: a small group would show. */
export const tooSoon = (sealed: readonly SealedTable[], rule: ReleaseRule): SealedTable[] =>
  sealed.filter((table) =>
    (table.earlier ?? []).some(({ people }) => Math.abs(peopleIn(table) - people) < rule.moreBefore),
  )

/** How many people's answers a table is made of. */
export function peopleIn(table: SealedTable): number {
  if (table.kind === 'one-way') return sum(table.counts)
  return table.kind === 'several' ? table.base : sum(table.bases.slice(0, -1))
}
