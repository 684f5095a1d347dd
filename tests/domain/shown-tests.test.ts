import { expect, test } from 'vitest'
import { chiSquare } from '../../shared/analysis/chi-square.ts'
import { letterRow } from '../../shared/analysis/column-letters.ts'
import { shownLetters, shownTest, testable } from '../../shared/analysis/shown-tests.ts'

// Four lines of 60, 80, 70 and 0 who answered; the base of the last column is hidden.
const grid = {
  cells: [
    [30, 20, 25, 0, null],
    [10, 40, 15, 0, null],
    [15, null, 20, 0, null],
    [5, null, 10, 0, 9],
  ],
  bases: [60, 80, 70, 0, null],
}

test('columns without a shown base and lines with a hidden number are not tested alone', () => {
  expect(testable(grid)).toEqual({ columns: [0, 1, 2], lines: [0, 1], hasRest: true })
  expect(testable(grid, (column) => column === 1)).toEqual({ columns: [0, 2], lines: [0, 1, 2, 3], hasRest: false })
})

test('the lines with a hidden number are tested as one, which is the base less those that are shown', () => {
  const expected = chiSquare([
    [30, 20, 25],
    [10, 40, 15],
    [20, 20, 30],
  ])
  const { statistic, df, p, lowCells } = expected
  expect(shownTest(grid, testable(grid))).toEqual({ statistic, df, p, lowCells, expected: expected.expected })
  const two = testable(grid, (column) => column === 1)
  const whole = [
    [30, 25],
    [10, 15],
    [15, 20],
    [5, 10],
  ]
  expect(shownTest(grid, two)).toMatchObject({ df: 3, statistic: chiSquare(whole).statistic })
})

test('fewer than two lines or columns are no table', () => {
  const column = testable(grid, (c) => c > 0)
  expect(shownTest(grid, column)).toBeNull()
  const line = { cells: [[30, 20]], bases: [30, 20] }
  expect(shownTest(line, testable(line))).toBeNull()
  // Two lines by two columns are one.
  const least = {
    cells: [
      [30, 20],
      [null, null],
    ],
    bases: [50, 60],
  }
  expect(shownTest(least, testable(least))?.df).toBe(1)
})

test('letters are those of the columns as they stand in the table, past Z too', () => {
  const left = testable(grid, (column) => column === 0)
  // Of columns B and C alone: what is left out keeps its letter.
  expect(shownLetters([0.5, 0.7, 0.3, 0, null], [60, 80, 70, 0, 0], left, 'holm')).toEqual(['', 'C', '', '', ''])
  const many = Array.from({ length: 30 }, (_, c) => (c === 28 ? 0.2 : 0.6))
  const bases = many.map(() => 500)
  const wide = testable({ cells: [many.map(() => 100)], bases })
  const letters = shownLetters(many, bases, wide, 'bonferroni')
  expect(letters).toEqual(letterRow(many, bases, { adjustment: 'bonferroni' }).letters)
  expect([letters[0], letters[28], letters[29]]).toEqual(['AC', '', 'AC'])
  const gap = many.map((share, c) => (c === 3 ? null : share))
  expect(shownLetters(gap, bases, wide, 'none').slice(0, 5)).toEqual(['AC', 'AC', 'AC', '', 'AC'])
})
