import { analystRule, type SmallNumberRule } from '../../shared/analysis/disclosure-rules.ts'
import { hideInOwnTable } from '../../shared/analysis/own-table.ts'
import { hideInTable } from '../../shared/analysis/shown-table.ts'
import { isSmall, type Shown, smallestShown } from '../../shared/analysis/suppression.ts'
import { sum } from '../../shared/kernel/sum.ts'
import type { AreaCounts } from './inclusion.ts'

export interface ShownArea {
  cells: Shown[]
  base: Shown
  /** By kind of missing. */
  kinds: Shown[]
}

/** What may be shown of each area, then of all together. */
export function shownAreas(counts: AreaCounts, rule: SmallNumberRule = analystRule): ShownArea[] {
  const missing = [counts.declined, counts.dontKnow, counts.blank, counts.notAsked]
  const totals = counts.answered.map(sum)
  const hiddenRows = hideLine(totals, rule)
  const kindsOfAll = missing.map(sum)
  const hiddenKinds = hideLine(kindsOfAll, rule)
  const unsaid = kindsHidden(missing, rule)
  const areas = shownByArea(counts, hiddenRows, rule)
  return [
    ...areas.map((area, a) => ({
      ...area,
      kinds: missing.map((kind, k): Shown => (unsaid[a] || hiddenKinds[k] ? null : kind[a]!)),
    })),
    {
      cells: totals.map((count, r): Shown => (hiddenRows[r] ? null : count)),
      base: isSmall(sum(totals), rule) ? null : sum(totals),
      kinds: kindsOfAll.map((count, k): Shown => (hiddenKinds[k] ? null : count)),
    },
  ]
}

/**
 * The table of areas by categories. Areas of a few people, and others until their number cannot be had from that of all, are one column, of which
 * nothing is shown. Who was not asked is told by the base: where they are few it is hidden with others.
 */
function shownByArea(counts: AreaCounts, hiddenRows: boolean[], rule: SmallNumberRule): Omit<ShownArea, 'kinds'>[] {
  const { answered, declined, dontKnow, blank, notAsked } = counts
  const silent = notAsked.map((count, a) => count + declined[a]! + dontKnow[a]! + blank[a]!)
  const bases = silent.map((_, a) => sum(answered.map((row) => row[a]!)))
  const nothing = { cells: answered.map((): Shown => null), base: null }
  // Of one area alone the totals are all there is.
  if (silent.length === 1)
    return isSmall(bases[0]!, rule)
      ? [nothing]
      : [{ cells: answered.map((row, r): Shown => (hiddenRows[r] ? null : row[0]!)), base: bases[0]! }]
  const apart = fewAreas(
    bases.map((base, a) => base + silent[a]!),
    rule,
  )
  const fold = (row: number[]) => {
    const rest = sum(row.filter((_, a) => apart[a]))
    return [...row.filter((_, a) => !apart[a]), ...(apart.includes(true) ? [rest] : [])]
  }
  const found = hideInTable(
    { cells: answered.map(fold), hiddenRows, silent: fold(silent), isSilentGuarded: sum(notAsked) > 0 },
    rule,
  )
  let column = 0
  return bases.map((base, a) => {
    if (apart[a] || found.withheld) return nothing
    const at = column++
    return {
      cells: answered.map((row, r): Shown => (found.cells[r]![at] ? null : row[a]!)),
      base: found.bases[at] ? null : base,
    }
  })
}

/** Areas of which it is not told how many answered there: the few, and others until they cannot be had from the number of all. */
export const fewAreas = (people: number[], rule: SmallNumberRule = analystRule): boolean[] =>
  hideInOwnTable({ parts: people, base: sum(people), several: false, before: people.map(() => []), leading: [] }, rule)
    .parts

/** Of a line whose sum is told. */
const hideLine = (parts: number[], rule: SmallNumberRule): boolean[] =>
  hideInOwnTable(
    { parts, base: sum(parts), several: false, before: parts.map(() => []), leading: [], inOrder: true },
    rule,
  ).parts

/**
 * Areas of which it is told how many gave no answer, and not of what kind: those with few of one, and others until of each kind
 * there are more than a few among them.
 */
function kindsHidden(missing: number[][], rule: SmallNumberRule): boolean[] {
  const silent = transposed(missing).map(sum)
  const hidden = silent.map((_, area) => missing.some((kind) => isSmall(kind[area]!, rule)))
  const isShort = (kind: number[]) => isSmall(sum(kind.filter((_, area) => hidden[area])), rule)
  while (missing.some(isShort) || hidden.filter(Boolean).length === 1) {
    const next = smallestShown(silent, hidden)
    if (next === -1) return silent.map(() => true)
    hidden[next] = true
  }
  return hidden
}

export const transposed = (table: number[][]): number[][] => (table[0] ?? []).map((_, c) => table.map((row) => row[c]!))
