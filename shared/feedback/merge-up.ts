import type { ReleaseRule } from '../analysis/disclosure-rules.ts'
import { isSmall } from '../analysis/suppression.ts'
import type { Parent } from './question-facts.ts'
import type { Line } from './release-tables.ts'

/** Answers as the tables of a release have them: one line for an answer, or for several that were joined. */
export interface MergedLine {
  line: Line
  /** Places of the answers in the column. */
  places: number[]
}

/**
 * Joins small answers to their harmonised parent before anything is hidden: all of a family, in every table of the release
 * alike. Small is 1 to 7 people; of a variable that others are broken down by, fewer than a share needs. A family that was
 * joined in an earlier release stays so.
 */
export function mergeUp(
  lines: readonly Line[],
  counts: readonly number[],
  parents: ReadonlyMap<string, Parent>,
  rule: ReleaseRule,
  { isBreakdown, joinedBefore }: { isBreakdown: boolean; joinedBefore: ReadonlySet<string> },
): MergedLine[] {
  const isFew = (n: number) => isSmall(n, rule) || (isBreakdown && n > 0 && n < rule.baseForShares)
  const joined = new Set(joinedBefore)
  for (const [i, { id }] of lines.entries()) {
    const parent = parents.get(id)
    if (parent && isFew(counts[i]!)) joined.add(parent.id)
  }
  const merged = new Map<string, MergedLine>()
  for (const [i, line] of lines.entries()) {
    const parent = parents.get(line.id)
    const id = parent && joined.has(parent.id) ? parent.id : line.id
    const known = merged.get(id)
    if (known) {
      known.places.push(i)
      known.line.of!.push(line.id)
    } else merged.set(id, id === line.id ? { line, places: [i] } : familyLine(parent!, line, i))
  }
  return [...merged.values()]
}

const familyLine = ({ id, label }: Parent, first: Line, place: number): MergedLine => ({
  line: { id, label, of: [first.id] },
  places: [place],
})
