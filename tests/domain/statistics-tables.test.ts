import fc from 'fast-check'
import { expect, test } from 'vitest'
import { benjaminiHochberg, bonferroni, holm } from '../../shared/analysis/adjust.ts'
import { chiSquare, goodnessOfFit } from '../../shared/analysis/chi-square.ts'
import { columnLetter, letterRow } from '../../shared/analysis/column-letters.ts'
import { compare } from '../../shared/analysis/inclusion.ts'
import { scoreZ } from '../../shared/analysis/proportions.ts'
import { type Answers, raoScott, raoScottOfSums } from '../../shared/analysis/rao-scott.ts'
import { totalVariation } from '../../shared/analysis/total-variation.ts'
import schools from '../support/api-schools.json' with { type: 'json' }
import { allNear, near, tableNear } from '../support/nearly.ts'
import published from '../support/stat-fixtures.json' with { type: 'json' }

const { apistrat, apiclus1 } = schools
const places = (answers: readonly string[], order: string) => answers.map((one) => order.split(' ').indexOf(one))

test('chisq-agresti-party: statistic, expected counts and adjusted residuals', () => {
  const { inputs, expected, tolerance } = published['chisq-agresti-party']
  const found = chiSquare(inputs.rows_F_M)
  near(found.statistic, expected.statistic, tolerance)
  expect(found.df).toBe(expected.parameter)
  near(found.p!, expected['p.value'], 1e-12)
  tableNear(found.expected, expected.expected, tolerance)
  tableNear(found.residuals, expected.stdres, tolerance)
  expect(found.lowCells).toBe(0)
})

test('expected counts under 5 are counted, and empty lines leave the test', () => {
  const found = chiSquare([
    [1, 3, 0],
    [4, 40, 0],
    [0, 0, 0],
  ])
  expect(found.df).toBe(1)
  expect(found.lowCells).toBe(3)
  near(found.statistic, (48 * (1 * 40 - 3 * 4) ** 2) / (4 * 44 * 5 * 43), 1e-12)
  expect(chiSquare([[3, 4]]).p).toBeNull()
  expect(
    chiSquare([
      [0, 0],
      [0, 0],
    ]),
  ).toMatchObject({ df: 0, p: null })
  for (const line of [2, 0, 1]) expect(found.residuals[line]!.at(-1)).toBe(0)
  expect(found.expected[2]).toEqual([0, 0, 0])
  // A line of one person is a line.
  expect(
    chiSquare([
      [1, 0],
      [10, 20],
    ]).df,
  ).toBe(1)
  expect(() => chiSquare([[1, 2], [3]])).toThrow(RangeError)
  expect(() => chiSquare([[1, -2]])).toThrow(RangeError)
})

test('gof-doc: a profile against population shares', () => {
  const { inputs, expected, tolerance } = published['gof-doc']
  const found = goodnessOfFit(inputs.observed, inputs.population_share)
  near(found.statistic!, expected.statistic, tolerance)
  expect(found.df).toBe(expected.parameter)
  near(found.p!, expected['p.value'], tolerance)
  allNear(found.expected, expected.expected, tolerance)
  allNear(found.residuals, expected.residuals, tolerance)
  expect(goodnessOfFit([5, 95, 0], [0, 1, 0])).toMatchObject({ statistic: null, p: 0 })
  // Nobody lives there and nobody answered from there: as if it were not.
  expect(goodnessOfFit([0, 40, 60], [0, 0.4, 0.6])).toMatchObject({ statistic: 0, df: 1, p: 1, residuals: [0, 0, 0] })
  expect(goodnessOfFit([5, 5], [0.5, 0.5]).lowCells).toBe(0)
  expect(goodnessOfFit([0, 9, 1], [0, 0.95, 0.05]).lowCells).toBe(1)
  expect(goodnessOfFit([0, 0], [0.5, 0.5]).p).toBeNull()
  expect(() => goodnessOfFit([5, 5], [0.4, 0.4])).toThrow(RangeError)
})

