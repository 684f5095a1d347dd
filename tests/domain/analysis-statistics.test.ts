import { expect, test } from 'vitest'
import { type AreaCounts, blocksOf } from '../../server/analysis/inclusion.ts'
import { compare, joined, shortfall, verdictOf } from '../../shared/analysis/inclusion.ts'
import { peopleOf, spoken } from '../../shared/analysis/inclusion-words.ts'
import { againstShare } from '../../shared/analysis/proportions.ts'
import { comparisonWords, gapWords, percent } from '../../shared/analysis/words.ts'
import { near } from '../support/nearly.ts'

test('the p-value is twice the smaller exact tail, of rare groups among many too; a score test only where it is as good', () => {
  // By the sum itself: P(X <= 21) for 340 tries at .13.
  const lower = binomialSum(340, 0.13, 0, 21)
  near(againstShare(21, 340, 0.13), 2 * lower, 1e-9)
  const upper = binomialSum(50, 0.2, 16, 50)
  near(againstShare(16, 50, 0.2), 2 * upper, 1e-9)
  expect(againstShare(10, 50, 0.2)).toBe(1)
  near(againstShare(0, 20, 0.1), 2 * 0.9 ** 20, 1e-9)
  near(againstShare(20, 20, 0.9), 2 * 0.9 ** 20, 1e-9)
  expect([againstShare(0, 20, 0), againstShare(1, 20, 0), againstShare(20, 20, 1), againstShare(19, 20, 1)]).toEqual([
    1, 0, 1, 0,
  ])
  expect(() => againstShare(3, 2, 0.5)).toThrow(RangeError)
  expect(() => againstShare(1, 2, 1.5)).toThrow(RangeError)
  // A group of 4 in 1,000 among 3,000 answers: the score test says .043 for .040 and .15 for .20.
  near(againstShare(5, 3000, 0.004), 2 * binomialSum(3000, 0.004, 0, 5), 1e-6)
  near(againstShare(17, 3000, 0.004), 2 * binomialSum(3000, 0.004, 17, 3000), 1e-6)
  near(againstShare(20_300, 100_000, 0.2), 2 * binomialSum(100_000, 0.2, 20_300, 100_000), 1e-6)
  // z = 1.5. The exact tail is .1340.
  near(againstShare(200_600, 1_000_000, 0.2), 0.13361, 1e-5)
  near(againstShare(200_600, 1_000_000, 0.2), 2 * binomialSum(1_000_000, 0.2, 200_600, 1_000_000), 0.002)
})

function binomialSum(n: number, p: number, from: number, to: number): number {
  const logs = [0]
  for (let i = 1; i <= n; i++) logs[i] = logs[i - 1]! + Math.log(i)
  let sum = 0
  for (let k = from; k <= to; k++) {
    sum += Math.exp(logs[n]! - logs[k]! - logs[n - k]! + k * Math.log(p) + (n - k) * Math.log1p(-p))
  }
  return sum
}

