import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { median } from 'simple-statistics'
import { expect, test } from 'vitest'
import { cohenKappa, krippendorffAlpha, type Scale } from '../../shared/analysis/agreement.ts'
import { anonymity } from '../../shared/analysis/anonymity.ts'
import { differenced, midpointRounded } from '../../shared/analysis/differencing.ts'
import { wilson } from '../../shared/analysis/proportions.ts'
import { rIndicator } from '../../shared/analysis/r-indicator.ts'
import { mean, scaleSummary, shareSummary, weightedMedian } from '../../shared/analysis/summaries.ts'
import { sum } from '../../shared/kernel/sum.ts'
import schools from '../support/api-schools.json' with { type: 'json' }
import { allNear, near } from '../support/nearly.ts'
import published from '../support/stat-fixtures.json' with { type: 'json' }
import { sumsOf } from '../support/weight-sums.ts'

const { apistrat } = schools

/** Worked examples that are held where the function they are about is tested, by the name of that test. */
const heldAs: Record<string, string> = {
  'sdc-redact-then-round': 'redact, then round, as the published example',
  'sdc-subtraction-by-total': 'a lone hidden part is not left to subtraction from the total',
  'sdc-secondary-linear-audit':
    'the linear audit finds the one number that follows from all lines together, and says so when it is too much',
  'sdc-gauss-suppression': 'a hidden cell of a small table gets three companions on a closed path',
}

test('every published worked example is the subject of a test', () => {
  const { about: _, software: __, ...examples } = published
  const here = import.meta.dirname
  const texts = readdirSync(here).map((file) => readFileSync(`${here}/${file}`, 'utf8'))
  const isHeld = (id: string) => texts.some((text) => text.includes(heldAs[id] ? `test('${heldAs[id]}'` : `'${id}'`))
  expect(Object.keys(examples).length).toBe(31)
  expect(Object.keys(examples).filter((id) => !isHeld(id))).toEqual([])
})

test('kripp-alpha-C: Krippendorff on four scales, with gaps', () => {
  const { inputs, expected, tolerance } = published['kripp-alpha-C']
  for (const [scale, alpha] of Object.entries(expected))
    near(krippendorffAlpha(inputs.coders_by_units, scale as Scale)!, alpha, tolerance)
  expect(
    krippendorffAlpha(
      [
        [1, 1],
        [1, 1],
      ],
      'nominal',
    ),
  ).toBeNull()
  expect(
    krippendorffAlpha(
      [
        [1, null],
        [null, 2],
      ],
      'nominal',
    ),
  ).toBeNull()
  expect(krippendorffAlpha([], 'nominal')).toBeNull()
  expect(
    krippendorffAlpha(
      [
        [1, 2, 3],
        [1, 2, 3],
      ],
      'ratio',
    ),
  ).toBe(1)
})

test('kappa-sexualfun: Cohen, exact and with half-marks, and their errors', () => {
  const { inputs, expected, tolerance } = published['kappa-sexualfun']
  const exact = cohenKappa(inputs.table)!
  const linear = cohenKappa(inputs.table, 'linear')!
  allNear([exact.kappa, exact.error], [expected.unweighted, expected.ase_unweighted], tolerance)
  allNear([linear.kappa, linear.error], [expected.weighted_linear, expected.ase_weighted], tolerance)
  expect(
    cohenKappa([
      [5, 0],
      [0, 5],
    ]),
  ).toEqual({ kappa: 1, error: 0 })
  expect(
    cohenKappa([
      [5, 0],
      [0, 0],
    ]),
  ).toBeNull()
  expect(cohenKappa([[0]])).toBeNull()
  expect(() => cohenKappa([[1, 2]])).toThrow(RangeError)
})

test('r-indicator-formula: six groups with unequal rates', () => {
  const { inputs, expected, tolerance } = published['r-indicator-formula']
  const found = rIndicator(inputs.groups_invited, inputs.groups_responded)
  near(found.r, expected.R_with_n_minus_1, tolerance)
  allNear(found.rates, expected.rho, tolerance)
  expect(rIndicator([10, 30], [5, 15]).r).toBe(1)
  expect(rIndicator([10, 0], [5, 0])).toEqual({ r: 1, rates: [0.5, 0] })
  expect(() => rIndicator([10, 20], [5])).toThrow(RangeError)
  expect(() => rIndicator([1], [1])).toThrow(RangeError)
  expect(() => rIndicator([10], [11])).toThrow(RangeError)
})

test('sdc-differencing: two tables that are safe alone, and one person between them', () => {
  const { inputs, expected } = published['sdc-differencing']
  const rule = { hideUpTo: 4, roundTo: 1, baseForShares: 1 }
  const cases = differenced(inputs.all.cases, inputs.male.cases, rule)
  expect(cases.rest).toEqual(expected.all_minus_male.cases)
  expect(cases.small).toEqual(expected.disclosive_cells)
  expect(differenced(inputs.all.population, inputs.male.population, rule).rest).toEqual(
    expected.all_minus_male.population,
  )
  expect(differenced([3, 9], [3, 4], rule)).toEqual({ rest: [0, 5], small: [] })
  expect(() => differenced([3], [4], rule)).toThrow(RangeError)
  expect(() => differenced([3, 4], [3], rule)).toThrow(RangeError)
})

