/**
 * The tables of a release. A *sealed* table holds the unrounded counts and never leaves the desk; the *public* table is
 * always made from it by `publicTableOf`, so that every number on a page can be computed again.
 */

import { hiddenWords, publicRule } from '../analysis/disclosure-rules.ts'
import { hiddenParts, isSmall, publicLine } from '../analysis/suppression.ts'
import { publicTable } from '../analysis/two-way.ts'
import { say, type Text } from '../kernel/text.ts'

export interface Line {
  id: string
  label: Text
}

export interface Missing {
  blank: number
  declined: number
  dontKnow: number
}

interface Sealed {
  id: string
  /** The question as it was asked, and the statement for a row of a grid. */
  question: Text
  statement?: Text
  rows: Line[]
  missing: Missing
}

/** One question, each person counted once. */
export interface SealedOneWay extends Sealed {
  kind: 'one-way'
  counts: number[]
}
/** One question of which a person may choose several: parts overlap, the base is who answered. */
export interface SealedSeveral extends Sealed {
  kind: 'several'
  counts: number[]
  base: number
}
/** One question by one equality variable: counts by row and column. */
export interface SealedByEquality extends Sealed {
  kind: 'by-equality'
  by: Text
  columns: Line[]
  counts: number[][]
}
export type SealedTable = SealedOneWay | SealedSeveral | SealedByEquality

export interface PublicColumn {
  id: string
  label: Text
  base: number | null
  /** By row; null is "too few to show". */
  counts: (number | null)[]
  shares: (number | null)[]
}

/** What leaves the server: rounded, the small ones gone, shares from rounded counts. */
export interface PublicTable {
  id: string
  kind: SealedTable['kind']
  question: Text
  statement?: Text
  by?: Text
  rows: Line[]
  /** One column for a one-way table, one a category of the equality variable otherwise. */
  columns: PublicColumn[]
}

const everyone: Line = { id: 'all', label: { en: 'Everyone who answered' } }

/** The public table of a sealed one, by the public rule: hide 1 to 7, round to 5, shares from a base of 30. */
export function publicTableOf(sealed: SealedTable): PublicTable {
  const { id, kind, question, rows } = sealed
  const head = { id, kind, question, ...(sealed.statement ? { statement: sealed.statement } : {}), rows }
  if (sealed.kind === 'by-equality') return { ...head, by: sealed.by, columns: columnsByEquality(sealed) }
  return { ...head, columns: [sealed.kind === 'one-way' ? oneColumn(sealed) : severalColumn(sealed)] }
}

const sum = (counts: readonly number[]) => counts.reduce((total, one) => total + one, 0)
/** How many answered, where that is not itself too few to show. */
const baseOf = (exact: number, shown: number): number | null => (isSmall(exact, publicRule) ? null : shown)

function oneColumn(sealed: SealedOneWay): PublicColumn {
  const line = publicLine(sealed.counts)
  return { ...everyone, base: baseOf(sum(sealed.counts), line.total), counts: line.cells, shares: line.shares }
}

/**
 * Several answers a person: "chose it" and "did not" are the two parts of the base, so each option is a line of its own.
 * When hardly anybody chose more than one the options nearly add up to the base, and then they are hidden like parts of
 * a whole besides.
 */
function severalColumn({ counts, base }: SealedSeveral): PublicColumn {
  const lines = counts.map((count) => publicLine([count, base - count]))
  const shown = baseOf(base, publicLine([base]).total)
  const addUp = sum(counts) - base <= publicRule.hideUpTo
  const parts = addUp ? hiddenParts(counts, publicRule) : []
  const cells = lines.map((line, i) => (parts[i] ? null : (line.cells[0] ?? null)))
  const enough = shown !== null && shown >= publicRule.baseForShares
  return {
    ...everyone,
    base: shown,
    counts: cells,
    shares: cells.map((cell) => (enough && cell !== null ? Math.min(1, cell / shown) : null)),
  }
}

function columnsByEquality(sealed: SealedByEquality): PublicColumn[] {
  const table = publicTable(sealed.counts)
  return sealed.columns.map((column, c) => ({
    ...column,
    base: table.columnTotals[c] ?? null,
    counts: table.cells.map((row) => row[c] ?? null),
    shares: table.shares.map((row) => row[c] ?? null),
  }))
}

/**
 * A number of a public table, by its row, as everybody reads it: `38% of 2,390`; the count alone when fewer than 30
 * answered; or that it is too few to show, shorter beside many columns.
 */
export function shownIn(column: PublicColumn, row: number, isWide = false): string {
  const [counted, share] = [column.counts[row] ?? null, column.shares[row] ?? null]
  if (counted === null) return isWide ? 'too few' : hiddenWords
  if (share === null || column.base === null) return counted.toLocaleString('en-GB')
  return `${Math.round(share * 100)}% of ${column.base.toLocaleString('en-GB')}`
}

/** With more columns than this the words for a hidden number are cut to what fits. */
export const isWideTable = ({ columns }: Pick<PublicTable, 'columns'>): boolean => columns.length > 3

/** One text for one value: keys in order, so that the same counts always have the same seal. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value && typeof value === 'object') {
    const entries = Object.entries(value).filter(([, v]) => v !== undefined)
    return `{${entries
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, v]) => `${JSON.stringify(key)}:${canonical(v)}`)
      .join(',')}}`
  }
  return JSON.stringify(value)
}

/** The question as a reader meets it: with its statement, and by what it is broken down. */
export function questionOf({ question, statement, by }: Pick<PublicTable, 'question' | 'statement' | 'by'>): string {
  const asked = [say(question, 'en'), say(statement, 'en')].filter(Boolean).join(' ')
  if (!by) return asked
  return `${asked}${/[?.!…]$/.test(asked) ? ' By' : ', by'} “${say(by, 'en')}”`
}
