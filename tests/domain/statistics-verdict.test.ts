import { expect, test } from 'vitest'
import { sum } from '../../shared/kernel/sum.ts'
import {
  drawn,
  type Family,
  falseAlarms,
  families,
  numbersFrom,
  planted,
  power,
  together,
} from '../support/verdict-simulation.ts'

// The short form of `npm run simulate:verdicts`, whose figures are in docs/inclusion-method.md.
const sizes = [100, 300, 1000, 3000]
const family = (area: string, characteristic: string): Family =>
  families.find((one) => one.area === area && one.characteristic === characteristic)!

test.each(sizes)('on the real shares unbiased samples of %i rarely get a false word', (n) => {
  const random = numbersFrom(n)
  // London, the City (the smallest), Newham and Bromley (unlike one another).
  const places = ['London', 'E09000001', 'E09000025', 'E09000006']
  const some = families.filter(({ area }) => places.includes(area))
  expect(some.length).toBe(32)
  const all = together(some.map((one) => falseAlarms(one, n, 40, random)))
  // 1,280 samples at each size; the long run measures about 1% and 4%, so that these limits are no matter of luck.
  expect(all.muchFewer / all.runs).toBeLessThanOrEqual(0.05)
  expect(all.anyFewer / all.runs).toBeLessThanOrEqual(0.1)
})

test('a group at half its share is found much fewer, sooner the larger it is; a small one is not called in line', () => {
  const random = numbersFrom(5)
  const ethnic = family('London', 'ethnic_group_5')
  const of = (name: string) => ethnic.categories.findIndex((category) => category.startsWith(name))
  const found = (name: string, n: number) =>
    power(ethnic, { category: of(name), index: 50, n, runs: 200 }, random)['much fewer']
  expect(found('Asian', 1000)).toBeGreaterThan(0.99)
  expect(found('Black', 1000)).toBeGreaterThan(0.99)
  expect(found('Mixed', 300)).toBeLessThan(found('Asian', 300))
  expect(power(ethnic, { category: of('Mixed'), index: 50, n: 100, runs: 200 }, random)['in line']).toBe(0)
})

test('the draw is a draw: the same for a seed, near its chances, and a planted gap is where it was put', () => {
  const ethnic = family('London', 'ethnic_group_5')
  const chances = planted(ethnic, 1, 50)
  const share = ethnic.residents[1]! / sum(ethnic.residents)
  expect(chances[1]).toBeCloseTo(share / 2, 12)
  expect(sum(chances)).toBeCloseTo(1, 12)
  const counts = drawn(chances, 100_000, numbersFrom(1))
  expect(counts).toEqual(drawn(chances, 100_000, numbersFrom(1)))
  expect(counts).not.toEqual(drawn(chances, 100_000, numbersFrom(2)))
  // Five standard errors of a share of a half are under 0.008.
  for (const [i, count] of counts.entries()) expect(Math.abs(count / 100_000 - chances[i]!)).toBeLessThan(0.008)
})
