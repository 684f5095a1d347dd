/**
 * The dictionary of an SPSS system file: what stands before the cases. Written from the format as PSPP documents it
 * ("System File Format", PSPP developers' guide); little-endian, UTF-8, bytecode compression.
 */

/** One variable of the file. Text over 255 bytes is kept in segments, as SPSS keeps it. */
export interface SavVariable {
  name: string
  label: string
  /** Bytes of text, at most 32,767; 0 for a number. */
  width: number
  format: 'number' | 'decimals' | 'date' | 'text'
  measure: 'nominal' | 'ordinal' | 'scale'
  labels: { number: number; label: string }[]
  /** Numbers from the first to the second are missing; of text this word is. */
  missing: { from: number; to: number } | { word: string } | null
  isWeight?: boolean
}

export const longestText = 32_767
/** A segment holds 255 bytes; the file reserves segments as if it were 252. */
const segmentBytes = 255
const segmentStep = 252

/** Widths of the segments that a text of this width is kept in. */
export function segmentsOf(width: number): number[] {
  if (width <= segmentBytes) return [width]
  const many = Math.ceil(width / segmentStep)
  return Array.from({ length: many }, (_, i) => (i < many - 1 ? segmentBytes : width - i * segmentStep))
}

/** Elements of eight bytes that a value takes. */
export const elementsOf = (width: number): number => (width === 0 ? 1 : Math.ceil(width / 8))

const int = (...values: number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 4)
  for (const [i, value] of values.entries()) bytes.writeInt32LE(value, i * 4)
  return bytes
}
const double = (value: number): Buffer => {
  const bytes = Buffer.alloc(8)
  bytes.writeDoubleLE(value)
  return bytes
}

/** Whole characters that fit in so many bytes. */
export function cut(text: string, bytes: number): Buffer {
  const whole = Buffer.from(text, 'utf8')
  if (whole.length <= bytes) return whole
  let end = bytes
  while (end > 0 && (whole[end]! & 0xc0) === 0x80) end--
  return whole.subarray(0, end)
}

/** Text in a field of fixed size, filled up with spaces. */
function field(text: string, size: number): Buffer {
  const bytes = Buffer.alloc(size, ' ')
  cut(text, size).copy(bytes)
  return bytes
}

const padded = (bytes: Buffer, to: number, filler = 0): Buffer =>
  Buffer.concat([bytes, Buffer.alloc((to - (bytes.length % to)) % to, filler)])

interface Segment {
  /** A name of the file's own, eight characters at most; the real one stands in a record of long names. */
  short: string
  width: number
  of: SavVariable
  isFirst: boolean
}

function allSegments(variables: readonly SavVariable[]): Segment[] {
  let n = 0
  return variables.flatMap((of) =>
    segmentsOf(of.width).map((width, i) => ({
      short: `V${(++n).toString(36).toUpperCase()}`,
      width,
      of,
      isFirst: i === 0,
    })),
  )
}

export interface SavHead {
  title: string
  cases: number
  /** ISO date. */
  madeOn: string
}

/** Everything before the cases. */
export function dictionary(head: SavHead, variables: readonly SavVariable[]): Buffer {
  const segments = allSegments(variables)
  const places = placesOf(segments)
  return Buffer.concat([
    header(head, segments, places),
    ...segments.map(variableRecord),
    ...segments.flatMap((segment) => labelRecords(segment, places.get(segment)!)),
    info(3, 4, [int(1, 0, 0, -1, 1, 1, 2, 65001)]),
    info(4, 8, [double(-Number.MAX_VALUE), double(Number.MAX_VALUE), lowest]),
    info(11, 4, segments.map(display)),
    textInfo(
      13,
      segments
        .filter(({ isFirst }) => isFirst)
        .map(({ short, of }) => `${short}=${of.name}`)
        .join('\t'),
    ),
    ...veryLong(segments),
    textInfo(20, 'UTF-8'),
    ...missingWords(segments),
    int(999, 0),
  ])
}

/** The double next to the lowest there is, which stands for no value at all. */
const lowest = Buffer.from('feffffffffffefff', 'hex')

