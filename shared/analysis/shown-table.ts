import { sum } from '../kernel/sum.ts'
import { type HiddenBreakdown, hideInBreakdown } from './breakdown.ts'
import { baseForVerdict, type SmallNumberRule } from './disclosure-rules.ts'

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
  const rest = cells.filter((_, r) => hiddenRows[r])
  const lines = told.map((r) => cells[r]!)
  if (rest.length > 0 && !table.bases)
    lines.push(nobody(cells[0]!.length).map((_, c) => sum(rest.map((row) => row[c]!))))
  const isRest = lines.map((_, r) => r === told.length)
  const isFew = (people: number) => people < baseForVerdict
  const fewRows = lines.map((row, r) => isRest[r]! || isFew(sum(row)))
  const people = peopleIn(table, lines)
  const none = people.map(() => false)
  // Lines of few people have no room for all that must stay open; hidden whole they have more.
  let found = hideLines(table, lines, [isRest, none], rule)
  if (found.withheld) found = hideLines(table, lines, [fewRows, none], rule)
  if (found.withheld) found = hideLines(table, lines, [fewRows, people.map(isFew)], rule)
  return {
    cells: cells.map((row, r) => (hiddenRows[r] ? row.map(() => true) : found.cells[told.indexOf(r)]!)),
    bases: found.bases,
    withheld: found.withheld,
  }
}

/** By group, who answered. */
const peopleIn = ({ bases }: DeskTable, lines: number[][]): number[] =>
  bases ?? nobody(lines[0]?.length ?? 0).map((_, c) => sum(lines.map((row) => row[c]!)))

function hideLines(
  { bases, silent, isSilentGuarded = false }: DeskTable,
  cells: number[][],
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
      before: cells.map((row) => row.map(() => [])),
    },
    rule,
  )
}
