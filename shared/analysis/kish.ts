import { mustBeWeights } from './must-be.ts'

/** What unequal weights cost. Kish 1965; Kish 1992, J. Official Statistics 8, 183-200. */

/**
 * n·Σw² / (Σw)², which is 1 + the squared coefficient of variation: 1 for equal weights, on any scale. A case with weight zero
 * counts in n. It speaks of the weights alone, for any figure; the design effect of one figure is `linearised().designEffect`.
 * RangeError where no case carries weight, or a weight is below zero or not finite.
 */
export function designEffect(w: readonly number[]): number {
  const effective = effectiveSize(w)
  if (effective === 0) throw new RangeError('Nobody carries weight')
  return w.length / effective
}

/**
 * (Σw)² / Σw²: how many people with equal weights would say as much. Zero weights change nothing here; without any weight
 * it is 0. RangeError for a weight below zero or not finite.
 */
export function effectiveSize(w: readonly number[]): number {
  mustBeWeights(w)
  let [total, squares] = [0, 0]
  for (const weight of w) {
    total += weight
    squares += weight * weight
  }
  return squares === 0 ? 0 : (total * total) / squares
}
