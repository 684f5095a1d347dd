import { has } from '../../shared/analysis/bits.ts'
import { firstCategory } from '../../shared/analysis/layout.ts'
import type { Store } from '../../shared/analysis/projection.ts'
import { missingKinds, missingLabels, type Variable } from '../../shared/analysis/variables.ts'
import type { ExportPage, ExportRow } from './export-pages.ts'
import {
  bias,
  cut,
  dictionary,
  elementsOf,
  longestText,
  type SavHead,
  type SavVariable,
  segmentsOf,
} from './sav-dictionary.ts'
import { missingOf, textOf } from './write-rows.ts'
import type { Parts } from './write-text.ts'

/** Days from SPSS's first day (14 October 1582) to 1970, and a day in seconds. */
const daysTo1970 = 141_428
const day = 86_400
export const spssDate = (iso: string): number => (Date.parse(iso) / 1000 / day + daysTo1970) * day

/** `from` is the number of the page's first response in the file. */
type Read = (page: ExportPage, from: number) => (row: number) => number | string | null

interface Column {
  is: SavVariable
  read: Read
}

/**
 * An SPSS system file, made as it is written: the dictionary with value labels and missing values, then the cases,
 * compressed. `lengths` are the longest text of each variable in bytes; longer text than SPSS keeps is cut at 32,767 bytes.
 */
export async function* savParts(
  head: SavHead & { isWeighted: boolean },
  variables: readonly Variable[],
  lengths: readonly number[],
  pages: AsyncIterable<ExportPage>,
): Parts {
  const columns = [
    ...aboutColumns(head.isWeighted),
    ...variables.map((variable, i) => columnOf(variable, lengths[i] ?? 0)),
  ]
  yield dictionary(
    head,
    columns.map(({ is }) => is),
  )
  const squeezed = new Squeezer()
  let from = 1
  for await (const page of pages) {
    const reads = columns.map(({ read }) => read(page, from))
    for (let row = 0; row < page.rows.length; row++) {
      for (let c = 0; c < columns.length; c++) put(squeezed, columns[c]!.is, reads[c]!(row))
    }
    from += page.rows.length
    yield squeezed.take()
  }
  yield squeezed.end()
}

function put(squeezed: Squeezer, { width }: SavVariable, value: number | string | null) {
  if (width === 0) squeezed.number(value as number | null)
  else squeezed.text(cut((value as string | null) ?? '', width), width)
}

const plain = (name: string, label: string, more: Partial<SavVariable> = {}): SavVariable => ({
  name,
  label,
  width: 0,
  format: 'number',
  measure: 'nominal',
  labels: [],
  missing: null,
  ...more,
})

const about = (is: SavVariable, read: (row: ExportRow) => number | string | null): Column => ({
  is,
  read: (page) => (row) => read(page.rows[row]!),
})

const aboutColumns = (isWeighted: boolean): Column[] => [
  { is: plain('response', 'Number in this file', { measure: 'scale' }), read: (_page, from) => (row) => from + row },
  about(plain('version', 'Version of the questionnaire'), ({ version }) => version),
  about(plain('way_in', 'Way in', { width: 100, format: 'text' }), ({ wayIn }) => wayIn),
  about(plain('received_on', 'Day the answers came in', { format: 'date', measure: 'scale' }), ({ receivedOn }) =>
    spssDate(receivedOn),
  ),
  about(plain('speed', 'Speed of answering', { width: 8, format: 'text' }), ({ speed }) => speed),
  about(
    plain('synthetic', 'Made up', {
      labels: [
        { number: 0, label: 'A real answer' },
        { number: 1, label: 'Made up to try the consultation out' },
      ],
    }),
    ({ synthetic }) => (synthetic ? 1 : 0),
  ),
  about(
    plain('weight', 'Weight brought by the import', { format: 'decimals', measure: 'scale', isWeight: isWeighted }),
    ({ weight }) => weight,
  ),
  about(plain('shuffle_seed', 'In which of 256 orders shuffled options and rows were shown'), ({ seed }) => seed),
]

