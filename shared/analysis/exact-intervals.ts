import { betaQuantile } from './distributions.ts'
import { mustBePart } from './must-be.ts'
import { type Interval, wilson } from './proportions.ts'

/**
 * The exact interval of x out of n: [Beta(α/2; x, n−x+1), Beta(1−α/2; x+1, n−x)], closed by 0 at x = 0 and 1 at x = n.
 * Its cover is never below the level, so it is wider than Wilson's; both limits are shares from 0 to 1.
 * x and n are counts, not weighted sums. RangeError where 0 ≤ x ≤ n does not hold; nobody asked gives [0, 1].
 * Clopper & Pearson 1934; Newcombe 1998a, method 5.
 */
export function clopperPearson(x: number, n: number, level = 0.95): Interval {
  mustBePart(x, n)
  const tail = (1 - level) / 2
  return [x === 0 ? 0 : betaQuantile(tail, x, n - x + 1), x === n ? 1 : betaQuantile(1 - tail, x + 1, n - x)]
}

export interface Difference {
  /** p1 − p2, as a share (0.2 is twenty points). */
  difference: number
  interval: Interval
}

/**
 * x1 of n1 against x2 of n2, two groups with nobody in common: D = p1 − p2 with
 * [D − √((p1−l1)² + (u2−p2)²), D + √((u1−p1)² + (p2−l2)²)], where l and u are Wilson's limits of each share.
 * Counts in, shares out; stays within −1 and 1. Not for a part against a total that holds it, nor for two answers of
 * the same people. RangeError where a group has nobody, or 0 ≤ x ≤ n does not hold. Newcombe 1998b, method 10.
 */
export function newcombe(x1: number, n1: number, x2: number, n2: number, level = 0.95): Difference {
  if (n1 <= 0 || n2 <= 0) throw new RangeError('A group has nobody in it')
  const [p1, p2] = [x1 / n1, x2 / n2]
  const [low1, high1] = wilson(x1, n1, level)
  const [low2, high2] = wilson(x2, n2, level)
  const difference = p1 - p2
  return {
    difference,
    interval: [difference - Math.hypot(p1 - low1, high2 - p2), difference + Math.hypot(high1 - p1, p2 - low2)],
  }
}

/**
 * z of two independent shares with the share pooled: (p1−p2) / √(p(1−p)(1/n1 + 1/n2)), p = (n1p1 + n2p2)/(n1+n2), no
 * continuity correction. Bases may be effective ones and so need not be whole. Null where it cannot be had: an empty
 * group, or everybody or nobody in both. Fleiss 1981; the form of SPSS CTABLES.
 */
export function pooledZ(p1: number, n1: number, p2: number, n2: number): number | null {
  if (n1 <= 0 || n2 <= 0) return null
  const p = (n1 * p1 + n2 * p2) / (n1 + n2)
  const error = Math.sqrt(p * (1 - p) * (1 / n1 + 1 / n2))
  return error > 0 ? (p1 - p2) / error : null
}
