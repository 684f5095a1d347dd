import { sum } from '../kernel/sum.ts'
import { chiSquareAbove } from './distributions.ts'
import { mustBeCounts, mustBeWhole } from './must-be.ts'

/** Expected counts under this make the chi-square a poor guide (Cochran 1954). */
const leastExpected = 5

export interface TableTest {
  /** X²; no unit. */
  statistic: number
  df: number
  /** Of no difference; null where the table has a single line or nobody in it. */
  p: number | null
  /** Same shape as the table that came in. */
  expected: number[][]
  /** (O−E) / √(E(1−r/n)(1−c/n)): about a standard normal where nothing is the matter. Same shape. */
  residuals: number[][]
  /** Cells whose expected count is under 5: with any, the p-value is doubtful and is to be shown with a warning. */
  lowCells: number
}

/**
 * Pearson's chi-square of a table of people, each in one cell: X² = Σ(O−E)²/E, E = row × column / n,
 * df = (rows−1)(columns−1), no continuity correction. Rows and columns that are empty are left out of the test (their
 * expected counts and residuals read 0). Counts only: grossed-up weights as counts make everything significant; for those
 * see `raoScott`. RangeError for a ragged table, or a count below zero or not finite. Pearson 1900; Agresti 2007, section 2.4.
 */
export function chiSquare(table: readonly (readonly number[])[]): TableTest {
  const { rows, columns, n } = marginsOf(table)
  const full = (totals: number[]) => totals.filter((total) => total > 0).length
  const df = n > 0 ? (full(rows) - 1) * (full(columns) - 1) : 0
  const expected = rows.map((row) => columns.map((column) => (n > 0 ? (row * column) / n : 0)))
  const statistic = sum(table.flatMap((line, r) => line.map((seen, c) => square(seen, expected[r]![c]!))))
  const residual = (seen: number, r: number, c: number) => {
    const spread = Math.sqrt(expected[r]![c]! * (1 - rows[r]! / n) * (1 - columns[c]! / n))
    return spread > 0 ? (seen - expected[r]![c]!) / spread : 0
  }
  return {
    statistic,
    df,
    p: df > 0 ? chiSquareAbove(statistic, df) : null,
    expected,
    residuals: table.map((line, r) => line.map((seen, c) => residual(seen, r, c))),
    lowCells: expected.flat().filter((count) => count > 0 && count < leastExpected).length,
  }
}

export interface FitTest {
  /** X²; null where the counts cannot fit: somebody answered from a category without residents. */
  statistic: number | null
  df: number
  /** Null where there is nothing to test: a single category, or nobody. */
  p: number | null
  /** n × share. */
  expected: number[]
  /** (O−E)/√E. */
  residuals: number[]
  lowCells: number
}

/**
 * Whether counts fit known shares, all categories at once: X² = Σ(O−nP)²/(nP), df = k−1. Shares are the area's, taken as
 * known, and must sum to 1 (RangeError, to 1e-9). A category without residents is left out if nobody answered from it;
 * otherwise the counts cannot fit and p is 0. On an open consultation it only holds "if this were a random sample".
 * RangeError for a count or share below zero or not finite. Pearson 1900; R chisq.test with `p`.
 */
export function goodnessOfFit(counts: readonly number[], shares: readonly number[]): FitTest {
  if (counts.length !== shares.length) throw new RangeError('One share a count is needed')
  mustBeCounts(counts)
  mustBeWhole(shares)
  const n = sum(counts)
  const expected = shares.map((share) => n * share)
  const isImpossible = counts.some((count, i) => count > 0 && shares[i] === 0)
  const df = n > 0 ? shares.filter((share) => share > 0).length - 1 : 0
  const statistic = isImpossible ? null : sum(counts.map((seen, i) => square(seen, expected[i]!)))
  return {
    statistic,
    df,
    p: statistic === null ? 0 : df > 0 ? chiSquareAbove(statistic, df) : null,
    expected,
    residuals: counts.map((seen, i) => (expected[i]! > 0 ? (seen - expected[i]!) / Math.sqrt(expected[i]!) : 0)),
    lowCells: expected.filter((count) => count > 0 && count < leastExpected).length,
  }
}

const square = (seen: number, expected: number) => (expected > 0 ? (seen - expected) ** 2 / expected : 0)

function marginsOf(table: readonly (readonly number[])[]) {
  const width = table[0]?.length ?? 0
  if (table.some((row) => row.length !== width)) throw new RangeError('The rows of the table differ in length')
  mustBeCounts(table.flat())
  const rows = table.map(sum)
  const columns = Array.from({ length: width }, (_, c) => sum(table.map((row) => row[c]!)))
  return { rows, columns, n: sum(rows) }
}