/** Where each segment begins among the elements of a case, counted from 1. */
function placesOf(segments: Segment[]): Map<Segment, number> {
  const places = new Map<Segment, number>()
  let at = 1
  for (const segment of segments) {
    places.set(segment, at)
    at += elementsOf(segment.width)
  }
  return places
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

function header({ title, cases, madeOn }: SavHead, segments: Segment[], places: Map<Segment, number>): Buffer {
  const size = segments.reduce((sum, { width }) => sum + elementsOf(width), 0)
  const weight = segments.find(({ of }) => of.isWeight)
  const [year = '', month = '1', day = ''] = madeOn.split('-')
  return Buffer.concat([
    field('$FL2', 4),
    field('@(#) SPSS DATA FILE Folkmoot', 60),
    int(2, size, 1, weight ? places.get(weight)! : 0, cases),
    double(bias),
    // The day it was made; never the time.
    field(`${day} ${months[Number(month) - 1]} ${year.slice(2)}`, 9),
    field('00:00:00', 8),
    field(title, 64),
    Buffer.alloc(3),
  ])
}

/** What a small whole number is moved by in a byte. */
export const bias = 100

const formats = { number: (5 << 16) | (8 << 8), decimals: (5 << 16) | (12 << 8) | 4, date: (20 << 16) | (11 << 8) }
const formatOf = ({ width, of }: Segment) => (of.format === 'text' ? (1 << 16) | (width << 8) : formats[of.format])

function variableRecord(segment: Segment): Buffer {
  const { width, of, isFirst, short } = segment
  const label = isFirst ? cut(of.label, 255) : Buffer.alloc(0)
  const range = of.missing && 'from' in of.missing ? [double(of.missing.from), double(of.missing.to)] : []
  const format = formatOf(segment)
  const continued = Buffer.concat([int(2, -1, 0, 0, 0x011d01, 0x011d01), field('', 8)])
  return Buffer.concat([
    int(2, width, label.length > 0 ? 1 : 0, range.length > 0 ? -2 : 0, format, format),
    field(short, 8),
    ...(label.length > 0 ? [int(label.length), padded(label, 4)] : []),
    ...range,
    ...Array.from({ length: elementsOf(width) - 1 }, () => continued),
  ])
}

function labelRecords({ of }: Segment, place: number): Buffer[] {
  if (of.labels.length === 0) return []
  const labels = of.labels.map(({ number, label }) => {
    const text = cut(label, 120)
    return Buffer.concat([double(number), padded(Buffer.concat([Buffer.from([text.length]), text]), 8, 32)])
  })
  return [Buffer.concat([int(3, labels.length), ...labels, int(4, 1, place)])]
}

const info = (subtype: number, size: number, parts: Buffer[]): Buffer => {
  const bytes = Buffer.concat(parts)
  return Buffer.concat([int(7, subtype, size, bytes.length / size), bytes])
}
const textInfo = (subtype: number, text: string): Buffer => info(subtype, 1, [Buffer.from(text, 'utf8')])

const measures = { nominal: 1, ordinal: 2, scale: 3 }
const display = ({ of, width }: Segment): Buffer =>
  int(measures[of.measure], width > 0 ? Math.min(40, Math.max(8, width)) : 8, width > 0 ? 0 : 1)

function veryLong(segments: Segment[]): Buffer[] {
  const long = segments.filter(({ of, isFirst }) => isFirst && of.width > segmentBytes)
  if (long.length === 0) return []
  const list = long.map(({ short, of }) => `${short}=${String(of.width).padStart(5, '0')}\0\t`)
  return [textInfo(14, list.join(''))]
}

/** Text longer than eight bytes names its missing value here, in eight bytes. */
function missingWords(segments: Segment[]): Buffer[] {
  const parts = segments.flatMap(({ of, isFirst }) => {
    if (!isFirst || !of.missing || !('word' in of.missing)) return []
    const name = Buffer.from(of.name, 'utf8')
    return [int(name.length), name, Buffer.from([1]), int(8), field(of.missing.word, 8)]
  })
  return parts.length === 0 ? [] : [info(22, 1, parts)]
}
