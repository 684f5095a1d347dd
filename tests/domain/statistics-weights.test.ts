import { median } from 'simple-statistics'
import { expect, test } from 'vitest'
import { designEffect, effectiveSize } from '../../shared/analysis/kish.ts'
import { sumsOf } from '../../shared/analysis/raking.ts'
import { type Target, weigh, weightingRules } from '../../shared/analysis/weighting.ts'
import { sum } from '../../shared/kernel/sum.ts'
import schools from '../support/api-schools.json' with { type: 'json' }
import { allNear, near } from '../support/nearly.ts'
import published from '../support/stat-fixtures.json' with { type: 'json' }

const { apistrat } = schools

test('kish-balance-1 and kish-apistrat: the design effect of weights and the effective number', () => {
  const { inputs, expected, tolerance } = published['kish-balance-1']
  allNear(
    inputs.cases.map(({ w }) => designEffect(w)),
    expected.deff,
    tolerance,
  )
  expect(effectiveSize([1, 1, 1, 1])).toBe(expected.n_eff_last)
  const strata = published['kish-apistrat']
  near(designEffect(apistrat.pw), strata.expected.deff, strata.tolerance)
  near(effectiveSize(apistrat.pw), strata.expected.n_eff, strata.tolerance)
  near(sum(apistrat.pw), strata.expected.sum_w, strata.tolerance)
  expect(() => effectiveSize([1, -1])).toThrow(RangeError)
  expect(() => effectiveSize([1, Number.NaN])).toThrow(RangeError)
})

const people = (counts: number[]) => counts.flatMap((count, code) => new Array<number>(count).fill(code))
const target = (name: string, shares: number[], codes: number[]): Target => {
  return { name, shares, codes, categories: shares.map((_, c) => `${name} ${c}`) }
}

test('weights meet every target, sum to the respondents, and leave who did not say as they are', () => {
  const codes = people([70, 30])
  const other = codes.map((_, i) => (i % 10 === 0 ? -1 : i % 3 === 0 ? 0 : 1))
  const found = weigh([target('age', [0.4, 0.6], codes), target('sex', [0.5, 0.5], other)])
  if (!found.ok) throw new Error(JSON.stringify(found.refusals))
  allNear(sumsOf(found.weights, codes, 2), [40, 60], 1e-4)
  allNear(
    sumsOf(
      found.weights,
      other.map((code) => code + 1),
      3,
    ),
    [10, 45, 45],
    1e-4,
  )
  expect(found.report).toMatchObject({ converged: true, capped: 0, rounds: 0 })
  expect(found.report.didNotSay).toEqual([
    { characteristic: 'age', people: 0 },
    { characteristic: 'sex', people: 10 },
  ])
  near(found.report.effective * found.report.designEffect, 100, 1e-9)
})

test('a weight over five medians is capped, raked again and told; all targets still hold', () => {
  // Few in both small categories at once: their weight is the product of two large factors.
  const age = people([400, 60])
  const area = age.map((code, i) => (code === 1 ? Number(i < 415) : Number(i % 16 === 0)))
  const targets = [target('age', [0.6, 0.4], age), target('area', [0.65, 0.35], area)]
  const loose = weigh(targets, { ...weightingRules, capAtMedians: 1000 })
  if (!loose.ok) throw new Error('uncapped weights exist')
  expect(loose.report.medians).toBeGreaterThan(5)
  const capped = weigh(targets, { ...weightingRules, capAtMedians: (loose.report.medians * 9) / 10 })
  if (!capped.ok) throw new Error(JSON.stringify(capped.refusals))
  // Those in both small categories, and nobody else, were over the cap at some time.
  expect(capped.report.capped).toBe(15)
  expect(capped.report.rounds).toBeGreaterThan(1)
  const both = age.map((code, i) => code === 1 && area[i] === 1)
  const inBoth = loose.weights.filter((_, i) => both[i])
  expect(Math.max(...loose.weights)).toBe(inBoth[0])
  near(loose.report.medians, inBoth[0]! / median(loose.weights), 1e-12)
  expect(capped.report.medians).toBeLessThanOrEqual(loose.report.medians * 0.9 * (1 + 1e-6))
  allNear(sumsOf(capped.weights, age, 2), [276, 184], 1e-3)
  expect(capped.report.effective).toBeGreaterThan(loose.report.effective)
})

test('no weights: each refusal is told by its name, before any weight is made', () => {
  const reasons = (...targets: Target[]) => {
    const found = weigh(targets)
    return found.ok ? [] : found.refusals
  }
  expect(reasons(target('age', [0.5, 0.3, 0.2], people([100, 19])))).toEqual([
    { reason: 'too few answered', characteristic: 'age', category: 'age 1', answered: 19, least: 20 },
    { reason: 'nobody answered', characteristic: 'age', category: 'age 2' },
  ])
  expect(reasons(target('age', [1, 0], people([100, 3])))).toEqual([
    { reason: 'nobody lives there', characteristic: 'age', category: 'age 1', answered: 3 },
  ])
  expect(reasons(target('age', [0.5, 0.5], people([100, 20])))).toEqual([])
  // One category of 2% of those who answered and half of the area: its weight is 49 medians whatever is capped.
  expect(reasons(target('age', [0.5, 0.5], people([980, 20])))).toMatchObject([
    { reason: 'a weight is too large', most: 5 },
  ])
  const codes = people([50, 50])
  expect(reasons(target('a', [0.5, 0.5], codes), target('b', [0.3, 0.7], codes))[0]).toMatchObject({
    reason: 'no weights meet all targets',
  })
  expect(() => weigh([])).toThrow(RangeError)
  expect(() => weigh([target('age', [0.5, 0.4], people([50, 50]))])).toThrow(RangeError)
  expect(() => weigh([target('age', [0.5, 0.5], [-1, -1])])).toThrow(RangeError)
})
