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
  /** Of a number or a date, weighted as the counts are; null where the quartiles are. */
  mean?: number | null
}

/** One weight a row; without weights everybody counts once. */
export type Weights = Float64Array | null

/**
 * One column's counts among the selected people, or sums of their weights; a category each in the column's order, none of a
 * value or a text. Quartiles and mean as `Frequency` says; the quartiles are unweighted in any case.
 */
export function frequency(store: Store, selection: Selection, weights: Weights = null): Frequency {
  const length = firstCategory + Math.max(1, store.column.kind === 'codes' ? store.column.categories.length : 1)
  const counts = weights ? weighted(store, selection, weights, length) : plain(store, selection, length)
  const bases = basesOf(store.column.key, counts)
  if (store.column.kind === 'codes')
    return { ...bases, categories: [...counts.slice(firstCategory, firstCategory + store.column.categories.length)] }
  if (store.column.kind === 'set')
    return { ...bases, categories: store.bits.map((bits) => inSet(bits, selection, weights)) }
  if (!store.values) return { ...bases, categories: [] }
  const quartiles = quartilesOf(store, selection)
  return { ...bases, categories: [], quartiles, mean: quartiles && meanOf(store, selection, weights) }
}

function meanOf({ codes, values }: Store, { rows }: Selection, weights: Weights): number {
  let [sum, weight] = [0, 0]
  for (const row of rows) {
    if (codes[row]! < firstCategory) continue
    const w = weights ? weights[row]! : 1
    sum += w * values![row]!
    weight += w
  }
  return sum / weight
}

/** Four sets of counters by turns: one after another on the same counter would each wait for the last. */
function plain({ codes }: Store, { rows, size }: Selection, length: number): Float64Array {
  const counts = new Uint32Array(length * 4)
  const [b, c, d] = [length, length * 2, length * 3]
  const even = size - (size % 4)
  // Everybody: the rows are 0, 1, 2… and need not be looked up.
  if (size > 0 && rows[size - 1] === size - 1) {
    for (let i = 0; i < even; i += 4) {
      counts[codes[i]!]!++
      counts[b + codes[i + 1]!]!++
      counts[c + codes[i + 2]!]!++
      counts[d + codes[i + 3]!]!++
    }
  } else {
    for (let i = 0; i < even; i += 4) {
      counts[codes[rows[i]!]!]!++
      counts[b + codes[rows[i + 1]!]!]!++
      counts[c + codes[rows[i + 2]!]!]!++
      counts[d + codes[rows[i + 3]!]!]!++
    }
  }
  for (let i = even; i < size; i++) counts[codes[rows[i]!]!]!++
  return Float64Array.from({ length }, (_, i) => counts[i]! + counts[b + i]! + counts[c + i]! + counts[d + i]!)
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
function quartilesOf(store: Store, selection: Selection): [number, number, number] | null {
  const counted = steps(store, selection)
  if (counted) return counted.size < 4 * (analystRule.hideUpTo + 1) ? null : quarters(counted)
  const given = Array.from(selection.rows).filter((row) => store.codes[row]! >= firstCategory)
  if (given.length < 4 * (analystRule.hideUpTo + 1)) return null
  const list = given.map((row) => store.values![row]!)
  return [quantile(list, 0.25), quantile(list, 0.5), quantile(list, 0.75)]
}

interface Steps {
  counts: Uint32Array
  low: number
  size: number
}

const half = 50_000

/**
 * Years and days are whole and near one another: counted in one pass, where sorting a million would take a second. Null
 * when a value is not whole or lies far from the first.
 */
function steps({ codes, values }: Store, { rows, size: many }: Selection): Steps | null {
  const counts = new Uint32Array(2 * half)
  let low = Number.NaN
  let size = 0
  for (let i = 0; i < many; i++) {
    const row = rows[i]!
    if (codes[row]! < firstCategory) continue
    const value = values![row]!
    if (size === 0) low = Math.trunc(value) - half
    const at = value - low
    if (at < 0 || at >= 2 * half || at !== Math.trunc(at)) return null
    counts[at]!++
    size++
  }
  return { counts, low, size }
}

/** As simple-statistics has them: so far of the way from the first to the last, between two where it falls between them. */
function quarters({ counts, low, size }: Steps): [number, number, number] {
  const nth = (place: number) => {
    let left = place
    let at = 0
    while (left >= counts[at]!) left -= counts[at++]!
    return low + at
  }
  const at = (share: number) => {
    const place = (size - 1) * share
    const [lower, upper] = [nth(Math.floor(place)), nth(Math.ceil(place))]
    return lower + (place - Math.floor(place)) * (upper - lower)
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

/**
 * Two columns at once: `down` of one answer a person or of several, `across` of one. A column without categories has one
 * line of cells all the same.
 */
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
  return codeTable(counts, width)
}

/** The table of counts that stand line after line, each as wide as there are codes of the second column. */
export function codeTable(counts: Float64Array, width: number): Crosstab {
  const lines = Array.from({ length: counts.length / width }, (_, code) => [
    ...counts.slice(code * width, (code + 1) * width),
  ])
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
