import type { Estimate } from './linearised.ts'

/** Sums over cases from which a weighted mean and its error follow. They may be added up, so no case need be kept. */
export interface Moments {
  n: number
  w: number
  wy: number
  /** Σw², Σw²y, Σw²y². */
  ww: number
  wwy: number
  wwyy: number
}

const noMoments: Moments = { n: 0, w: 0, wy: 0, ww: 0, wwy: 0, wwyy: 0 }

/** Of cases that all have the value y: how many, Σw and Σw². */
export function atValue(y: number, n: number, w: number, ww: number): Moments {
  return { n, w, wy: w * y, ww, wwy: ww * y, wwyy: ww * y * y }
}

/** The moments of all the parts as one; `noMoments` of none. */
export function together(parts: readonly Moments[]): Moments {
  const sum = { ...noMoments }
  for (const part of parts) for (const key of Object.keys(sum) as (keyof Moments)[]) sum[key] += part[key]
  return sum
}

/**
 * What `linearised` finds of the same cases, each on its own: the mean, its linearised error in the units of y, df = n − 1,
 * the effective number. Null below two cases, or without weight.
 */
export function estimateOf({ n, w, wy, ww, wwy, wwyy }: Moments): Estimate | null {
  if (!(n >= 2 && w > 0)) return null
  const mean = wy / w
  // Σ(w(y − mean)/Σw)² times n/(n−1): the sum of the w(y − mean) is 0.
  const variance = (Math.max(0, wwyy - 2 * mean * wwy + mean * mean * ww) / (w * w)) * (n / (n - 1))
  return {
    mean,
    error: Math.sqrt(variance),
    df: n - 1,
    n,
    effective: (w * w) / ww,
  }
}
