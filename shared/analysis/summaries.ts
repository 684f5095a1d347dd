import { effectiveSize } from './kish.ts'
import { type Design, linearised, logitInterval, meanInterval } from './linearised.ts'
import { type Interval, wilson } from './proportions.ts'

/** A figure with the interval it is shown with; always labelled "if this were a random sample" on an open consultation. */
export interface Summary {
  value: number
  interval: Interval
}

const ones = (y: readonly number[]) => new Array<number>(y.length).fill(1)

/**
 * The mean, weighted or not, with its t interval: mean ∓ t·error, error linearised, df = n − 1. In the units of y; one y and
 * one weight an answer; numbers and codes of interval scales only. Null below two answers; RangeError as `linearised`.
 * Missing answers are left out before, never counted as 0. Lohr, Sampling.
 */
export function mean(y: readonly number[], weights: readonly number[] = ones(y), level = 0.95): Summary | null {
  if (y.length < 2) return null
  const estimate = linearised(y, weights)
  return { value: estimate.mean, interval: meanInterval(estimate, level) }
}

/**
 * The median, weighted or not: the smallest answer that half the weight is at or under; where exactly half is, the middle
 * between it and the next. Its interval is Woodruff's: an interval for "half" read back as answers, here Wilson's of half
 * of Kish's effective number. In the units of y; one y and one weight an answer. Null below two answers, or without weight.
 * Woodruff 1952, JASA 47, 635-646.
 */
export function weightedMedian(
  y: readonly number[],
  weights: readonly number[] = ones(y),
  level = 0.95,
): Summary | null {
  const sorted = y.map((value, i) => ({ value, weight: weights[i]! })).sort((a, b) => a.value - b.value)
  const total = sorted.reduce((sum, { weight }) => sum + weight, 0)
  if (y.length < 2 || !(total > 0)) return null
  const effective = effectiveSize(weights)
  const [low, high] = wilson(effective / 2, effective, level)
  const at = (share: number) => quantile(sorted, total, share)
  return { value: at(0.5), interval: [at(low), at(high)] }
}

function quantile(sorted: readonly { value: number; weight: number }[], total: number, share: number): number {
  const wanted = share * total
  let under = 0
  for (const [i, { value, weight }] of sorted.entries()) {
    under += weight
    // A sum of many weights is a crumb off: what is that near to the half is the half.
    if (Math.abs(under - wanted) <= 1e-9 * total) return (value + (sorted[i + 1]?.value ?? value)) / 2
    if (under > wanted) return value
  }
  return sorted.at(-1)!.value
}

export interface TopBox {
  /** Share from 0 to 1. */
  share: number
  interval: Interval
}

/**
 * The share that chose one of the top answers of a scale, two unless told otherwise ("agree" and "strongly agree"): codes 1
 * (lowest) to `points`, one an answer. Wilson's interval of counts; with weights the logit interval of the linearised
 * share, in the design if one is given. Null where nobody answered. RangeError for a code off the scale.
 */
export function topBox(
  codes: readonly number[],
  points: number,
  { boxes = 2, weights, design }: { boxes?: number; weights?: readonly number[]; design?: Design } = {},
): TopBox | null {
  if (codes.some((code) => !(code >= 1 && code <= points))) throw new RangeError('An answer is off the scale')
  const isTop = codes.map((code) => Number(code > points - boxes))
  if (codes.length === 0) return null
  if (weights) {
    const estimate = linearised(isTop, weights, design)
    return { share: estimate.mean, interval: logitInterval(estimate) }
  }
  const top = isTop.reduce((sum, one) => sum + one, 0)
  return { share: top / codes.length, interval: wilson(top, codes.length) }
}
