/**
 * A receipt in letters: 120 bits as 24 Crockford letters in groups of four. Reading is forgiving: case, spaces and
 * hyphens do not matter, O is read as 0, I and L as 1.
 */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const receiptBytes = 15

export function formatReceipt(bytes: Uint8Array): string {
  if (bytes.length !== receiptBytes) throw new RangeError('A receipt is 15 bytes.')
  let out = ''
  for (let bit = 0; bit < receiptBytes * 8; bit += 5) {
    if (bit > 0 && bit % 20 === 0) out += '-'
    out += letters[fiveBits(bytes, bit)]
  }
  return out
}

function fiveBits(bytes: Uint8Array, at: number): number {
  const pair = ((bytes[at >> 3] ?? 0) << 8) | (bytes[(at >> 3) + 1] ?? 0)
  return (pair >> (11 - (at & 7))) & 31
}

/** The receipt as it is written, or null when these are not the letters of one. */
export function parseReceipt(typed: string): string | null {
  if (typed.length > 200) return null
  const read = typed
    .toUpperCase()
    .replace(/[\s\-–—.]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
  if (!/^[0-9A-HJKMNP-TV-Z]{24}$/.test(read)) return null
  return (read.match(/.{4}/g) ?? []).join('-')
}
