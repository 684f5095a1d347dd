import fc from 'fast-check'
import { expect, test } from 'vitest'
import { designEffect } from '../../shared/analysis/kish.ts'
import { linearised } from '../../shared/analysis/linearised.ts'
import { rakedError } from '../../shared/analysis/raked-error.ts'
import { type Margin, rake, sumsOf } from '../../shared/analysis/raking.ts'
import schools from '../support/api-schools.json' with { type: 'json' }
import { allNear, near, tableNear } from '../support/nearly.ts'
import published from '../support/stat-fixtures.json' with { type: 'json' }

const { apistrat, apiclus1 } = schools
/** R stops once a sweep moves no margin by a whole case, three and four sweeps into its examples: far from still. */
const asR = (sweeps: number) => ({ tolerance: 0, sweeps })

/** The cells of a table as cases, with a margin for its rows and one for its columns. */
function ofTable(seed: number[][], rowTargets: number[], columnTargets: number[]): [number[], Margin[]] {
  const rows = seed.flatMap((row, r) => row.map(() => r))
  const columns = seed.flatMap((row) => row.map((_, c) => c))
  return [
    seed.flat(),
    [
      { name: 'rows', codes: rows, targets: rowTargets },
      { name: 'columns', codes: columns, targets: columnTargets },
    ],
  ]
}
const inRows = (list: readonly number[], width: number) =>
  Array.from({ length: list.length / width }, (_, r) => list.slice(r * width, (r + 1) * width))

test('rake-kalton-flores-cervantes: the published weights by cell, raked and post-stratified', () => {
  const { inputs, expected, tolerance } = published['rake-kalton-flores-cervantes']
  const sample = inputs.sample_counts_a_by_b
  const [start, margins] = ofTable(sample, inputs.targets_a, inputs.targets_b)
  const weights = (fitted: number[]) => inRows(fitted, 3).map((row, r) => row.map((sum, c) => sum / sample[r]![c]!))
  tableNear(weights(rake(start, margins).weights), expected.raked_weight_by_cell_2dp, tolerance)
  const cells = { name: 'cells', codes: start.map((_, i) => i), targets: inputs.population_counts_a_by_b.flat() }
  tableNear(weights(rake(start, [cells]).weights), expected.poststratified_weight_by_cell_2dp, tolerance)
})

test.each(['ipf-wikipedia-4x4', 'ipf-2d-ipfn-test'] as const)('%s: a table fitted to its margins', (id) => {
  const { inputs, expected, tolerance } = published[id]
  const found = rake(...ofTable(inputs.seed, inputs.row_targets, inputs.col_targets))
  expect(found.converged).toBe(true)
  tableNear(inRows(found.weights, inputs.col_targets.length), expected.fitted, tolerance)
})

test('ipf-3d-ipfn-test: three dimensions with one- and two-way targets', () => {
  const { inputs } = published['ipf-3d-ipfn-test']
  const seed = inputs['seed_[i][j][k]']
  const at = seed.flatMap((plane, i) => plane.flatMap((line, j) => line.map((_, k) => [i, j, k] as const)))
  const margin = (name: string, targets: number[], of: (i: number, j: number, k: number) => number): Margin => {
    return { name, targets, codes: at.map(([i, j, k]) => of(i, j, k)) }
  }
  const margins = [
    margin('i', inputs.target_i, (i) => i),
    margin('j', inputs.target_j, (_, j) => j),
    margin('k', inputs.target_k, (_i, _j, k) => k),
    margin('ij', inputs.target_ij.flat(), (i, j) => i * 4 + j),
    margin('jk', inputs.target_jk.flat(), (_, j, k) => j * 3 + k),
  ]
  const found = rake(seed.flat(2), margins)
  expect(found.converged).toBe(true)
  for (const { codes, targets } of margins) allNear(sumsOf(found.weights, codes, targets.length), targets, 0.005)
})

const marginsOf = (data: { stype: string[]; 'sch.wide': string[] }): Margin[] => {
  const { targets } = published['rake-apistrat'].inputs
  return [
    { name: 'stype', codes: data.stype.map((one) => 'EHM'.indexOf(one)), targets: Object.values(targets.stype) },
    {
      name: 'sch.wide',
      codes: data['sch.wide'].map((one) => Number(one === 'Yes')),
      targets: Object.values(targets['sch.wide']),
    },
  ]
}

