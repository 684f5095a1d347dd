import { sum } from '../kernel/sum.ts'
import type { SmallNumberRule } from './disclosure-rules.ts'
import { nearest } from './moves.ts'
import { isSmall, rounded, type Shown } from './suppression.ts'

/**
 * Suppression in a table with its margins. A hidden cell can be had exactly, by adding and subtracting lines, if and only
 * if it is a *bridge* of the graph whose points are the rows and columns and whose edges are the hidden cells: what lies
 * on no closed path is fixed by the equations. So each bridge is closed into a path, the cheapest one.
 */
export type Grid = number[][]
type Hidden = boolean[][]

/** The table with a total column and a total row: every line now has an equation. */
export function withMargins(cells: readonly (readonly number[])[]): Grid {
  const rows = cells.map((row) => [...row, sum(row)])
  const width = rows[0]?.length ?? 0
  return [...rows, Array.from({ length: width }, (_, c) => sum(rows.map((row) => row[c]!)))]
}

/** The hidden cells that can be had from the shown ones, as [row, column]. */
export function recoverable(hidden: Hidden): [number, number][] {
  return cellsWhere(hidden).filter(([r, c]) => cheapestPath(hidden, r, c, () => Number.POSITIVE_INFINITY) === null)
}

const cellsWhere = (hidden: Hidden): [number, number][] =>
  hidden.flatMap((row, r) => row.flatMap((is, c): [number, number][] => (is ? [[r, c]] : [])))

/** Hides the small cells of a table with margins, then what else must go so that none of them can be had. */
export function hiddenCells(grid: Grid, rule: SmallNumberRule): Hidden {
  const hidden = grid.map((row) => row.map((value) => isSmall(value, rule)))
  for (;;) {
    const open = recoverable(hidden)[0]
    if (open) {
      if (!close(hidden, grid, open)) return hidden
    } else if (!widen(hidden, grid, rule)) return hidden
  }
}

/** Hides the cheapest cells that put this one on a closed path. A zero protects nobody: it is taken last. */
function close(hidden: Hidden, grid: Grid, [r, c]: [number, number]): boolean {
  const path = cheapestPath(hidden, r, c, (row, col) => grid[row]![col]! || 1e12)
  for (const [row, col] of path ?? []) hidden[row]![col] = true
  return path !== null
}

/** Lines whose hidden cells are small even together: one more is hidden in the first of them. */
function widen(hidden: Hidden, grid: Grid, rule: SmallNumberRule): boolean {
  for (const line of linesOf(grid)) {
    const inside = line.filter(([r, c]) => hidden[r]![c])
    if (inside.length === 0 || sum(inside.map(([r, c]) => grid[r]![c]!)) > rule.hideUpTo) continue
    const shown = line.filter(([r, c]) => !hidden[r]![c] && grid[r]![c]! > 0)
    const next = shown.sort((a, b) => grid[a[0]]![a[1]]! - grid[b[0]]![b[1]]!)[0]
    if (!next) continue
    hidden[next[0]]![next[1]] = true
    return true
  }
  return false
}

function linesOf(grid: Grid): [number, number][][] {
  const across = grid.map((row, r) => row.map((_, c): [number, number] => [r, c]))
  const down = (grid[0] ?? []).map((_, c) => grid.map((_, r): [number, number] => [r, c]))
  return [...across, ...down]
}

/** From row r to column c without the cell itself: hidden cells cost nothing, others what `cost` says. Dijkstra. */
function cheapestPath(hidden: Hidden, r: number, c: number, cost: (row: number, col: number) => number) {
  const height = hidden.length
  const size = height + (hidden[0]?.length ?? 0)
  const far = new Array<number>(size).fill(Number.POSITIVE_INFINITY)
  const from = new Array<number>(size).fill(-1)
  const done = new Array<boolean>(size).fill(false)
  far[r] = 0
  for (;;) {
    const at = nearest(far, done)
    if (at === -1) return null
    if (at === height + c) break
    done[at] = true
    for (let to = at < height ? height : 0; to < (at < height ? size : height); to++) {
      const [row, col] = at < height ? [at, to - height] : [to, at - height]
      if (row === r && col === c) continue
      const length = far[at]! + (hidden[row]![col] ? 0 : cost(row, col))
      if (length < far[to]!) {
        far[to] = length
        from[to] = at
      }
    }
  }
  const path: [number, number][] = []
  for (let at = height + c; from[at] !== -1; at = from[at]!) {
    const before = from[at]!
    path.push(before < height ? [before, at - height] : [at, before - height])
  }
  return path
}

export interface ShownTable {
  /** Rows by columns, without margins. */
  cells: Shown[][]
  rowTotals: Shown[]
  columnTotals: Shown[]
  total: Shown
}

/** One question (each person once) by one variable: what may be shown of cells and margins. */
export function twoWay(cells: readonly (readonly number[])[], rule: SmallNumberRule): ShownTable {
  const grid = withMargins(cells)
  const hidden = hiddenCells(grid, rule)
  const shown = grid.map((row, r) => row.map((value, c): Shown => (hidden[r]![c] ? null : rounded(value, rule))))
  return split(shown)
}

function split(shown: Shown[][]): ShownTable {
  const last = shown[shown.length - 1] ?? []
  return {
    cells: shown.slice(0, -1).map((row) => row.slice(0, -1)),
    rowTotals: shown.slice(0, -1).map((row) => row[row.length - 1] ?? null),
    columnTotals: last.slice(0, -1),
    total: last[last.length - 1] ?? null,
  }
}
