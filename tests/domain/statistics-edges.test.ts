import fc from 'fast-check'
import { expect, test } from 'vitest'
import { benjaminiHochberg, bonferroni, holm } from '../../shared/analysis/adjust.ts'
import { cohenKappa, krippendorffAlpha, type Scale } from '../../shared/analysis/agreement.ts'
import { chiSquare, goodnessOfFit } from '../../shared/analysis/chi-square.ts'
import { letterRow } from '../../shared/analysis/column-letters.ts'
import { differenced, midpointRounded } from '../../shared/analysis/differencing.ts'
import { analystRule } from '../../shared/analysis/disclosure-rules.ts'
import { clopperPearson, newcombe, pooledZ } from '../../shared/analysis/exact-intervals.ts'
import { compare } from '../../shared/analysis/inclusion.ts'
import { designEffect, effectiveSize } from '../../shared/analysis/kish.ts'
import { kornGraubard, linearised, logitInterval, meanInterval } from '../../shared/analysis/linearised.ts'
import { againstShare, wilson } from '../../shared/analysis/proportions.ts'
import { rIndicator } from '../../shared/analysis/r-indicator.ts'
import { rakedError } from '../../shared/analysis/raked-error.ts'
import { rake } from '../../shared/analysis/raking.ts'
import { raoScott, raoScottOfSums } from '../../shared/analysis/rao-scott.ts'
import { mean, type Sums, scaleSummary, shareSummary, weightedMedian } from '../../shared/analysis/summaries.ts'
import { totalVariation } from '../../shared/analysis/total-variation.ts'
import { weigh } from '../../shared/analysis/weighting.ts'
import { sum } from '../../shared/kernel/sum.ts'
import { sumsOf } from '../support/weight-sums.ts'

/** Everything a careless caller might give: nobody, one, many, below zero, no number at all. */
const number = fc.oneof(
  fc.constantFrom(0, 1, 2, 30, 1e6, 0.5, 1e-9),
  fc.constantFrom(-1, -0.5, Number.NaN, Number.POSITIVE_INFINITY),
  fc.integer({ min: 0, max: 60 }),
  fc.double({ min: 1e-3, max: 5, noNaN: true }),
)
/** Mostly in order, so that the functions get far enough to make a number. */
const tame = fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 0, max: 60 }) }, { weight: 1, arbitrary: number })
const list = fc.array(fc.oneof({ weight: 9, arbitrary: tame }, { weight: 1, arbitrary: number }), { maxLength: 8 })
const code = fc.oneof({ weight: 12, arbitrary: fc.integer({ min: -1, max: 2 }) }, { weight: 1, arbitrary: number })
const codes = fc.array(code, { maxLength: 8 })
const table = fc
  .tuple(fc.nat(4), fc.nat(4))
  .chain(([rows, columns]) =>
    fc.array(fc.array(tame, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }),
  )

/** Finite numbers, words, true and false, null: what JSON carries as it is. */
function mustBeSayable(found: unknown, path = 'result'): void {
  if (typeof found === 'number') expect(Number.isFinite(found), `${path} is ${found}`).toBe(true)
  else if (Array.isArray(found)) for (const [i, one] of found.entries()) mustBeSayable(one, `${path}[${i}]`)
  else if (found !== null && typeof found === 'object')
    for (const [key, one] of Object.entries(found)) mustBeSayable(one, `${path}.${key}`)
  else expect(found, path).not.toBeUndefined()
}

function givesNumberOrRefusal(make: () => unknown): void {
  let found: unknown
  try {
    found = make()
  } catch (refusal) {
    expect(refusal).toBeInstanceOf(RangeError)
    return
  }
  mustBeSayable(found)
}

const nobody: Sums = { people: 0, weight: 0, square: 0 }

const always = <T>(arbitrary: fc.Arbitrary<T>, ...makes: ((given: T) => unknown)[]) =>
  fc.assert(
    fc.property(arbitrary, (given) => {
      for (const make of makes) givesNumberOrRefusal(() => make(given))
    }),
    { numRuns: 250 },
  )

test('shares and their intervals: a number or a refusal, whatever comes in', () => {
  always(
    fc.tuple(tame, tame, tame, number),
    ([x, n]) => wilson(x, n),
    ([x, n]) => clopperPearson(x, n),
    ([x, n, y, m]) => newcombe(x, n, y, m),
    ([x, n, share]) => againstShare(x, n, share / 60),
    ([x, n, y, m]) => pooledZ(x, n, y, m),
  )
})

