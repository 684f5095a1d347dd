import { sum } from '../kernel/sum.ts'
import type { Breakdown } from './breakdown.ts'
import type { SmallNumberRule } from './disclosure-rules.ts'
import { floorOf, roundedSpan, spanOf } from './guards.ts'
import { type Arc, Moves } from './moves.ts'
import { rounded } from './suppression.ts'

/** What of a breakdown is hidden, as far as it has come. */
export interface HiddenLines {
  cells: boolean[][]
  bases: boolean[]
  wholeRows: boolean[]
  wholeColumns: boolean[]
  /** Of which rows it is not told how many people they hold; without them none is. */
  rowSums?: boolean[]
}

export type Place = [row: number, column: number]

export interface Graph {
  moves: Moves
  /** What each arc counts. */
  places: Place[]
}

/**
 * Lines as nodes: answers, groups, and in each group the sum of what is hidden; where sums of rows are told, in each row too. Then
 * nothing but such a sum can still be hidden. A base's place is [-1, group], a row sum's [row, -1].
 */
export function graphOf(table: Breakdown, state: HiddenLines, rule: SmallNumberRule): Graph {
  const { cells, bases, several, unknown, room } = table
  const [height, width] = [cells.length, bases.length - 1]
  const column = (c: number) => height + 1 + c
  const together = (c: number) => height + 2 + width + c
  const { rowSums } = state
  const hiddenIn = (r: number) => (rowSums ? height + 2 + width * 2 + r : r)
  const arcs: Arc[] = []
  const places: Place[] = []
  const add = (place: Place, arc: Arc) => {
    arcs.push(arc)
    places.push(place)
  }
  const free = { up: Number.POSITIVE_INFINITY, down: Number.POSITIVE_INFINITY }
  for (const [r, row] of cells.entries()) {
    if (rowSums) {
      const parts = row.filter((_, c) => state.cells[r]![c])
      const hide = { cost: 1, ...free }
      add([r, -1], { from: r, to: hiddenIn(r), ...(rowSums[r] ? free : { ...roomUnder(parts, rule), hide }) })
    }
    const out = roomOut(table, r, rule)
    const most = (count: number, c: number) => Math.min(several ? bases[c]! - count : Number.POSITIVE_INFINITY, out(c))
    for (const [c, count] of row.entries()) {
      const least = state.wholeRows[r] || state.wholeColumns[c] ? 0 : 1
      const hidden = {
        up: Math.min(most(count, c), room ? room.up[r]![c]! : free.up),
        down: Math.min(count - floorOf(count, table.before[r]![c]!, least), room ? room.down[r]![c]! : free.down),
      }
      if (state.cells[r]![c]) add([r, c], { from: hiddenIn(r), to: together(c), ...hidden })
      else if (count > 0) {
        const [low, high] = spanOf(count, rule)
        add([r, c], { from: r, to: column(c), up: Math.min(high - count, most(count, c)), down: count - low })
        if (!rowSums) add([r, c], { from: r, to: together(c), up: 0, down: 0, hide: { cost: count, ...hidden } })
      }
    }
    add([r, width], { from: r, to: column(width), up: most(unknown[r]!, width), down: table.unknownRoom[r]! })
  }
  for (let c = 0; c < width; c++) {
    if (!several) add([height, c], { from: height, to: column(c), up: free.up, down: table.silentRoom[c]! })
    const isTold = !several && !state.bases[c]
    const parts = cells.flatMap((row, r) => (state.cells[r]![c] ? [row[c]!] : []))
    const hide = rowSums ? {} : { hide: { cost: bases[c]!, ...free } }
    add([-1, c], { from: together(c), to: column(c), ...(isTold ? { ...roomUnder(parts, rule), ...hide } : free) })
  }
  add([height, width], { from: height, to: column(width), up: free.up, down: table.neither })
  return { moves: new Moves(arcs, height + 2 + width * 2 + (rowSums ? height : 0)), places }
}

/**
 * How many people of a row may be moved to a place out of the groups that lead to another question: those who answered it
 * are known to be in these groups. As many as are ever moved need no bound.
 */
function roomOut({ leading, bases }: Breakdown, r: number, rule: SmallNumberRule): (place: number) => number {
  const rooms = leading
    .filter(({ silent }) => silent[r]! < rule.hideUpTo)
    .map(({ groups, silent }) => {
      const isOut = [...groups.map((leads) => !leads), true]
      return { isOut, room: Math.floor(Math.max(0, silent[r]!) / isOut.filter(Boolean).length) }
    })
  const all = bases.map((_, place) =>
    Math.min(Number.POSITIVE_INFINITY, ...rooms.flatMap(({ isOut, room }) => (isOut[place] ? [room] : []))),
  )
  return (place) => all[place]!
}

/** How far all that is hidden in a line can move under its sum. Where nothing is hidden yet, one alone would have no room. */
function roomUnder(parts: number[], rule: SmallNumberRule): { up: number; down: number } {
  if (parts.length === 0) return { up: 0, down: 0 }
  const people = sum(parts)
  const [low, high] = roundedSpan(rounded(people, rule), rule)
  return { up: high - people, down: people - low }
}
