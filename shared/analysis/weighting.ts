import { median } from 'simple-statistics'
import { sum } from '../kernel/sum.ts'
import { designEffect, effectiveSize } from './kish.ts'
import { type Margin, rake, sumsOf } from './raking.ts'

/** One characteristic to weight on. */
export interface Target {
  name: string
  categories: readonly string[]
  /** Shares of the area, summing to 1; one a category. */
  shares: readonly number[]
  /** One a respondent: a place in `categories`, or −1 for somebody who did not say. */
  codes: readonly number[]
}

export interface WeightingRules {
  /** Fewer respondents than this in a category with a target: no weights. */
  leastInCategory: number
  /** Weights are capped at this many times their median. */
  capAtMedians: number
  tolerance: number
  /** How often to cap and rake again before giving up. */
  rounds: number
}

export const weightingRules: WeightingRules = { leastInCategory: 20, capAtMedians: 5, tolerance: 1e-6, rounds: 200 }

export type Refusal =
  | { reason: 'nobody answered'; characteristic: string; category: string }
  | { reason: 'too few answered'; characteristic: string; category: string; answered: number; least: number }
  | { reason: 'nobody lives there'; characteristic: string; category: string; answered: number }
  | { reason: 'no weights meet all targets'; characteristic: string; miss: number }
  | { reason: 'a weight is too large'; medians: number; most: number }

export interface WeightingReport {
  converged: boolean
  sweeps: number
  /** The largest miss of a target, as a share of it. */
  worst: number
  /** Respondents whose weight was capped at least once; how often it was capped and raked again. */
  capped: number
  rounds: number
  /** The largest weight in medians. */
  medians: number
  designEffect: number
  effective: number
  /** Who did not say, by characteristic: they keep their own share, so that the weights correct only those who said. */
  didNotSay: { characteristic: string; people: number }[]
}

export type Weighting =
  | { ok: true; weights: number[]; report: WeightingReport }
  | { ok: false; refusals: Refusal[]; report: WeightingReport | null }

/**
 * Weights for respondents so that their shares are the area's, by raking from 1 each, capped at 5 medians and raked again
 * until both hold; they sum to the number of respondents. Refused, with every reason: a category with a target that
 * nobody or fewer than 20 answered from, respondents where nobody lives, targets that cannot all be met, a weight that
 * still is over 5 medians. Somebody who did not say counts as a category of their own with the share it has among
 * respondents. RangeError for malformed input. Weighting corrects an open consultation only on what it weights on: show
 * weighted and unweighted figures side by side, with the effective number.
 * Kalton & Flores-Cervantes 2003; Battaglia, Hoaglin & Frankel 2009 (raking with trimming).
 */
export function weigh(targets: readonly Target[], rules: WeightingRules = weightingRules): Weighting {
  if (targets.length === 0) throw new RangeError('There is nothing to weight on')
  for (const target of targets) mustBeWhole(target)
  const refusals = targets.flatMap((target) => refusedBefore(target, rules))
  if (refusals.length > 0) return { ok: false, refusals, report: null }
  const n = targets[0]!.codes.length
  const margins = targets.map((target) => marginOf(target, n))
  const { weights, report } = capAndRake(n, margins, targets, rules)
  const after = refusedAfter(report, rules, report.worstMargin)
  const { worstMargin: _, ...told } = report
  return after.length > 0 ? { ok: false, refusals: after, report: told } : { ok: true, weights, report: told }
}

function mustBeWhole({ name, categories, shares, codes }: Target): void {
  if (shares.length !== categories.length) throw new RangeError(`${name}: one share a category is needed`)
  if (Math.abs(sum(shares) - 1) > 1e-9) throw new RangeError(`${name}: the shares do not make a whole`)
  if (codes.every((code) => code < 0)) throw new RangeError(`${name}: nobody said`)
}

function refusedBefore(target: Target, { leastInCategory: least }: WeightingRules): Refusal[] {
  const characteristic = target.name
  const counts = sumsOf(new Array(target.codes.length).fill(1), target.codes, target.categories.length)
  return counts.flatMap((answered, c): Refusal[] => {
    const category = target.categories[c]!
    if (target.shares[c] === 0)
      return answered > 0 ? [{ reason: 'nobody lives there', characteristic, category, answered }] : []
    if (answered === 0) return [{ reason: 'nobody answered', characteristic, category }]
    return answered < least ? [{ reason: 'too few answered', characteristic, category, answered, least }] : []
  })
}

/** Targets in people; whoever did not say is one more category, after the others, as large as it is. */
function marginOf({ name, categories, shares, codes }: Target, n: number): Margin {
  const said = codes.filter((code) => code >= 0).length
  if (said === n) return { name, codes, targets: shares.map((share) => share * n) }
  return {
    name,
    codes: codes.map((code) => (code < 0 ? categories.length : code)),
    targets: [...shares.map((share) => share * said), n - said],
  }
}

function capAndRake(n: number, margins: Margin[], targets: readonly Target[], rules: WeightingRules) {
  const { tolerance, capAtMedians } = rules
  const capped = new Set<number>()
  let raked = rake(new Array<number>(n).fill(1), margins, { tolerance })
  let [sweeps, rounds] = [raked.sweeps, 0]
  while (raked.converged && inMedians(raked.weights) > capAtMedians * (1 + tolerance) && rounds < rules.rounds) {
    const cap = capAtMedians * median(raked.weights)
    for (const [i, weight] of raked.weights.entries()) if (weight > cap) capped.add(i)
    raked = rake(
      raked.weights.map((weight) => Math.min(weight, cap)),
      margins,
      { tolerance },
    )
    sweeps += raked.sweeps
    rounds++
  }
  const { weights, converged, worst, worstMargin } = raked
  const report = {
    ...{ converged, sweeps, worst, worstMargin, capped: capped.size, rounds },
    medians: inMedians(weights),
    designEffect: designEffect(weights),
    effective: effectiveSize(weights),
    didNotSay: targets.map(({ name, codes }) => ({
      characteristic: name,
      people: codes.filter((code) => code < 0).length,
    })),
  }
  return { weights, report }
}

const largestOf = (weights: readonly number[]) => weights.reduce((most, weight) => Math.max(most, weight), 0)
const inMedians = (weights: number[]) => largestOf(weights) / median(weights)

function refusedAfter(report: WeightingReport, rules: WeightingRules, worstMargin: string): Refusal[] {
  const { capAtMedians: most, tolerance } = rules
  if (!report.converged)
    return [{ reason: 'no weights meet all targets', characteristic: worstMargin, miss: report.worst }]
  if (report.medians > most * (1 + tolerance))
    return [{ reason: 'a weight is too large', medians: report.medians, most }]
  return []
}