test('weighted figures: a number, null or a refusal, whatever comes in', () => {
  const share = (y: number[], w: number[]) =>
    linearised(
      y.map((one) => (one > 20 ? 1 : 0)),
      w,
    )
  always(
    fc.tuple(list, list).map(([y, w]): [number[], number[]] => [y.slice(0, w.length), w.slice(0, y.length)]),
    ([y, w]) => linearised(y, w),
    ([y, w]) => logitInterval(share(y, w)),
    ([y, w]) => kornGraubard(share(y, w)),
    ([y, w]) => meanInterval(linearised(y, w)),
    ([y, w]) => logitInterval(linearised(y, w)),
    ([y, w]) => mean(y, w),
    ([y, w]) => weightedMedian(y, w),
    ([, w]) => designEffect(w),
    ([, w]) => effectiveSize(w),
    ([y, w]) => rakedError(y, w, [{ name: 'one', codes: y.map((_, i) => i % 2), targets: [1, 1] }]),
  )
})

test('sums over people: a figure, null or a refusal, whatever comes in', () => {
  const weights = list.map((all) => all.filter((weight) => weight >= 0 && Number.isFinite(weight)))
  const each = fc.array(weights.map(sumsOf), { maxLength: 6 })
  always(
    each,
    ([part, rest]) => shareSummary(part ?? nobody, rest ?? nobody),
    (sums) =>
      scaleSummary(
        sums.map((_, i) => i + 1),
        sums,
      ),
    ([part]) => part !== undefined && shareSummary({ ...part, people: -part.people }, part),
  )
})

test('a share that everybody has keeps its interval, whatever crumb a subtraction left of nobody', () => {
  const all = sumsOf(Array.from({ length: 60 }, (_, i) => 0.3 + (i % 7) / 3))
  const exact = shareSummary(all, nobody)
  expect(exact?.value).toBe(1)
  expect(exact?.interval[0]).toBeLessThan(0.95)
  for (const crumb of [1e-12, -1e-12])
    expect(shareSummary(all, { people: 0, weight: crumb, square: -crumb })).toEqual(exact)
})

test('tables and tests: a number, null or a refusal, whatever comes in', () => {
  always(
    fc.tuple(table, list, list),
    ([cells]) => chiSquare(cells),
    ([cells]) => cohenKappa(cells),
    ([cells]) => cohenKappa(cells, 'linear'),
    ([cells, , counts]) =>
      raoScottOfSums(
        cells,
        cells.map((line) => line.map((sum) => sum * 2)),
        counts.length,
      ),
    ([, counts, residents]) => {
      const all = sum(residents)
      return goodnessOfFit(
        counts,
        residents.map((one) => one / all),
      )
    },
    ([, counts, residents]) => {
      const all = sum(residents)
      return totalVariation(
        counts,
        residents.map((one) => one / all),
      )
    },
    ([, counts, residents]) =>
      compare(
        counts.slice(0, residents.length).map((answered, i) => ({ answered, residents: residents[i]! })),
        sum(counts),
        sum(residents),
      ),
    ([, shares, bases]) =>
      letterRow(
        shares.map((one) => one / 60),
        bases,
      ),
    ([, invited, responded]) => rIndicator(invited, responded),
    ([, p]) => [holm, bonferroni, benjaminiHochberg].map((adjust) => adjust(p.map((one) => one / 60))),
  )
})

test('cases with codes: weights, a test, agreement, or a refusal, whatever comes in', () => {
  always(
    fc.tuple(codes, codes, list),
    ([rows, columns, weights]) => raoScott({ rows, columns, weights }),
    ([rows, , weights]) => rake(weights, [{ name: 'one', codes: rows, targets: [1, 2, 3] }], { sweeps: 20 }),
    ([rows, columns]) => {
      const target = { name: 'one', categories: ['a', 'b', 'c'], shares: [0.2, 0.3, 0.5], codes: rows }
      const rules = { leastInCategory: 1, capAtMedians: 5, tolerance: 1e-6, rounds: 5 }
      return weigh([target, { ...target, codes: columns }], rules)
    },
    ([rows, columns, weights]) =>
      (['nominal', 'ordinal', 'interval', 'ratio'] as Scale[]).map((scale) => {
        try {
          return krippendorffAlpha([rows, columns, weights], scale)
        } catch (refusal) {
          expect(refusal).toBeInstanceOf(RangeError)
          return null
        }
      }),
    ([whole, part]) => differenced(whole, part, analystRule),
    ([[count], [step]]) => midpointRounded(count ?? 0, step ?? 6),
  )
})
