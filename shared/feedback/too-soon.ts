import type { ReleaseRule } from '../analysis/disclosure-rules.ts'
import { peopleIn, type SealedTable } from './release-tables.ts'

/** Tables that an earlier release held too and that fewer than ten more people answered since: a small group would show. */
export const tooSoon = (sealed: readonly SealedTable[], rule: ReleaseRule): SealedTable[] =>
  sealed.filter((table) =>
    (table.earlier ?? []).some(({ people }) => Math.abs(peopleIn(table) - people) < rule.moreBefore),
  )
