import fc from 'fast-check'
import { expect, test } from 'vitest'
import { analystRule, publicRule } from '../../shared/analysis/disclosure-rules.ts'
import { hiddenParts, oneWay, redactThenRound } from '../../shared/analysis/suppression.ts'
import { hiddenCells, recoverable, twoWay, withMargins } from '../../shared/analysis/two-way.ts'

// OpenSAFELY documentation, statistical disclosure control: hide 1 to 7, round to 5, totals from rounded parts.
test('redact, then round, as the published example', () => {
  expect(redactThenRound([3, 8, 16, 23], publicRule)).toEqual({ cells: [null, 10, 15, 25], total: 50 })
  expect(redactThenRound([18, 23, 31, 44], publicRule)).toEqual({ cells: [20, 25, 30, 45], total: 120 })
})

test('a shown public number covers its whole rounding interval: none of it lies among the hidden', () => {
  for (let count = 0; count <= 40; count++) {
    const shown = redactThenRound([count], publicRule).cells[0]
    if (shown === null) expect(count).toBeGreaterThan(0)
    else if (shown === 10) expect(count).toBeGreaterThanOrEqual(8)
  }
})

// OpenSAFELY: 51 - (10 + 15 + 25) = 1.
test('a lone hidden part is not left to subtraction from the total', () => {
  expect(hiddenParts([1, 10, 15, 25], analystRule)).toEqual([true, true, false, false])
  expect(oneWay([1, 10, 15, 25], analystRule)).toEqual([null, null, 15, 25])
  // Two that are small even together: at 1 + 2 = 3 each would be known to be 1 or 2.
  expect(oneWay([1, 2, 15, 25], analystRule)).toEqual([null, null, null, 25])
  expect(oneWay([0, 12, 15], analystRule)).toEqual([0, 12, 15])
})

const line = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 2, maxLength: 9 })

test('in any line no hidden part stands alone, none is a zero, and small ones are never shown', () => {
  fc.assert(
    fc.property(line, (parts) => {
      const hidden = hiddenParts(parts, analystRule)
      const many = hidden.filter(Boolean).length
      const others = parts.filter((part) => part > 4).length
      if (many === 1) expect(others).toBe(0)
      parts.forEach((part, i) => {
        if (part >= 1 && part <= 4) expect(hidden[i]).toBe(true)
        if (part === 0) expect(hidden[i]).toBe(false)
      })
    }),
  )
})

// sdcTable, tests/testthat/test-simpleheuristic.R: two hidden in every line, and yet w|b is 47.
const sdcTable = [
  [30, 47, 64, 89],
  [90, 124, 5, 31],
  [92, 100, 59, 85],
  [800, 991, 651, 685],
]

test('two hidden in each line are not enough: the audit finds the one that can still be had', () => {
  const pattern = ['wa', 'wb', 'wc', 'xa', 'xc', 'yb', 'yd', 'zb', 'zd']
  const hidden = withMargins(sdcTable).map((row, r) => row.map((_, c) => pattern.includes(`${'wxyz'[r]}${'abcd'[c]}`)))
  expect(recoverable(hidden)).toEqual([[0, 1]])
  hidden[1]![1] = true
  expect(recoverable(hidden)).toEqual([])
})

// GaussSuppression vignette: zeros and ones of a 2 by 3 table; any right answer hides a rectangle round the cell.
test('a hidden cell of a small table gets three companions on a closed path', () => {
  const rule = { hideUpTo: 1, roundTo: 1, baseForShares: 1 }
  const hidden = hiddenCells(
    withMargins([
      [2, 1, 5],
      [3, 4, 6],
    ]),
    rule,
  )
  expect(hidden[0]![1]).toBe(true)
  expect(recoverable(hidden)).toEqual([])
  expect(hidden.flat().filter(Boolean).length).toBe(4)
})

const table = fc.tuple(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 2, max: 6 })).chain(([rows, columns]) =>
  fc.array(fc.array(fc.integer({ min: 0, max: 40 }), { minLength: columns, maxLength: columns }), {
    minLength: rows,
    maxLength: rows,
  }),
)

/** The audit by linear algebra, slow and by the book: is the cell's unit vector in the row space of the equations? */
function solvable(hidden: boolean[][]): [number, number][] {
  const cells = hidden.flatMap((row, r) => row.flatMap((is, c): [number, number][] => (is ? [[r, c]] : [])))
  const lines = [
    ...hidden.map((_, r) => cells.map(([row]) => (row === r ? 1 : 0))),
    ...hidden[0]!.map((_, c) => cells.map(([, col]) => (col === c ? 1 : 0))),
  ]
  const rank = (matrix: number[][]) => {
    const m = matrix.map((row) => [...row])
    let found = 0
    for (let c = 0; c < cells.length; c++) {
      const pivot = m.findIndex((row, r) => r >= found && Math.abs(row[c]!) > 1e-9)
      if (pivot === -1) continue
      ;[m[found], m[pivot]] = [m[pivot]!, m[found]!]
      for (let r = found + 1; r < m.length; r++) {
        const factor = m[r]![c]! / m[found]![c]!
        for (let k = c; k < cells.length; k++) m[r]![k]! -= factor * m[found]![k]!
      }
      found++
    }
    return found
  }
  const before = rank(lines)
  return cells.filter((_, i) => rank([...lines, cells.map((_, k) => (k === i ? 1 : 0))]) === before)
}

test('in any table with margins every small cell is hidden and none can be solved for, by linear algebra', () => {
  fc.assert(
    fc.property(table, (cells) => {
      const grid = withMargins(cells)
      const hidden = hiddenCells(grid, analystRule)
      grid.forEach((row, r) => {
        row.forEach((value, c) => {
          if (value >= 1 && value <= 4) expect(hidden[r]![c]).toBe(true)
        })
      })
      expect(solvable(hidden)).toEqual([])
    }),
    { numRuns: 150 },
  )
})

test('the quick audit and the linear one agree on any pattern', () => {
  const pattern = fc.array(fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }), { minLength: 4, maxLength: 4 })
  fc.assert(
    fc.property(pattern, (hidden) => {
      expect(recoverable(hidden)).toEqual(solvable(hidden))
    }),
  )
})

test('a table without small numbers is shown as it is', () => {
  const cells = [
    [12, 80],
    [14, 90],
  ]
  expect(twoWay(cells, analystRule)).toEqual({ cells, rowTotals: [92, 104], columnTotals: [26, 170], total: 196 })
})
