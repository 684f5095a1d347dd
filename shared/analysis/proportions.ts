import { binomialAtLeast, binomialAtMost, normalBelow, normalQuantile } from './distributions.ts'
import { mustBePart } from './must-be.ts'

export type Interval = [low: number, high: number]

/**
 * Wilson's score interval of x out of n: (p + z²/2n ∓ z√(p(1−p)/n + z²/4n²)) / (1 + z²/n), p = x/n; limits are shares. It
 * never leaves 0 to 1 and holds for 0 of n; nobody asked gives [0, 1]. RangeError where 0 ≤ x ≤ n does not hold.
 * Wilson 1927; Newcombe 1998a, method 3.
 */
export function wilson(x: number, n: number, level = 0.95): Interval {
  mustBePart(x, n)
  if (n === 0) return [0, 1]
  const z = normalQuantile(1 - (1 - level) / 2)
  const p = x / n
  const middle = p + (z * z) / (2 * n)
  const half = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))
  const scale = 1 + (z * z) / n
  // At the ends the sum is exact on paper and off by one bit in floating point.
  return [x === 0 ? 0 : (middle - half) / scale, x === n ? 1 : (middle + half) / scale]
}

/** The score statistic against a share held to be fixed, (p − P) / √(P(1−P)/n): what Wilson's interval is the inverse of. */
export const scoreZ = (x: number, n: number, share: number): number =>
  (x / n - share) / Math.sqrt((share * (1 - share)) / n)

/** Up to here, n·P·(1−P), the library's binomial tails are right to five decimals; beyond, the score test is to within .002. */
const exactUpTo = 50_000

/**
 * Two-sided p-value of "x of n" against the area's share P, which is taken as known (a census). Exact, twice the smaller
 * binomial tail, at most 1, while n·P·(1−P) is at most 50,000: for any share up to 200,000 answers, for a rare one beyond.
 * After that the score test, twice the normal tail. Nobody asked gives 1.
 * RangeError where 0 ≤ x ≤ n or 0 ≤ share ≤ 1 does not hold. Clopper & Pearson 1934, as a test; Wilson 1927.
 */
export function againstShare(x: number, n: number, share: number): number {
  mustBePart(x, n)
  mustBePart(share, 1)
  if (n === 0) return 1
  if (share === 0 || share === 1) return x / n === share ? 1 : 0
  if (n * share * (1 - share) > exactUpTo) return Math.min(1, 2 * normalBelow(-Math.abs(scoreZ(x, n, share))))
  return Math.min(1, 2 * Math.min(binomialAtMost(x, n, share), binomialAtLeast(x, n, share)))
}
