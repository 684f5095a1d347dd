import type { ReleaseRule, SmallNumberRule } from './disclosure-rules.ts'
import { isSmall, rounded, type Shown } from './suppression.ts'

/** A count that must stay open: as far as anybody can tell it may be as low as `low` and as high as `high`. */
export interface Guard {
  low: number
  high: number
}

/** The exact counts a shown number may stand for. A zero is a zero. */
export function spanOf(count: number, rule: SmallNumberRule): [low: number, high: number] {
  const shown = rounded(count, rule)
  const half = Math.floor(rule.roundTo / 2)
  return count === 0 ? [0, 0] : [Math.max(rule.hideUpTo + 1, shown - half), shown + half]
}

/** A small count, or what is missing from it to a whole: 1 to 7 must all be possible. */
export function guardsOf(count: number, whole: number | null, rule: ReleaseRule): Guard[] {
  const own = isSmall(count, rule) ? [{ low: 1, high: rule.hideUpTo }] : []
  const rest = whole === null || rule.without === 'complements' ? 0 : whole - count
  return isSmall(rest, rule) ? [...own, { low: Math.max(0, whole! - rule.hideUpTo), high: whole! - 1 }] : own
}

/** The same count in a release before, where it was shown. */
export interface Before {
  count: number
  shown: Shown
}

/** What came or went since an earlier release must stay open too, where it is small. */
export function sinceGuards(count: number, before: readonly Before[], rule: ReleaseRule): Guard[] {
  if (rule.without === 'earlier') return []
  return before.flatMap(({ count: old, shown }): Guard[] => {
    if (shown === null || !isSmall(Math.abs(count - old), rule)) return []
    return count > old
      ? [{ low: old + 1, high: old + rule.hideUpTo }]
      : [{ low: Math.max(0, old - rule.hideUpTo), high: old - 1 }]
  })
}

/** Whether a count shown now beside what was shown before would narrow a small change down. */
export function tellsChange(count: number, before: readonly Before[], rule: ReleaseRule): boolean {
  if (rule.without === 'earlier') return false
  const [low, high] = spanOf(count, rule)
  return before.some(({ count: old, shown }) => {
    const change = count - old
    if (!isSmall(Math.abs(change), rule)) return false
    // A count hidden then may have been anything from 1 to 7 at least.
    const [from, to] = shown === null ? [1, rule.hideUpTo] : spanOf(old, rule)
    const [least, most] = change > 0 ? [low - to, high - from] : [from - high, to - low]
    return least > 1 || most < rule.hideUpTo
  })
}

/** The least a hidden count can be: not under what was shown of it before, for answers come and hardly ever go. */
export function floorOf(count: number, before: readonly Before[], least: 0 | 1): number {
  const shown = before.filter(({ shown: one, count: old }) => one !== null && old <= count).map((one) => one.count)
  return Math.min(count, Math.max(least, ...shown))
}
