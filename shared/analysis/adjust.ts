import { mustBeChances } from './must-be.ts'

/** p-values adjusted for being several: as many come out as went in, in the same order. RangeError for one outside 0 to 1. */

/** Every p times their number, at most 1. */
export function bonferroni(p: readonly number[]): number[] {
  mustBeChances(p)
  return p.map((one) => Math.min(1, one * p.length))
}

const order = (p: readonly number[]) => p.map((_, i) => i).sort((a, b) => p[a]! - p[b]!)

/**
 * From the smallest up: p times how many are left, never less than the one before, at most 1.
 * Holm 1979, Scandinavian J. Statistics 6, 65-70.
 */
export function holm(p: readonly number[]): number[] {
  mustBeChances(p)
  const adjusted = new Array<number>(p.length).fill(1)
  let highest = 0
  order(p).forEach((index, rank) => {
    highest = Math.max(highest, Math.min(1, (p.length - rank) * p[index]!))
    adjusted[index] = highest
  })
  return adjusted
}

/**
 * From the largest down: p times their number over its rank, never more than the one after, at most 1.
 * Benjamini & Hochberg 1995, J. Royal Statistical Society B 57, 289-300.
 */
export function benjaminiHochberg(p: readonly number[]): number[] {
  mustBeChances(p)
  const adjusted = new Array<number>(p.length).fill(1)
  let lowest = 1
  const ranked = order(p)
  for (let rank = p.length; rank >= 1; rank--) {
    const index = ranked[rank - 1]!
    lowest = Math.min(lowest, (p[index]! * p.length) / rank)
    adjusted[index] = lowest
  }
  return adjusted
}
