/** Sets of row numbers as bits, 32 to a word. */
export type Bits = Uint32Array

/** How many words hold a bit for each of so many rows. */
export const wordsFor = (rows: number): number => Math.ceil(rows / 32)
export const has = (bits: Bits, row: number): boolean => ((bits[row >>> 5]! >>> (row & 31)) & 1) === 1

/** Takes a row in, or out. */
export function put(bits: Bits, row: number, on: boolean): void {
  const mask = 1 << (row & 31)
  if (on) bits[row >>> 5]! |= mask
  else bits[row >>> 5]! &= ~mask
}

function ones(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

/** How many rows are in the set. */
export function sizeOf(bits: Bits): number {
  let total = 0
  for (let i = 0; i < bits.length; i++) total += ones(bits[i]!)
  return total
}

/** How many are in both; the sets may differ in length. */
export function sizeOfBoth(a: Bits, b: Bits): number {
  const words = Math.min(a.length, b.length)
  let total = 0
  for (let i = 0; i < words; i++) total += ones(a[i]! & b[i]!)
  return total
}

/** The row numbers in the set, ascending. */
export function rowsOf(bits: Bits): Uint32Array {
  const rows = new Uint32Array(sizeOf(bits))
  let at = 0
  for (let i = 0; i < bits.length; i++) {
    for (let word = bits[i]!; word !== 0; word &= word - 1) {
      rows[at++] = (i << 5) + 31 - Math.clz32(word & -word)
    }
  }
  return rows
}

/** The row numbers in both, ascending; the sets may differ in length. */
export const rowsOfBoth = (a: Bits, b: Bits): Uint32Array =>
  rowsOf(a.subarray(0, b.length).map((word, i) => word & b[i]!))

/** The same set with room for so many rows, at least as many as before. */
export function grown(bits: Bits, rows: number): Bits {
  const more = new Uint32Array(wordsFor(rows))
  more.set(bits)
  return more
}
