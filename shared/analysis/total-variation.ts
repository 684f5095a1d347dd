import { sum } from '../kernel/sum.ts'
import { logChoose } from './distributions.ts'
import { mustBeCounts, mustBeWhole } from './must-be.ts'

export interface Distance {
  /** ½Σ|p − P|: the share of people who would have to be in another category for the two to agree. 0 to 1. */
  distance: number
  /** What a random sample of the same size would show on average: a distance near this says nothing. */
  byChance: number
}

/**
 * How far counts lie from known shares, in one figure, with the value chance alone gives. The latter is exact:
 * ½ΣE|X/n − P| with X binomial, by de Moivre's E|X − nP| = 2νC(n,ν)P^ν(1−P)^(n−ν+1), ν = ⌊nP⌋ + 1.
 * One count and one share a category; shares sum to 1 (RangeError, to 1e-9); nobody asked, or a count that is none, is a RangeError.
 * Total variation: Levin, Peres & Wilmer, ch. 4; de Moivre 1730, in Diaconis & Zabell 1991, Statistical Science 6, 284-302.
 */
export function totalVariation(counts: readonly number[], shares: readonly number[]): Distance {
  if (counts.length !== shares.length) throw new RangeError('One share a count is needed')
  mustBeCounts(counts)
  mustBeWhole(shares)
  const n = sum(counts)
  if (!(n > 0)) throw new RangeError('Nobody answered')
  return {
    distance: sum(counts.map((count, i) => Math.abs(count / n - shares[i]!))) / 2,
    byChance: sum(shares.map((share) => meanDeviation(n, share) / n)) / 2,
  }
}

/** E|X − nP|, in people. */
function meanDeviation(n: number, share: number): number {
  if (share <= 0 || share >= 1) return 0
  const above = Math.floor(n * share) + 1
  const log = logChoose(n, above) + above * Math.log(share) + (n - above + 1) * Math.log1p(-share)
  return 2 * above * Math.exp(log)
}
