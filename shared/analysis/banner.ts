import { type Bits, sizeOfBoth } from './bits.ts'
import type { Crosstab } from './count.ts'
import { firstCategory } from './layout.ts'
import type { Store } from './projection.ts'
import type { Selection } from './select.ts'

/** The selected people's codes of one column, close together: gathered once, read for every question. */
interface Gathered {
  codes: Uint8Array | Uint16Array
  width: number
  /** Who has each code, over all rows; made when a question of several answers needs it. */
  bits: Bits[] | null
}

/**
 * A banner book: every question by each of several variables, over one selection. Yields the tables of one question at a
 * time, one a variable in their order, so that who runs it can stop; equal to `crosstab` of each pair. Unweighted.
 */
export function* bannerBook(
  downs: readonly Store[],
  acrosses: readonly Store[],
  selection: Selection,
): Generator<Crosstab[]> {
  const gathered = acrosses.map(
    (store): Gathered => ({
      codes: gather(store, selection),
      width: firstCategory + store.column.categories.length,
      bits: null,
    }),
  )
  for (const down of downs) {
    const own = gather(down, selection)
    yield acrosses.map((across, i) =>
      down.column.kind === 'set'
        ? setTable(down, across, gathered[i]!, own, selection)
        : codeTable(down, gathered[i]!, own),
    )
  }
}

function gather({ codes }: Store, { rows, size }: Selection): Uint8Array | Uint16Array {
  const close = codes instanceof Uint8Array ? new Uint8Array(size) : new Uint16Array(size)
  for (let i = 0; i < size; i++) close[i] = codes[rows[i]!]!
  return close
}

/** By turns on two sets of counters: one after another on the same would each wait for the last. */
function counted(a: Gathered['codes'], { codes: b, width }: Gathered, height: number): Float64Array {
  const length = height * width
  const counts = new Uint32Array(2 * length)
  const even = a.length - (a.length % 2)
  for (let i = 0; i < even; i += 2) {
    counts[a[i]! * width + b[i]!]!++
    counts[length + a[i + 1]! * width + b[i + 1]!]!++
  }
  if (even < a.length) counts[a[even]! * width + b[even]!]!++
  return Float64Array.from({ length }, (_, i) => counts[i]! + counts[length + i]!)
}

const linesOf = (counts: Float64Array, width: number) =>
  Array.from({ length: counts.length / width }, (_, r) => [...counts.subarray(r * width, (r + 1) * width)])

function codeTable(down: Store, across: Gathered, own: Gathered['codes']): Crosstab {
  const height = firstCategory + Math.max(1, down.column.categories.length)
  const lines = linesOf(counted(own, across, height), across.width)
  const cells = lines.slice(firstCategory)
  const bases = Array.from({ length: across.width }, (_, c) => cells.reduce((sum, line) => sum + line[c]!, 0))
  return { cells, bases, missing: lines.slice(0, firstCategory), codes: across.width }
}

/** Options are bitsets already: two sets are counted a word at a time. */
function setTable(down: Store, store: Store, across: Gathered, own: Gathered['codes'], selection: Selection): Crosstab {
  across.bits ??= bitsOf(store, across.width, selection)
  const states = linesOf(counted(own, across, firstCategory + 1), across.width)
  return {
    cells: down.bits.map((option) => across.bits!.map((bits) => sizeOfBoth(option, bits))),
    bases: states[firstCategory]!,
    missing: states.slice(0, firstCategory),
    codes: across.width,
  }
}

/** Of the selected people, who has each code. */
function bitsOf({ codes }: Store, width: number, { bits: selected, rows }: Selection): Bits[] {
  const all = Array.from({ length: width }, () => new Uint32Array(selected.length))
  for (const row of rows) all[codes[row]!]![row >>> 5]! |= 1 << (row & 31)
  return all
}
