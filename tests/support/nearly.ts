import { expect } from 'vitest'

/** Within an absolute tolerance, as the published worked examples state theirs. */
export const near = (found: number, wanted: number, tolerance: number) =>
  expect(Math.abs(found - wanted), `${found} and ${wanted}`).toBeLessThanOrEqual(tolerance)

export function allNear(found: readonly number[], wanted: readonly number[], tolerance: number) {
  expect(found.length).toBe(wanted.length)
  for (const [i, value] of found.entries()) near(value, wanted[i]!, tolerance)
}

/** Cells of a table, line by line. */
export function tableNear(
  found: readonly (readonly number[])[],
  wanted: readonly (readonly number[])[],
  tolerance: number,
) {
  expect(found.length).toBe(wanted.length)
  for (const [r, row] of found.entries()) allNear(row, wanted[r]!, tolerance)
}
