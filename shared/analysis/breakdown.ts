import { sum } from '../kernel/sum.ts'
import { type Graph, graphOf, type HiddenLines, type Place } from './breakdown-moves.ts'
import type { SmallNumberRule } from './disclosure-rules.ts'
import { type Before, type Guard, guardsOf, sinceGuards, spanOf, staysHidden } from './guards.ts'
import type { Direction, Moves } from './moves.ts'
import { isSmall } from './suppression.ts'

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
  /** Groups that lead to another question, broken down likewise: by row, how many of their people did not answer it. */
  leading: { groups: boolean[]; silent: number[] }[]
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
  /** By answer and group: by how many more, and fewer, it can be at the most; where others must change places the other way. */
  room?: { up: number[][]; down: number[][] }
  /** By group, its base in them, where a person could give several answers. */
  basesBefore?: Before[][]
}

export interface HiddenBreakdown extends HiddenLines {
  /** Nothing of it can be shown safely. */
  withheld: boolean
}

interface Guarded extends Guard {
  at: Place
}

/**
 * Hides the small counts of a breakdown, groups of under 30 whole, and then, for the least loss, what else must go so that
 * each small count may be anything from 1 to 7 as far as anybody can tell, its lines' totals known. The witness for that
 * leaves all totals as they are, so it stands whatever other tables of the same people are published.
 */
export function hideInBreakdown(table: Breakdown, rule: SmallNumberRule): HiddenBreakdown {
  const state = begin(table, rule)
  if (rule.without === 'companions' || keepAllOpen(table, state, rule)) return state
  // Rows of few people have no room for all that must stay open; hidden whole they have more.
  const isFew = table.cells.map((row) => sum(row) < rule.baseForShares)
  const hiddenRows = table.hiddenRows.map((is, r) => is || isFew[r]!)
  const second = begin({ ...table, hiddenRows }, rule)
  return { ...second, withheld: !keepAllOpen(table, second, rule) }
}

/**
 * Of which rows it may be told as well how many people are in it and in a group, made of rounded parts as a base is; of all of
 * them at once, all else staying as it is.
 */
export function rowsToTell(table: Breakdown, hidden: HiddenBreakdown, rule: SmallNumberRule): boolean[] {
  const rowSums = table.cells.map((row, r) => hidden.withheld || hidden.wholeRows[r]! || isSmall(sum(row), rule))
  if (rule.without !== 'row sums') keepAllOpen(table, { ...hidden, rowSums }, rule)
  return rowSums.map((is) => !is)
}

/** False where nothing helps. */
function keepAllOpen(table: Breakdown, state: HiddenLines, rule: SmallNumberRule): boolean {
  const guards = guardsIn(table, rule)
  let graph = graphOf(table, state, rule)
  for (let again = true; again; ) {
    again = false
    for (const guard of guards) {
      for (let hide = toHide(table, state, graph, guard, rule); hide?.length !== 0; ) {
        if (!hide) return false
        for (const place of hide) put(state, place)
        again = true
        graph = graphOf(table, state, rule)
        hide = toHide(table, state, graph, guard, rule)
      }
    }
  }
  return true
}

function put(state: HiddenLines, [row, column]: Place) {
  if (row === -1) state.bases[column] = true
  else if (column === -1) state.rowSums![row] = true
  else state.cells[row]![column] = true
}

