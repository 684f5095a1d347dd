import type { ReleaseRule } from './disclosure-rules.ts'
import { type Before, floorOf, type Guard, guardsOf, sinceGuards, spanOf, staysHidden } from './guards.ts'
import { type Arc, type Direction, Moves } from './moves.ts'
import { isSmall, rounded } from './suppression.ts'

/** One question by one variable, with everybody who is in it: exact counts. */
export interface Breakdown {
  /** Answers by groups. */
  cells: number[][]
  /** By answer: who gave it and is in no group. */
  unknown: number[]
  /** By group: who is in it and gave no answer. */
  silent: number[]
  /** Neither answer nor group. */
  neither: number
  /** Of the unknown and of the silent, those whom another published table does not count out. */
  unknownRoom: number[]
  silentRoom: number[]
  /** By group: people who answered; after the last, those in no group. */
  bases: number[]
  /** Several answers a person: counts of a group add up to more than its base, which is then published of itself. */
  several: boolean
  /** Hidden whole: what the question's, or the variable's, own table hides. */
  hiddenRows: boolean[]
  hiddenColumns: boolean[]
  /** Whether those own tables are published: then who is missing here can be had from them. */
  ownRows: boolean
  ownColumns: boolean
  /** By answer and group, this table in earlier releases. */
  before: Before[][][]
}

export interface HiddenBreakdown {
  cells: boolean[][]
  bases: boolean[]
  /** Nothing of it can be shown safely. */
  withheld: boolean
}

type Place = [row: number, column: number]
interface Guarded extends Guard {
  at: Place
}
interface State extends HiddenBreakdown {
  wholeRows: boolean[]
  wholeColumns: boolean[]
}

/**
 * Hides the small counts of a breakdown, groups of under 30 whole, and then, for the least loss, what else must go so that
 * each small count may be anything from 1 to 7 as far as anybody can tell, its lines' totals known. The witness for that
 * leaves all totals as they are, so it stands whatever other tables of the same people are published.
 */
export function hideInBreakdown(table: Breakdown, rule: ReleaseRule): HiddenBreakdown {
  const state = begin(table, rule)
  if (rule.without === 'companions') return state
  const guards = guardsIn(table, rule)
  for (let again = true; again; ) {
    again = false
    for (const guard of guards) {
      const closed = keepOpen(table, state, guard, rule)
      if (closed === 'never') return { ...state, withheld: true }
      again ||= closed === 'hid more'
    }
  }
  return state
}

function begin(table: Breakdown, rule: ReleaseRule): State {
  const { cells, bases } = table
  const sums = cells.map((row) => row.reduce((sum, n) => sum + n, 0))
  const alike = (counts: number[], people: number) =>
    rule.without !== 'alike' && people < rule.baseForShares && counts.filter((n) => n > 0).length === 1
  const wholeRows = cells.map((row, r) => table.hiddenRows[r]! || alike(row, sums[r]!))
  const wholeColumns = table.hiddenColumns.map((hidden, c) => {
    const column = cells.map((row) => row[c]!)
    return hidden || (bases[c]! > 0 && bases[c]! < rule.baseForShares) || alike(column, bases[c]!)
  })
  const isHidden = (r: number, c: number) =>
    cellGuards(table, r, c, rule).length > 0 || staysHidden(cells[r]![c]!, table.before[r]![c]!, rule)
  return {
    cells: cells.map((row, r) => row.map((_, c) => wholeRows[r]! || wholeColumns[c]! || isHidden(r, c))),
    bases: hiddenBases(table, rule),
    withheld: false,
    wholeRows,
    wholeColumns,
  }
}

/**
 * Where a person gives several answers, nobody adds up to a group: but the group, less its base or any one of its answers, is
 * at least as many as gave none. Whether that would narrow them down where they are few.
 */
function tellsSilent(table: Breakdown, c: number, rule: ReleaseRule, part: number): { above: boolean; below: boolean } {
  const { several, silent, bases, ownColumns } = table
  if (!several || !ownColumns || rule.without === 'complements' || !isSmall(silent[c]!, rule))
    return { above: false, below: false }
  const [[low, high], [from, to]] = [spanOf(bases[c]! + silent[c]!, rule), spanOf(part, rule)]
  return { above: high - from < rule.hideUpTo, below: low - to > 1 }
}

