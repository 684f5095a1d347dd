import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Layout, layoutOf, type VersionDocument } from '../../shared/analysis/layout.ts'
import { Projection, type Store } from '../../shared/analysis/projection.ts'
import { RowIndex } from '../../shared/analysis/row-index.ts'
import type { FedRow, Held } from './held.ts'

/** Raised when the file's shape changes: an older file is not read. */
const format = 3

interface Kept {
  id: string
  waiting: FedRow[]
  versions: VersionDocument[]
  collectors: Layout['columns'][number]['categories']
  rows: number
  isWeighted: boolean
}

interface Head {
  format: number
  position: string
  kept: Kept[]
  /** Byte lengths of the arrays, in order. */
  lengths: number[]
}

type Chunk = Uint8Array | Uint16Array | Uint32Array | Float64Array

/** The arrays of a projection in a fixed order. */
const chunksOf = (projection: Projection): Chunk[] => [
  projection.index.ids,
  projection.people,
  projection.groups,
  projection.synthetic,
  ...(projection.weights ? [projection.weights] : []),
  ...projection.stores.flatMap((store) => [store.codes, ...store.bits, ...(store.values ? [store.values] : [])]),
]

const align = (length: number) => Math.ceil(length / 8) * 8

/** One file: a line of JSON, then the arrays, each on a boundary of eight bytes. Written aside, then put in its place. */
export function writeSnapshot(file: string, position: string, projections: Map<string, Held>): void {
  const kept = [...projections].map(
    ([id, { projection, waiting }]): Kept => ({
      id,
      waiting: [...waiting.values()],
      versions: projection.layout.versions,
      collectors: projection.byKey.get('collector')!.column.categories,
      rows: projection.rows,
      isWeighted: projection.weights !== null,
    }),
  )
  const chunks = [...projections.values()].flatMap(({ projection }) => chunksOf(projection))
  const head: Head = { format, position, kept, lengths: chunks.map((chunk) => chunk.byteLength) }
  const text = Buffer.from(JSON.stringify(head))
  const size = Buffer.alloc(8)
  size.writeDoubleLE(text.length)
  const parts = [size, padded(text), ...chunks.map((c) => padded(Buffer.from(c.buffer, c.byteOffset, c.byteLength)))]
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  writeFileSync(`${file}.new`, Buffer.concat(parts), { mode: 0o600 })
  renameSync(`${file}.new`, file)
}

const padded = (bytes: Buffer): Buffer =>
  bytes.length % 8 === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(align(bytes.length) - bytes.length)])

export function readSnapshot(file: string): { position: string; projections: Map<string, Held> } | null {
  const bytes = readOrNull(file)
  if (!bytes) return null
  try {
    return unpack(bytes)
  } catch {
    // A torn or foreign file: the database is the truth, and everything is read again from it.
    return null
  }
}

function readOrNull(file: string): ArrayBuffer | null {
  try {
    const found = readFileSync(file)
    return found.buffer.slice(found.byteOffset, found.byteOffset + found.byteLength) as ArrayBuffer
  } catch {
    return null
  }
}

function unpack(bytes: ArrayBuffer): { position: string; projections: Map<string, Held> } | null {
  const length = new DataView(bytes).getFloat64(0, true)
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(bytes, 8, length))) as Head
  if (head.format !== format) return null
  let at = 8 + align(length)
  let next = 0
  const take = () => {
    const [from, size] = [at, head.lengths[next++]!]
    at += align(size)
    return [from, size] as const
  }
  const projections = new Map<string, Held>()
  for (const kept of head.kept) {
    const waiting = new Map(kept.waiting.map((row) => [row.id, row]))
    projections.set(kept.id, { projection: projectionOf(kept, bytes, take), waiting })
  }
  return { position: head.position, projections }
}

type Take = () => readonly [from: number, size: number]

function projectionOf(kept: Kept, bytes: ArrayBuffer, take: Take): Projection {
  const projection = new Projection(layoutOf(kept.versions))
  const words = () => {
    const [from, size] = take()
    return new Uint32Array(bytes, from, size / 4)
  }
  projection.index = RowIndex.over(words(), kept.rows)
  projection.people = words()
  projection.groups = words()
  projection.synthetic = words()
  if (kept.isWeighted) projection.weights = doubles(bytes, take)
  for (const store of projection.stores) restore(store, bytes, take, words)
  projection.byKey.get('collector')!.column.categories = kept.collectors
  projection.settle()
  return projection
}

function restore(store: Store, bytes: ArrayBuffer, take: Take, words: () => Uint32Array) {
  const [from, size] = take()
  const isByte = store.codes instanceof Uint8Array
  store.codes = isByte ? new Uint8Array(bytes, from, size) : new Uint16Array(bytes, from, size / 2)
  store.bits = store.bits.map(words)
  if (!store.values) return
  store.values = doubles(bytes, take)
}

function doubles(bytes: ArrayBuffer, take: Take): Float64Array {
  const [from, size] = take()
  return new Float64Array(bytes, from, size / 8)
}