test('gap-and-index: gap, index and z of the verdicts', () => {
  const { inputs, expected, tolerance } = published['gap-and-index']
  const counted = inputs.observed.map((answered, i) => ({ answered, residents: inputs.population_share[i]! * 1e6 }))
  const found = compare(counted, expected.n, 1e6)
  allNear(
    found.map(({ share }) => share),
    expected.p_obs,
    tolerance,
  )
  allNear(
    found.map(({ share, areaShare }) => 100 * (share - areaShare)),
    expected.gap_pp,
    tolerance,
  )
  allNear(
    found.map(({ index }) => index!),
    expected.index,
    tolerance,
  )
  allNear(
    inputs.observed.map((x, i) => scoreZ(x, expected.n, inputs.population_share[i]!)),
    expected.z,
    tolerance,
  )
})

test('rao-scott-apistrat: the second-order F of a weighted table', () => {
  const { expected, tolerance } = published['rao-scott-apistrat']
  const answers = {
    rows: places(apistrat['sch.wide'], 'No Yes'),
    columns: places(apistrat.stype, 'E H M'),
    weights: apistrat.pw,
  }
  const found = raoScott(answers)!
  tableNear(found.table, expected.weighted_table, tolerance)
  near(found.f, expected.F.statistic, tolerance)
  allNear(found.df, expected.F.parameter, tolerance)
  near(found.p, expected.F.p, 1e-12)
  near(found.firstOrderP, expected.first_order_p_of_X2_over_mean_delta, 1e-12)
  const [one, two] = expected.delta_eigenvalues
  allNear([found.trace, found.traceOfSquare], [one! + two!, one! ** 2 + two! ** 2], tolerance)
  near(found.chiSquare, expected.wrong_ways_for_contrast.pearson_on_weights_normalised_to_n.statistic, tolerance)
  const wrong = expected.wrong_ways_for_contrast
  for (const [table, way] of [
    [expected.weighted_table, wrong.pearson_on_raw_weighted_counts],
    [expected.unweighted_table, wrong.pearson_unweighted],
  ] as const) {
    const plain = chiSquare(table)
    near(plain.statistic, way.statistic, tolerance)
    expect(plain.df).toBe(way.parameter)
    near(plain.p!, way['p.value'], tolerance)
  }
  const scaled = raoScott({ ...answers, weights: apistrat.pw.map((weight) => weight / 31) })!
  near(scaled.f, found.f, 1e-9)
  const alone = raoScott(answers, { clusters: apistrat.pw.map((_, i) => i) })!
  allNear([alone.f, ...alone.df], [found.f, ...found.df], 1e-9)
})

test('rao-scott-apiclus1-doc: the help page with its cluster design', () => {
  const { inputs, expected, tolerance } = published['rao-scott-apiclus1-doc']
  const answers = {
    rows: places(apiclus1['sch.wide'], 'No Yes'),
    columns: places(apiclus1.stype, 'E H M'),
    weights: apiclus1.pw,
  }
  const found = raoScott(answers, { clusters: apiclus1.dnum, drawn: 15 / inputs.fpc })!
  near(found.f, expected.F.statistic, tolerance)
  allNear(found.df, expected.F.parameter, tolerance)
  near(found.p, expected.F.p, tolerance)
  near(found.chiSquare, expected.Chisq.statistic, tolerance)
  near(found.firstOrderP, expected.Chisq.p, tolerance)
})

