/** Every number of disclosure control, here and nowhere else. */

/**
 * What keeps a release safe beside its numbers. Each can be taken away alone, so that the adversary's test can show that it
 * is needed; the product never does.
 */
export const protections = ['companions', 'bounds', 'complements', 'alike', 'parents', 'totals', 'earlier'] as const
export type Protection = (typeof protections)[number]
/** The same of the pages of the boroughs, which stand beside releases. */
export type PageProtection = 'row sums' | 'end'

export interface SmallNumberRule {
  /** Counts from 1 to this are not shown. Zero is. */
  hideUpTo: number
  /** Shown counts are rounded to a multiple of this; 1 leaves them as they are. */
  roundTo: number
  /** Shares need at least this many who answered. */
  baseForShares: number
  without?: Protection | PageProtection | 'bases'
}

/** For analysts, officers and approvers, inside the desk; each question asked is logged. */
export const analystRule: AnalystRule = { hideUpTo: 4, roundTo: 1, baseForShares: 1, leastForTables: 30 }

export interface AnalystRule extends SmallNumberRule {
  /** Of fewer people in all there is no table of one question by another, and no page within a filter. */
  leastForTables: number
}

export interface ReleaseRule extends SmallNumberRule {
  /** More answers, in all and in each table, before a consultation is released again. */
  moreBefore: number
}

/** For everybody: the threshold and the base are a pair, so that a shown 10 may be anything from 8 to 12. */
export const publicRule: ReleaseRule = { hideUpTo: 7, roundTo: 5, baseForShares: 30, moreBefore: 10 }

/** A comparison with an area needs at least this many who answered the question. */
export const baseForVerdict = 30

/** An index is not shown for a category whose share of the area is below this. */
export const shareForIndex = 0.01

/** Figures of an open consultation move on in steps of this many changes, so that no refresh shows one person's answer. */
export const liveStep = 10

/** The words on a page, shorter where there is little room, and the sign in a file, where a number is hidden. */
export const hiddenWords = 'not shown'
export const hiddenShort = 'hidden'
export const hiddenSign = '[c]'
/** Why: true of a small number and of a large one beside it. Which of the two it is would tell too much. */
export const hiddenBecause = 'too few, or hidden so that a smaller number cannot be worked out'
