import { type Crosstab, crosstab, type Frequency, frequencies } from './count.ts'
import { firstCategory } from './layout.ts'
import type { Projection, Store } from './projection.ts'
import type { Selection } from './select.ts'
import { mean, type Summary, weightedMedian } from './summaries.ts'

/** Weights with what else is summed over people: one of each a row of the projection. Weight 0 is nobody. */
export interface WeightSet {
  weights: Float64Array
  squares: Float64Array
  people: Float64Array
}

export const weightSet = (weights: Float64Array): WeightSet => ({
  weights,
  squares: weights.map((weight) => weight * weight),
  people: weights.map((weight) => Number(weight > 0)),
})

/** Σw, Σw² and the people who carry weight: all that weighted shares, errors and tests are made of. They may be added up. */
export interface WeightedSums<T> {
  sums: T
  squares: T
  people: T
}

export const weightedCrosstab = (
  down: Store,
  across: Store,
  selection: Selection,
  { weights, squares, people }: WeightSet,
): WeightedSums<Crosstab> => ({
  sums: crosstab(down, across, selection, weights),
  squares: crosstab(down, across, selection, squares),
  people: crosstab(down, across, selection, people),
})

export const weightedFrequencies = (
  projection: Projection,
  selection: Selection,
  { weights, squares, people }: WeightSet,
): WeightedSums<Frequency[]> => ({
  sums: frequencies(projection, selection, weights),
  squares: frequencies(projection, selection, squares),
  people: frequencies(projection, selection, people),
})

/** Mean and median of a number, in its units, with their intervals. */
export interface ValueSummary {
  mean: Summary
  median: Summary
}

/** Of a column of values, over who answered and carries weight; null for any other column, or where there are fewer than `least`. */
export function valueSummary(
  { codes, values }: Store,
  { rows }: Selection,
  weights: Float64Array | null,
  least: number,
): ValueSummary | null {
  const given = values
    ? Array.from(rows).filter((row) => codes[row]! >= firstCategory && (weights === null || weights[row]! > 0))
    : []
  if (given.length < least) return null
  const y = given.map((row) => values![row]!)
  const w = weights ? given.map((row) => weights[row]!) : undefined
  const [average, middle] = [mean(y, w), weightedMedian(y, w)]
  return average && middle && { mean: average, median: middle }
}