test('rake-apistrat: weights by cell, table, mean, and the error that knows of the raking', () => {
  const { expected, tolerance } = published['rake-apistrat']
  const margins = marginsOf(apistrat)
  const { weights } = rake(apistrat.pw, margins, asR(3))
  for (const [cell, weight] of Object.entries(expected['weight_by_cell_stype.schwide'])) {
    const at = apistrat.stype.findIndex((type, i) => `${type}.${apistrat['sch.wide'][i]}` === cell)
    near(weights[at]!, weight, tolerance)
  }
  const found = rakedError(apistrat.api00, weights, margins)
  near(found.mean, expected.mean_api00.est, tolerance)
  near(found.error, expected.mean_api00.se, tolerance)
  near(designEffect(weights), expected.kish_deff, tolerance)
  const inCells = apistrat.stype.map((type, i) => 'EHM'.indexOf(type) * 2 + margins[1]!.codes[i]!)
  allNear(sumsOf(weights, inCells, 6), expected.fitted_table_rows_E_H_M_cols_No_Yes.flat(), tolerance)
  // "A naive linearised error that treats raked weights as fixed will be larger."
  expect(linearised(apistrat.api00, weights).error).toBeGreaterThan(found.error)
})

test('rake-apiclus1-doc: the example of the help page', () => {
  const { expected, tolerance } = published['rake-apiclus1-doc']
  const { weights } = rake(apiclus1.pw, marginsOf(apiclus1), asR(4))
  for (const [cell, weight] of Object.entries(expected['weight_by_cell_stype.schwide'])) {
    const at = apiclus1.stype.findIndex((type, i) => `${type}.${apiclus1['sch.wide'][i]}` === cell)
    near(weights[at]!, weight, tolerance)
  }
  near(linearised(apiclus1.api00, weights).mean, expected.mean_api00, tolerance)
  const enrolled = weights.reduce((sum, weight, i) => sum + weight * apiclus1.enroll[i]!, 0)
  near(enrolled, expected.total_enroll, tolerance)
})

const sample = fc
  .record({ n: fc.integer({ min: 5, max: 80 }), a: fc.integer({ min: 1, max: 4 }), b: fc.integer({ min: 1, max: 5 }) })
  .chain(({ n, a, b }) =>
    fc.record({
      cells: fc.array(fc.tuple(fc.nat(a), fc.nat(b)), { minLength: n, maxLength: n }),
      hidden: fc.array(fc.double({ min: 0.5, max: 4, noNaN: true }), { minLength: n, maxLength: n }),
      a: fc.constant(a + 1),
      b: fc.constant(b + 1),
    }),
  )

test('whenever weights exist that meet the targets, raked margins hit them', () => {
  fc.assert(
    fc.property(sample, ({ cells, hidden, a, b }) => {
      const rows = cells.map(([row]) => row)
      const columns = cells.map(([, column]) => column)
      const margins = [
        { name: 'a', codes: rows, targets: sumsOf(hidden, rows, a) },
        { name: 'b', codes: columns, targets: sumsOf(hidden, columns, b) },
      ]
      const found = rake(new Array(cells.length).fill(1), margins)
      expect(found.converged).toBe(true)
      for (const { codes, targets } of margins)
        for (const [c, sum] of sumsOf(found.weights, codes, targets.length).entries())
          near(sum, targets[c]!, 1e-6 * targets[c]! + 1e-12)
    }),
    { seed: 3 },
  )
})

test('targets that no weights can meet end at the limit, and the miss is told', () => {
  const found = rake(
    [1, 1],
    [
      { name: 'a', codes: [0, 1], targets: [1, 1] },
      { name: 'b', codes: [0, 1], targets: [0.5, 1.5] },
    ],
    { sweeps: 20 },
  )
  expect(found).toMatchObject({ converged: false, sweeps: 20, worstMargin: 'a' })
  expect(found.worst).toBeCloseTo(0.5, 9)
  expect(rake([1], [{ name: 'a', codes: [0], targets: [1, 3] }], { sweeps: 3 }).converged).toBe(false)
  expect(rake([5], [])).toMatchObject({ weights: [5], converged: true, sweeps: 0 })
  // Somebody of weight 0 keeps it, and a category whose target is 0 is emptied.
  expect(rake([0, 2, 2], [{ name: 'a', codes: [0, 0, 1], targets: [6, 0] }])).toMatchObject({
    weights: [0, 6, 0],
    converged: true,
  })
  expect(() => rake([1], [{ name: 'a', codes: [0.5], targets: [1, 3] }])).toThrow(RangeError)
  expect(() => rake([1], [{ name: 'a', codes: [0], targets: [Number.POSITIVE_INFINITY] }])).toThrow(RangeError)
  expect(() => rake([1], [{ name: 'a', codes: [2], targets: [1, 3] }])).toThrow(RangeError)
  expect(() => rake([-1], [{ name: 'a', codes: [0], targets: [1] }])).toThrow(RangeError)
})
