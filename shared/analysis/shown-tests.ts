import { chiSquare } from './chi-square.ts'
import { type Adjustment, columnLetter, letterRow } from './column-letters.ts'
import type { Shown } from './suppression.ts'

/** A table as it is shown: lines by columns, and the number who answered in each column. */
export interface ShownGrid {
  cells: Shown[][]
  bases: Shown[]
}

/** Which lines and columns a test is made of, so that it tells nothing but what is shown. */
export interface Testable {
  /** Columns whose base is shown. */
  columns: number[]
  /** Lines shown in all those columns; all others are one line together, which is the base less these. */
  lines: number[]
  /** Whether there is such a rest. */
  hasRest: boolean
}

/**
 * What of a shown table may be tested: a test over hidden counts would let them be worked out. Lines with a hidden cell
 * are taken together, and columns with a hidden base are left out.
 */
export function testable({ cells, bases }: ShownGrid, without: (column: number) => boolean = () => false): Testable {
  const columns = bases.flatMap((base, c) => (base === null || base === 0 || without(c) ? [] : [c]))
  const lines = cells.flatMap((line, r) => (columns.every((c) => line[c] !== null) ? [r] : []))
  return { columns, lines, hasRest: lines.length < cells.length }
}

export interface ShownTest {
  statistic: number
  df: number
  p: number
  /** Cells that would be expected to hold fewer than five: the p-value is doubtful. */
  lowCells: number
  /** What each cell would hold were there no difference: the lines tested, then the rest as one if there is one. */
  expected: number[][]
}

/** Pearson's chi-square of what is shown; null where fewer than two lines or columns are left. */
export function shownTest({ cells, bases }: ShownGrid, { columns, lines, hasRest }: Testable): ShownTest | null {
  const shown = lines.map((r) => columns.map((c) => cells[r]![c]!))
  const rest = columns.map((c, i) => bases[c]! - shown.reduce((sum, line) => sum + line[i]!, 0))
  const table = hasRest ? [...shown, rest] : shown
  if (columns.length < 2 || table.length < 2) return null
  const { statistic, df, p, lowCells, expected } = chiSquare(table)
  return p === null ? null : { statistic, df, p, lowCells, expected }
}

/** The letters of one line over the testable columns, by the columns of the table; '' where nothing is told. */
export function shownLetters(
  shares: readonly (number | null)[],
  bases: readonly number[],
  { columns }: Testable,
  adjustment: Adjustment,
): string[] {
  const own = columns.filter((c) => shares[c] !== null)
  const { letters } = letterRow(
    own.map((c) => shares[c]!),
    own.map((c) => bases[c]!),
    { adjustment },
  )
  const byColumn = shares.map(() => '')
  for (const [i, c] of own.entries())
    byColumn[c] = letters[i]!.split(' ')
      .filter(Boolean)
      .map((letter) => columnLetter(own[placeOf(letter)]!))
      .join(' ')
  return byColumn
}

/** A → 0, B → 1, … AA → 26. */
const placeOf = (letter: string): number => [...letter].reduce((place, c) => place * 26 + c.charCodeAt(0) - 64, 0) - 1
