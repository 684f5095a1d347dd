import { quantile } from 'simple-statistics'
import { type Bits, has, sizeOfBoth } from './bits.ts'
import { analystRule } from './disclosure-rules.ts'
import { firstCategory, missing } from './layout.ts'
import type { Projection, Store } from './projection.ts'
import type { Selection } from './select.ts'

/** A column's counts: the four kinds of missing, then who answered, then each category in the column's order. */
export interface Frequency {
  key: string
  notAsked: number
  blank: number
  declined: number
  dontKnow: number
  answered: number
  categories: number[]
  /** Of a number or a date (as days): lower quartile, median, upper quartile; only where each quarter hides one person. */
  quartiles?: [number, number, number] | null
}

/** One weight a row; without weights everybody counts once. */
export type Weights = Float64Array | null

export function frequency(store: Store, selection: Selection, weights: Weights = null): Frequency {
  const length = firstCategory + Math.max(1, store.column.kind === 'codes' ? store.column.categories.length : 1)
  const counts = weights ? weighted(store, selection, weights, length) : plain(store, selection, length)
  const bases = basesOf(store.column.key, counts)
  if (store.column.kind === 'codes')
    return { ...bases, categories: [...counts.slice(firstCategory, firstCategory + store.column.categories.length)] }
  if (store.column.kind === 'set')
    return { ...bases, categories: store.bits.map((bits) => inSet(bits, selection, weights)) }
  return store.values
    ? { ...bases, categories: [], quartiles: quartilesOf(store, selection) }
    : { ...bases, categories: [] }
}

const plain = ({ codes }: Store, { rows }: Selection, length: number) => {
  const counts = new Float64Array(length)
  const whole = new Uint32Array(length)
  for (let i = 0; i < rows.length; i++) whole[codes[rows[i]!]!]!++
  counts.set(whole)
  return counts
}

const weighted = ({ codes }: Store, { rows }: Selection, weights: Float64Array, length: number) => {
  const counts = new Float64Array(length)
  for (let i = 0; i < rows.length; i++) counts[codes[rows[i]!]!]! += weights[rows[i]!]!
  return counts
}

function basesOf(key: string, counts: Float64Array) {
  let answered = 0
  for (let code = firstCategory; code < counts.length; code++) answered += counts[code]!
  return {
    key,
    notAsked: counts[missing.notAsked]!,
    blank: counts[missing.blank]!,
    declined: counts[missing.declined]!,
    dontKnow: counts[missing.dontKnow]!,
    answered,
  }
}

function inSet(bits: Bits, selection: Selection, weights: Weights): number {
  if (!weights) return sizeOfBoth(bits, selection.bits)
  let total = 0
  for (const row of selection.rows) if (has(bits, row)) total += weights[row]!
  return total
}

/** Below five people a quarter the quartiles would be single people's answers. */
function quartilesOf({ codes, values }: Store, { rows }: Selection): [number, number, number] | null {
  const given = new Float64Array(rows.length)
  let size = 0
  for (let i = 0; i < rows.length; i++) if (codes[rows[i]!]! >= firstCategory) given[size++] = values![rows[i]!]!
  if (size < 4 * (analystRule.hideUpTo + 1)) return null
  const all = given.subarray(0, size)
  const whole = steps(all)
  if (whole) return whole
  const list = Array.from(all)
  return [quantile(list, 0.25), quantile(list, 0.5), quantile(list, 0.75)]
}

const widest = 100_000

/** Years and days are whole and near one another: counted in one pass, where sorting a million would take a second. */
function steps(all: Float64Array): [number, number, number] | null {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (let i = 0; i < all.length; i++) {
    const value = all[i]!
    if (value < low) low = value
    if (value > high) high = value
    if (!Number.isInteger(value)) return null
  }
  if (high - low > widest) return null
  const counts = new Uint32Array(high - low + 1)
  for (let i = 0; i < all.length; i++) counts[all[i]! - low]!++
  const nth = (place: number) => {
    let left = place
    let at = 0
    while (left >= counts[at]!) left -= counts[at++]!
    return low + at
  }
  // The same places as simple-statistics takes: between two where the quarter falls between them.
  const at = (share: number) => {
    const place = all.length * share
    return Number.isInteger(place) ? (nth(place - 1) + nth(place)) / 2 : nth(Math.floor(place))
  }
  return [at(0.25), at(0.5), at(0.75)]
}

/** Every column at once. */
export const frequencies = (projection: Projection, selection: Selection, weights: Weights = null): Frequency[] =>
  projection.stores.map((store) => frequency(store, selection, weights))

/** Counts of categories of one column (down) by codes of another (across), among those who answered the first. */
export interface Crosstab {
  /** One row a category of the first column. */
  cells: number[][]
  /** Who answered the first question, in each column. */
  bases: number[]
  /** Who did not, in each column, by code: not asked, blank, declined, don't know. */
  missing: number[][]
  /** What the columns are: codes of the second column, missing kinds first. */
  codes: number
}

export function crosstab(down: Store, across: Store, selection: Selection, weights: Weights = null): Crosstab {
  const width = firstCategory + across.column.categories.length
  return down.column.kind === 'set'
    ? setByCodes(down, across, selection, weights, width)
    : codesByCodes(down, across, selection, weights, width)
}

function codesByCodes(down: Store, across: Store, { rows }: Selection, weights: Weights, width: number): Crosstab {
  const height = firstCategory + Math.max(1, down.column.categories.length)
  const counts = new Float64Array(height * width)
  const [a, b] = [down.codes, across.codes]
  if (weights) for (let i = 0; i < rows.length; i++) counts[a[rows[i]!]! * width + b[rows[i]!]!]! += weights[rows[i]!]!
  else for (let i = 0; i < rows.length; i++) counts[a[rows[i]!]! * width + b[rows[i]!]!]!++
  const lines = Array.from({ length: height }, (_, code) => [...counts.slice(code * width, (code + 1) * width)])
  const cells = lines.slice(firstCategory)
  return { cells, bases: columnSums(cells, width), missing: lines.slice(0, firstCategory), codes: width }
}

const columnSums = (cells: number[][], width: number) =>
  Array.from({ length: width }, (_, c) => cells.reduce((sum, row) => sum + row[c]!, 0))

function setByCodes(down: Store, across: Store, { rows }: Selection, weights: Weights, width: number): Crosstab {
  const cells = down.bits.map((bits) => {
    const counts = new Array<number>(width).fill(0)
    for (const row of rows) if (has(bits, row)) counts[across.codes[row]!]! += weights ? weights[row]! : 1
    return counts
  })
  const states = Array.from({ length: firstCategory + 1 }, () => new Array<number>(width).fill(0))
  for (const row of rows)
    states[Math.min(down.codes[row]!, firstCategory)]![across.codes[row]!]! += weights ? weights[row]! : 1
  return { cells, bases: states[firstCategory]!, missing: states.slice(0, firstCategory), codes: width }
}
