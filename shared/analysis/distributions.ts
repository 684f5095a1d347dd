/// <reference path="./jstat.d.ts" />
import jstat from 'jstat'

/** Distributions come from jstat; nothing here is our own numerics. */
export const normalBelow = (z: number): number => jstat.normal.cdf(z, 0, 1)
export const normalQuantile = (p: number): number => jstat.normal.inv(p, 0, 1)

/** P(X ≤ x) for a binomial count of n with chance p. */
export function binomialAtMost(x: number, n: number, p: number): number {
  if (x < 0) return 0
  if (x >= n) return 1
  return jstat.ibeta(1 - p, n - x, x + 1)
}

/** P(X ≥ x). Not "1 minus the other": a small tail keeps its digits. */
export function binomialAtLeast(x: number, n: number, p: number): number {
  if (x <= 0) return 1
  if (x > n) return 0
  return jstat.ibeta(p, x, n - x + 1)
}
