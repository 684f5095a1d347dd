import { expect, test } from 'vitest'
import { benjaminiHochberg, holm } from '../../shared/analysis/adjust.ts'
import { type Counted, compare, joined, shortfall, verdictOf } from '../../shared/analysis/inclusion.ts'
import { peopleOf, spoken } from '../../shared/analysis/inclusion-words.ts'
import { againstShare, scoreZ, wilson } from '../../shared/analysis/proportions.ts'
import { comparisonWords, gapWords, percent } from '../../shared/analysis/words.ts'

const near = (found: number, wanted: number, tolerance: number) =>
  expect(Math.abs(found - wanted), `${found} and ${wanted}`).toBeLessThanOrEqual(tolerance)

function all(found: number[], wanted: number[], tolerance: number) {
  expect(found.length).toBe(wanted.length)
  for (const [i, value] of found.entries()) near(value, wanted[i]!, tolerance)
}

// Newcombe (1998), Stat. Med. 17, 857-872, its four examples; intervals by R prop.test(correct = FALSE).
test('the Wilson interval is that of the four published examples', () => {
  const cases: [number, number, number, number][] = [
    [81, 263, 0.25528851988, 0.36620957698],
    [15, 148, 0.062386399531, 0.16048724172],
    [0, 20, 0, 0.16112515805],
    [1, 29, 0.0061132142928, 0.17175521879],
  ]
  for (const [x, n, low, high] of cases) {
    const [from, to] = wilson(x, n)
    near(from, low, 1e-6)
    near(to, high, 1e-6)
  }
  expect(wilson(0, 20)[0]).toBe(0)
  expect(wilson(20, 20)[1]).toBe(1)
})

// Base R p.adjust on .01 to .05; and Fleiss' smokers, R ?pairwise.prop.test with correct = FALSE.
test('Holm and Benjamini-Hochberg adjust as R does', () => {
  const p = [0.01, 0.02, 0.03, 0.04, 0.05]
  all(holm(p), [0.05, 0.08, 0.09, 0.09, 0.09], 1e-12)
  all(benjaminiHochberg(p), [0.05, 0.05, 0.05, 0.05, 0.05], 1e-12)
  const fleiss = [0.92232009573, 0.56158705406, 0.011328960425, 0.48473924671, 0.007140962271, 0.016143293779]
  const wanted = [1, 1, 0.056644802123, 1, 0.042845773626, 0.064573175115]
  all(holm(fleiss), wanted, 1e-9)
})

// The counts of R ?chisq.test; gap, index and z by the fixture "gap-and-index".
test('gap and index are those of the worked example', () => {
  const observed = [89, 37, 30, 28, 2]
  const shares = [0.4, 0.2, 0.2, 0.15, 0.05]
  const z = [2.185197841325761, -0.03666177875533904, -1.31982403519218, 0.020534703454456987, -2.4559503524215844]
  const index = [119.6236559139785, 99.46236559139784, 80.64516129032258, 100.3584229390681, 21.50537634408602]
  const found = compare(
    observed.map((answered, i): Counted => ({ answered, residents: shares[i]! * 1_000_000 })),
    186,
    1_000_000,
  )
  found.forEach((one, i) => {
    near(one.index!, index[i]!, 1e-9)
    near(scoreZ(observed[i]!, 186, shares[i]!), z[i]!, 1e-9)
  })
  near(found[0]!.share - found[0]!.areaShare, 0.07849462365591398, 1e-9)
})

test('the p-value is twice the smaller exact tail, and the score test beyond 2,000 answers', () => {
  // By the sum itself: P(X <= 21) for 340 tries at .13.
  const lower = binomialSum(340, 0.13, 0, 21)
  near(againstShare(21, 340, 0.13), 2 * lower, 1e-9)
  const upper = binomialSum(50, 0.2, 16, 50)
  near(againstShare(16, 50, 0.2), 2 * upper, 1e-9)
  expect(againstShare(10, 50, 0.2)).toBe(1)
  near(againstShare(450, 2001, 0.2), 0.0055, 0.0005)
  near(againstShare(440, 2000, 0.2), againstShare(440, 2001, 0.2), 0.01)
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
  expect(found.map(({ verdict, shortfall }) => [verdict, shortfall])).toEqual([
    ['cannot tell', null],
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
    const more = shortfall({ answered: x, residents }, n, 100)
    expect((x + more) / (n + more)).toBeGreaterThanOrEqual(residents / 100 - 1e-12)
    if (more > 0) expect((x + more - 1) / (n + more - 1)).toBeLessThan(residents / 100)
  }
  const young = [
    { answered: 20, residents: 13 },
    { answered: 55, residents: 23 },
  ]
  const apart = young.reduce((sum, one) => sum + shortfall(one, 340, 100), 0)
  expect(shortfall(joined(young), 340, 100)).toBe(Math.ceil((0.36 * 340 - 75) / 0.64))
  expect(shortfall(joined(young), 340, 100)).not.toBe(apart)
})

test('a gap is said in words first, from the shares as they are printed', () => {
  expect(comparisonWords(0.12, 340, 0.2066, 'the borough')).toBe(
    '12% of 340 who answered; 21% of the borough (Census 2021); 9 points fewer',
  )
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
  expect(spoken([], 'the borough')).toBe('Too few have answered to tell who is missing in the borough.')
})
