import { sum } from '../kernel/sum.ts'
import { type HiddenBreakdown, hideInBreakdown } from './breakdown.ts'
import { baseForVerdict, type SmallNumberRule } from './disclosure-rules.ts'
import type { Before } from './guards.ts'
import { isSmall } from './suppression.ts'

/** One question by one variable as it stands on a page of the desk: everybody is in one of the groups. Exact counts. */
export interface DeskTable {
  /** Answers by groups. */
  cells: number[][]
  /** By group, who answered, where a person gives several answers; else the answers add up to it. */
  bases?: number[] | null
  /** Answers that the question's own table hides. */
  hiddenRows?: boolean[]
  /** By group, who did not answer, where nothing else is told of them. */
  silent?: number[]
  /** Few of them would tell of an answer to another question. */
  isSilentGuarded?: boolean
  /** Of each count, those who cannot change places. */
  fixed?: number[][]
  others?: Others | undefined
}

/**
 * The same of others, of whom it is never shown, while it is of both together: whoever changes places here, one of them changes back. Their
 * small counts are guarded too.
 */
export interface Others {
  cells: number[][]
  bases: number[] | null
  /** By how many a count here may grow and shrink so. */
  up: number[][]
  down: number[][]
}

const nobody = (many: number) => new Array<number>(many).fill(0)

/**
 * What of a table of the desk is hidden, by the mechanism of a release. Answers that the question's own table hides are one line together,
 * for no more than their sum is known; of several answers a person not even that is, and they are left out.
 */
export function hideInTable(
  table: DeskTable,
  rule: SmallNumberRule,
): Pick<HiddenBreakdown, 'cells' | 'bases' | 'withheld'> {
  const { cells, hiddenRows = cells.map(() => false) } = table
  const told = cells.flatMap((_, r) => (hiddenRows[r] ? [] : [r]))
  const hasRest = hiddenRows.includes(true) && !table.bases
  const folded = (all: number[][]) => [...told.map((r) => all[r]!), ...(hasRest ? [added(all, hiddenRows)] : [])]
  const lines = folded(cells)
  const isRest = lines.map((_, r) => r === told.length)
  const more: Lines = {
    ...table,
    cells: lines,
    fixed: folded(table.fixed ?? cells.map(({ length }) => nobody(length))),
    others: table.others && othersOf(table, table.others, folded),
  }
  const isFew = (people: number) => people < baseForVerdict
  const fewRows = lines.map((row, r) => isRest[r]! || isFew(sum(row)))
  const people = peopleIn(table, lines)
  const none = people.map(() => false)
  const hide = (rows: boolean[], columns: boolean[]) => hideLines(more, [rows, columns], rule)
  // Lines of few people have no room for all that must stay open; hidden whole they have more.
  let found = hide(isRest, none)
  if (found.withheld) found = hide(fewRows, none)
  if (found.withheld) {
    const few = people.map(isFew)
    found = hide(fewRows, few)
    // All of them together are what is left of everybody's: where that is few of a line, their being hidden one by one is not enough.
    const isLeft = lines.some((row, r) => !isRest[r] && isSmall(sum(row.filter((_, c) => few[c])), rule))
    found = { ...found, withheld: found.withheld || isLeft }
  }
  return {
    cells: cells.map((row, r) => (hiddenRows[r] ? row.map(() => true) : found.cells[told.indexOf(r)]!)),
    bases: found.bases,
    withheld: found.withheld,
  }
}

/** By group, who answered. */
const peopleIn = ({ bases }: DeskTable, lines: number[][]): number[] =>
  bases ?? nobody(lines[0]?.length ?? 0).map((_, c) => sum(lines.map((row) => row[c]!)))

/** By group, all lines of which it holds. */
const added = (cells: number[][], isIn: boolean[]): number[] =>
  nobody(cells[0]?.length ?? 0).map((_, c) => sum(cells.map((row, r) => (isIn[r] ? row[c]! : 0))))

/** Of the same lines. What is one line here keeps each of its answers: people change places within the largest of them. */
function othersOf(
  { cells, hiddenRows = [] }: DeskTable,
  { up, down, bases, cells: counts }: Others,
  folded: (all: number[][]) => number[][],
): Others {
  const people = cells.map((row, r) => (hiddenRows[r] ? sum(row) : -1))
  const most = people.indexOf(Math.max(...people))
  const largest = (room: number[][]) =>
    folded(room.map((row, r) => (hiddenRows[r] && r !== most ? row.map(() => 0) : row)))
  return { bases, cells: folded(counts), up: largest(up), down: largest(down) }
}

/** What is left to the others where it is few, as a count from which this one must differ by any of 1 to 4. */
function leftTo(others: Others | undefined, count: number, r: number, c: number, rule: SmallNumberRule): Before[] {
  if (!others) return []
  const left = others.cells[r]![c]!
  const rest = others.bases ? others.bases[c]! - left : 0
  return [
    ...(isSmall(left, rule) ? [{ count: count + left, hidden: false }] : []),
    ...(isSmall(rest, rule) ? [{ count: count - rest, hidden: false }] : []),
  ]
}

/** A table of which what is hidden whole is one line. */
interface Lines extends DeskTable {
  fixed: number[][]
}

function hideLines(
  { cells, bases, silent, isSilentGuarded = false, others, fixed }: Lines,
  [hiddenRows, hiddenColumns]: [boolean[], boolean[]],
  rule: SmallNumberRule,
) {
  const width = hiddenColumns.length
  const people = peopleIn({ cells, bases: bases ?? null }, cells)
  return hideInBreakdown(
    {
      cells,
      unknown: nobody(cells.length),
      silent: silent ?? nobody(width),
      neither: 0,
      unknownRoom: nobody(cells.length),
      silentRoom: silent ?? nobody(width),
      leading: [],
      bases: [...people, 0],
      several: Boolean(bases),
      hiddenRows,
      hiddenColumns,
      ownRows: true,
      ownColumns: isSilentGuarded,
      before: cells.map((row, r) => row.map((count, c) => leftTo(others, count, r, c, rule))),
      room: {
        up: others?.up ?? cells.map((row) => row.map(() => Number.POSITIVE_INFINITY)),
        down: cells.map((row, r) =>
          row.map((count, c) => Math.min(count - fixed[r]![c]!, others ? others.down[r]![c]! : count)),
        ),
      },
    },
    rule,
  )
}
