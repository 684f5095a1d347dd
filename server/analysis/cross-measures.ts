import type { Adjustment } from '../../shared/analysis/column-letters.ts'
import type { Crosstab } from '../../shared/analysis/count.ts'
import { baseForVerdict } from '../../shared/analysis/disclosure-rules.ts'
import type { Column } from '../../shared/analysis/layout.ts'
import { raoScottOfSums } from '../../shared/analysis/rao-scott.ts'
import { type ShownTest, shownLetters, shownTest, type Testable, testable } from '../../shared/analysis/shown-tests.ts'
import type { WeightedSums } from '../../shared/analysis/weighted-table.ts'
import type { Refusal } from '../../shared/analysis/weighting.ts'
import {
  effectiveNumber,
  type ShownReport,
  shownReport,
  shownWithout,
  wholePercent,
} from '../../shared/analysis/weighting-shown.ts'
import { sum } from '../../shared/kernel/sum.ts'
import type { Weighting } from './counter.ts'
import { type CrossFigure, foldOf, type Group } from './cross-figures.ts'
import { inOrder } from './figures.ts'

export interface WeightedShares {
  /** Line by line: the weighted share of those who answered, in whole per cent; null where it would tell a hidden count. */
  shares: (number | null)[][]
  /** The same of everybody, line by line. */
  all: (number | null)[]
  /** Kish's effective number of each column, and of all, down to a multiple of five. */
  effective: (number | null)[]
  effectiveAll: number
  /** Columns that stay unweighted: a number in them is hidden, or their base is under 30. */
  unweighted: string[]
}

/** How a weighting went. */
export interface ToldWeighting {
  /** Null where the weights were imported. */
  report: ShownReport | null
  /** People without an imported weight are left out: how many, null when too few to say. */
  without: number | null
}

export interface TestedFigure {
  adjustment: Adjustment
  /** By line and column. */
  letters: string[][]
  chiSquare: ShownTest | null
  raoScott: { f: number; df: [number, number]; p: number } | null
  /** The places of the lines and columns that were tested; lines with a hidden number are tested as one. */
  tested: Testable
}

export interface Measures {
  weighted: WeightedShares | null
  tests: TestedFigure | null
}

/** Of a table that stands by itself, with how the weighting went, or why there is none. */
export interface ToldMeasures extends Omit<Measures, 'weighted'> {
  weighted: (WeightedShares & ToldWeighting) | { refusals: Refusal[] } | null
}

interface Crossed {
  down: Column
  figure: CrossFigure
  groups: Group[]
  weighting: Weighting<WeightedSums<Crosstab>> | null
}

/**
 * Weighted shares and tests of a table as it is shown. Nothing is made of a hidden count: a chi-square takes lines with one
 * together; and since weights would be a second equation on hidden counts (they are known for each category that is weighted
 * by), a column of single answers with a hidden number is neither weighted nor compared with weights. Where weights are
 * refused there is neither.
 */
export function measuresOf(crossed: Crossed, adjustment: Adjustment | null): Measures {
  const { figure, weighting } = crossed
  if (weighting && !weighting.ok) return { weighted: null, tests: null }
  const folded = weighting && foldedSums(crossed, weighting.sums)
  return {
    weighted: folded && weightedOf(figure, folded, weighting.sums),
    tests: adjustment && testsOf(crossed, folded, adjustment),
  }
}

export function toldMeasures(crossed: Crossed, adjustment: Adjustment | null): ToldMeasures {
  const { weighted, tests } = measuresOf(crossed, adjustment)
  const told = crossed.weighting && shownWeighting(crossed.weighting)
  if (!told || 'refusals' in told) return { weighted: told, tests }
  return { weighted: { ...weighted!, ...told }, tests }
}

interface Folded {
  /** Σw by line and column as they are shown, and of who answered in each column; Σw² of the same. */
  cells: number[][]
  squares: number[][]
  bases: number[]
  effective: number[]
  people: number[]
  /** Whether a column may be weighted, and a cell of it. */
  isOpen: (c: number) => boolean
  isShown: (r: number, c: number) => boolean
}

