import { baseForVerdict, hiddenWords } from '../../shared/analysis/disclosure-rules.ts'
import { type Compared, compare, joined, shortfall, type VerdictWord } from '../../shared/analysis/inclusion.ts'
import { namesOf } from '../../shared/analysis/inclusion-words.ts'
import type { Shown } from '../../shared/analysis/suppression.ts'
import { totalVariation } from '../../shared/analysis/total-variation.ts'
import { comparisonWords, percent } from '../../shared/analysis/words.ts'
import { sum } from '../../shared/kernel/sum.ts'
import { number } from '../../shared/kernel/text.ts'
import { shownAreas, transposed } from './shown-areas.ts'

/** Counts of one characteristic in every area: categories down, areas across; and who did not say. */
export interface AreaCounts {
  characteristic: string
  name: string
  base: string
  caution: string | null
  /** Shown beside the census without a verdict. */
  contextOnly: boolean
  /** As the census names them, without its "Not answered"; the last one is any other answer, with the residents of the rest. */
  categories: string[]
  /** Which of them an option of the questionnaire stands for: only those are compared. */
  compared: boolean[]
  /** categories × areas. */
  answered: number[][]
  /** categories × areas, from the census. */
  residents: number[][]
  declined: number[]
  dontKnow: number[]
  blank: number[]
  notAsked: number[]
}

export interface InclusionRow {
  category: string
  label: string
  /** Null: not shown; then nothing else that would tell the count is shown either. */
  answered: Shown
  share: number | null
  interval: [number, number] | null
  index: number | null
  areaShare: number
  verdict: VerdictWord
  shortfall: number | null
  words: string
}

export interface InclusionBlock {
  characteristic: string
  name: string
  base: string
  caution: string | null
  answered: Shown
  /** Null: of which kind they are is not shown. */
  declined: Shown
  blank: Shown
  dontKnow: Shown
  notAsked: Shown
  /** Too few answered to compare. */
  tooFew: boolean
  rows: InclusionRow[]
  joined: { categories: string[]; shortfall: number } | null
  /** How far all of it lies from the area, with what chance alone gives, in words; only where no number is hidden. */
  distance: string | null
}

/**
 * One block an area, then one for all areas together (last). The whole table of areas by categories is suppressed at
 * once, so that no hidden count can be had from London's total and the other boroughs.
 */
export function blocksOf(counts: AreaCounts, areaWords: string[]): InclusionBlock[] {
  const shown = shownAreas(counts)
  const answered = withTotal(transposed(counts.answered))
  const residents = withTotal(transposed(counts.residents))
  return answered.map((line, area) => {
    const { cells, base, kinds } = shown[area]!
    const rows = rowsOf({ counts, line, cells, residents: residents[area]!, words: areaWords[area]! })
    const [declined, dontKnow, blank, notAsked] = kinds as [Shown, Shown, Shown, Shown]
    return {
      characteristic: counts.characteristic,
      name: counts.name,
      base: counts.base,
      caution: counts.caution,
      answered: base,
      ...{ declined, dontKnow, blank, notAsked },
      tooFew: base === null || base < baseForVerdict,
      rows: base === null ? [] : rows,
      joined: base === null ? null : joinedOf(rows, line, residents[area]!, counts.categories),
      distance: base === null || base < baseForVerdict ? null : distanceOf(rows, areaWords[area]!),
    }
  })
}

const withTotal = (table: number[][]): number[][] => [
  ...table,
  (table[0] ?? []).map((_, c) => sum(table.map((row) => row[c]!))),
]

/** Made of shown counts alone: over the categories that are compared. */
function distanceOf(rows: InclusionRow[], words: string): string | null {
  const counts = rows.flatMap(({ answered }) => answered ?? [])
  const whole = sum(rows.map(({ areaShare }) => areaShare))
  if (rows.length < 2 || counts.length < rows.length || sum(counts) === 0) return null
  const { distance, byChance } = totalVariation(
    counts,
    rows.map(({ areaShare }) => areaShare / whole),
  )
  const told = (share: number) => `${(share * 100).toFixed(1)}%`
  return `${told(distance)} of those who answered would have to be in another group for all to be as in ${words}; chance alone would make it about ${told(byChance)}.`
}

interface Line {
  counts: AreaCounts
  line: number[]
  cells: Shown[]
  residents: number[]
  words: string
}

function rowsOf({ counts, line, cells, residents, words }: Line): InclusionRow[] {
  const base = sum(line)
  // A hidden count is judged as if all that is hidden in this line were its own: a verdict then tells nothing of it. Not as
  // more than its share, which would be a finding that the others' p-values were adjusted by.
  const together = sum(line.filter((_, i) => cells[i] === null))
  const population = sum(residents)
  const judged = (i: number) => Math.min(together, Math.round((base * residents[i]!) / population))
  // An answer for which the census has no category counts in the base; there is nothing to compare it with.
  const kept = line.flatMap((_, i) => (counts.compared[i] && residents[i]! > 0 ? [i] : []))
  const seen = kept.map((i) => ({ answered: cells[i] === null ? judged(i) : line[i]!, residents: residents[i]! }))
  return compare(seen, base, population).map((one, k) => {
    const i = kept[k]!
    return rowOf({ counts, category: counts.categories[i]!, one, isHidden: cells[i] === null, base, words })
  })
}

interface Row {
  counts: AreaCounts
  category: string
  one: Compared
  isHidden: boolean
  base: number
  words: string
}

function rowOf({ counts, category, one, isHidden, base, words }: Row): InclusionRow {
  const about = { category, label: namesOf(counts.characteristic, category).label, areaShare: one.areaShare }
  const judged = counts.contextOnly ? { verdict: 'cannot tell' as const, shortfall: null } : one
  if (isHidden) {
    const verdict = judged.verdict.endsWith('fewer') ? judged.verdict : 'cannot tell'
    return {
      ...about,
      answered: null,
      share: null,
      interval: null,
      index: null,
      verdict,
      shortfall: null,
      words: `${hiddenWords}; ${percent(one.areaShare)} of ${words}`,
    }
  }
  return {
    ...about,
    answered: one.answered,
    share: one.share,
    interval: one.interval,
    index: one.index,
    verdict: judged.verdict,
    shortfall: judged.shortfall,
    words: comparisonWords(one.share, number(base), one.areaShare, words),
  }
}

/** The fewer categories as one; hidden ones only when all that is hidden is among them, so that their sum is known anyway. */
function joinedOf(rows: InclusionRow[], line: number[], residents: number[], categories: string[]) {
  const fewer = rows.filter((row) => row.verdict.endsWith('fewer'))
  const isAllHiddenIn = rows.every((row) => row.answered !== null || fewer.includes(row))
  const told = fewer.filter((row) => row.answered !== null || isAllHiddenIn)
  if (told.length === 0) return null
  const parts = told.map(({ category }) => categories.indexOf(category))
  const whole = joined(parts.map((i) => ({ answered: line[i]!, residents: residents[i]! })))
  const more = shortfall(whole, sum(line), sum(residents))
  return more === null ? null : { categories: told.map(({ category }) => category), shortfall: more }
}
