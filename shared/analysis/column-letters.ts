import { bonferroni, holm } from './adjust.ts'
import { baseForVerdict } from './disclosure-rules.ts'
import { normalBelow } from './distributions.ts'
import { pooledZ } from './exact-intervals.ts'

export type Adjustment = 'holm' | 'bonferroni' | 'none'

export interface LetterRules {
  /** Adjusted p-values under this earn a letter. */
  level?: number
  adjustment?: Adjustment
  /** A column with a smaller base is neither lettered nor compared with. */
  leastBase?: number
  /** Somebody may stand in two columns (several answers a person, or a part beside its total): nothing is tested. */
  overlapping?: boolean
}

export interface LetteredRow {
  /** One a column: the letters of the columns whose share is lower. */
  letters: string[]
  /** Pairs [first column, second column] that were tested, with the p-value before and after adjusting. */
  pairs: { columns: [number, number]; p: number; adjusted: number }[]
}

/** A, B, … Z, AA, AB, … */
export function columnLetter(column: number): string {
  const last = String.fromCharCode(65 + (column % 26))
  return column < 26 ? last : columnLetter(Math.floor(column / 26) - 1) + last
}

/**
 * Which columns of one row differ: z of two shares with the share pooled, no continuity correction, two-sided, for every pair;
 * p-values adjusted over the pairs tested in the row; the higher share of a pair gets the letter of the lower.
 * `shares` and `bases` are one a column, shares from 0 to 1; of weighted data give weighted shares and Kish's effective
 * bases. A share of 0 or 1 is not tested, as in SPSS CTABLES: its error is not known. RangeError for unequal
 * lengths. Fleiss 1981, p. 139; Holm 1979.
 */
export function letterRow(shares: readonly number[], bases: readonly number[], rules: LetterRules = {}): LetteredRow {
  const { level = 0.05, adjustment = 'holm', leastBase = baseForVerdict, overlapping = false } = rules
  if (shares.length !== bases.length) throw new RangeError('One base a share is needed')
  if (overlapping) return { letters: shares.map(() => ''), pairs: [] }
  const isTested = (c: number) => bases[c]! >= leastBase && shares[c]! > 0 && shares[c]! < 1
  const tested = shares.map((_, c) => c).filter(isTested)
  const pairs = tested.flatMap((a, i) =>
    tested.slice(i + 1).flatMap((b) => {
      const z = pooledZ(shares[a]!, bases[a]!, shares[b]!, bases[b]!)
      return z === null ? [] : [{ columns: [a, b] as [number, number], p: 2 * normalBelow(-Math.abs(z)) }]
    }),
  )
  const adjusted = adjust[adjustment](pairs.map(({ p }) => p))
  return {
    letters: shares.map((_, high) => lettersOf(high)),
    pairs: pairs.map((pair, i) => ({ ...pair, adjusted: adjusted[i]! })),
  }

  function lettersOf(high: number): string {
    const lower = pairs.flatMap(({ columns: [a, b] }, i) => {
      const other = a === high ? b : b === high ? a : -1
      return other !== -1 && adjusted[i]! < level && shares[high]! > shares[other]! ? [other] : []
    })
    return lower
      .sort((a, b) => a - b)
      .map(columnLetter)
      .join(' ')
  }
}

const adjust: Record<Adjustment, (p: readonly number[]) => number[]> = { holm, bonferroni, none: (p) => [...p] }