test('a verdict follows the rule, at each of its edges', () => {
  const near21 = { areaShare: 0.2, interval: [0.15, 0.26] as [number, number] }
  expect(verdictOf({ ...near21, share: 0.15, holm: 0.049, q: 0.049 })).toBe('much fewer')
  expect(verdictOf({ ...near21, share: 0.165, holm: 0.049, q: 0.049 })).toBe('fewer')
  expect(verdictOf({ ...near21, share: 0.15, holm: 0.05, q: 0.09 })).toBe('fewer')
  expect(verdictOf({ ...near21, share: 0.15, holm: 0.2, q: 0.11 })).toBe('cannot tell')
  expect(verdictOf({ ...near21, share: 0.23, holm: 0.2, q: 0.09 })).toBe('more')
  expect(verdictOf({ ...near21, share: 0.215, holm: 0.01, q: 0.01 })).toBe('cannot tell')
  // At the very edge: an index of 80, 90 or 110, a q of .1, an interval that ends where the line is drawn.
  const at = { areaShare: 0.625, interval: [0.1, 0.9] as [number, number], holm: 0.01, q: 0.01 }
  expect(verdictOf({ ...at, share: 0.5 })).toBe('fewer')
  expect(verdictOf({ ...at, share: 0.5625 })).toBe('cannot tell')
  expect(verdictOf({ ...at, share: 0.6875 })).toBe('cannot tell')
  expect(verdictOf({ ...at, share: 0.7 })).toBe('more')
  expect(verdictOf({ ...at, share: 0.5, holm: 0.2, q: 0.1 })).toBe('cannot tell')
  expect(verdictOf({ ...at, share: 0.7, holm: 0.2, q: 0.1 })).toBe('cannot tell')
  expect(verdictOf({ areaShare: 0.5, interval: [0.4, 0.625], share: 0.5, holm: 1, q: 1 })).toBe('in line')
  expect(verdictOf({ areaShare: 0.2, interval: [0.161, 0.249], share: 0.2, holm: 1, q: 1 })).toBe('in line')
  expect(verdictOf({ areaShare: 0.2, interval: [0.159, 0.249], share: 0.2, holm: 1, q: 1 })).toBe('cannot tell')
})

test('fewer than 30 who answered, or nobody living there, cannot tell', () => {
  const found = compare(
    [
      { answered: 0, residents: 50 },
      { answered: 29, residents: 50 },
    ],
    29,
    100,
  )
  expect(found.map(({ verdict, shortfall, index }) => [verdict, shortfall, index])).toEqual([
    ['cannot tell', null, null],
    ['cannot tell', null, null],
  ])
  const thirty = [
    { answered: 5, residents: 500 },
    { answered: 25, residents: 491 },
    { answered: 0, residents: 9 },
  ]
  // One more person, and there is a verdict; the group of under 1% has no index.
  expect(compare(thirty, 30, 1000).map(({ verdict, index }) => [verdict, index && Math.round(index)])).toEqual([
    ['much fewer', 33],
    ['more', 170],
    ['cannot tell', null],
  ])
  const empty = compare(
    [
      { answered: 5, residents: 0 },
      { answered: 35, residents: 100 },
    ],
    40,
    100,
  )
  expect(empty[0]?.verdict).toBe('cannot tell')
})

test('a shortfall is the fewest answers that close the gap, and a joined one is not a sum', () => {
  for (const [x, n, residents] of [
    [20, 340, 13],
    [55, 340, 23],
    [25, 100, 25],
    [10, 100, 40],
  ] as const) {
    const more = shortfall({ answered: x, residents }, n, 100)!
    expect((x + more) / (n + more)).toBeGreaterThanOrEqual(residents / 100 - 1e-12)
    if (more > 0) expect((x + more - 1) / (n + more - 1)).toBeLessThan(residents / 100)
  }
  const young = [
    { answered: 20, residents: 13 },
    { answered: 55, residents: 23 },
  ]
  const apart = young.reduce((sum, one) => sum + shortfall(one, 340, 100)!, 0)
  expect(shortfall(joined(young), 340, 100)).toBe(Math.ceil((0.36 * 340 - 75) / 0.64))
  expect(shortfall(joined(young), 340, 100)).not.toBe(apart)
})

/** One area in which these are shown. */
const area = (cells: (number | null)[], unknown = 0): AreaCounts['areas'][number] => ({
  cells,
  base: cells.reduce<number>((all, count) => all + (count ?? 0), unknown),
  unknown,
  kinds: [0, 0, 0, 0],
})

const sexCounts = (answered: number[]): AreaCounts => ({
  characteristic: 'sex',
  name: 'Sex',
  base: 'all ages',
  caution: null,
  contextOnly: false,
  categories: ['Female', 'Male', ''],
  compared: [true, true, false],
  areas: [area(answered)],
  residents: [[1000, 1000, 0]],
})

