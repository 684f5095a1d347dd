import { analystRule } from './disclosure-rules.ts'

/** Figures in words: words first, number second. */

/** Told with a decimal: what would be printed as 0% or hardly 1%. */
const isFine = (share: number): boolean => share > 0 && share < 0.00995

/** `12%`; below one per cent with one decimal, so that a few are not shown as none. */
export function percent(share: number): string {
  if (share > 0 && share < 0.0005) return 'under 0.1%'
  return isFine(share) ? `${(share * 100).toFixed(1)}%` : `${Math.round(share * 100)}%`
}

/** From the shares as they are printed, so that a reader who subtracts gets the same: `9 points fewer`. */
export function gapWords(share: number, areaShare: number): string {
  const decimals = isFine(share) || isFine(areaShare) ? 1 : 0
  const shown = (p: number) => Number((p * 100).toFixed(decimals))
  const gap = Number((shown(share) - shown(areaShare)).toFixed(decimals))
  if (gap === 0) return 'the same'
  const size = Math.abs(gap)
  return `${size} ${size === 1 ? 'point' : 'points'} ${gap < 0 ? 'fewer' : 'more'}`
}

/**
 * `12% of 340; 21% of the borough; 9 points fewer`. Both shares have a decimal where one needs it, so that a reader who
 * subtracts gets the gap that is told.
 */
export function comparisonWords(share: number, base: string, areaShare: number, area: string): string {
  const isBothFine = isFine(share) || isFine(areaShare)
  const told = (p: number) => (isBothFine && p >= 0.0005 ? `${(p * 100).toFixed(1)}%` : percent(p))
  return `${told(share)} of ${base}; ${told(areaShare)} of ${area}; ${gapWords(share, areaShare)}`
}

/** `a, b and c`. */
export const list = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`

/** Beside every figure of a consultation that is open to anybody. */
export const selfSelecting = 'People chose to answer. These figures describe them, not all Londoners.'

/** Beside everything that is reckoned as of a random sample. */
export const ifRandom = (what: 'Verdicts' | 'Intervals' | 'Tests'): string =>
  `${what} hold only “if this were a random sample”.`

/** Why there is no table: of whoever is left, or of anybody yet. */
export const tooFewWords = (people: number): string =>
  people < analystRule.leastForTables
    ? `One question by another is shown once ${analystRule.leastForTables} people have answered.`
    : 'Too few to show.'
