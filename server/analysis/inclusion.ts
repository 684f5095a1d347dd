import { baseForVerdict, hiddenWords } from '../../shared/analysis/disclosure-rules.ts'
import { type Compared, compare, joined, shortfall, type VerdictWord } from '../../shared/analysis/inclusion.ts'
import { namesOf } from '../../shared/analysis/inclusion-words.ts'
import type { Shown } from '../../shared/analysis/suppression.ts'
import { totalVariation } from '../../shared/analysis/total-variation.ts'
import { comparisonWords, percent } from '../../shared/analysis/words.ts'
import { sum } from '../../shared/kernel/sum.ts'
import { number } from '../../shared/kernel/text.ts'
import type { ShownArea } from './shown-areas.ts'

/** What is shown of one characteristic in every area, then in all together; and who lives there. */
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
  areas: ShownArea[]
  /** By area, then by category, from the census. */
  residents: number[][]
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

/** One block an area, made of what is shown alone. */
export function blocksOf(counts: AreaCounts, areaWords: string[]): InclusionBlock[] {
  return counts.areas.map((area, a): InclusionBlock => {
    const { base, kinds } = area
    const residents = counts.residents[a]!
    const line = { counts, area, residents, words: areaWords[a]! }
    const rows = base === null ? [] : rowsOf({ ...line, base })
    const isFew = base === null || base < baseForVerdict
    const [declined, dontKnow, blank, notAsked] = kinds as [Shown, Shown, Shown, Shown]
    return {
      characteristic: counts.characteristic,
      name: counts.name,
      base: counts.base,
      caution: counts.caution,
      answered: base,
      ...{ declined, dontKnow, blank, notAsked },
      tooFew: isFew,
      rows,
      joined: base === null ? null : joinedOf(rows, { ...line, base }),
      distance: isFew ? null : distanceOf(rows, areaWords[a]!),
    }
  })
}

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
  area: ShownArea
  base: number
  residents: number[]
  words: string
}

function rowsOf({ counts, area, base, residents, words }: Line): InclusionRow[] {
  // A hidden count is judged as if all that is hidden in this line were its own: a verdict then tells nothing of it. Not as
  // more than its share, which would be a finding that the others' p-values were adjusted by.
  const { cells, unknown: together } = area
  const population = sum(residents)
  const judged = (i: number) => Math.min(together, Math.round((base * residents[i]!) / population))
  // An answer for which the census has no category counts in the base; there is nothing to compare it with.
  const kept = cells.flatMap((_, i) => (counts.compared[i] && residents[i]! > 0 ? [i] : []))
  const seen = kept.map((i) => ({ answered: cells[i] ?? judged(i), residents: residents[i]! }))
  return compare(seen, base, population).map((one, k) => {
    const i = kept[k]!
    const hidden = cells[i] === null ? together : null
    return rowOf({ counts, category: counts.categories[i]!, one, hidden, base, words })
  })
}

interface Row {
  counts: AreaCounts
  category: string
  one: Compared
  /** All that is hidden in its line, where it is hidden itself: known from the base and what is shown. */
  hidden: number | null
  base: number
  words: string
}

function rowOf({ counts, category, one, hidden, base, words }: Row): InclusionRow {
  const about = { category, label: namesOf(counts.characteristic, category).label, areaShare: one.areaShare }
  const judged = counts.contextOnly ? { verdict: 'cannot tell' as const, shortfall: null } : one
  if (hidden !== null) {
    const isFewer = judged.verdict.endsWith('fewer')
    const told = isFewer ? `at most ${percent(hidden / base)} of ${number(base)}` : hiddenWords
    return {
      ...about,
      answered: null,
      share: null,
      interval: null,
      index: null,
      verdict: isFewer ? judged.verdict : 'cannot tell',
      shortfall: null,
      words: `${told}; ${percent(one.areaShare)} of ${words}`,
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
function joinedOf(rows: InclusionRow[], { counts: { categories }, area, base, residents }: Line) {
  const fewer = rows.filter((row) => row.verdict.endsWith('fewer'))
  const hidden = categories.filter((_, i) => area.cells[i] === null)
  const isAllHiddenIn = hidden.every((category) => fewer.some((row) => row.category === category))
  const told = fewer.filter((row) => row.answered !== null || isAllHiddenIn)
  if (told.length === 0) return null
  const parts = told.map(({ category }) => categories.indexOf(category))
  const shown = joined(parts.map((i) => ({ answered: area.cells[i] ?? 0, residents: residents[i]! })))
  const more = shortfall(
    { ...shown, answered: shown.answered + (isAllHiddenIn ? area.unknown : 0) },
    base,
    sum(residents),
  )
  return more === null ? null : { categories: told.map(({ category }) => category), shortfall: more }
}
