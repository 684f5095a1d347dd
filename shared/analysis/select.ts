import { type Bits, put, rowsOf, sizeOf, wordsFor } from './bits.ts'
import { liveStep } from './disclosure-rules.ts'
import { firstCategory } from './layout.ts'
import type { Projection, Store } from './projection.ts'

/** Which people: all conditions hold; within one, any of its categories. */
export interface Filter {
  where: { column: string; categories: string[] }[]
  /** Only people whose response brought a weight with it. */
  isWeighted?: boolean
  /** Of each category of this column only whole tens, in the order in which people came; of who is in none as well. */
  inTensOf?: string
}

export const everybody: Filter = { where: [] }

/** The people a filter leaves, as bits for sets and as row numbers for codes. */
export interface Selection {
  bits: Bits
  rows: Uint32Array
  size: number
}

/** The people of a projection whom a filter leaves, of all or of those given; nobody where a column is not there. */
export function select(projection: Projection, filter: Filter, from: Bits = projection.people): Selection {
  const bits = whoFits(projection, filter.where, from)
  if (filter.isWeighted) keepWeighted(bits, projection)
  const places = filter.inTensOf && projection.byKey.get(filter.inTensOf)
  if (places) keepTens(bits, places)
  return { bits, rows: rowsOf(bits), size: sizeOf(bits) }
}

function keepWeighted(bits: Bits, { weights }: Projection) {
  for (const row of rowsOf(bits)) if (!weights?.[row]) put(bits, row, false)
}

/** So that what is shown of a borough moves on only when ten of its own have come, and by all of them. */
function keepTens(bits: Bits, { codes, column }: Store) {
  const left = new Uint32Array(firstCategory + column.categories.length)
  const rows = rowsOf(bits)
  for (const row of rows) left[codes[row]!]!++
  for (let code = 0; code < left.length; code++) left[code]! -= left[code]! % liveStep
  for (const row of rows) {
    if (left[codes[row]!] === 0) put(bits, row, false)
    else left[codes[row]!]!--
  }
}

/** Those of these people for whom all conditions hold; nobody where a column is not there. */
function whoFits(projection: Projection, where: Filter['where'], from: Bits): Bits {
  const bits = from.slice()
  for (const { column, categories } of where) {
    const store = projection.byKey.get(column)
    if (store) keepOnly(bits, store, projection.rows, categories)
    else bits.fill(0)
  }
  return bits
}

function keepOnly(bits: Bits, store: Store, rows: number, categories: string[]) {
  const wanted = new Set(categories)
  const places = store.column.categories.flatMap((category, i) => (wanted.has(category.id) ? [i] : []))
  const allowed = store.column.kind === 'set' ? anyOf(store, places) : withCodes(store, rows, places)
  for (let i = 0; i < bits.length; i++) bits[i]! &= allowed[i]!
}

function anyOf(store: Store, places: number[]): Bits {
  const any = new Uint32Array(store.bits[0]?.length ?? 0)
  for (const place of places) {
    const option = store.bits[place]!
    for (let i = 0; i < any.length; i++) any[i]! |= option[i]!
  }
  return any
}

function withCodes({ codes, column }: Store, rows: number, places: number[]): Bits {
  const allowed = new Uint8Array(firstCategory + column.categories.length + 1)
  for (const place of places) allowed[firstCategory + place] = 1
  const bits = new Uint32Array(wordsFor(codes.length))
  for (let word = 0, row = 0; row < rows; word++) {
    let made = 0
    for (let bit = 0; bit < 32 && row < rows; bit++, row++) made |= allowed[codes[row]!]! << bit
    bits[word] = made
  }
  return bits
}