test('where everybody who lives there is in a group that is fewer, no number of answers closes the gap', () => {
  expect(shortfall({ answered: 30, residents: 100 }, 40, 100)).toBeNull()
  expect(shortfall({ answered: 40, residents: 100 }, 40, 100)).toBe(0)
  // Women and men are both fewer beside the many who gave an answer the census has no word for.
  const [borough] = blocksOf(sexCounts([700, 700, 600]), ['the borough'])
  expect(borough!.rows.map(({ verdict, shortfall }) => [verdict, shortfall])).toEqual([
    ['much fewer', 600],
    ['much fewer', 600],
  ])
  expect(borough!.joined).toBeNull()
  const [half] = blocksOf(sexCounts([1200, 800, 0]), ['the borough'])
  expect(half!.joined).toEqual({ categories: ['Male'], shortfall: 400 })
  expect(half!.distance).toBe(
    '10.0% of those who answered would have to be in another group for all to be as in the borough; chance alone would make it about 0.9%.',
  )
})

test('hidden counts make no verdict of others stronger', () => {
  const categories = ['White', 'Asian', 'Black', 'Mixed', '']
  const counts: AreaCounts = {
    ...sexCounts([]),
    ...{ characteristic: 'ethnic_group_5', categories, compared: [true, true, true, true, false] },
    areas: [area([87, 8, null, null, 0], 8)],
    residents: [[800, 150, 40, 10, 0]],
  }
  // Were Mixed judged as the 8 that are hidden together, it would be many more, and eight Asian people "fewer" by that.
  const [found] = blocksOf(counts, ['the borough'])
  expect(found!.rows.map(({ answered, verdict }) => [answered, verdict])).toEqual([
    [87, 'in line'],
    [8, 'cannot tell'],
    [null, 'cannot tell'],
    [null, 'cannot tell'],
  ])
})

test('a gap is said in words first, from the shares as they are printed', () => {
  expect(comparisonWords(0.12, '340', 0.2066, 'the borough')).toBe('12% of 340; 21% of the borough; 9 points fewer')
  // Both with a decimal where one needs it: 1.0 less 1.1 is what is told.
  expect(comparisonWords(0.0097, '2,074', 0.0106, 'London')).toBe('1.0% of 2,074; 1.1% of London; 0.1 points fewer')
  expect(comparisonWords(0.00001, '90,000', 0.02, 'London')).toBe(
    'under 0.1% of 90,000; 2.0% of London; 2 points fewer',
  )
  expect(comparisonWords(0, '340', 0.02, 'London')).toBe('0% of 340; 2% of London; 2 points fewer')
  expect(gapWords(0.214, 0.206)).toBe('the same')
  expect(gapWords(0.06, 0.05)).toBe('1 point more')
  expect(gapWords(0.004, 0.012)).toBe('0.8 points fewer')
  expect(percent(0.0044)).toBe('0.4%')
  expect(percent(0.0001)).toBe('under 0.1%')
})

test('neighbouring age bands are spoken of as one, and the widest gap is told in people', () => {
  expect(peopleOf('age_band', ['16-24', '25-34', '75+'])).toBe('people aged 16 to 34 and people aged 75 or over')
  const age = {
    characteristic: 'age_band',
    name: 'Age',
    verdicts: [
      { category: '16-24', verdict: 'much fewer' as const },
      { category: '25-34', verdict: 'much fewer' as const },
      { category: '35-44', verdict: 'in line' as const },
    ],
    joined: { categories: ['16-24', '25-34'], shortfall: 73 },
  }
  const black = 'Black, Black British, Black Welsh, Caribbean or African'
  const ethnic = {
    characteristic: 'ethnic_group_5',
    name: 'Ethnic group',
    verdicts: [{ category: black, verdict: 'much fewer' as const }],
    joined: { categories: [black], shortfall: 24 },
  }
  expect(spoken([age, ethnic], 'the borough')).toBe(
    'Among those who answered, people aged 16 to 34 and Black people are much fewer than in the borough. 73 more answers from people aged 16 to 34 would close the age gap.',
  )
  expect(spoken([], 'the borough')).toBe(
    'Who is missing in the borough cannot be told: too few have answered, or too little may be shown.',
  )
})
