import { sum } from '../kernel/sum.ts'
import { type Bits, put, rowsOf, sizeOf } from './bits.ts'
import { type Crosstab, crosstab, type Frequency, frequency } from './count.ts'
import { type Column, firstCategory } from './layout.ts'
import type { Projection, Store } from './projection.ts'
import { type Filter, type Selection, select } from './select.ts'

/** Exact counts that say what may be shown of the people a filter leaves. */
export interface Around {
  /** Of everybody, by column. */
  frequencies: Frequency[]
  /** What the filter looks at; null where it leaves everybody. */
  by: LookedAt | null
}

export interface LookedAt {
  /** The filter's people are those in one category of this column. */
  column: Column
  place: number
  /** How many are in each category. */
  own: Frequency
  /** Every column by this one. */
  tables: Crosstab[]
}

/** What the filter looks at, of one condition and one category; RangeError for any other. */
export function aroundOf(projection: Projection, stores: readonly Store[], filter: Filter): Around {
  const all = select(projection, { where: [] })
  const frequencies = stores.map((store) => frequency(store, all))
  if (select(projection, filter).size === all.size) return { frequencies, by: null }
  const { store, place } = lookedAt(projection, filter)
  const own = frequency(store, all)
  return {
    frequencies,
    by: { column: store.column, place, own, tables: stores.map((one) => crosstab(one, store, all)) },
  }
}

/** Whether responses brought a weight with them, as a column. */
const weightColumn: Column = {
  key: 'weighted',
  kind: 'codes',
  part: 'about',
  type: 'about',
  code: 'weighted',
  text: { en: 'Whether a weight came with it' },
  categories: [
    { id: 'with', label: { en: 'With a weight' } },
    { id: 'without', label: { en: 'Without a weight' } },
  ],
}

function lookedAt(projection: Projection, { where, isWeighted }: Filter): { store: Store; place: number } {
  const [condition, ...more] = where
  if (more.length > 0 || (condition ? isWeighted || condition.categories.length !== 1 : !isWeighted))
    throw new RangeError('A filter looks at one category of one column.')
  const store = condition ? projection.byKey.get(condition.column) : weightStore(projection)
  if (!store) throw new RangeError('There is no such column to filter by.')
  const place = condition ? store.column.categories.findIndex(({ id }) => id === condition.categories[0]) : 0
  return { store, place }
}

function weightStore({ weights, rows }: Projection): Store {
  const codes = Uint8Array.from({ length: rows }, (_, row) => firstCategory + (weights?.[row] ? 0 : 1))
  return { column: weightColumn, codes, bits: [], values: null }
}

/** So much of all people at least are among those of whom no table within a filter is shown. */
const poolShare = 0.2

/**
 * The people of whom no table within a filter is ever shown: of the smallest categories, and of none. With them those in the others may
 * change places. Null where the filter's own people are among them.
 */
export function poolBeside(projection: Projection, filter: Filter): Selection | null {
  const { store, place } = lookedAt(projection, filter)
  const all = select(projection, { where: [] })
  const sizes = new Array<number>(firstCategory + store.column.categories.length).fill(0)
  for (const row of all.rows) sizes[store.codes[row]!]!++
  const isIn = poolOf(sizes)
  if (place === -1 || isIn[firstCategory + place]) return null
  const bits: Bits = new Uint32Array(all.bits.length)
  for (const row of all.rows) if (isIn[store.codes[row]!]) put(bits, row, true)
  return { bits, rows: rowsOf(bits), size: sizeOf(bits) }
}

/** By code, whether it is in the pool: those in no category, then the smallest until they are enough together. */
export function poolOf(sizes: readonly number[]): boolean[] {
  const isIn = sizes.map((_, code) => code < firstCategory)
  const people = sum(sizes)
  const left = sizes.map((_, code) => code).slice(firstCategory)
  left.sort((a, b) => sizes[a]! - sizes[b]! || b - a)
  let pooled = sum(sizes.slice(0, firstCategory))
  // Of the largest there are tables in any case.
  for (const code of left.slice(0, -1)) {
    if (pooled >= people * poolShare && pooled > 0) break
    isIn[code] = true
    pooled += sizes[code]!
  }
  return isIn
}
