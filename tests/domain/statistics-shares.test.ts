import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  betaQuantile,
  chiSquareAbove,
  fAbove,
  normalBelow,
  normalQuantile,
  studentQuantile,
} from '../../shared/analysis/distributions.ts'
import { clopperPearson, newcombe, pooledZ } from '../../shared/analysis/exact-intervals.ts'
import {
  kornGraubard,
  linearised,
  logitInterval,
  meanInterval,
  varianceOfSum,
} from '../../shared/analysis/linearised.ts'
import { wilson } from '../../shared/analysis/proportions.ts'
import schools from '../support/api-schools.json' with { type: 'json' }
import { allNear, near } from '../support/nearly.ts'
import published from '../support/stat-fixtures.json' with { type: 'json' }

const { apistrat } = schools

test('newcombe-single: Wilson and Clopper-Pearson are those of the four published examples', () => {
  const { inputs, expected, tolerance } = published['newcombe-single']
  for (const [i, [x, n]] of inputs.cases.entries()) {
    allNear(wilson(x!, n!), expected.wilson[i]!, tolerance)
    allNear(clopperPearson(x!, n!), expected.clopper_pearson[i]!, tolerance)
  }
  expect(wilson(0, 0)).toEqual([0, 1])
  // One person: z²/(1 + z²).
  const z2 = 1.959963984540054 ** 2
  allNear(wilson(0, 1), [0, z2 / (1 + z2)], 1e-9)
  allNear(wilson(1, 1), [1 / (1 + z2), 1], 1e-9)
})

test('newcombe-difference: method 10 and the pooled z', () => {
  const { inputs, expected, tolerance } = published['newcombe-difference']
  for (const [i, [x1, n1, x2, n2]] of inputs.cases_x1_n1_x2_n2.entries()) {
    const found = newcombe(x1!, n1!, x2!, n2!)
    near(found.difference, expected.difference[i]!, tolerance)
    allNear(found.interval, expected.ci_method10[i]!, tolerance)
    near(pooledZ(x1! / n1!, n1!, x2! / n2!, n2!)!, expected.z_pooled[i]!, tolerance)
  }
})

test('deff-true-kigyo: weighted mean, linearised error and the true design effect', () => {
  const { inputs, expected, tolerance } = published['deff-true-kigyo']
  const found = linearised(inputs.y, inputs.w)
  near(found.mean, expected.mean, tolerance)
  near(found.error, expected.se, tolerance)
  near(found.designEffect!, expected.deff_replace, tolerance)
  near(inputs.w.length / found.effective, expected.kish_deff_for_contrast, 1e-8)
})

test('prop-weighted-ci: linearised, logit and Korn-Graubard intervals of a weighted share', () => {
  const { expected, tolerance } = published['prop-weighted-ci']
  const yes = apistrat['sch.wide'].map((answer) => Number(answer === 'Yes'))
  const found = linearised(yes, apistrat.pw)
  near(found.mean, expected.p, tolerance)
  near(found.error, expected.se, tolerance)
  expect(found.df).toBe(expected.df)
  allNear(meanInterval(found), expected.ci.mean, tolerance)
  allNear(logitInterval(found), expected.ci.logit, tolerance)
  allNear(kornGraubard(found), expected.ci.beta, tolerance)
  near(found.designEffect!, expected.deff_replace, tolerance)
})

test('prop-weighted-subgroups: a subgroup keeps the whole design in its error and its own degrees of freedom', () => {
  const { expected, tolerance } = published['prop-weighted-subgroups']
  const yes = apistrat.awards.map((answer) => Number(answer === 'Yes'))
  for (const [type, { est, ci }] of Object.entries(expected)) {
    const found = linearised(yes, apistrat.pw, { domain: apistrat.stype.map((one) => one === type) })
    near(found.mean, est, tolerance)
    allNear(logitInterval(found), ci, tolerance)
  }
  // p = .73 with the error above; t of 199 and of 99 degrees of freedom and the beta quantiles by another program.
  const primary = linearised(yes, apistrat.pw, { domain: apistrat.stype.map((one) => one === 'E') })
  allNear(kornGraubard(primary), [0.6310379898723937, 0.8146275737791364], 1e-7)
  near(primary.designEffect!, (200 * 99) / (199 * 100), 1e-12)
})

test('mean-multi-category: shares of several categories and their errors', () => {
  const { expected, tolerance } = published['mean-multi-category']
  for (const [i, type] of expected.names.entries()) {
    const found = linearised(
      apistrat.stype.map((one) => Number(one === type)),
      apistrat.pw,
    )
    near(found.mean, expected.share[i]!, tolerance)
    near(found.error, expected.se[i]!, tolerance)
  }
})

const counts = fc
  .integer({ min: 1, max: 100_000 })
  .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)))

