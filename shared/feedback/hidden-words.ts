import { publicRule } from '../analysis/disclosure-rules.ts'
import { list } from '../analysis/words.ts'
import { count, say } from '../kernel/text.ts'
import type { Line, PublicTable } from './release-tables.ts'

/**
 * What a public table hides and why, in sentences. Made from the public table alone, so that it tells nothing more: which of
 * the hidden numbers are the small ones is not said.
 */
export function hiddenIn(table: PublicTable): string[] {
  const cells = table.columns.flatMap(({ counts }) => counts)
  const joined = joinedIn([...table.rows, ...table.columns])
  if (cells.length > 0 && cells.every((cell) => cell === null))
    return [...joined, 'Nothing of it can be shown: too few people, or too much could be worked out from the rest.']
  const { whole, hidden } = { whole: wholeGroups(table), hidden: cells.filter((cell) => cell === null).length }
  const groups =
    whole.length > 0
      ? [
          `Hidden whole, as groups of fewer than ${publicRule.baseForShares} or too few in another table: ${list(whole)}.`,
        ]
      : []
  const rest = hidden - whole.length * table.rows.length
  const numbers =
    rest > 0
      ? [
          `${count(rest, 'number')} hidden: counts of 1 to ${publicRule.hideUpTo}, and others from which they, or a small change since an earlier release, could be worked out.`,
        ]
      : []
  return [...joined, ...groups, ...numbers]
}

const joinedIn = (lines: readonly Line[]): string[] =>
  lines.flatMap(({ label, of = [] }) =>
    of.length > 1 ? [`“${say(label, 'en')}” stands for ${of.length} answers, too few to be shown apart.`] : [],
  )

const wholeGroups = ({ by, columns }: PublicTable): string[] =>
  by ? columns.filter(({ counts }) => counts.every((one) => one === null)).map(({ label }) => say(label, 'en')) : []

/** What a release would change, beside the one before it: in sentences for whoever freezes. */
export function changesSince(now: readonly PublicTable[], before: readonly PublicTable[]): string[] {
  const dropped = before.filter(({ id }) => !now.some((one) => one.id === id)).length
  const added = now.filter(({ id }) => !before.some((one) => one.id === id)).length
  const hiddenNow = now.reduce((sum, table) => sum + newlyHidden(table, before), 0)
  const numbers = now.reduce((sum, table) => sum + changed(table, before), 0)
  return [
    ...(added > 0 ? [`${count(added, 'table')} would be new.`] : []),
    ...(dropped > 0 ? [`${count(dropped, 'table')} of the last release would be gone.`] : []),
    ...(numbers > 0 ? [`${count(numbers, 'number')} would change.`] : []),
    ...(hiddenNow > 0
      ? [
          `${count(hiddenNow, 'number')} that the last release shows would be hidden: a small change would stand out between the two.`,
        ]
      : []),
  ]
}

/** Pairs of what was shown of a number then and now, by the ids of its row and column. */
function pairs(table: PublicTable, before: readonly PublicTable[]) {
  const last = before.find(({ id }) => id === table.id)
  if (!last) return []
  return table.columns.flatMap((column) => {
    const earlier = last.columns.find(({ id }) => id === column.id)
    return table.rows.flatMap((row, r) => {
      const place = last.rows.findIndex(({ id }) => id === row.id)
      return earlier && place >= 0 ? [{ now: column.counts[r] ?? null, old: earlier.counts[place] ?? null }] : []
    })
  })
}

const newlyHidden = (table: PublicTable, before: readonly PublicTable[]) =>
  pairs(table, before).filter(({ now, old }) => now === null && old !== null).length
const changed = (table: PublicTable, before: readonly PublicTable[]) =>
  pairs(table, before).filter(({ now, old }) => now !== null && old !== null && now !== old).length
