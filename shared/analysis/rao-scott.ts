import { sum } from '../kernel/sum.ts'
import { chiSquareAbove, fAbove } from './distributions.ts'
import { covariance, type Design } from './linearised.ts'
import { mustBeWeights } from './must-be.ts'

/** Two answers of each case, as places in the lists of rows and columns; a case with −1 in either is left out. */
export interface Answers {
  rows: readonly number[]
  columns: readonly number[]
  weights: readonly number[]
}

export interface WeightedTableTest {
  /** X² of the weighted shares, scaled to the number of cases; not to be looked up in a chi-square table. */
  chiSquare: number
  /** The second-order F and its degrees of freedom, with the p-value to report. */
  f: number
  df: [number, number]
  p: number
  /** First order: X² over the mean of Δ, against chi-square. For comparison. */
  firstOrderP: number
  /** tr Δ and tr Δ²: with (rows−1)(columns−1) and that many where weights are equal. */
  trace: number
  traceOfSquare: number
  /** Σw by row and column, empty lines left out. */
  table: number[][]
}

/**
 * Rao and Scott's second-order test of a weighted two-way table. X² = n·Σ(p_ij − p_i·p_·j)²/(p_i·p_·j) on weighted shares;
 * Δ = (C'D⁻¹C/n)⁻¹ (C'D⁻¹VD⁻¹C), D = diag(p_ij) as observed, C the interaction contrasts, V the linearised covariance of
 * the cell shares; F = X²/trΔ on (trΔ²·, ν·that) with ν = cases (clusters) − 1 and the first (trΔ)²/tr(Δ²). The scale of the
 * weights does not matter. Null where either answer takes fewer than two values, or so many cells are empty that a contrast
 * has nobody in it or no variance. RangeError for lists of unequal length, or a weight below zero or not finite.
 * Rao & Scott 1984; Thomas & Rao 1987; R survey, svychisq statistic "F" (Stata's default too).
 */
export function raoScott(answers: Answers, design: Omit<Design, 'domain'> = {}): WeightedTableTest | null {
  const used = complete(answers, design)
  const [rows, columns] = [placesOf(used.rows), placesOf(used.columns)]
  const [height, width, n] = [rows.size, columns.size, used.weights.length]
  const cells = used.rows.map((row, i) => rows.get(row)! * width + columns.get(used.columns[i]!)!)
  const total = sum(used.weights)
  const shares = used.weights.map((weight) => weight / total)
  const p = new Array<number>(height * width).fill(0)
  for (const [i, cell] of cells.entries()) p[cell]! += shares[i]!
  const { clusters, drawn = 0 } = used.design
  if (clusters)
    return tested({ p, height, width, n, total, units: new Set(clusters).size }, (contrasts) =>
      covariance(
        contrasts.map((contrast) => cells.map((cell, i) => shares[i]! * contrast[cell]!)),
        used.design,
      ),
    )
  const squares = p.map(() => 0)
  for (const [i, cell] of cells.entries()) squares[cell]! += shares[i]! ** 2
  return tested({ p, height, width, n, total, units: n }, byCell(squares, ((1 - drawn) * n) / (n - 1)))
}

/**
 * The same test where each case stands alone, from sums over the cases of a cell: of their weights, of the squares of their
 * weights, and how many cases there are in all. Lines and columns without weight are left out.
 */
export function raoScottOfSums(
  sums: readonly (readonly number[])[],
  squares: readonly (readonly number[])[],
  n: number,
): WeightedTableTest | null {
  const rows = sums.flatMap((line, r) => (sum(line) > 0 ? [r] : []))
  const columns = (sums[0] ?? []).flatMap((_, c) => (sum(sums.map((line) => line[c]!)) > 0 ? [c] : []))
  const inside = (table: readonly (readonly number[])[]) => rows.flatMap((r) => columns.map((c) => table[r]![c]!))
  const total = sum(inside(sums))
  const [height, width] = [rows.length, columns.length]
  const p = inside(sums).map((weight) => weight / total)
  const ofShares = inside(squares).map((square) => square / total ** 2)
  return tested({ p, height, width, n, total, units: n }, byCell(ofShares, n / (n - 1)))
}

interface Shares {
  /** Weighted shares, cell by cell. */
  p: number[]
  height: number
  width: number
  n: number
  total: number
  /** What was drawn: cases, or clusters. */
  units: number
}

type Covariances = (contrasts: number[][]) => number[][]

