import { effectiveSize } from './kish.ts'
import { linearised, logitInterval, meanInterval } from './linearised.ts'
import { atValue, estimateOf, together } from './moments.ts'
import { mustBeNumbers } from './must-be.ts'
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
 * of Kish's effective number. In the units of y; one y and one weight an answer, or one for all who gave it with their
 * effective number. Null where that is below two, or without weight. RangeError for a y or a weight that is no number.
 * Woodruff 1952, JASA 47, 635-646.
 */
export function weightedMedian(
  y: readonly number[],
  weights: readonly number[] = ones(y),
  effective = effectiveSize(weights),
  level = 0.95,
): Summary | null {
  mustBeNumbers(y)
  const answers = y.map((value, i) => ({ value, weight: weights[i]! })).filter(({ weight }) => weight > 0)
  const sorted = answers.sort((a, b) => a.value - b.value)
  const total = sorted.reduce((sum, { weight }) => sum + weight, 0)
  if (sorted.length === 0 || (y.length < 2 && effective < 2)) return null
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

/** Answers of one kind: how many people, Σw and Σw²; without weights all three are one number. */
export interface Sums {
  people: number
  weight: number
  square: number
}

const nobody: Sums = { people: 0, weight: 0, square: 0 }
/** Sums that were had by subtraction leave crumbs where nobody is left, and a crumb is no person. */
const withoutCrumbs = (sums: Sums): Sums => (sums.people === 0 ? nobody : sums)

/**
 * The share that the part has of both, from 0 to 1, with its interval: Wilson's of counts; of weighted sums the logit interval
 * of the linearised share. Null where nobody is in either, and of weighted sums where fewer than two are. RangeError for
 * numbers of people below zero.
 */
export function shareSummary(ofPart: Sums, ofRest: Sums): Summary | null {
  const [part, rest] = [withoutCrumbs(ofPart), withoutCrumbs(ofRest)]
  if (part.people + rest.people === 0) return null
  const isWeighted = [part, rest].some(({ people, weight }) => people !== weight)
  if (!isWeighted) {
    const answered = part.people + rest.people
    return { value: part.people / answered, interval: wilson(part.people, answered) }
  }
  const moments = [atValue(1, part.people, part.weight, part.square), atValue(0, rest.people, rest.weight, rest.square)]
  const estimate = estimateOf(together(moments))
  return estimate && { value: estimate.mean, interval: logitInterval(estimate) }
}

export interface ScaleSummary {
  mean: Summary
  median: Summary
  /** The share that chose one of the two highest points; null on a scale of fewer than four. */
  topTwo: Summary | null
}

/**
 * Mean, median and the two highest points of a scale, from who chose each: `points` are its values, lowest first, with one
 * of `sums` each. Null below two answers or without weight. As `mean` and `weightedMedian` find of the same answers one by one.
 */
export function scaleSummary(points: readonly number[], sums: readonly Sums[]): ScaleSummary | null {
  const whole = together(points.map((y, i) => atValue(y, sums[i]!.people, sums[i]!.weight, sums[i]!.square)))
  const estimate = estimateOf(whole)
  const median = weightedMedian(
    points,
    sums.map(({ weight }) => weight),
    whole.ww > 0 ? whole.w ** 2 / whole.ww : 0,
  )
  if (!estimate || !median) return null
  return {
    mean: { value: estimate.mean, interval: meanInterval(estimate) },
    median,
    topTwo: points.length < 4 ? null : shareSummary(added(sums.slice(-2)), added(sums.slice(0, -2))),
  }
}

/** Several kinds of answers as one. */
export const added = (sums: readonly Sums[]): Sums => ({
  people: sums.reduce((total, { people }) => total + people, 0),
  weight: sums.reduce((total, { weight }) => total + weight, 0),
  square: sums.reduce((total, { square }) => total + square, 0),
})