/** Bases that are small, or that tell of the few who gave no answer; with them others, so that these few can be any. */
function hiddenBases(table: Breakdown, rule: ReleaseRule): boolean[] {
  const { several, bases, silent, neither, ownColumns } = table
  const hidden = table.hiddenColumns.map((is, c) => {
    const told = tellsSilent(table, c, rule, bases[c]!)
    return is || isSmall(bases[c]!, rule) || told.above || told.below
  })
  if (!several || !ownColumns || rule.without === 'complements') return hidden
  const columns = hidden.map((_, c) => c)
  const spare = (but: number) => columns.reduce((sum, c) => sum + (hidden[c] && c !== but ? silent[c]! : 0), neither)
  for (const c of columns.filter((one) => hidden[one] && isSmall(silent[one]!, rule))) {
    while (spare(c) < rule.hideUpTo - silent[c]!) {
      const others = columns.filter((one) => !hidden[one] && silent[one]! > 0)
      const next = others.toSorted((a, b) => bases[a]! - bases[b]!)[0]
      if (next === undefined) break
      hidden[next] = true
    }
  }
  return hidden
}

/** Everything that makes a cell one to be hidden. */
function cellGuards(table: Breakdown, r: number, c: number, rule: ReleaseRule): Guard[] {
  const { cells, several, bases, silent } = table
  const count = cells[r]![c]!
  const own = guardsOf(count, several ? bases[c]! : null, rule)
  const beside = tellsSilent(table, c, rule, count).above
    ? [{ low: bases[c]! + silent[c]! - rule.hideUpTo, high: count }]
    : []
  return [...own, ...sinceGuards(count, table.before[r]![c]!, rule), ...beside]
}

function guardsIn(table: Breakdown, rule: ReleaseRule): Guarded[] {
  const { cells, several, bases } = table
  const inside = cells.flatMap((row, r) =>
    row.flatMap((_, c) => cellGuards(table, r, c, rule).map((guard): Guarded => ({ ...guard, at: [r, c] }))),
  )
  if (rule.without === 'complements') return inside
  const [height, width] = [cells.length, bases.length - 1]
  const unknown = table.unknown.flatMap((count, r) => {
    const row = cells[r]!.reduce((sum, n) => sum + n, count)
    return table.ownRows && !table.hiddenRows[r] ? besideGuard(table, [r, width], count, row, table.unknown) : []
  })
  const silent = table.silent.flatMap((count, c) => {
    const column = cells.reduce((sum, row) => sum + row[c]!, count)
    const isTold = table.ownColumns && !table.hiddenColumns[c] && !several
    return isTold ? besideGuard(table, [height, c], count, column, table.silent) : []
  })
  return [...inside, ...unknown, ...silent].filter(({ low, high }) => low <= high)

  function besideGuard(all: Breakdown, at: Place, count: number, line: number, others: number[]): Guarded[] {
    if (!isSmall(count, rule)) return []
    // All who said nothing are known to be so many, by the bases of the questions' own tables: that is no secret.
    const saidNothing = others.reduce((sum, n) => sum + n, all.neither)
    const people = all.bases.reduce(
      (sum, n) => sum + n,
      all.silent.reduce((sum, n) => sum + n, all.neither),
    )
    const [low, high] = [Math.max(1, saidNothing + line - people), Math.min(rule.hideUpTo, saidNothing, line)]
    return [{ low, high, at }]
  }
}

