import { sum } from '../kernel/sum.ts'

/** What the statistics may be given: each throws a RangeError for anything else, so that no figure is made of nonsense. */

/** From 0 up, and finite. */
export const isAmount = (n: number): boolean => n >= 0 && Number.isFinite(n)

export function mustBeCounts(counts: readonly number[]): void {
  if (!counts.every(isAmount)) throw new RangeError('A count is below zero, or is no number')
}

export function mustBeWeights(weights: readonly number[]): void {
  if (!weights.every(isAmount)) throw new RangeError('A weight is below zero, or is no number')
}

export function mustBeNumbers(values: readonly number[]): void {
  if (!values.every(Number.isFinite)) throw new RangeError('A value is no number')
}

/** Chances are from 0 to 1. */
export function mustBeChances(p: readonly number[]): void {
  if (!p.every((one) => one >= 0 && one <= 1)) throw new RangeError('A p-value lies outside 0 to 1')
}

/** 0 ≤ x ≤ n, both finite. They need not be whole: of weighted data they are effective numbers. */
export function mustBePart(x: number, n: number): void {
  if (!(x >= 0 && x <= n && Number.isFinite(n))) throw new RangeError(`${x} of ${n} is no share`)
}

/** Shares from 0 up with a sum of 1, to 1e-9. */
export function mustBeWhole(shares: readonly number[]): void {
  if (!shares.every(isAmount) || Math.abs(sum(shares) - 1) > 1e-9)
    throw new RangeError('The shares do not make a whole')
}
