import { sum } from '../kernel/sum.ts'
import { type Design, type LinearisedEstimate, linearised, varianceOfSum } from './linearised.ts'
import type { Margin } from './raking.ts'

/**
 * The error of a mean whose weights were raked to known margins. What the margins explain is no longer chance, so
 * u = w(y − mean)/Σw is swept of its margins (u ← u − w·average of u/w in each category, margin by margin, until still)
 * before the variance is taken as in `linearised`, whose error is too large here wherever the margins matter.
 * y, weights and codes one a case; weights are the raked ones. Every case takes part: no domain. RangeError as `linearised`.
 * Deville & Särndal 1992; R survey, svyrecvar for raked designs.
 */
export function rakedError(
  y: readonly number[],
  weights: readonly number[],
  margins: readonly Margin[],
  design: Omit<Design, 'domain'> = {},
): LinearisedEstimate {
  const plain = linearised(y, weights, design)
  const total = sum(weights)
  const residuals = y.map((value) => (value - plain.mean) / total)
  for (let sweep = 0; sweep < 100; sweep++) {
    let moved = 0
    for (const margin of margins) moved = Math.max(moved, centre(residuals, margin))
    if (moved < 1e-15) break
  }
  const variance = varianceOfSum(
    residuals.map((residual, i) => residual * weights[i]!),
    design,
  )
  const { designEffect } = plain
  return {
    ...plain,
    error: Math.sqrt(variance),
    designEffect: designEffect && (designEffect * variance) / plain.error ** 2,
  }
}

/** Takes each category's average off its cases; tells the largest that was taken. */
function centre(residuals: number[], { codes, targets }: Margin): number {
  const sums = targets.map(() => 0)
  const counts = targets.map(() => 0)
  for (const [i, code] of codes.entries()) {
    if (code < 0) continue
    sums[code]! += residuals[i]!
    counts[code]! += 1
  }
  const averages = sums.map((sum, c) => (counts[c]! > 0 ? sum / counts[c]! : 0))
  for (const [i, code] of codes.entries()) if (code >= 0) residuals[i]! -= averages[code]!
  return Math.max(...averages.map(Math.abs))
}
