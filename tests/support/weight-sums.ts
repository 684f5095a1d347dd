import type { Sums } from '../../shared/analysis/summaries.ts'
import { sum } from '../../shared/kernel/sum.ts'

/** The sums of people with these weights. */
export const sumsOf = (weights: number[]): Sums => ({
  people: weights.length,
  weight: sum(weights),
  square: sum(weights.map((weight) => weight ** 2)),
})
