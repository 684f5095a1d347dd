import type { SmallNumberRule } from './disclosure-rules.ts'

/** A count as it may be shown; null where it is hidden. */
export type Shown = number | null

/** Primary suppression: 1 to the rule's limit. */
export const isSmall = (count: number, rule: SmallNumberRule): boolean => count > 0 && count <= rule.hideUpTo

export const rounded = (count: number, rule: SmallNumberRule): number => Math.round(count / rule.roundTo) * rule.roundTo

/** Whom a hidden part takes with it: the smallest other part, or the nearest in order, where order means something. */
export type Companion = 'smallest' | 'neighbour'

/**
 * Which parts of a line with a published total are hidden. One hidden part alone could be had by subtraction, and parts
 * that together are small say too much: then another is hidden too. A zero hides nothing.
 */
export function hiddenParts(
  parts: readonly number[],
  rule: SmallNumberRule,
  companion: Companion = 'smallest',
): boolean[] {
  const hidden = parts.map((part) => isSmall(part, rule))
  const sum = () => parts.reduce((total, part, i) => total + (hidden[i] ? part : 0), 0)
  const number = () => hidden.filter(Boolean).length
  while (number() > 0 && (number() === 1 || sum() <= rule.hideUpTo)) {
    const next = companion === 'smallest' ? smallestShown(parts, hidden) : nearestShown(parts, hidden)
    if (next === -1) break
    hidden[next] = true
  }
  return hidden
}

export function smallestShown(parts: readonly number[], hidden: readonly boolean[]): number {
  let found = -1
  parts.forEach((part, i) => {
    if (!hidden[i] && part > 0 && (found === -1 || part < parts[found]!)) found = i
  })
  return found
}

/** Next to the first hidden one: the same in every table, so that no two tables together give it away. */
export function nearestShown(parts: readonly number[], hidden: readonly boolean[]): number {
  const from = hidden.indexOf(true)
  const after = parts.findIndex((part, i) => i > from && !hidden[i] && part > 0)
  return after !== -1 ? after : parts.findLastIndex((part, i) => i < from && !hidden[i] && part > 0)
}

/** A one-way table whose parts make up a whole: what may be shown of each. */
export function oneWay(parts: readonly number[], rule: SmallNumberRule, companion?: Companion): Shown[] {
  const hidden = hiddenParts(parts, rule, companion)
  return parts.map((part, i) => (hidden[i] ? null : rounded(part, rule)))
}

/** Parts that overlap (several answers a person) cannot be had from one another: only the small ones are hidden. */
export const overlapping = (parts: readonly number[], rule: SmallNumberRule): Shown[] =>
  parts.map((part) => (isSmall(part, rule) ? null : rounded(part, rule)))

/** Redact, then round; the total is made again from what is shown (OpenSAFELY's order). */
export function redactThenRound(parts: readonly number[], rule: SmallNumberRule): { cells: Shown[]; total: number } {
  const cells = overlapping(parts, rule)
  return { cells, total: cells.reduce<number>((sum, cell) => sum + (cell ?? 0), 0) }
}