test('Wilson and Clopper-Pearson stay in 0 to 1, hold the share, and the exact one holds for twice the people', () => {
  fc.assert(
    fc.property(counts, ([x, n]) => {
      for (const [low, high] of [wilson(x, n), clopperPearson(x, n)]) {
        expect(low).toBeGreaterThanOrEqual(0)
        expect(high).toBeLessThanOrEqual(1)
        expect(low).toBeLessThanOrEqual(x / n + 1e-12)
        expect(high).toBeGreaterThanOrEqual(x / n - 1e-12)
      }
      const [once, twice] = [clopperPearson(x, n), clopperPearson(2 * x, 2 * n)]
      expect(twice[1] - twice[0]).toBeLessThan(once[1] - once[0])
    }),
    { numRuns: 200, seed: 7 },
  )
})

test('a difference stays within -1 and 1, changes its sign with its groups, and holds what was seen', () => {
  fc.assert(
    fc.property(counts, counts, ([x1, n1], [x2, n2]) => {
      const found = newcombe(x1, n1, x2, n2)
      const turned = newcombe(x2, n2, x1, n1)
      expect(found.interval[0]).toBeGreaterThanOrEqual(-1 - 1e-12)
      expect(found.interval[1]).toBeLessThanOrEqual(1 + 1e-12)
      expect(found.interval[0]).toBeLessThanOrEqual(found.difference)
      expect(found.interval[1]).toBeGreaterThanOrEqual(found.difference)
      near(found.interval[0], -turned.interval[1], 1e-12)
    }),
    { numRuns: 200, seed: 7 },
  )
})

test('the scale of the weights changes nothing, and equal weights give the plain error', () => {
  const yes = apistrat.awards.map((answer) => Number(answer === 'Yes'))
  const found = linearised(yes, apistrat.pw)
  const scaled = linearised(
    yes,
    apistrat.pw.map((weight) => weight / 1000),
  )
  allNear([scaled.mean, scaled.error, scaled.effective], [found.mean, found.error, found.effective], 1e-9)
  const equal = linearised(yes, new Array(200).fill(3))
  near(equal.error ** 2, (equal.mean * (1 - equal.mean)) / 199, 1e-12)
  near(equal.designEffect!, 1, 1e-12)
})

test('a share of 0 or 1 has an interval: Clopper-Pearson of the effective number', () => {
  const nobody = linearised([0, 0, 0, 0, 0], [1, 1, 1, 1, 1])
  allNear(logitInterval(nobody), clopperPearson(0, 5), 1e-9)
  const all = linearised([1, 1, 1, 1, 1], [1, 1, 1, 1, 1])
  allNear(kornGraubard(all), clopperPearson(5, 5), 1e-9)
})

test('cases that came together count by cluster, and a part drawn lowers the error', () => {
  const apart = varianceOfSum([1, -1, 1, -1])
  expect(varianceOfSum([1, -1, 1, -1], { clusters: ['a', 'a', 'b', 'b'] })).toBe(0)
  near(varianceOfSum([1, -1, 1, -1], { drawn: 0.25 }), 0.75 * apart, 1e-12)
})

test('what is no share, and what has nobody in it, is refused', () => {
  expect(() => clopperPearson(3, 2)).toThrow(RangeError)
  expect(() => clopperPearson(Number.NaN, 2)).toThrow(RangeError)
  expect(() => newcombe(0, 0, 1, 2)).toThrow(RangeError)
  expect(() => linearised([1], [1, 2])).toThrow(RangeError)
  expect(() => linearised([1, 2], [0, 0])).toThrow(RangeError)
  expect(clopperPearson(0, 0)).toEqual([0, 1])
  // One person against ten: pooled 5/11.
  near(pooledZ(1, 1, 0.4, 10)!, 0.6 / Math.sqrt((5 / 11) * (6 / 11) * 1.1), 1e-12)
  expect(pooledZ(1, 4, 1, 9)).toBeNull()
  expect(pooledZ(0.5, 0, 0.5, 9)).toBeNull()
  expect(pooledZ(1, 40, 1, 40)).toBeNull()
})

test('the distributions agree with their closed forms, small tails too', () => {
  for (const x of [0.2, 0.5, 1, 3, 20]) {
    near(chiSquareAbove(x, 2), Math.exp(-x / 2), 1e-13)
    for (const d2 of [1, 4, 7.5, 1999]) {
      const above = (1 + (2 * x) / d2) ** (-d2 / 2)
      near(fAbove(x, 2, d2) / above, 1, 1e-7)
    }
  }
  expect([chiSquareAbove(0, 3), fAbove(0, 2, 9)]).toEqual([1, 1])
  // Student's t on one degree of freedom is Cauchy's distribution, on two it has a root.
  near(studentQuantile(0.975, 1), Math.tan(0.475 * Math.PI), 1e-6)
  near(studentQuantile(0.975, 2), 0.95 * Math.sqrt(2 / (1 - 0.95 ** 2)), 1e-7)
  near(betaQuantile(0.025, 5, 1), 0.025 ** (1 / 5), 1e-9)
  near(betaQuantile(0.975, 1, 30), 1 - 0.025 ** (1 / 30), 1e-9)
  expect(betaQuantile(0.025, 0.001, 1)).toBe(0)
  near(normalQuantile(0.975), 1.959963984540054, 1e-8)
  near(normalBelow(-1.959963984540054), 0.025, 1e-9)
})
