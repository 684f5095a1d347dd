/// <reference path="./jstat.d.ts" />
import jstat from 'jstat'

/**
 * Distributions come from jstat; nothing here is our own numerics. It has the incomplete beta and gamma functions and their
 * inverses, which t, F, beta and binomial tails are made of, in plain code that runs in the browser and the worker alike.
 * simple-statistics, which gives us medians and quantiles, has the normal distribution and no t, F or beta. How many digits
 * hold is said at each function and tested against closed forms and R's figures.
 */

/** P(Z ≤ z) of the standard normal. */
export const normalBelow = (z: number): number => jstat.normal.cdf(z, 0, 1)
/** The p-th quantile of the standard normal; p between 0 and 1. */
export const normalQuantile = (p: number): number => jstat.normal.inv(p, 0, 1)

/** P(X ≤ x) for a binomial count of n with chance p; 0 ≤ x ≤ n. */
export const binomialAtMost = (x: number, n: number, p: number): number =>
  x === n ? 1 : jstat.ibeta(1 - p, n - x, x + 1)

/** P(X ≥ x), likewise. Not "1 minus the other": a small tail keeps its digits. */
export const binomialAtLeast = (x: number, n: number, p: number): number => (x === 0 ? 1 : jstat.ibeta(p, x, n - x + 1))

/** The p-th quantile of Student's t. Good to 7 digits. */
export const studentQuantile = (p: number, df: number): number => jstat.studentt.inv(p, df)

/**
 * The p-th quantile of the beta distribution with shapes a and b, both above zero. Good to 7 digits. Of a shape under a
 * hundredth it is smaller than any number there is, and jstat loses it: 0.
 */
export function betaQuantile(p: number, a: number, b: number): number {
  const found = jstat.beta.inv(p, a, b)
  return Number.isNaN(found) && a < 0.01 ? 0 : found
}

/** P(X > x) for chi-square. Right to about 1e-14 in absolute terms: below that read it as "almost nothing". */
export const chiSquareAbove = (x: number, df: number): number =>
  x <= 0 ? 1 : Math.max(0, 1 - jstat.chisquare.cdf(x, df))

/** P(X > x) for F on d1 and d2 degrees of freedom, which need not be whole. Not "1 minus": a small tail keeps its digits. */
export const fAbove = (x: number, d1: number, d2: number): number =>
  x <= 0 ? 1 : jstat.ibeta(d2 / (d2 + d1 * x), d2 / 2, d1 / 2)

/** ln of n over k. */
export const logChoose = (n: number, k: number): number =>
  jstat.gammaln(n + 1) - jstat.gammaln(k + 1) - jstat.gammaln(n - k + 1)
