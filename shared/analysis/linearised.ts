import { sum } from '../kernel/sum.ts'
import { betaQuantile, studentQuantile } from './distributions.ts'
import { effectiveSize } from './kish.ts'
import { mustBeNumbers, mustBePart } from './must-be.ts'
import type { Interval } from './proportions.ts'

/** Which people, in what design. Without more, each case stands for itself and all are looked at. */
export interface Design {
  /** Only these cases are described; the others still count in the design's n. One flag a case. */
  domain?: readonly boolean[]
  /** Cases that came together (one event, one household): one id a case. Without it each came alone. */
  clusters?: readonly (number | string)[]
  /** The share of all clusters (or cases) that was drawn, for the finite population correction; 0 is none. */
  drawn?: number
}

export interface Estimate {
  /** Σwy / Σw: a mean in the units of y, a share where y is 0 or 1. */
  mean: number
  /** Its linearised standard error, in the same units. */
  error: number
  /** Degrees of freedom of t: cases (clusters) described, less one. */
  df: number
  /** Cases of the whole design. */
  n: number
  /** Kish's effective number of the cases described. */
  effective: number
}

export interface LinearisedEstimate extends Estimate {
  /** The true design effect of this one figure, against drawing as many with replacement; null where y never varies. */
  designEffect: number | null
}

/**
 * A weighted mean with its error by Taylor linearisation: u = w(y − mean)/Σw in the domain, 0 outside, and
 * V = (1−f) · c/(c−1) · Σ(u_c − ū)², summed by cluster c (or case). One y and one weight a case; weights may be on any scale.
 * Weights are taken as fixed: for raked weights see `rakedError`. RangeError for unequal lengths, a single case (or cluster)
 * in the domain, a y or a weight that is no number, or no weight in the domain.
 * Lohr, Sampling; R survey, svymean with ids and weights only.
 */
export function linearised(y: readonly number[], w: readonly number[], design: Design = {}): LinearisedEstimate {
  if (y.length !== w.length) throw new RangeError('One weight a case is needed')
  mustBeNumbers(y)
  const inside = (i: number) => design.domain?.[i] ?? true
  const weights = w.filter((_, i) => inside(i))
  const total = sum(weights)
  if (!(total > 0)) throw new RangeError('Nobody in the group carries weight')
  const mean = sum(y.map((value, i) => (inside(i) ? w[i]! * value : 0))) / total
  const variance = varianceOfSum(
    y.map((value, i) => (inside(i) ? (w[i]! * (value - mean)) / total : 0)),
    design,
  )
  const n = weights.length
  const units = design.clusters ? new Set(design.clusters.filter((_, i) => inside(i))).size : n
  if (units < 2) throw new RangeError('One case alone has no error')
  const spread = (sum(y.map((value, i) => (inside(i) ? w[i]! * (value - mean) ** 2 : 0))) / total) * (n / (n - 1))
  return {
    mean,
    error: Math.sqrt(variance),
    df: units - 1,
    n: y.length,
    effective: effectiveSize(weights),
    designEffect: spread > 0 ? variance / (spread / n) : null,
  }
}

/** Variance of Σu over independent cases or clusters, as in `linearised`. RangeError for one case, or one cluster, alone. */
export const varianceOfSum = (u: readonly number[], design: Design = {}): number => covariance([u], design)[0]![0]!

/** Covariances of several such sums: one list of influence values a figure, one value a case. */
export function covariance(figures: readonly (readonly number[])[], { clusters, drawn = 0 }: Design = {}): number[][] {
  const totals = figures.map((u) => (clusters ? byCluster(u, clusters) : [...u]))
  const c = totals[0]?.length ?? 0
  if (c < 2) throw new RangeError('One case alone has no error')
  const centred = totals.map((list) => {
    const middle = sum(list) / c
    return list.map((value) => value - middle)
  })
  const scale = ((1 - drawn) * c) / (c - 1)
  return centred.map((a) => centred.map((b) => scale * a.reduce((total, value, i) => total + value * b[i]!, 0)))
}

function byCluster(u: readonly number[], clusters: readonly (number | string)[]): number[] {
  const totals = new Map<number | string, number>()
  for (const [i, value] of u.entries()) totals.set(clusters[i]!, (totals.get(clusters[i]!) ?? 0) + value)
  return [...totals.values()]
}

/** mean ∓ t·error: for means. For a share it may leave 0 to 1: use one of the next two. */
export function meanInterval({ mean, error, df }: Estimate, level = 0.95): Interval {
  const half = studentQuantile(1 - (1 - level) / 2, df) * error
  return [mean - half, mean + half]
}

/**
 * A weighted share's interval on the log-odds scale: expit(logit p ∓ t·error / (p(1−p))). Stays inside 0 to 1. At 0 or 1
 * log-odds are infinite, and Korn and Graubard's is given. Limits are shares; RangeError where the estimate is of no
 * share. R survey, svyciprop "logit".
 */
export function logitInterval(share: Estimate, level = 0.95): Interval {
  const { mean: p, error, df } = share
  if (!(p > 0 && p < 1)) return kornGraubard(share, level)
  const middle = Math.log(p / (1 - p))
  const half = (studentQuantile(1 - (1 - level) / 2, df) * error) / (p * (1 - p))
  const expit = (x: number) => 1 / (1 + Math.exp(-x))
  return [expit(middle - half), expit(middle + half)]
}

/**
 * Clopper and Pearson's interval with an effective n: n* = p(1−p)/error² · (t_{n−1}/t_df)², x* = p·n*. For shares near 0 or 1.
 * Where the share is 0 or 1 the error is 0 and n* would be boundless: Kish's effective n stands in, an upper guess that
 * takes no account of clusters. Limits are shares; RangeError where the estimate is of no share.
 * Korn & Graubard 1998; R survey, svyciprop "beta".
 */
export function kornGraubard({ mean: p, error, df, n, effective }: Estimate, level = 0.95): Interval {
  mustBePart(p, 1)
  const tail = (1 - level) / 2
  const shrink = (studentQuantile(1 - tail, n - 1) / studentQuantile(1 - tail, df)) ** 2
  const size = error > 0 ? ((p * (1 - p)) / error ** 2) * shrink : effective
  const x = p * size
  return [p <= 0 ? 0 : betaQuantile(tail, x, size - x + 1), p >= 1 ? 1 : betaQuantile(1 - tail, x + 1, size - x)]
}