function tested(shares: Shares, covariances: Covariances): WeightedTableTest | null {
  const { p, height, width, n, total, units } = shares
  if (height < 2 || width < 2 || units < 2) return null
  const delta = deltaOf(shares, covariances)
  if (!delta) return null
  const statistic = n * pearson(p, height, width)
  const trace = sum(delta.map((row, k) => row[k]!))
  if (!(trace > 1e-12)) return null
  const traceOfSquare = sum(delta.flatMap((row, a) => row.map((value, b) => value * delta[b]![a]!)))
  const first = trace ** 2 / traceOfSquare
  const df: [number, number] = [first, first * (units - 1)]
  return {
    chiSquare: statistic,
    f: statistic / trace,
    df,
    p: fAbove(statistic / trace, ...df),
    firstOrderP: chiSquareAbove((statistic / trace) * delta.length, delta.length),
    trace,
    traceOfSquare,
    table: Array.from({ length: height }, (_, r) => p.slice(r * width, (r + 1) * width).map((share) => share * total)),
  }
}

function complete({ rows, columns, weights }: Answers, design: Design) {
  if (rows.length !== columns.length || rows.length !== weights.length)
    throw new RangeError('The lists differ in length')
  mustBeWeights(weights)
  const kept = rows.map((row, i) => row >= 0 && columns[i]! >= 0 && weights[i]! > 0)
  const only = <T>(list: readonly T[]) => list.filter((_, i) => kept[i])
  const clusters = design.clusters && only(design.clusters)
  return { rows: only(rows), columns: only(columns), weights: only(weights), design: { ...design, clusters } }
}

/** The values that occur, in order, each with its place. */
const placesOf = (list: readonly number[]) =>
  new Map([...new Set(list)].sort((a, b) => a - b).map((value, place): [number, number] => [value, place]))

function pearson(p: number[], height: number, width: number): number {
  const rows = Array.from({ length: height }, (_, r) => sum(p.slice(r * width, (r + 1) * width)))
  const columns = Array.from({ length: width }, (_, c) => sum(p.filter((_, k) => k % width === c)))
  return sum(p.map((share, k) => (share - independent(k)) ** 2 / independent(k)))
  function independent(k: number) {
    return rows[Math.floor(k / width)]! * columns[k % width]!
  }
}

/** A cell nobody is in has no inverse and is left out of D⁻¹, as R survey does. */
function deltaOf({ p, height, width, n }: Shares, covariances: Covariances): number[][] | null {
  const contrasts = interaction(height, width)
  const scaled = contrasts.map((contrast) => contrast.map((value, k) => (p[k]! > 0 ? value / p[k]! : 0)))
  // V only enters as C'D⁻¹VD⁻¹C: the covariances of the contrasts themselves, each a sum over cases.
  const centred = scaled.map((contrast) => {
    const mean = sum(contrast.map((value, k) => value * p[k]!))
    return contrast.map((value) => value - mean)
  })
  const simple = scaled.map((a) => contrasts.map((b) => sum(a.map((value, k) => value * b[k]!)) / n))
  return solve(simple, covariances(centred))
}

/** Where each case stands alone, cases of a cell differ only by weight: a sum over cells will do. */
const byCell =
  (squares: readonly number[], scale: number): Covariances =>
  (contrasts) =>
    contrasts.map((a) => {
      const weighed = a.map((value, k) => scale * value * squares[k]!)
      return contrasts.map((b) => weighed.reduce((total, value, k) => total + value * b[k]!, 0))
    })

/** Dummies of row a and column b, with main effects projected out: (1[i=a] − 1/rows)(1[j=b] − 1/columns). */
function interaction(height: number, width: number): number[][] {
  const from1 = (length: number) => Array.from({ length: length - 1 }, (_, k) => k + 1)
  const centred = (is: boolean, length: number) => (is ? 1 : 0) - 1 / length
  return from1(height).flatMap((a) =>
    from1(width).map((b) =>
      Array.from(
        { length: height * width },
        (_, k) => centred(Math.floor(k / width) === a, height) * centred(k % width === b, width),
      ),
    ),
  )
}

/** X of AX = B for a square A, by elimination with the largest pivot; null where A is singular. */
function solve(a: readonly (readonly number[])[], b: readonly (readonly number[])[]): number[][] | null {
  const size = a.length
  const lines = a.map((row, r) => [...row, ...b[r]!])
  const nothing = 1e-12 * Math.max(...a.map((row, r) => Math.abs(row[r]!)))
  for (let at = 0; at < size; at++) {
    let best = at
    for (let r = at + 1; r < size; r++) if (Math.abs(lines[r]![at]!) > Math.abs(lines[best]![at]!)) best = r
    if (!(Math.abs(lines[best]![at]!) > nothing)) return null
    ;[lines[at], lines[best]] = [lines[best]!, lines[at]!]
    const pivot = lines[at]!.map((value) => value / lines[at]![at]!)
    lines[at] = pivot
    for (let r = 0; r < size; r++) {
      const factor = lines[r]![at]!
      if (r !== at && factor !== 0) lines[r] = lines[r]!.map((value, k) => value - factor * pivot[k]!)
    }
  }
  return lines.map((row) => row.slice(size))
}