test('without weights Rao-Scott says nearly what chi-square says; a table of one line has no test', () => {
  const rows = places(apistrat['sch.wide'], 'No Yes')
  const columns = places(apistrat.stype, 'E H M')
  const weights = new Array<number>(200).fill(1)
  const plain = published['rao-scott-apistrat'].expected.wrong_ways_for_contrast.pearson_unweighted
  const found = raoScott({ rows, columns, weights })!
  near(found.chiSquare, plain.statistic, 1e-6)
  expect(raoScott({ rows: rows.map(() => 0), columns, weights })).toBeNull()
  const onlyDiagonal = { rows: [0, 1, 2, 0, 1, 2], columns: [0, 1, 2, 0, 1, 2], weights: [1, 2, 1, 3, 1, 1] }
  expect(raoScott(onlyDiagonal)).toBeNull()
  const gaps = raoScott({ rows: [...rows, -1], columns: [...columns, 2], weights: [...weights, 50] })!
  near(gaps.f, found.f, 1e-12)
})

/** Sums by cell: of the weights, and of their squares. */
function summed({ rows, columns, weights }: Answers): [number[][], number[][]] {
  const table = (of: (weight: number) => number) => {
    const cells = [...new Set(rows)].map(() => [...new Set(columns)].map(() => 0))
    for (const [i, weight] of weights.entries()) cells[rows[i]!]![columns[i]!]! += of(weight)
    return cells
  }
  return [table((weight) => weight), table((weight) => weight ** 2)]
}

test('Rao-Scott of sums by cell is that of the cases, with an empty cell, with two columns, and past an empty line', () => {
  // By another program, from the covariance matrix of the cell shares itself; a cell nobody is in stays out of the inverse.
  const holed = {
    rows: [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2],
    columns: [0, 1, 2, 0, 0, 1, 0, 1, 1, 2, 2, 1],
    weights: [1, 2, 1, 3, 1, 1, 2, 1, 2, 1, 1, 3],
  }
  const small = {
    rows: [0, 0, 0, 0, 1, 1, 1, 1, 0, 1],
    columns: [0, 1, 0, 0, 1, 1, 0, 1, 1, 1],
    weights: [1, 2, 1, 3, 1, 1, 2, 1, 1, 2],
  }
  const known: [Answers, number[]][] = [
    [holed, [1.1298065830968034, 3.659943063327731, 40.25937369660504, 0.3540405438018426]],
    [small, [0.8422828207210619, 1, 9, 0.382680453076619]],
  ]
  for (const [answers, wanted] of known) {
    const [sums, squares] = summed(answers)
    const line = (table: number[][]) => [...table.map((row) => [...row, 0]), new Array(table[0]!.length + 1).fill(0)]
    const n = answers.weights.length
    for (const found of [
      raoScott(answers)!,
      raoScottOfSums(sums, squares, n)!,
      raoScottOfSums(line(sums), line(squares), n)!,
    ])
      allNear([found.f, ...found.df, found.p], wanted, 1e-7)
  }
  expect(raoScottOfSums([[1, 0]], [[1, 0]], 1)).toBeNull()
  // All by one line, and nothing is left to chance.
  expect(
    raoScottOfSums(
      [
        [5, 0],
        [0, 5],
      ],
      [
        [5, 0],
        [0, 5],
      ],
      10,
    ),
  ).toBeNull()
  expect(() => raoScott({ ...small, weights: small.weights.map((weight) => -weight) })).toThrow(RangeError)
})

test('pairwise-prop-fleiss: pooled z of each pair of columns, by Holm and by Bonferroni', () => {
  const { inputs, expected, tolerance } = published['pairwise-prop-fleiss']
  const shares = inputs.x.map((x, i) => x / inputs.n[i]!)
  const lower = (table: (number | string)[][]) =>
    [0, 1, 2].flatMap((a) => [1, 2, 3].filter((b) => b > a).map((b) => Number(table[b - 1]![a])))
  const byHolm = letterRow(shares, inputs.n)
  allNear(
    byHolm.pairs.map(({ p }) => p),
    lower(expected['p_unadjusted_[2,3,4][1,2,3]']),
    tolerance,
  )
  allNear(
    byHolm.pairs.map(({ adjusted }) => adjusted),
    lower(expected.p_holm),
    tolerance,
  )
  expect(byHolm.letters).toEqual(['', 'D', '', ''])
  const strict = letterRow(shares, inputs.n, { adjustment: 'bonferroni' })
  allNear(
    strict.pairs.map(({ adjusted }) => adjusted),
    lower(expected.p_bonferroni),
    tolerance,
  )
  expect(letterRow(shares, inputs.n, { adjustment: 'none' }).letters).toEqual(['D', 'D', 'D', ''])
  const overall = chiSquare([inputs.x, inputs.n.map((n, i) => n - inputs.x[i]!)])
  near(overall.statistic, expected.overall.statistic, tolerance)
  near(overall.p!, expected.overall['p.value'], tolerance)
})

