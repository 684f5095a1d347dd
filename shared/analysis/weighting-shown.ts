import { capital, count, number } from '../kernel/text.ts'
import { analystRule, baseForVerdict } from './disclosure-rules.ts'
import { isSmall } from './suppression.ts'
import type { Refusal, WeightingReport } from './weighting.ts'
import { list } from './words.ts'

/** How a weighting is told: nothing so exact that a single person could be worked out from it. */
export interface ShownReport {
  sweeps: number
  /** The largest miss of a target, as a share of it. */
  worst: number
  /** Weights that were capped; null for one to four. */
  capped: number | null
  medians: number
  designEffect: number
  effective: number
  /** The characteristics that some did not say. */
  didNotSay: string[]
}

/** Weighted shares are told in whole per cent and effective numbers in fives: finer ones would tell single people's weights. */
export const wholePercent = (share: number): number => Math.round(share * 100) / 100
export const effectiveNumber = (n: number): number => Math.floor(n / 5) * 5

/** The report as it may be told: rounded, and a small number of capped weights left out. */
export const shownReport = (report: WeightingReport): ShownReport => ({
  sweeps: report.sweeps,
  worst: report.worst,
  capped: isSmall(report.capped, analystRule) ? null : report.capped,
  medians: Number(report.medians.toFixed(1)),
  designEffect: Number(report.designEffect.toFixed(2)),
  effective: effectiveNumber(report.effective),
  didNotSay: report.didNotSay.filter(({ people }) => people > 0).map(({ characteristic }) => characteristic),
})

/** How many have no weight; null where they are too few to tell. */
export const shownWithout = (without: number): number | null => (isSmall(without, analystRule) ? null : without)

/** Raking stops at a ten-thousandth of a per cent: more noughts say no more. */
const missWords = (worst: number): string => (worst < 0.00001 ? 'under 0.001%' : `${(worst * 100).toFixed(3)}%`)

/** What was weighted and how well it went, sentence by sentence. */
export function weightingWords(report: ShownReport | null, without: number | null): string[] {
  if (!report) {
    const who = without === null ? 'A few people' : count(without, 'person', 'people')
    const left = without === 0 ? [] : [`${who} brought no weight and are left out.`]
    return ['Weighted by the weights that came with the imported answers.', ...left]
  }
  const { sweeps, worst, capped, medians, designEffect, effective, didNotSay } = report
  const cap = capped === 0 ? '' : `, ${capped === null ? 'a few' : number(capped)} capped and raked again`
  return [
    `Weighted to the census of London by raking: met in ${count(sweeps, 'sweep')}, furthest off by ${missWords(worst)}.`,
    `The largest weight is ${medians.toFixed(1)} times the median${cap}. Design effect ${designEffect.toFixed(2)}: as good as about ${number(effective)} people alike.`,
    ...(didNotSay.length > 0 ? [`Those who did not say their ${list(didNotSay)} keep the share they have.`] : []),
  ]
}

/** The same of many tables, said once. */
export const unweightedRule = `No column with a hidden number, or where fewer than ${baseForVerdict} answered, is weighted.`

/** Which columns have no weighted figures, and why. */
export const unweightedWords = (columns: readonly string[]): string | null =>
  columns.length === 0
    ? null
    : `Not weighted: ${list(columns)}. A number there is hidden, or fewer than ${baseForVerdict} answered.`

/** Never how many there are: a few would stand out. */
const refusals: { [R in Refusal['reason']]: (refusal: Extract<Refusal, { reason: R }>) => string } = {
  'nobody answered': ({ characteristic, category }) =>
    `${characteristic}: nobody here is “${category}”, so nobody can stand for them.`,
  'too few answered': ({ characteristic, category, least }) =>
    `${characteristic}: fewer than ${least} are “${category}”: too few to stand for all of them.`,
  'nobody lives there': ({ characteristic, category }) =>
    `${characteristic}: “${category}” has no residents in the census.`,
  'no weights meet all targets': ({ characteristic, miss }) =>
    `No weights meet all targets: ${characteristic} stays ${(miss * 100).toFixed(1)}% off. Weight by fewer.`,
  'a weight is too large': ({ medians, most }) =>
    `One weight would be ${medians.toFixed(1)} times the median; ${most} is the most. Weight by fewer.`,
}

/** Why a weighting was not made, as a sentence. */
export const refusalWords = (refusal: Refusal): string =>
  capital((refusals[refusal.reason] as (refusal: Refusal) => string)(refusal))
