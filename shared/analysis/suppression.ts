import type { SmallNumberRule } from './disclosure-rules.ts'

/** A count as it may be shown; null where it is hidden. */
export type Shown = number | null

/** Primary suppression: 1 to the rule's limit. */
export const isSmall = (count: number, rule: SmallNumberRule): boolean => count > 0 && count <= rule.hideUpTo

export const rounded = (count: number, rule: SmallNumberRule): number => Math.round(count / rule.roundTo) * rule.roundTo

/** Whom a small part takes with it for the least loss; -1 when nobody is left. */
export function smallestShown(parts: readonly number[], isOut: readonly boolean[]): number {
  let found = -1
  parts.forEach((part, i) => {
    if (!isOut[i] && part > 0 && (found === -1 || part < parts[found]!)) found = i
  })
  return found
}

/** The next one after it, else the one before it: the same in every table, so that no two tables together give it away. */
export function nearestShown(parts: readonly number[], from: number, isOut: readonly boolean[]): number {
  const after = parts.findIndex((part, i) => i > from && !isOut[i] && part > 0)
  return after !== -1 ? after : parts.findLastIndex((part, i) => i < from && !isOut[i] && part > 0)
}
