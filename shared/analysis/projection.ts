import type { Answers, Id } from '../questionnaires/document.ts'
import { type Bits, grown, put, sizeOf, wordsFor } from './bits.ts'
import { type Column, firstCategory, type Layout, missing } from './layout.ts'
import { type Projector, projectorOf } from './projector.ts'
import { RowIndex } from './row-index.ts'

/** One column's answers: a small integer a person, bitsets beside it for several answers, doubles for numbers. */
export interface Store {
  column: Column
  codes: Uint8Array | Uint16Array
  /** One bitset a category, only in a `set`. */
  bits: Bits[]
  /** Only in a `value`: the number, or the date as days since 1970. */
  values: Float64Array | null
}

/** A response as the change feed gives it, with the equality answers that belong to it. */
export interface SourceRow {
  id: string
  versionId: string
  collectorId: string
  /** `in`, or one of the states that do not count: withdrawn, erased, replaced. */
  state: string
  groupId: string | null
  synthetic: boolean
  /** Only an imported response has one. */
  weight?: number | null
  answers: Answers | null
  /** Null when there are none: each of those questions was offered and left blank. */
  equality: Answers | null
}

/**
 * The columnar projection of one consultation. Rows come from the change feed in any order and as often as it likes: a
 * row is found by its response's id and written in place.
 */
export class Projection {
  stores: Store[]
  byKey: Map<string, Store>
  index = new RowIndex()
  /** People who count: in, not a group's. */
  people: Bits = new Uint32Array(0)
  /** Groups' formal responses that are in: listed apart, never one person. */
  groups: Bits = new Uint32Array(0)
  synthetic: Bits = new Uint32Array(0)
  /** What imported responses weigh, 0 for all others; null while nobody has a weight. */
  weights: Float64Array | null = null
  private capacity = 0
  private projectors: Map<string, Projector>

  constructor(public layout: Layout) {
    this.stores = layout.columns.map((column) => emptyStore(column))
    this.byKey = new Map(this.stores.map((store) => [store.column.key, store]))
    this.projectors = this.makeProjectors()
  }

  get rows(): number {
    return this.index.size
  }

  /** Takes a newer layout, with more versions; a category keeps its code for ever, so what is counted stays as it is. */
  extend(layout: Layout): void {
    const known = this.byKey
    this.layout = layout
    this.stores = layout.columns.map((column) => {
      const store = emptyStore(column)
      const before = known.get(column.key)
      if (before) takeOver(store, before)
      growStore(store, this.capacity)
      return store
    })
    this.byKey = new Map(this.stores.map((store) => [store.column.key, store]))
    this.projectors = this.makeProjectors()
  }

  private makeProjectors() {
    return new Map(this.layout.versions.map((v) => [v.id, projectorOf(v.document, this.byKey)]))
  }

  /** False when the row's version is not in the layout: nothing was changed. */
  apply(source: SourceRow): boolean {
    if (!this.projectors.has(source.versionId)) return false
    const known = this.index.size
    const row = this.roomFor(source.id)
    // A row that is new has nothing in it yet.
    this.write(row, source, row < known)
    return true
  }

  /** Writes a response to a version of the layout in a row that has room; `isUsed` when another may stand there. */
  write(row: number, source: Omit<SourceRow, 'id'>, isUsed: boolean): void {
    const projector = this.projectors.get(source.versionId)!
    const isIn = source.state === 'in' && source.answers !== null
    put(this.people, row, isIn && source.groupId === null)
    put(this.groups, row, isIn && source.groupId !== null)
    put(this.synthetic, row, isIn && source.synthetic)
    this.setWeight(row, isIn ? (source.weight ?? 0) : 0)
    if (isUsed) this.clear(row)
    if (!isIn) return
    this.setCode('version', row, source.versionId)
    this.setCode('collector', row, source.collectorId)
    projector.main(row, source.answers!)
    projector.equality(row, source.equality ?? {})
  }

  private setWeight(row: number, weight: number) {
    if (weight !== 0) this.weights ??= new Float64Array(this.capacity)
    if (this.weights) this.weights[row] = weight
  }

  /** The code of a category, made when a new collector appears. */
  private setCode(key: 'version' | 'collector', row: number, id: Id) {
    const { column, codes } = this.byKey.get(key)!
    let at = column.categories.findIndex((category) => category.id === id)
    if (at === -1) at = column.categories.push({ id, label: { en: id } }) - 1
    codes[row] = firstCategory + at
  }

  private clear(row: number) {
    for (const store of this.stores) {
      store.codes[row] = missing.notAsked
      for (const bits of store.bits) put(bits, row, false)
      if (store.values) store.values[row] = 0
    }
  }

  private roomFor(id: string): number {
    const row = this.index.rowOf(id)
    if (row >= this.capacity) this.grow(Math.max(1024, this.capacity * 2))
    return row
  }

  /** After arrays were put in from a snapshot: the room is what they have. */
  settle(): void {
    this.capacity = this.people.length * 32
  }

  /** Room for so many rows, in whole words of bits. */
  grow(rows: number): void {
    this.capacity = wordsFor(rows) * 32
    this.people = grown(this.people, this.capacity)
    this.groups = grown(this.groups, this.capacity)
    this.synthetic = grown(this.synthetic, this.capacity)
    if (this.weights) this.weights = grownValues(this.weights, this.capacity)
    for (const store of this.stores) growStore(store, this.capacity)
  }

  get counts() {
    return { people: sizeOf(this.people), groups: sizeOf(this.groups), synthetic: sizeOf(this.synthetic) }
  }
}

function emptyStore(column: Column): Store {
  const isWide = column.categories.length > 240 || column.part === 'about'
  return {
    column: { ...column, categories: [...column.categories] },
    codes: isWide ? new Uint16Array(0) : new Uint8Array(0),
    bits: column.kind === 'set' ? column.categories.map(() => new Uint32Array(0)) : [],
    values: column.kind === 'value' ? new Float64Array(0) : null,
  }
}

function takeOver(store: Store, before: Store) {
  if (store.codes instanceof Uint8Array && before.codes instanceof Uint8Array) store.codes = before.codes
  else store.codes = Uint16Array.from(before.codes)
  store.bits =
    store.column.kind === 'set' ? store.column.categories.map((_, i) => before.bits[i] ?? new Uint32Array(0)) : []
  if (store.values) store.values = before.values ?? store.values
  if (store.column.key === 'collector') store.column.categories = before.column.categories
}

function growStore(store: Store, rows: number) {
  const codes = store.codes instanceof Uint8Array ? new Uint8Array(rows) : new Uint16Array(rows)
  codes.set(store.codes)
  store.codes = codes
  store.bits = store.bits.map((bits) => grown(bits, rows))
  if (store.values) store.values = grownValues(store.values, rows)
}

function grownValues(values: Float64Array, rows: number): Float64Array {
  const more = new Float64Array(rows)
  more.set(values)
  return more
}