function foldedSums({ down, groups, figure }: Crossed, { sums, squares, people }: WeightedSums<Crosstab>): Folded {
  const fold = foldOf(groups)
  const lines = (one: Crosstab) => inOrder(down).map((i) => fold(one.cells[i]!))
  const [bases, ofBases, carriers] = [fold(sums.bases), fold(squares.bases), fold(people.bases)]
  const isWhole = (c: number) => down.kind === 'set' || figure.rows.every(({ cells }) => cells[c]!.count !== null)
  const isOpen = (c: number) => figure.columns[c]!.base !== null && carriers[c]! >= baseForVerdict && isWhole(c)
  return {
    cells: lines(sums),
    squares: lines(squares),
    bases,
    effective: bases.map((base, c) => (base > 0 ? base ** 2 / ofBases[c]! : 0)),
    people: carriers,
    isOpen,
    isShown: (r, c) => isOpen(c) && figure.rows[r]!.cells[c]!.count !== null,
  }
}

function weightedOf(
  figure: CrossFigure,
  { cells, bases, effective, isOpen, isShown }: Folded,
  { squares }: WeightedSums<Crosstab>,
): WeightedShares {
  const isWhole = figure.rows.every(({ total }) => total !== null)
  const all = sum(bases)
  return {
    shares: cells.map((line, r) => line.map((w, c) => (isShown(r, c) ? wholePercent(w / bases[c]!) : null))),
    all: cells.map((line) => (isWhole && all > 0 ? wholePercent(sum(line) / all) : null)),
    effective: effective.map((n, c) => (isOpen(c) ? effectiveNumber(n) : null)),
    effectiveAll: all > 0 ? effectiveNumber(all ** 2 / sum(squares.bases)) : 0,
    unweighted: figure.columns.flatMap(({ label }, c) => (isOpen(c) ? [] : [label])),
  }
}

function testsOf({ down, figure }: Crossed, folded: Folded | null, adjustment: Adjustment): TestedFigure {
  const grid = {
    cells: figure.rows.map(({ cells }) => cells.map(({ count }) => count)),
    bases: figure.columns.map(({ base }) => base),
  }
  // People whose answer is not known are no group to compare with.
  const isLeftOut = (c: number) => figure.columns[c]!.id === '' || (folded !== null && !folded.isOpen(c))
  const tested = testable(grid, isLeftOut)
  const shares = (r: number) =>
    folded
      ? folded.cells[r]!.map((w, c) => (folded.isShown(r, c) ? w / folded.bases[c]! : null))
      : figure.rows[r]!.cells.map(({ share }) => share)
  const bases = folded ? folded.effective : grid.bases.map((base) => base ?? 0)
  // Several answers a person overlap: one test of the whole table is not made of them.
  const isOne = down.kind !== 'set'
  return {
    adjustment,
    letters: figure.rows.map((_, r) => shownLetters(shares(r), bases, tested, adjustment)),
    chiSquare: isOne && !folded ? shownTest(grid, tested) : null,
    raoScott: isOne && folded ? raoScottOf(folded, tested) : null,
    tested,
  }
}

function raoScottOf({ cells, squares, people }: Folded, { lines, columns }: Testable): TestedFigure['raoScott'] {
  const pick = (table: number[][]) => lines.map((r) => columns.map((c) => table[r]![c]!))
  const found = raoScottOfSums(pick(cells), pick(squares), sum(columns.map((c) => people[c]!)))
  return (
    found && {
      f: Number(found.f.toFixed(2)),
      df: found.df.map((n) => Number(n.toFixed(1))) as [number, number],
      p: Number(found.p.toFixed(3)),
    }
  )
}

/** What is told of a weighting beside its figures. */
export const shownWeighting = <T>(weighting: Weighting<T>): ToldWeighting | { refusals: Refusal[] } =>
  weighting.ok
    ? { report: weighting.report && shownReport(weighting.report), without: shownWithout(weighting.without) }
    : { refusals: weighting.refusals.map(withoutNumber) }

/** How few they are is not told: a few would stand out. */
function withoutNumber(refusal: Refusal): Refusal {
  return 'answered' in refusal ? { ...refusal, answered: 0 } : refusal
}
