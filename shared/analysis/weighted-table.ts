import { rowsOfBoth } from './bits.ts'
import { type Crosstab, codeTable, type Frequency, frequencies } from './count.ts'
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

/** Each of the three as `crosstab` adds it up, to the last bit, in one pass over the people. */
export function weightedCrosstab(
  down: Store,
  across: Store,
  { rows, bits: selected }: Selection,
  { weights }: WeightSet,
): WeightedSums<Crosstab> {
  const all = addedUp(down, across, rows, weights)
  if (down.column.kind !== 'set') return all
  const options = down.bits.map((bits) => addedUp(down, across, rowsOfBoth(bits, selected), weights))
  // Whoever chose an option has answered, which is the one line that a set has.
  const withOptions = (of: keyof WeightedSums<Crosstab>) => ({
    ...all[of],
    cells: options.map((option) => option[of].cells[0]!),
  })
  return { sums: withOptions('sums'), squares: withOptions('squares'), people: withOptions('people') }
}

function addedUp(down: Store, across: Store, rows: Uint32Array, weights: Float64Array): WeightedSums<Crosstab> {
  const width = firstCategory + across.column.categories.length
  const height = firstCategory + (down.column.kind === 'set' ? 1 : Math.max(1, down.column.categories.length))
  const [sums, squares, people] = Array.from({ length: 3 }, () => new Float64Array(height * width)) as Three
  const [a, b] = [down.codes, across.codes]
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!
    const weight = weights[row]!
    const at = a[row]! * width + b[row]!
    sums[at]! += weight
    squares[at]! += weight * weight
    if (weight > 0) people[at]!++
  }
  return { sums: codeTable(sums, width), squares: codeTable(squares, width), people: codeTable(people, width) }
}

type Three = [Float64Array, Float64Array, Float64Array]

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
