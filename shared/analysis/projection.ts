import type { Answers, Id } from '../questionnaires/document.ts'
import { type Bits, grown, put, sizeOf, wordsFor } from './bits.ts'
import { answered, type Column, firstCategory, type Layout, missing } from './layout.ts'
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

/** A response as the change feed gives it. */
export interface SourceResponse {
  id: string
  versionId: string
  collectorId: string
  /** `in`, or one of the states that do not count: withdrawn, erased, replaced. */
  state: string
  groupId: string | null
  synthetic: boolean
  answers: Answers | null
}

export interface SourceEquality {
  responseId: string
  answers: Answers | null
}

/**
 * The columnar projection of one consultation. Rows come from the change feed in any order and as often as it likes: a
 * row is found by its response's id and written in place.
 */
export class Projection {
  readonly stores: Store[]
  readonly byKey: Map<string, Store>
  index = new RowIndex()
  /** People who count: in, not a group's. */
  people: Bits = new Uint32Array(0)
  /** Groups' formal responses that are in: listed apart, never one person. */
  groups: Bits = new Uint32Array(0)
  synthetic: Bits = new Uint32Array(0)
  private capacity = 0
  /** Equality answers that came before their response. */
  readonly early = new Map<string, Answers | null>()
  private readonly projectors: Map<string, Projector>

  constructor(readonly layout: Layout) {
    this.stores = layout.columns.map((column) => emptyStore(column))
    this.byKey = new Map(this.stores.map((store) => [store.column.key, store]))
    const version = this.byKey.get('version')!
    version.column.categories = layout.versions.map(({ id }, i) => ({ id, label: { en: `Version ${i + 1}` } }))
    this.projectors = new Map(layout.versions.map((v) => [v.id, projectorOf(v.document, this.byKey)]))
  }

  get rows(): number {
    return this.index.size
  }

  applyResponse(response: SourceResponse): void {
    const row = this.roomFor(response.id)
    const isIn = response.state === 'in' && response.answers !== null
    put(this.people, row, isIn && response.groupId === null)
    put(this.groups, row, isIn && response.groupId !== null)
    put(this.synthetic, row, isIn && response.synthetic)
    const projector = this.projectors.get(response.versionId)
    if (!isIn || !projector) {
      this.early.delete(response.id)
      this.clear(row)
      return
    }
    this.setCode('version', row, response.versionId)
    this.setCode('collector', row, response.collectorId)
    projector.main(row, response.answers!)
    this.applyEarly(response.id, row, projector)
  }

  /** Without a row of equality answers each optional question was offered and left blank. */
  private applyEarly(id: string, row: number, projector: Projector) {
    const early = this.early.get(id)
    if (early !== undefined) {
      this.early.delete(id)
      projector.equality(row, early ?? {})
    } else if (!this.isEqualityKnown(row, projector)) projector.equality(row, {})
  }

  /** A restamped response keeps the equality answers it has. */
  private isEqualityKnown(row: number, projector: Projector): boolean {
    return projector.equalityStores.some((store) => store.codes[row] !== missing.notAsked)
  }

  applyEquality({ responseId, answers }: SourceEquality): void {
    const row = this.index.find(responseId)
    const projector = row === -1 ? undefined : this.projectorAt(row)
    if (projector) projector.equality(row, answers ?? {})
    else this.early.set(responseId, answers)
  }

  private projectorAt(row: number): Projector | undefined {
    const code = this.byKey.get('version')!.codes[row]!
    const version = code < firstCategory ? undefined : this.layout.versions[code - firstCategory]
    return version && this.projectors.get(version.id)
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

  /** Room for so many rows, in whole words of bits. */
  grow(rows: number): void {
    this.capacity = wordsFor(rows) * 32
    this.people = grown(this.people, this.capacity)
    this.groups = grown(this.groups, this.capacity)
    this.synthetic = grown(this.synthetic, this.capacity)
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

function growStore(store: Store, rows: number) {
  const codes = store.codes instanceof Uint8Array ? new Uint8Array(rows) : new Uint16Array(rows)
  codes.set(store.codes)
  store.codes = codes
  store.bits = store.bits.map((bits) => grown(bits, rows))
  if (store.values) {
    const values = new Float64Array(rows)
    values.set(store.values)
    store.values = values
  }
}

/** Whether the person answered, whatever the kind of column. */
export const isAnswered = (store: Store, row: number): boolean => store.codes[row]! >= answered
