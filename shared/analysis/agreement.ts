import { sum } from '../kernel/sum.ts'
import { mustBeCounts } from './must-be.ts'

/** How far two or more people who coded the same answers agree, beyond chance. */

export type Scale = 'nominal' | 'ordinal' | 'interval' | 'ratio'

/**
 * Krippendorff's alpha: 1 − D_o/D_e from the coincidence matrix of pairable values. `codes` is coders × units, null where a
 * coder did not code the unit; a unit with one code alone says nothing. Values are numbers: for `nominal` any labels, for
 * `ordinal` their order counts, for `interval` and `ratio` their size (ratio: none below zero). 1 is perfect, 0 is chance.
 * Null where nothing can be paired, or only one value was ever used. RangeError for a code that is no finite number.
 * Krippendorff 1980; Hayes & Krippendorff 2007.
 */
export function krippendorffAlpha(codes: readonly (readonly (number | null)[])[], scale: Scale): number | null {
  const units = (codes[0] ?? []).map((_, u) =>
    codes.map((coder) => coder[u]).filter((code) => typeof code === 'number'),
  )
  const pairable = units.filter((unit) => unit.length > 1)
  const values = [...new Set(pairable.flat())].sort((a, b) => a - b)
  if (!values.every((value) => Number.isFinite(value) && (scale !== 'ratio' || value >= 0)))
    throw new RangeError(`A code is no value of a scale that is ${scale}`)
  if (values.length < 2) return null
  const place = new Map(values.map((value, i) => [value, i]))
  const together = values.map(() => values.map(() => 0))
  for (const unit of pairable)
    unit.forEach((a, i) => {
      unit.forEach((b, j) => {
        if (i !== j) together[place.get(a)!]![place.get(b)!]! += 1 / (unit.length - 1)
      })
    })
  const totals = together.map(sum)
  const n = sum(totals)
  const apart = (a: number, b: number) => distances[scale]({ values, totals, a, b })
  const observed = sum(together.flatMap((row, a) => row.map((count, b) => count * apart(a, b))))
  const byChance = sum(totals.flatMap((m, a) => totals.map((k, b) => m * k * apart(a, b)))) / (n - 1)
  return 1 - observed / byChance
}

interface Pair {
  values: readonly number[]
  totals: readonly number[]
  a: number
  b: number
}

const distances: Record<Scale, (pair: Pair) => number> = {
  nominal: ({ a, b }) => (a === b ? 0 : 1),
  ordinal: ({ totals, a, b }) => {
    const [from, to] = [Math.min(a, b), Math.max(a, b)]
    return a === b ? 0 : (sum(totals.slice(from, to + 1)) - (totals[from]! + totals[to]!) / 2) ** 2
  },
  interval: ({ values, a, b }) => (values[a]! - values[b]!) ** 2,
  ratio: ({ values, a, b }) => (a === b ? 0 : ((values[a]! - values[b]!) / (values[a]! + values[b]!)) ** 2),
}

export interface Kappa {
  /** 1 is perfect, 0 is chance. */
  kappa: number
  /** Its standard error for intervals (not for a test of zero). */
  error: number
}

/**
 * Cohen's kappa of two coders: (p_o − p_e)/(1 − p_e), with error by the delta method. `table` is counts, first coder's
 * categories by the second's, in the same order. `linear` gives half-marks, 1 − |i−j|/(k−1), for categories in order.
 * Null where the table is empty, or both only ever used one category. RangeError for a table that is not square, or a count
 * below zero or not finite.
 * Cohen 1960; Fleiss, Cohen & Everitt 1969.
 */
export function cohenKappa(table: readonly (readonly number[])[], marks: 'exact' | 'linear' = 'exact'): Kappa | null {
  const k = table.length
  if (table.some((row) => row.length !== k)) throw new RangeError('The table is not square')
  mustBeCounts(table.flat())
  const n = sum(table.flat())
  if (n === 0) return null
  const mark = (i: number, j: number) => (marks === 'exact' ? Number(i === j) : 1 - Math.abs(i - j) / (k - 1))
  const p = table.map((row) => row.map((count) => count / n))
  const first = p.map(sum)
  const second = first.map((_, j) => sum(p.map((row) => row[j]!)))
  const over = (of: (i: number, j: number) => number) => sum(p.flatMap((row, i) => row.map((_, j) => of(i, j))))
  const seen = over((i, j) => mark(i, j) * p[i]![j]!)
  const byChance = over((i, j) => mark(i, j) * first[i]! * second[j]!)
  if (!(byChance < 1)) return null
  const ofRow = first.map((_, i) => sum(second.map((share, j) => share * mark(i, j))))
  const ofColumn = second.map((_, j) => sum(first.map((share, i) => share * mark(i, j))))
  const spread = over((i, j) => {
    const pull = mark(i, j) * (1 - byChance) - (ofRow[i]! + ofColumn[j]!) * (1 - seen)
    return p[i]![j]! * pull ** 2
  })
  const variance = (spread - (seen * byChance - 2 * byChance + seen) ** 2) / (n * (1 - byChance) ** 4)
  return { kappa: (seen - byChance) / (1 - byChance), error: Math.sqrt(Math.max(0, variance)) }
}
