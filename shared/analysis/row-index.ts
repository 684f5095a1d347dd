/** Finds a response's row by its uuid: open addressing over the ids' own bits (they are random), 20 bytes a row. */
export class RowIndex {
  /** Four words an id, in row order. */
  ids: Uint32Array
  size: number
  private slots: Int32Array

  constructor(capacity = 1024) {
    this.ids = new Uint32Array(capacity * 4)
    this.slots = new Int32Array(slotsFor(capacity)).fill(-1)
    this.size = 0
  }

  /** An index over ids that were kept, as a snapshot holds them. */
  static over(ids: Uint32Array, size: number): RowIndex {
    const index = new RowIndex(0)
    index.ids = ids
    index.size = size
    index.rehash(ids.length / 4)
    return index
  }

  find(uuid: string): number {
    return this.slots[this.slotOf(wordsOf(uuid))]!
  }

  /** The row of the uuid; a new one when it is not known yet. */
  rowOf(uuid: string): number {
    const words = wordsOf(uuid)
    const slot = this.slotOf(words)
    const known = this.slots[slot]!
    if (known !== -1) return known
    const row = this.size++
    if (row * 4 >= this.ids.length) return this.placeAfterGrowing(words, row)
    this.ids.set(words, row * 4)
    this.slots[slot] = row
    return row
  }

  private placeAfterGrowing(words: Words, row: number): number {
    const ids = new Uint32Array(Math.max(4096, this.ids.length * 2))
    ids.set(this.ids)
    ids.set(words, row * 4)
    this.ids = ids
    this.rehash(ids.length / 4)
    return row
  }

  private rehash(capacity: number) {
    this.slots = new Int32Array(slotsFor(capacity)).fill(-1)
    const mask = this.slots.length - 1
    for (let row = 0; row < this.size; row++) {
      let slot = this.ids[row * 4]! & mask
      while (this.slots[slot] !== -1) slot = (slot + 1) & mask
      this.slots[slot] = row
    }
  }

  /** Where the id is, or where it would go. */
  private slotOf(words: Words): number {
    const mask = this.slots.length - 1
    let slot = words[0] & mask
    for (;;) {
      const row = this.slots[slot]!
      if (row === -1 || this.isAt(row, words)) return slot
      slot = (slot + 1) & mask
    }
  }

  private isAt(row: number, words: Words): boolean {
    const at = row * 4
    return (
      this.ids[at] === words[0] &&
      this.ids[at + 1] === words[1] &&
      this.ids[at + 2] === words[2] &&
      this.ids[at + 3] === words[3]
    )
  }
}

type Words = [number, number, number, number]

/** Twice the rows, as a power of two: half empty, so that a search ends soon. */
const slotsFor = (capacity: number) => 2 ** Math.ceil(Math.log2(Math.max(1024, capacity) * 2))

/** `00112233-4455-6677-8899-aabbccddeeff` as four words. */
function wordsOf(uuid: string): Words {
  const hex = (from: number, to: number) => Number.parseInt(uuid.slice(from, to), 16)
  return [hex(0, 8), hex(9, 13) * 65536 + hex(14, 18), hex(19, 23) * 65536 + hex(24, 28), hex(28, 36)]
}
