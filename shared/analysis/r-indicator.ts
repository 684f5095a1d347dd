import { sum } from '../kernel/sum.ts'
import { mustBePart } from './must-be.ts'

/**
 * How even the response was among people who were invited: R = 1 − 2·S(ρ), ρ the response rate of each person's group and S
 * its standard deviation over everybody invited (divisor n − 1). 1 is the same rate for all; 0 as uneven as can be.
 * Counts by group in; only where there is a list of invited people, never for an open consultation. Without the correction
 * for small samples, which read too low. RangeError where more answered than were invited, or fewer than two were invited. One rate comes out a group.
 * Schouten, Cobben & Bethlehem 2009, Survey Methodology 35, 101-113.
 */
export function rIndicator(invited: readonly number[], responded: readonly number[]): { r: number; rates: number[] } {
  if (invited.length !== responded.length) throw new RangeError('One number who answered a group is needed')
  for (const [i, n] of invited.entries()) mustBePart(responded[i]!, n)
  const n = sum(invited)
  if (n < 2) throw new RangeError('Fewer than two people were invited')
  const mean = sum(responded) / n
  const rates = invited.map((one, i) => (one > 0 ? responded[i]! / one : 0))
  const variance = invited.reduce((sum, one, i) => sum + one * (rates[i]! - mean) ** 2, 0) / (n - 1)
  return { r: 1 - 2 * Math.sqrt(variance), rates }
}