test('sdc-midpoint6: rounding to midpoints', () => {
  const { inputs, expected } = published['sdc-midpoint6']
  expect(inputs.x.map((x) => midpointRounded(x))).toEqual(expected.rounded)
  expect(() => midpointRounded(3, 5)).toThrow(RangeError)
})

test('k-anonymity-inpatient: k and l of published rows', () => {
  const { inputs, expected } = published['k-anonymity-inpatient']
  const found = anonymity(
    inputs.rows.map((row) => row.slice(0, 2)),
    inputs.rows.map((row) => row[2]!),
  )
  expect(found).toEqual({ k: expected.k, l: expected.l_distinct, groups: expected.classes })
  // The smallest group and the one with the fewest answers, wherever they stand.
  expect(anonymity([['a'], ['b'], ['b'], ['b'], ['a'], ['a'], ['a']], ['x', 'y', 'y', 'y', 'x', 'z', 'z'])).toEqual({
    k: 3,
    l: 1,
    groups: 2,
  })
  expect(() => anonymity([['a']], [])).toThrow(RangeError)
  expect(anonymity([], [])).toEqual({ k: 0, l: 0, groups: 0 })
})

test('means and medians, weighted as if each person were there as often as they weigh', () => {
  const scores = fc.array(fc.tuple(fc.integer({ min: 0, max: 10 }), fc.integer({ min: 1, max: 5 })), { minLength: 2 })
  fc.assert(
    fc.property(scores, (people) => {
      const y = people.map(([value]) => value)
      const w = people.map(([, weight]) => weight)
      const each = people.flatMap(([value, weight]) => new Array<number>(weight).fill(value))
      const [average, middle] = [mean(y, w)!, weightedMedian(y, w)!]
      near(average.value, sum(each) / each.length, 1e-9)
      expect(middle.value).toBe(median(each))
      expect(middle.interval[0]).toBeLessThanOrEqual(middle.value)
      expect(middle.interval[1]).toBeGreaterThanOrEqual(middle.value)
    }),
  )
  expect(mean([4])).toBeNull()
  expect(weightedMedian([1, 2], [0, 0])).toBeNull()
})

test('a mean has its t interval and the median of 1 to 99 the order statistics of its share', () => {
  // t(.975; 4) = 2.776445; the standard deviation of 1 to 5 is the root of 2.5.
  const found = mean([1, 2, 3, 4, 5])!
  const half = 2.7764451052 * Math.sqrt(2.5 / 5)
  allNear(found.interval, [3 - half, 3 + half], 1e-6)
  const numbers = Array.from({ length: 99 }, (_, i) => i + 1)
  const [low, high] = wilson(49.5, 99)
  const middle = weightedMedian(numbers)!
  expect(middle.value).toBe(50)
  expect(middle.interval).toEqual([Math.ceil(99 * low), Math.ceil(99 * high)])
})

test('the top two points are a share with its interval, weighted by the linearised error', () => {
  const codes = [1, 2, 3, 4, 5, 5, 4, 2]
  const each = [1, 2, 3, 4, 5].map((point) => sumsOf(codes.filter((code) => code === point).map(() => 1)))
  expect(scaleSummary([1, 2, 3, 4, 5], each)!.topTwo).toEqual({ value: 0.5, interval: wilson(4, 8) })
  expect(scaleSummary([1, 2, 3], each.slice(0, 3))!.topTwo).toBeNull()
  // The weighted share of the fixture "prop-weighted-ci".
  const of = (answer: string) => sumsOf(apistrat.pw.filter((_, i) => apistrat['sch.wide'][i] === answer))
  const { expected, tolerance } = published['prop-weighted-ci']
  const found = shareSummary(of('Yes'), of('No'))!
  near(found.value, expected.p, tolerance)
  allNear(found.interval, expected.ci.logit, tolerance)
  expect(shareSummary(sumsOf([]), sumsOf([]))).toBeNull()
})

test('a scale summed up point by point is what its answers one by one say', () => {
  const answers = fc.array(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.double({ min: 0.2, max: 5, noNaN: true })), {
    minLength: 2,
    maxLength: 60,
  })
  fc.assert(
    fc.property(answers, (people) => {
      const [y, w] = [people.map(([code]) => code), people.map(([, weight]) => weight)]
      const points = [1, 2, 3, 4, 5]
      const sums = points.map((point) => sumsOf(people.filter(([code]) => code === point).map(([, weight]) => weight)))
      const found = scaleSummary(points, sums)!
      const [average, middle] = [mean(y, w)!, weightedMedian(y, w)!]
      near(found.mean.value, average.value, 1e-9)
      allNear(found.mean.interval, average.interval, 1e-6)
      expect(found.median.value).toBe(middle.value)
      allNear(found.median.interval, middle.interval, 1e-9)
    }),
  )
})
