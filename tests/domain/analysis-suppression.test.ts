import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Frequency } from '../../shared/analysis/count.ts'
import { analystRule, publicRule } from '../../shared/analysis/disclosure-rules.ts'
import type { Column } from '../../shared/analysis/layout.ts'
import { hideInOwnTable } from '../../shared/analysis/own-table.ts'
import { HiddenColumns } from '../../shared/analysis/shown-columns.ts'
import { hideInTable } from '../../shared/analysis/shown-table.ts'
import { isSmall, rounded } from '../../shared/analysis/suppression.ts'
import { sum } from '../../shared/kernel/sum.ts'

// OpenSAFELY documentation, statistical disclosure control: hide 1 to 7, round to 5.
test('redact, then round, as the published example', () => {
  const shown = (counts: number[]) => counts.map((n) => (isSmall(n, publicRule) ? null : rounded(n, publicRule)))
  expect(shown([3, 8, 16, 23])).toEqual([null, 10, 15, 25])
  expect(shown([18, 23, 31, 44])).toEqual([20, 25, 30, 45])
})

/** A question of one answer a person, which its neighbours protect. */
const hiddenIn = (parts: number[]) =>
  hideInOwnTable(
    {
      ...{ parts, base: sum(parts), several: false, before: parts.map(() => []) },
      ...{ leading: [], inOrder: true },
    },
    analystRule,
  )

// OpenSAFELY: 51 - (10 + 15 + 25) = 1.
test('a lone hidden part is not left to subtraction from the total', () => {
  expect(hiddenIn([1, 10, 15, 25]).parts).toEqual([true, true, false, false])
  // Two that are small even together: at 1 + 2 = 3 each would be known to be 1 or 2.
  expect(hiddenIn([1, 2, 15, 25]).parts).toEqual([true, true, true, false])
  expect(hiddenIn([0, 12, 15]).parts).toEqual([false, false, false])
})

const line = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 2, maxLength: 9 })

test('in any line small ones are never shown, zeros are, and each small one may be anything from 1 to 4', () => {
  fc.assert(
    fc.property(line, (parts) => {
      const { parts: hidden, withheld } = hiddenIn(parts)
      if (withheld) return
      for (const [i, part] of parts.entries()) {
        if (part === 0) expect(hidden[i]).toBe(false)
        if (part < 1 || part > 4) continue
        expect(hidden[i]).toBe(true)
        const spare = parts.reduce((sum, other, k) => sum + (hidden[k] && k !== i ? other - 1 : 0), 0)
        expect(spare).toBeGreaterThanOrEqual(4 - part)
      }
    }),
  )
})

// GaussSuppression vignette: zeros and ones of a 2 by 3 table; any right answer hides a rectangle round the cell.
test('a hidden cell of a small table gets three companions on a closed path', () => {
  const cells = [
    [2, 1, 5],
    [3, 4, 6],
  ]
  // Whoever hides only ones tells by hiding; of ones and twos either may be the other.
  const { cells: hidden } = hideInTable({ cells }, { hideUpTo: 2, roundTo: 1, baseForShares: 1 })
  expect(hidden).toEqual([
    [true, true, false],
    [true, true, false],
  ])
  expect(solvable(hidden)).toEqual([])
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
      const { cells: hidden, bases, withheld } = hideInTable({ cells }, analystRule)
      if (withheld) return
      for (const [r, row] of cells.entries())
        for (const [c, value] of row.entries()) if (value >= 1 && value <= 4) expect(hidden[r]![c]).toBe(true)
      const told = solvable(hidden).filter(([r, c]) => isSmall(cells[r]![c]!, analystRule) && !bases[c])
      expect(told).toEqual([])
    }),
    { numRuns: 150 },
  )
})

test('a table without small numbers is shown as it is', () => {
  const cells = [
    [12, 80],
    [14, 90],
  ]
  expect(hideInTable({ cells }, analystRule)).toMatchObject({
    cells: [
      [false, false],
      [false, false],
    ],
    withheld: false,
  })
})

test('what the question’s own table hides is one line of a breakdown: a group may hold none of it', () => {
  const cells = [
    [20, 30],
    [2, 0],
    [0, 8],
  ]
  const { cells: hidden } = hideInTable({ cells, hiddenRows: [false, true, true] }, analystRule)
  // 2 and 8 are hidden; of their sum the first group has few, and so the first line is hidden with it.
  expect(hidden).toEqual([
    [true, true],
    [true, true],
    [true, true],
  ])
})