test('small, overlapping and certain columns carry no letters; weights count by their effective base', () => {
  expect(letterRow([0.9, 0.1], [29, 400]).pairs).toEqual([])
  expect(letterRow([0.9, 0.1], [30, 400]).letters).toEqual(['B', ''])
  expect(letterRow([0.9, 0.1], [300, 400], { overlapping: true }).letters).toEqual(['', ''])
  expect(letterRow([1, 0.1, 0.9], [300, 400, 400]).letters).toEqual(['', '', 'B'])
  expect(['A', 'Z', 'AA', 'AZ', 'BA']).toEqual([0, 25, 26, 51, 52].map(columnLetter))
  // 60% of 200 against 45% of 200 differ; at an effective base of 60 each they do not.
  expect(letterRow([0.6, 0.45], [200, 200]).letters).toEqual(['B', ''])
  expect(letterRow([0.6, 0.45], [60, 60]).letters).toEqual(['', ''])
})

test('p-adjust: Holm, Bonferroni and Benjamini-Hochberg', () => {
  const { inputs, expected, tolerance } = published['p-adjust']
  allNear(holm(inputs.p), expected.holm, tolerance)
  allNear(bonferroni(inputs.p), expected.bonferroni, tolerance)
  allNear(benjaminiHochberg(inputs.p), expected.BH, tolerance)
})

test('Holm never falls below the p-value, keeps its order, and never passes Bonferroni', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 12 }), (p) => {
      const [found, strict] = [holm(p), bonferroni(p)]
      p.forEach((one, i) => {
        expect(found[i]).toBeGreaterThanOrEqual(one)
        expect(found[i]).toBeLessThanOrEqual(strict[i]!)
        p.forEach((other, k) => {
          if (one < other) expect(found[i]).toBeLessThanOrEqual(found[k]!)
        })
      })
    }),
  )
})

test('total variation distance, with what chance alone gives by the sum itself', () => {
  const found = totalVariation([30, 50, 20], [0.2, 0.5, 0.3])
  near(found.distance, 0.1, 1e-12)
  // Five people, one in five: E|X - 1| by the binomial, for both categories alike.
  const chance = [0, 1, 2, 3, 4, 5].map((x) => [1, 5, 10, 10, 5, 1][x]! * 0.2 ** x * 0.8 ** (5 - x))
  const deviation = chance.reduce((sum, p, x) => sum + p * Math.abs(x - 1), 0)
  near(totalVariation([2, 3], [0.2, 0.8]).byChance, deviation / 5, 1e-9)
  // Three in ten of seven people, which is no whole number; and where everybody lives in one category nothing is chance.
  const choose = [1, 7, 21, 35, 35, 21, 7, 1]
  const apart = choose.reduce((sum, ways, x) => sum + ways * 0.3 ** x * 0.7 ** (7 - x) * Math.abs(x - 2.1), 0)
  near(totalVariation([3, 4], [0.3, 0.7]).byChance, apart / 7, 1e-9)
  expect(totalVariation([0, 5], [0, 1])).toEqual({ distance: 0, byChance: 0 })
  expect(totalVariation([200, 500, 300], [0.2, 0.5, 0.3]).distance).toBe(0)
  expect(() => totalVariation([0, 0], [0.5, 0.5])).toThrow(RangeError)
})
