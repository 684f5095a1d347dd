import { isAmount } from './must-be.ts'

/** One margin: which category each case is in, and what each category should sum to. */
export interface Margin {
  name: string
  /** One a case: a place in `targets`, or −1 for a case this margin leaves alone. */
  codes: readonly number[]
  /** Sums of weights to reach; of margins over the same cases these have the same total. */
  targets: readonly number[]
}

export interface Raked {
  weights: number[]
  /** Every target is met to within the tolerance. */
  converged: boolean
  /** How often every margin was gone through. */
  sweeps: number
  /** The largest miss, as a share of its target. */
  worst: number
  /** The margin that misses most. */
  worstMargin: string
}

export interface RakeRules {
  /** The largest miss that counts as met, as a share of the target. */
  tolerance?: number
  sweeps?: number
}

/**
 * Raking, iterative proportional fitting: margin by margin, w ← w · target / Σw in each category, again until every margin
 * is met. Weights start as given and keep their ratios inside a cell of the margins; the scale is the targets'. A table is
 * raked with one case a cell. Where no weights can meet the targets (a category with a target and no case, totals that
 * differ, cells that are empty together) it stops at the limit and `converged` is false, with the miss. RangeError for
 * lengths that differ, a code without a target, or a start weight or target below zero or not finite.
 * Deming & Stephan 1940; Kalton & Flores-Cervantes 2003, J. Official Statistics 19, 81-97.
 */
export function rake(start: readonly number[], margins: readonly Margin[], rules: RakeRules = {}): Raked {
  const { tolerance = 1e-6, sweeps: limit = 500 } = rules
  for (const margin of margins) mustFit(start, margin)
  const alike = alikeIn(margins, start.length)
  const begun = new Float64Array(alike.first.length)
  for (let i = 0; i < start.length; i++) begun[alike.of[i]!]! += start[i]!
  const weights = begun.slice()
  const close = margins.map((margin): Close => ({ ...margin, codes: alike.first.map((i) => margin.codes[i]!) }))
  let state = missOf(weights, close)
  let sweeps = 0
  while (state.worst > tolerance && sweeps < limit) {
    for (const margin of close) meet(weights, margin)
    state = missOf(weights, close)
    sweeps++
  }
  const factors = weights.map((weight, k) => (begun[k]! > 0 ? weight / begun[k]! : 1))
  return {
    weights: start.map((weight, i) => weight * factors[alike.of[i]!]!),
    converged: state.worst <= tolerance,
    sweeps,
    ...state,
  }
}

/**
 * Cases that every margin puts in the same category keep the ratios they began with: they are raked as one. For each case
 * the place of its kind, for each kind its first case.
 */
function alikeIn(margins: readonly Margin[], many: number): { of: Int32Array; first: Int32Array } {
  const of = new Int32Array(many)
  let first: number[] = many > 0 ? [0] : []
  for (const { codes, targets } of margins) {
    const width = targets.length + 1
    const places = new Map<number, number>()
    first = []
    for (let i = 0; i < many; i++) {
      const kind = of[i]! * width + codes[i]! + 1
      let place = places.get(kind)
      if (place === undefined) {
        place = first.push(i) - 1
        places.set(kind, place)
      }
      of[i] = place
    }
  }
  return { of, first: Int32Array.from(first) }
}

/** A margin over the kinds, whose codes lie close together: they are gone through many times. */
type Close = Omit<Margin, 'codes'> & { codes: Int32Array }

function meet(weights: Float64Array, { codes, targets }: Close): void {
  const sums = sumsOf(weights, codes, targets.length)
  const factors = targets.map((target, c) => (sums[c]! > 0 ? target / sums[c]! : 1))
  for (let i = 0; i < codes.length; i++) if (codes[i]! >= 0) weights[i]! *= factors[codes[i]!]!
}

/** Σw by category. */
export function sumsOf(weights: ArrayLike<number>, codes: ArrayLike<number>, categories: number): number[] {
  const sums = new Array<number>(categories).fill(0)
  for (let i = 0; i < codes.length; i++) if (codes[i]! >= 0) sums[codes[i]!]! += weights[i]!
  return sums
}

function missOf(weights: Float64Array, margins: readonly Close[]): { worst: number; worstMargin: string } {
  let [worst, worstMargin] = [0, '']
  for (const { name, codes, targets } of margins)
    for (const [c, sum] of sumsOf(weights, codes, targets.length).entries()) {
      const target = targets[c]!
      const miss = target > 0 ? Math.abs(sum - target) / target : sum
      if (miss > worst) [worst, worstMargin] = [miss, name]
    }
  return { worst, worstMargin }
}

function mustFit(start: readonly number[], { name, codes, targets }: Margin): void {
  if (codes.length !== start.length) throw new RangeError(`${name}: one code a case is needed`)
  if (!codes.every((code) => Number.isInteger(code) && code >= -1 && code < targets.length))
    throw new RangeError(`${name}: a code has no target`)
  if (!targets.every(isAmount)) throw new RangeError(`${name}: a target is below zero, or is no number`)
  if (!start.every(isAmount)) throw new RangeError('A start weight is below zero, or is no number')
}