function begin(table: Breakdown, rule: SmallNumberRule): HiddenBreakdown {
  const { cells, bases } = table
  const alike = (counts: number[], people: number) =>
    rule.without !== 'alike' && people < rule.baseForShares && counts.filter((n) => n > 0).length === 1
  const wholeRows = cells.map((row, r) => table.hiddenRows[r]! || alike(row, sum(row)))
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
function tellsSilent(
  table: Breakdown,
  c: number,
  rule: SmallNumberRule,
  part: number,
): { above: boolean; below: boolean } {
  const { several, silent, bases, ownColumns } = table
  if (!several || !ownColumns || rule.without === 'complements' || !isSmall(silent[c]!, rule))
    return { above: false, below: false }
  // How many are in the group is rounded in its own table; other breakdowns by it, added up, may tell it exactly.
  const people = bases[c]! + silent[c]!
  const [from, to] = spanOf(part, rule)
  return { above: people - from < rule.hideUpTo, below: people - to > 1 }
}

/** Bases that are small, or that tell of the few who gave no answer, or came since; with the former others, so that these few can be any. */
function hiddenBases(table: Breakdown, rule: SmallNumberRule): boolean[] {
  const { several, bases, silent, neither, ownColumns } = table
  const hidden = table.hiddenColumns.map((is, c) => {
    const told = tellsSilent(table, c, rule, bases[c]!)
    const before = table.basesBefore?.[c] ?? []
    const changed = sinceGuards(bases[c]!, before, rule).length > 0 || staysHidden(bases[c]!, before, rule)
    return is || isSmall(bases[c]!, rule) || told.above || told.below || changed
  })
  if (!several || !ownColumns || rule.without === 'complements') return hidden
  const columns = hidden.map((_, c) => c)
  const spare = (but: number) => neither + sum(silent.filter((_, c) => hidden[c] && c !== but))
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
function cellGuards(table: Breakdown, r: number, c: number, rule: SmallNumberRule): Guard[] {
  const { cells, several, bases, silent } = table
  const count = cells[r]![c]!
  const own = guardsOf(count, several ? bases[c]! : null, rule)
  const beside = tellsSilent(table, c, rule, count).above
    ? [{ low: bases[c]! + silent[c]! - rule.hideUpTo, high: count }]
    : []
  return [...own, ...sinceGuards(count, table.before[r]![c]!, rule), ...beside]
}

function guardsIn(table: Breakdown, rule: SmallNumberRule): Guarded[] {
  const { cells, several, bases } = table
  const inside = cells.flatMap((row, r) =>
    row.flatMap((_, c) => cellGuards(table, r, c, rule).map((guard): Guarded => ({ ...guard, at: [r, c] }))),
  )
  if (rule.without === 'complements') return inside
  const [height, width] = [cells.length, bases.length - 1]
  const unknown = table.unknown.flatMap((count, r) => {
    const row = count + sum(cells[r]!)
    return table.ownRows && !table.hiddenRows[r] ? besideGuard(table, [r, width], count, row, table.unknown) : []
  })
  const silent = table.silent.flatMap((count, c) => {
    const column = count + sum(cells.map((row) => row[c]!))
    const isTold = table.ownColumns && !table.hiddenColumns[c] && !several
    return isTold ? besideGuard(table, [height, c], count, column, table.silent) : []
  })
  return [...inside, ...unknown, ...silent].filter(({ low, high }) => low <= high)

  function besideGuard(all: Breakdown, at: Place, count: number, line: number, others: number[]): Guarded[] {
    if (!isSmall(count, rule)) return []
    // All who said nothing are known to be so many, by the bases of the questions' own tables: that is no secret.
    const saidNothing = all.neither + sum(others)
    const people = all.neither + sum(all.silent) + sum(all.bases)
    const [low, high] = [Math.max(1, saidNothing + line - people), Math.min(rule.hideUpTo, saidNothing, line)]
    return [{ low, high, at }]
  }
}

/** What else to hide so that this count can be more of what it must be able to be; nothing when it is open, null when nothing helps. */
function toHide(
  table: Breakdown,
  state: HiddenLines,
  { moves, places }: Graph,
  guard: Guarded,
  rule: SmallNumberRule,
): Place[] | null {
  const [r, c] = guard.at
  if (r < table.cells.length && c < table.bases.length - 1 && !state.cells[r]![c]) return []
  const count = r === table.cells.length ? table.silent[c]! : (table.cells[r]![c] ?? table.unknown[r]!)
  const arc = places.findIndex((place) => place[0] === r && place[1] === c)
  const short = shortOf(moves, arc, count, guard, rule)
  if (!short) return []
  const hide = moves.cheapest(arc, short.direction, short.wanted)
  return hide?.map((i) => places[i]!) ?? null
}

/** The direction in which a count cannot go as far as it must; without the bounds it need only be able to move at all. */
function shortOf(moves: Moves, arc: number, count: number, { low, high }: Guard, rule: SmallNumberRule) {
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