function columnOf(variable: Variable, longest: number): Column {
  const { name, label, missing, values, type } = variable
  const range = { from: Math.min(...missing), to: Math.max(...missing) }
  const named = missingKinds.map((kind, i) => ({ number: missing[i]!, label: missingLabels[kind] }))
  const labels = [...values.map((value) => ({ number: value.number, label: value.label })), ...named]
  if (type === 'text' || type === 'words') {
    // A byte more: what somebody wrote that looks like a missing value gets an apostrophe.
    const width = Math.min(longestText, Math.max(9, longest + 1))
    const notAsked = String(missing[0])
    return {
      is: plain(name, label, { width, format: 'text', missing: { word: notAsked } }),
      read: textRead(variable, notAsked),
    }
  }
  if (type === 'date')
    return {
      is: plain(name, label, { format: 'date', measure: 'scale', labels: named, missing: range }),
      read: dateRead(variable),
    }
  if (type === 'number')
    return {
      is: plain(name, label, { format: 'decimals', measure: 'scale', labels: named, missing: range }),
      read: numberRead(variable),
    }
  const measure = type === 'choice' ? 'ordinal' : 'nominal'
  return {
    is: plain(name, label, { labels, missing: range, measure }),
    read: type === 'choice' ? choiceRead(variable) : tickRead(variable),
  }
}

const storeOf = ({ column }: Variable, { projection }: ExportPage): Store => projection.byKey.get(column)!

const choiceRead = (variable: Variable): Read => {
  const numbers = [...variable.missing, ...variable.values.map(({ number }) => number)]
  return (page) => {
    const { codes } = storeOf(variable, page)
    return (row) => numbers[codes[row]!]!
  }
}

const tickRead =
  (variable: Variable): Read =>
  (page) => {
    const { codes, bits } = storeOf(variable, page)
    return (row) =>
      codes[row]! < firstCategory ? variable.missing[codes[row]!]! : has(bits[variable.place]!, row) ? 1 : 0
  }

const numberRead =
  (variable: Variable): Read =>
  (page) => {
    const { codes, values } = storeOf(variable, page)
    return (row) => (codes[row]! < firstCategory ? variable.missing[codes[row]!]! : values![row]!)
  }

const dateRead =
  (variable: Variable): Read =>
  (page) => {
    const { codes } = storeOf(variable, page)
    return (row) => {
      const text = textOf(variable, page.rows[row]!)
      return text === null ? variable.missing[Math.min(codes[row]!, firstCategory - 1)]! : spssDate(text)
    }
  }

/** In text "not asked" is its number as a word, and left blank is left blank. */
const textRead =
  (variable: Variable, notAsked: string): Read =>
  (page) => {
    const { codes } = storeOf(variable, page)
    return (row) => {
      const text = textOf(variable, page.rows[row]!)
      if (text !== null) return text === notAsked ? `'${text}` : text
      return missingOf(variable, codes[row]!, page.rows[row]!) === 0 ? notAsked : ''
    }
  }

const [whole, spaces, nothing] = [253, 254, 255]

/** Bytecode compression: eight signs of a byte each say what the next eight elements are; only what they cannot say follows. */
class Squeezer {
  private out = Buffer.alloc(1 << 20)
  private at = 8
  /** Where the signs of the block at hand stand, and how many there are. */
  private block = 0
  private signs = 0

  number(value: number | null) {
    if (value === null) this.sign(nothing)
    else if (Number.isInteger(value) && value > -bias && value <= 251 - bias) this.sign(value + bias)
    else {
      this.sign(whole)
      this.out.writeDoubleLE(value, this.at)
      this.at += 8
    }
  }

  /** Text in its segments: each takes the next 255 bytes, in elements of eight, filled up with spaces. */
  text(bytes: Buffer, width: number) {
    let from = 0
    for (const segment of segmentsOf(width)) {
      const end = from + Math.min(255, segment)
      for (let e = 0; e < elementsOf(segment); e++) this.element(bytes, from + e * 8, Math.min(end, from + e * 8 + 8))
      from += 255
    }
  }

  private element(bytes: Buffer, from: number, end: number) {
    if (from >= bytes.length) return this.sign(spaces)
    this.sign(whole)
    this.out.fill(32, this.at, this.at + 8)
    bytes.copy(this.out, this.at, from, Math.min(end, bytes.length))
    this.at += 8
  }

  private sign(sign: number) {
    if (this.signs === 8) this.open()
    this.out[this.block + this.signs++] = sign
  }

  private open() {
    if (this.at + 128 > this.out.length) this.out = Buffer.concat([this.out], this.out.length * 2)
    this.block = this.at
    this.out.fill(0, this.at, this.at + 8)
    this.at += 8
    this.signs = 0
  }

  /** All that is whole; the block at hand stays. */
  take(): Buffer {
    const done = Buffer.from(this.out.subarray(0, this.block))
    this.out.copy(this.out, 0, this.block, this.at)
    this.at -= this.block
    this.block = 0
    return done
  }

  /** The rest; signs that stand for nothing fill the last block. */
  end(): Buffer {
    return Buffer.from(this.out.subarray(0, this.at))
  }
}
