import { normalisePostcode } from '../../shared/population/postcodes.ts'
import ranges from './postcode-ranges.json' with { type: 'json' }

let keys: Float64Array | undefined

/** The starts of the ranges, summed up from their differences once. */
function starts(): Float64Array {
  if (keys) return keys
  let key = 0
  keys = Float64Array.from(ranges.keys_delta, (delta) => {
    key += delta
    return key
  })
  return keys
}

/** The place of the last start that is not above the key; -1 when all are. */
function lastAtOrBelow(sorted: Float64Array, key: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! <= key) low = middle + 1
    else high = middle
  }
  return low - 1
}

/**
 * The borough's code for a UK postcode, null when it lies outside London (or in no known range), undefined when the
 * text is no full postcode. Everything happens in this process: the postcode is sent nowhere and kept nowhere.
 */
export function boroughOf(postcode: string): string | null | undefined {
  const normal = normalisePostcode(postcode)
  if (!normal) return undefined
  const range = lastAtOrBelow(starts(), Number.parseInt(normal.replace(' ', ''), 36))
  const place = range < 0 ? -1 : ranges.places[range]!
  return place < 0 ? null : (ranges.boroughs[place] ?? null)
}
