import type { SmallNumberRule } from './disclosure-rules.ts'
import { mustBeCounts } from './must-be.ts'
import { isSmall } from './suppression.ts'

/**
 * What two tables tell together when one is of a part of the other's people: the difference, cell by cell, and the places
 * where it is small. Exact counts in, same order; RangeError where the part is no part. OpenSAFELY, differencing.
 */
export function differenced(whole: readonly number[], part: readonly number[], rule: SmallNumberRule) {
  mustBeCounts([...whole, ...part])
  if (whole.length !== part.length || whole.some((count, i) => part[i]! > count))
    throw new RangeError('The second table is no part of the first')
  const rest = whole.map((count, i) => count - part[i]!)
  return { rest, small: rest.flatMap((count, i) => (isSmall(count, rule) ? [i] : [])) }
}

/**
 * Midpoint rounding: 0 stays, 1 to `step` become its middle, and so on: with step 6, 1–6 → 3, 7–12 → 9. An even step, so
 * that the middle is a whole number (RangeError, and for what is no count). OpenSAFELY, midpoint-6; the product itself hides and rounds instead.
 */
export function midpointRounded(count: number, step = 6): number {
  if (!(step > 0 && step % 2 === 0)) throw new RangeError('The step must be even')
  mustBeCounts([count])
  return count === 0 ? 0 : Math.ceil(count / step) * step - step / 2
}