const column = (key: string, more: Partial<Column>): Column => ({
  ...{ key, question: key, code: key, kind: 'codes', part: 'main', type: 'single', text: { en: key } },
  categories: (more.kind ?? 'codes') === 'codes' ? ['a', 'b', 'c'].map((id) => ({ id, label: { en: id } })) : [],
  ...more,
})

const counts = (key: string, categories: number[], more: Partial<Frequency>): Frequency => ({
  ...{ key, notAsked: 0, blank: 0, declined: 0, dontKnow: 0, answered: 0, categories },
  ...(categories.length > 0 ? { answered: sum(categories) } : {}),
  ...more,
})

const onA = { hangsOn: [{ question: 'age', holds: ['b', 'c'] }] }

test('two people who were not asked are not told by how many were, nor by who left it blank', () => {
  const age = counts('age', [2, 50, 48], {})
  const next = counts('next', [30, 30, 20], { notAsked: 2, blank: 18 })
  const hidden = new HiddenColumns([column('age', {}), column('next', onA)], [age, next], 100, analystRule)
  expect(hidden.of('age')).toMatchObject({ categories: [true, true, false], answered: false })
  expect(hidden.of('next')).toEqual({
    categories: [false, false, false],
    answered: false,
    kinds: { declined: false, dontKnow: false, blank: true, notAsked: true },
  })
})

test('where nobody who was asked left it blank, the base is hidden with an answer', () => {
  const age = counts('age', [2, 50, 48], {})
  const next = counts('next', [40, 38, 20], { notAsked: 2 })
  const hidden = new HiddenColumns([column('age', {}), column('next', onA)], [age, next], 100, analystRule)
  expect(hidden.of('next')).toEqual({
    categories: [false, false, true],
    answered: true,
    kinds: { declined: false, dontKnow: false, blank: false, notAsked: true },
  })
})

test('many who were not asked are hidden too where they would tell a hidden answer', () => {
  const age = counts('age', [2, 50, 48], {})
  const onto = (key: string, ...holds: string[]) => column(key, { hangsOn: [{ question: 'age', holds }] })
  const all = [column('age', {}), onto('next', 'a', 'c'), onto('other', 'a', 'b')]
  const next = counts('next', [10, 10, 10], { notAsked: 50, blank: 20 })
  const other = counts('other', [12, 20, 20], { notAsked: 48 })
  const kinds = (first: Frequency) => new HiddenColumns(all, [first, next, other], 100, analystRule).of('next').kinds
  expect(kinds(age)).toMatchObject({ notAsked: true, blank: true })
  const enough = counts('age', [12, 50, 38], {})
  expect(kinds(enough)).toMatchObject({ notAsked: false, blank: false })
})

test('two questions that hang on a number do not tell by their bases how few lie between them', () => {
  const hangs = { hangsOn: [{ question: 'age', holds: null }] }
  const columns = [column('age', { kind: 'value', type: 'number' }), column('one', hangs), column('two', hangs)]
  const age = counts('age', [], { answered: 100 })
  const [one, two] = [10, 12].map((notAsked, i) =>
    counts(['one', 'two'][i]!, [30, 30, 10], { notAsked, blank: 30 - notAsked }),
  )
  const hidden = new HiddenColumns(columns, [age, one!, two!], 100, analystRule)
  expect([hidden.of('one').kinds.notAsked, hidden.of('two').kinds.notAsked]).toEqual([false, true])
})

test('a few who left blank what everybody is asked are told in number, not in kind; the base stands', () => {
  const hidden = new HiddenColumns(
    [column('one', {})],
    [counts('one', [40, 38, 20], { declined: 2 })],
    100,
    analystRule,
  )
  expect(hidden.of('one')).toEqual({
    categories: [false, false, false],
    answered: false,
    kinds: { declined: true, dontKnow: true, blank: true, notAsked: false },
  })
})

test('the lines of a ranking are one table: a place hidden in one line is not told by the others', () => {
  const lines = ['x', 'y', 'z'].map((row) => column(`order/${row}`, { question: 'order', type: 'ranking' }))
  const places = [
    [2, 30, 28],
    [38, 10, 12],
    [20, 20, 20],
  ]
  const all = lines.map(({ key }, r) => counts(key, places[r]!, {}))
  const hidden = new HiddenColumns(lines, all, 60, analystRule)
  const pattern = lines.map(({ key }) => hidden.of(key).categories)
  expect(pattern[0]![0]).toBe(true)
  expect(solvable(pattern)).toEqual([])
})
