import { publicRule } from '../../shared/analysis/disclosure-rules.ts'
import { compare, type VerdictWord } from '../../shared/analysis/inclusion.ts'
import { namesOf, spoken } from '../../shared/analysis/inclusion-words.ts'
import { isSmall, rounded, type Shown } from '../../shared/analysis/suppression.ts'
import { twoWay } from '../../shared/analysis/two-way.ts'
import { comparisonWords, number, percent } from '../../shared/analysis/words.ts'
import { boroughs } from '../../shared/population/boroughs.ts'
import { filterOf, frameOf } from '../analysis/frame.ts'
import type { AreaCounts } from '../analysis/inclusion.ts'
import { areaCounts, knowsBoroughs } from '../analysis/inclusion-page.ts'
import { counting } from '../analysis/reader.ts'
import type { Ctx } from '../platform/context.ts'

interface HeardRow {
  label: string
  /** Rounded; null when too few to show. */
  answered: Shown
  areaShare: number
  verdict: VerdictWord
  /** More answers that would close the gap, from the rounded figures. */
  shortfall: number | null
  words: string
}

interface HeardBlock {
  characteristic: string
  name: string
  base: string
  /** Rounded, of those in the borough who answered this; null when too few to show shares. */
  answered: Shown
  rows: HeardRow[]
}

/**
 * Who is missing in one borough, by the rule for the public: counts from 1 to 7 are hidden with what would tell them,
 * the rest rounded to 5, no shares below 30. All that is said, verdicts and shortfalls too, is made from the rounded
 * figures alone.
 */
export async function heardInBorough(ctx: Ctx, consultationId: string, boroughCode: string) {
  const frame = await frameOf(ctx, consultationId)
  const { counted, byArea, counts } = await areaCounts(ctx, await counting(ctx), frame, filterOf(frame, {}))
  const at = boroughs.findIndex((borough) => borough.code === boroughCode)
  const people = knowsBoroughs(counted) ? (byArea[at] ?? 0) : 0
  const blocks = knowsBoroughs(counted) ? counts.filter((one) => !one.contextOnly).map((one) => blockOf(one, at)) : []
  return {
    people: isSmall(people, publicRule) ? null : rounded(people, publicRule),
    knowsBoroughs: knowsBoroughs(counted),
    isOpen: frame.isOpen,
    synthetic: counted.synthetic || frame.synthetic,
    spoken: spokenOf(blocks),
    blocks: blocks.map(({ categories: _, ...block }) => block),
  }
}

/** The whole table of boroughs by categories is suppressed at once: no borough's hidden count follows from the others. */
function blockOf(counts: AreaCounts, at: number): HeardBlock & { categories: string[] } {
  const { characteristic, name, base, categories } = counts
  const table = twoWay(
    boroughs.map((_, area) => counts.answered.map((line) => line[area] ?? 0)),
    publicRule,
  )
  const cells = table.cells[at] ?? []
  const total = table.rowTotals[at] ?? null
  const answered = total !== null && total >= publicRule.baseForShares ? total : null
  const rows = answered === null ? [] : rowsOf(counts, at, cells, answered)
  return { characteristic, name, base, answered, rows, categories }
}

/** What is hidden in a line counts as if all of it were each hidden category's own: a verdict tells nothing of one. */
function rowsOf(counts: AreaCounts, at: number, cells: Shown[], answered: number): HeardRow[] {
  const residents = counts.residents.map((line) => line[at] ?? 0)
  const hidden = Math.max(0, answered - cells.reduce<number>((sum, cell) => sum + (cell ?? 0), 0))
  const kept = residents.flatMap((living, i) => (living > 0 ? [i] : []))
  const seen = kept.map((i) => ({ answered: Math.min(cells[i] ?? hidden, answered), residents: residents[i]! }))
  const population = residents.reduce((sum, living) => sum + living, 0)
  return compare(seen, answered, population).map(({ share, areaShare, verdict, shortfall }, k) => {
    const i = kept[k]!
    const cell = cells[i] ?? null
    const label = namesOf(counts.characteristic, counts.categories[i]!).label
    if (cell === null) {
      const told = verdict.endsWith('fewer') ? verdict : 'cannot tell'
      const words = `too few to show; ${percent(areaShare)} of the borough`
      return { label, answered: null, areaShare, verdict: told, shortfall: null, words }
    }
    const words = comparisonWords(share, `about ${number(answered)}`, areaShare, 'the borough')
    return { label, answered: cell, areaShare, verdict, shortfall, words }
  })
}

function spokenOf(blocks: ReturnType<typeof blockOf>[]): string {
  const heard = blocks.map(({ characteristic, name, rows, categories }) => {
    const categoryOf = (label: string) =>
      categories.find((one) => namesOf(characteristic, one).label === label) ?? label
    const verdicts = rows.map(({ label, verdict }) => ({ category: categoryOf(label), verdict }))
    return { characteristic, name, verdicts, joined: null }
  })
  return spoken(heard, 'the borough')
}
