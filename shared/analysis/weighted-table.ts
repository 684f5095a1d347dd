import { has } from './bits.ts'
import { effectiveSize } from './kish.ts'
import { firstCategory } from './layout.ts'
import type { Store } from './projection.ts'
import { raoScott, type WeightedTableTest } from './rao-scott.ts'
import type { Selection } from './select.ts'

/** A question by another with weights: lines and columns as they are shown, each made of one or several answers. */
export interface WeightedAsked {
  /** Places of the first question's categories, a list a line; of several answers a person one place a line. */
  lines: number[][]
  /** Codes of the second question (missing kinds below `firstCategory`), a list a column. */
  columns: number[][]
}

export interface WeightedTable {
  /** Σw by line and column. */
  cells: number[][]
  /** Σw of those who answered the first question, by column. */
  bases: number[]
  /** Kish's effective number in each column. */
  effective: number[]
  /** Rao and Scott's test of the lines by the columns; null for several answers a person, or where there is nothing to test. */
  test: Pick<WeightedTableTest, 'f' | 'df' | 'p'> | null
  /** People in the table, those without a weight left out. */
  people: number
}

/** Sums of weights over the selected people; somebody with weight 0 is left out. One weight a row of the projection. */
export function weightedTable(
  down: Store,
  across: Store,
  selection: Selection,
  weights: Float64Array,
  asked: WeightedAsked,
): WeightedTable {
  const column = placesOf(asked.columns, firstCategory + across.column.categories.length)
  const line = placesOf(asked.lines, down.column.categories.length)
  const cells = asked.lines.map(() => new Array<number>(asked.columns.length).fill(0))
  const inColumn = asked.columns.map((): number[] => [])
  const cases = { rows: [] as number[], columns: [] as number[], weights: [] as number[] }
  for (const row of selection.rows) {
    const c = column[across.codes[row]!]!
    const w = weights[row]!
    if (down.codes[row]! < firstCategory || c < 0 || w === 0) continue
    inColumn[c]!.push(w)
    if (down.column.kind === 'set') {
      for (const [r, [place]] of asked.lines.entries()) if (has(down.bits[place!]!, row)) cells[r]![c]! += w
      continue
    }
    const r = line[down.codes[row]! - firstCategory]!
    if (r < 0) continue
    cells[r]![c]! += w
    cases.rows.push(r)
    cases.columns.push(c)
    cases.weights.push(w)
  }
  const test = down.column.kind === 'set' ? null : raoScott(cases)
  return {
    cells,
    bases: inColumn.map((list) => list.reduce((sum, w) => sum + w, 0)),
    effective: inColumn.map((list) => (list.length > 0 ? effectiveSize(list) : 0)),
    test: test && { f: test.f, df: test.df, p: test.p },
    people: inColumn.reduce((sum, list) => sum + list.length, 0),
  }
}

/** Which list each code is in; −1 for none. */
function placesOf(lists: readonly (readonly number[])[], codes: number): Int32Array {
  const places = new Int32Array(codes).fill(-1)
  for (const [place, list] of lists.entries()) for (const code of list) places[code] = place
  return places
}