/** Hides more until this count can be all it must be able to be. */
function keepOpen(table: Breakdown, state: State, guard: Guarded, rule: ReleaseRule): 'open' | 'hid more' | 'never' {
  let outcome: 'open' | 'hid more' = 'open'
  const [r, c] = guard.at
  if (r < table.cells.length && c < table.bases.length - 1 && !state.cells[r]![c]) return outcome
  const count = r === table.cells.length ? table.silent[c]! : (table.cells[r]![c] ?? table.unknown[r]!)
  for (;;) {
    const { moves, places } = graphOf(table, state, rule)
    const arc = places.findIndex((place) => place[0] === r && place[1] === c)
    const short = shortOf(moves, arc, count, guard, rule)
    if (!short) return outcome
    const hide = moves.cheapest(arc, short.direction, short.wanted)
    if (!hide) return 'never'
    for (const i of hide) {
      const [row, column] = places[i]!
      if (row === -1) state.bases[column] = true
      else state.cells[row]![column] = true
    }
    outcome = 'hid more'
  }
}

/** The direction in which a count cannot go as far as it must; without the bounds it need only be able to move at all. */
function shortOf(moves: Moves, arc: number, count: number, { low, high }: Guard, rule: ReleaseRule) {
  const goals: { direction: Direction; wanted: number }[] = [
    { direction: 1, wanted: Math.max(0, high - count) },
    { direction: -1, wanted: Math.max(0, count - low) },
  ]
  if (rule.without === 'bounds') {
    if (goals.some(({ direction }) => moves.reach(arc, direction, 1) === 1)) return null
    return { direction: 1 as const, wanted: 1 }
  }
  return goals.find(({ direction, wanted }) => moves.reach(arc, direction, wanted) < wanted) ?? null
}

/** Lines as nodes: answers, groups, and in each group the sum of what is hidden. A base's place is [-1, group]. */
function graphOf(table: Breakdown, state: State, rule: ReleaseRule): { moves: Moves; places: Place[] } {
  const { cells, bases, several, unknown } = table
  const [height, width] = [cells.length, bases.length - 1]
  const column = (c: number) => height + 1 + c
  const together = (c: number) => height + 2 + width + c
  const arcs: Arc[] = []
  const places: Place[] = []
  const add = (place: Place, arc: Arc) => {
    arcs.push(arc)
    places.push(place)
  }
  const most = (count: number, c: number) => (several ? bases[c]! - count : Number.POSITIVE_INFINITY)
  for (const [r, row] of cells.entries()) {
    for (const [c, count] of row.entries()) {
      const least = state.wholeRows[r] || state.wholeColumns[c] ? 0 : 1
      const hidden = { up: most(count, c), down: count - floorOf(count, table.before[r]![c]!, least) }
      if (state.cells[r]![c]) add([r, c], { from: r, to: together(c), ...hidden })
      else if (count > 0) {
        const [low, high] = spanOf(count, rule)
        add([r, c], { from: r, to: column(c), up: Math.min(high - count, most(count, c)), down: count - low })
        add([r, c], { from: r, to: together(c), up: 0, down: 0, hide: { cost: count, ...hidden } })
      }
    }
    add([r, width], { from: r, to: column(width), up: most(unknown[r]!, width), down: table.unknownRoom[r]! })
  }
  const free = { up: Number.POSITIVE_INFINITY, down: Number.POSITIVE_INFINITY }
  for (let c = 0; c < width; c++) {
    if (!several) add([height, c], { from: height, to: column(c), up: free.up, down: table.silentRoom[c]! })
    const isTold = !several && !state.bases[c]
    const hide = { cost: bases[c]!, ...free }
    add([-1, c], {
      from: together(c),
      to: column(c),
      ...(isTold ? { ...toldTogether(cells, state, c, rule), hide } : free),
    })
  }
  add([height, width], { from: height, to: column(width), up: free.up, down: table.neither })
  return { moves: new Moves(arcs, height + 2 + width * 2), places }
}

/** How far all that is hidden in a group can move under its base. Where nothing is hidden yet, one alone would have no room. */
function toldTogether(cells: number[][], state: State, c: number, rule: ReleaseRule): { up: number; down: number } {
  const hidden = cells.flatMap((row, r) => (state.cells[r]![c] ? [row[c]!] : []))
  if (hidden.length === 0) return { up: 0, down: 0 }
  const sum = hidden.reduce((total, n) => total + n, 0)
  const [shown, half] = [rounded(sum, rule), Math.floor(rule.roundTo / 2)]
  return { up: shown + half - sum, down: sum - Math.max(0, shown - half) }
}
