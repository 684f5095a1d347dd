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
 * alike; a family that is still small, to its own parent. Small is 1 to 7 people; of a variable that others are broken down
 * by, fewer than a share needs. A family that was joined in an earlier release stays so.
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
  for (;;) {
    const merged = joinedAs(lines, parents, joined)
    const few = merged.filter(({ line, places }) => parents.has(line.id) && isFew(sumAt(counts, places)))
    if (few.length === 0) return merged
    for (const { line } of few) joined.add(parents.get(line.id)!.id)
  }
}

const sumAt = (counts: readonly number[], places: number[]) => places.reduce((sum, place) => sum + counts[place]!, 0)

/** Each answer in the largest of its families that is joined. */
function joinedAs(lines: readonly Line[], parents: ReadonlyMap<string, Parent>, joined: ReadonlySet<string>) {
  const merged = new Map<string, MergedLine>()
  for (const [i, line] of lines.entries()) {
    const family = familiesOf(line.id, parents).findLast(({ id }) => joined.has(id))
    const known = merged.get(family?.id ?? line.id)
    if (known) {
      known.places.push(i)
      known.line.of!.push(line.id)
    } else merged.set(family?.id ?? line.id, family ? familyLine(family, line, i) : { line, places: [i] })
  }
  return [...merged.values()]
}

/** The parent, its parent, and so on. */
function familiesOf(id: string, parents: ReadonlyMap<string, Parent>): Parent[] {
  const parent = parents.get(id)
  return parent ? [parent, ...familiesOf(parent.id, parents)] : []
}

const familyLine = ({ id, label }: Parent, first: Line, place: number): MergedLine => ({
  line: { id, label, of: [first.id] },
  places: [place],
})
