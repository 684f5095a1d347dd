import type { SmallNumberRule } from './disclosure-rules.ts'
import { isSmall, rounded } from './suppression.ts'

/** A count that must stay open: as far as anybody can tell it may be as low as `low` and as high as `high`. */
export interface Guard {
  low: number
  high: number
  /** It is a change since an earlier release: only what came since can make it another. */
  since?: true
}

/** The exact counts a shown number may stand for. A zero is a zero. */
export function spanOf(count: number, rule: SmallNumberRule): [low: number, high: number] {
  const [low, high] = roundedSpan(rounded(count, rule), rule)
  return count === 0 ? [0, 0] : [Math.max(rule.hideUpTo + 1, low), high]
}

/** All that is rounded to this: 25 to 34 are 30 where tens are shown, 28 to 32 where fives are. */
export function roundedSpan(shown: number, { roundTo }: SmallNumberRule): [low: number, high: number] {
  const below = Math.floor(roundTo / 2)
  return [Math.max(0, shown - below), shown + roundTo - 1 - below]
}

/** A small count, or what is missing from it to a whole: 1 to 7 must all be possible. */
export function guardsOf(count: number, whole: number | null, rule: SmallNumberRule): Guard[] {
  const own = isSmall(count, rule) ? [{ low: 1, high: rule.hideUpTo }] : []
  const rest = whole === null || rule.without === 'complements' ? 0 : whole - count
  return isSmall(rest, rule) ? [...own, { low: Math.max(0, whole! - rule.hideUpTo), high: whole! - 1 }] : own
}

/** The same count in an earlier release. */
export interface Before {
  count: number
  hidden: boolean
}

/** What came or went since an earlier release is a count of its own: where it is small it must stay open too. */
export function sinceGuards(count: number, before: readonly Before[], rule: SmallNumberRule): Guard[] {
  if (rule.without === 'earlier') return []
  return before.flatMap(({ count: old }): Guard[] => {
    if (!isSmall(Math.abs(count - old), rule)) return []
    return count > old
      ? [{ low: old + 1, high: old + rule.hideUpTo, since: true }]
      : [{ low: Math.max(0, old - rule.hideUpTo), high: old - 1, since: true }]
  })
}

/**
 * What was hidden before stays hidden: shown again only once it has changed enough, it would tell by being shown how many
 * hid behind it then.
 */
export const staysHidden = (count: number, before: readonly Before[], rule: SmallNumberRule): boolean =>
  rule.without !== 'earlier' && count > 0 && before.some(({ hidden }) => hidden)

/** The least a hidden count can be: not under what it was before, for answers come and hardly ever go. */
export const floorOf = (count: number, before: readonly Before[], least: 0 | 1): number =>
  Math.min(count, Math.max(least, ...before.map((one) => one.count).filter((old) => old <= count)))
