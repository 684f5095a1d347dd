import type { SmallNumberRule } from './disclosure-rules.ts'
import { type Before, floorOf, type Guard, guardsOf, sinceGuards, staysHidden } from './guards.ts'
import { nearestShown, smallestShown } from './suppression.ts'

/** One question on its own: exact counts of its answers, and how many people answered. */
export interface OwnTable {
  parts: number[]
  base: number
  /** Several answers a person: the parts are no parts of a whole. */
  several: boolean
  /** By answer, this table in earlier releases. */
  before: Before[][]
  /** Each time, the answers that lead to another published question: as many people must stay among them. */
  leading: boolean[][]
  /** Parts of any size that must be as free to move as a small one, for another table's sake. */
  open?: boolean[]
  /** A small part takes its neighbour along, not the smallest: the same in every table of these answers. */
  inOrder?: true
}

export interface HiddenParts {
  parts: boolean[]
  /** Nothing of it can be shown safely: the base goes too. */
  withheld: boolean
}

/**
 * Hides the small answers of a question, and others with them, until each small one may be anything from 1 to the rule's limit
 * as far as anybody can tell. What is hidden only changes places among itself, so all that is shown stays as it is. A small group
 * whose people all gave one answer is hidden whole: it would tell of each.
 */
export function hideInOwnTable(table: OwnTable, rule: SmallNumberRule): HiddenParts {
  const { parts, base, several, before } = table
  const guards = parts.map((count, i) => [
    ...guardsOf(count, several ? base : null, rule),
    ...sinceGuards(count, before[i]!, rule),
    ...(table.open?.[i] ? [{ low: Math.max(0, count - rule.hideUpTo + 1), high: count + rule.hideUpTo - 1 }] : []),
  ])
  // Where there is one answer only, as to a consent, the base says no less.
  const isAlone = parts.length > 1 && base < rule.baseForShares && parts.filter((count) => count > 0).length === 1
  if (isAlone && rule.without !== 'alike') return { parts: parts.map(() => true), withheld: false }
  const hidden = guards.map((own, i) => own.length > 0 || staysHidden(parts[i]!, before[i]!, rule))
  if (rule.without === 'companions') return { parts: hidden, withheld: false }
  const isShut = (own: Guard[], i: number) => hidden[i] && own.some((guard) => !isOpen(table, hidden, i, guard, rule))
  for (let shut = guards.findIndex(isShut); shut !== -1; shut = guards.findIndex(isShut)) {
    const isOut = hidden.map((is, i) => is || !areAlike(table, i, shut))
    const next = table.inOrder ? nearestShown(parts, shut, isOut) : smallestShown(parts, isOut)
    if (next === -1) return { parts: parts.map(() => true), withheld: true }
    hidden[next] = true
  }
  return { parts: hidden, withheld: false }
}

/** Whether people may change from the one to the other without anybody more or fewer being asked anything else. */
const areAlike = ({ leading }: OwnTable, i: number, j: number) => leading.every((leads) => leads[i] === leads[j])

/**
 * Whether the other hidden answers can take up what this one gives or wants. Answers that were hidden in every earlier release too
 * may change places in all of them alike; any other has at least what it had then.
 */
function isOpen(table: OwnTable, hidden: boolean[], i: number, guard: Guard, rule: SmallNumberRule): boolean {
  const { parts, base, several, before } = table
  const wasHidden = (j: number) => before[j]!.every((one) => one.hidden)
  const least = (j: number) => floorOf(parts[j]!, !guard.since && wasHidden(i) && wasHidden(j) ? [] : before[j]!, 1)
  const others = parts.flatMap((count, j) =>
    hidden[j] && j !== i && areAlike(table, i, j) ? [{ count, least: least(j) }] : [],
  )
  const spare = others.reduce((sum, other) => sum + other.count - other.least, 0)
  const room = several ? others.reduce((sum, { count }) => sum + base - count, 0) : Number.POSITIVE_INFINITY
  const count = parts[i]!
  const up = Math.max(0, guard.high - count)
  const down = Math.max(0, count - guard.low)
  if (rule.without === 'bounds') return others.some((other) => other.count > 0)
  return others.length > 0 && spare >= up && room >= down && (!several || base - count >= up)
}
