import { benjaminiHochberg, holm } from './adjust.ts'
import { baseForVerdict, shareForIndex } from './disclosure-rules.ts'
import { againstShare, type Interval, wilson } from './proportions.ts'

/** The words a comparison may end in; never colours, always with "if this were a random sample". */
export type VerdictWord = 'much fewer' | 'fewer' | 'in line' | 'more' | 'cannot tell'

/** One category: how many who answered are in it, and how many residents of the area. */
export interface Counted {
  answered: number
  residents: number
}

export interface Compared extends Counted {
  share: number
  areaShare: number
  interval: Interval
  /** 100 is proportionate; null where the area's share is under 1% or the base is small. */
  index: number | null
  verdict: VerdictWord
  /** More answers from this category alone that would close the gap; only beside *fewer* and *much fewer*. */
  shortfall: number | null
}

/**
 * Compares who answered with who lives there, one characteristic at a time, by the rule of docs/inclusion-method.md.
 * `base` is everybody who answered the question; `population` the area's residents without the census's "Not answered".
 * One result a category, in their order; shares and interval from 0 to 1, the index 100 · share / area's share, the
 * shortfall in people. Holm and Benjamini-Hochberg run over the categories of the characteristic. RangeError for a count
 * that is none, or larger than its base or population.
 */
export function compare(categories: readonly Counted[], base: number, population: number): Compared[] {
  const areaShares = categories.map(({ residents }) => shareOf(residents, population))
  const p = categories.map((c, i) => againstShare(c.answered, base, areaShares[i]!))
  const strict = holm(p)
  const discovery = benjaminiHochberg(p)
  return categories.map((category, i) => {
    const share = shareOf(category.answered, base)
    const areaShare = areaShares[i]!
    const interval = wilson(category.answered, base)
    const verdict =
      base < baseForVerdict || areaShare === 0
        ? 'cannot tell'
        : verdictOf({ share, areaShare, interval, holm: strict[i]!, q: discovery[i]! })
    const isFewer = verdict === 'fewer' || verdict === 'much fewer'
    return {
      ...category,
      share,
      areaShare,
      interval,
      index: base >= baseForVerdict && areaShare >= shareForIndex ? (100 * share) / areaShare : null,
      verdict,
      shortfall: isFewer ? shortfall(category, base, population) : null,
    }
  })
}

const shareOf = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)

interface Evidence {
  share: number
  areaShare: number
  interval: Interval
  holm: number
  q: number
}

/** The rule, in the order it is written down. */
export function verdictOf({ share, areaShare, interval, holm, q }: Evidence): VerdictWord {
  const index = (100 * share) / areaShare
  if (holm < 0.05 && index < 80) return 'much fewer'
  if (q < 0.1 && index < 90) return 'fewer'
  if (q < 0.1 && index > 110) return 'more'
  if (interval[0] >= 0.8 * areaShare && interval[1] <= 1.25 * areaShare) return 'in line'
  return 'cannot tell'
}

/**
 * How many more answers, all from this category, would bring its share up to the area's: ⌈(P n − x) / (1 − P)⌉, in people.
 * Counted in whole numbers, so that an exact quotient is not rounded up by a floating-point crumb. Null where everybody
 * who lives there is in the category, and no number of answers would do (some gave an answer the census has no word for).
 */
export function shortfall(category: Counted, base: number, population: number): number | null {
  const missing = category.residents * base - category.answered * population
  if (missing <= 0) return 0
  return category.residents < population ? Math.ceil(missing / (population - category.residents)) : null
}

/** Several categories as one: the shortfall of a whole is not the sum of its parts' shortfalls. */
export const joined = (categories: readonly Counted[]): Counted => ({
  answered: categories.reduce((sum, c) => sum + c.answered, 0),
  residents: categories.reduce((sum, c) => sum + c.residents, 0),
})
