import { expect, test } from 'vitest'
import { TablesBy } from '../../server/analysis/tables-by.ts'
import type { Crosstab } from '../../shared/analysis/count.ts'
import { analystRule } from '../../shared/analysis/disclosure-rules.ts'
import type { Column } from '../../shared/analysis/layout.ts'
import type { Hides } from '../../shared/analysis/shown-columns.ts'
import { sum } from '../../shared/kernel/sum.ts'

const column = (key: string, more: Partial<Column> = {}): Column => ({
  ...{ key, code: key, kind: 'codes', part: 'main', type: 'single', text: { en: key }, question: key },
  categories: ['a', 'b', 'c'].map((id) => ({ id, label: { en: id } })),
  ...more,
})

/** Everybody gave the other answer: three columns of it, and nobody in the kinds of missing. */
const table = (cells: number[][], notAsked = [0, 0, 0]): Crosstab => {
  const wide = cells.map((row) => [0, 0, 0, 0, ...row])
  const none = [0, 0, 0, 0, 0, 0, 0]
  return {
    cells: wide,
    bases: none.map((_, code) => sum(wide.map((row) => row[code]!))),
    missing: [[0, 0, 0, 0, ...notAsked], none, none, none],
    codes: 7,
  }
}

const kinds = { declined: false, dontKnow: false, blank: false, notAsked: false }
const nothing: Hides = { of: () => ({ categories: [false, false, false], answered: false, kinds }) }
const across = column('where')
const shown = (columns: Column[], tables: Record<string, Crosstab>, key: string) => {
  const by = new TablesBy({ columns, across, table: (one) => tables[one], hidden: nothing, rule: analystRule })
  return by.of(columns.find((one) => one.key === key)!).figure
}

test('the lines of a ranking have the same columns, joined until no place in any line is of few', () => {
  const lines = ['x', 'y', 'z'].map((row) => column(`order/${row}`, { question: 'order', type: 'ranking' }))
  const tables = {
    'order/x': table([
      [2, 10, 20],
      [18, 10, 20],
      [10, 20, 20],
    ]),
    'order/y': table([
      [18, 10, 20],
      [2, 20, 20],
      [10, 10, 20],
    ]),
    'order/z': table([
      [10, 20, 20],
      [10, 10, 20],
      [10, 10, 20],
    ]),
  }
  // Nothing of z is few; shown in three columns it would tell x and y, for each place is given once.
  for (const { key } of lines) {
    const { columns, hidden } = shown(lines, tables, key)
    expect([columns.map(({ base }) => base), hidden]).toEqual([[70, 60], 0])
  }
})

test('where enough were asked and gave no answer, its columns stay: they take up whoever was asked or not', () => {
  const age = column('age')
  const next = column('next', { hangsOn: [{ question: 'age', holds: ['b', 'c'] }] })
  const blank = { ...table([[10, 20, 20]]), missing: [[0, 0, 0, 0, 3, 20, 30], [0, 0, 0, 0, 9, 9, 9], [], []] }
  const asked = { ...blank, missing: blank.missing.map((line) => (line.length > 0 ? line : [0, 0, 0, 0, 0, 0, 0])) }
  const parent = table([
    [3, 20, 30],
    [20, 30, 30],
    [20, 20, 40],
  ])
  const one = { ...next, categories: next.categories.slice(0, 1) }
  expect(shown([age, one], { age: parent, next: asked }, 'next').columns).toHaveLength(3)
})

test('where a table hides in a column who leads to a question and who does not, the question has one column for all such', () => {
  const age = column('age')
  const next = column('next', { hangsOn: [{ question: 'age', holds: ['b', 'c'] }] })
  const tables = {
    age: table([
      [3, 20, 30],
      [20, 30, 30],
      [20, 20, 40],
    ]),
    next: table(
      [
        [10, 20, 20],
        [20, 10, 20],
        [10, 20, 30],
      ],
      [3, 20, 30],
    ),
  }
  const parent = shown([age, next], tables, 'age')
  const mixed = parent.columns.filter((_, c) => parent.rows[0]!.cells[c]!.count === null)
  expect(mixed).toHaveLength(2)
  // By their bases, column by column, it would be told how few in each gave the first answer.
  const child = shown([age, next], tables, 'next')
  expect(child.columns.map(({ label }) => label)).toEqual([`${mixed[0]!.label}, ${mixed[1]!.label}`, 'c'])
  expect(child.columns[0]!.base).toBe(90)
})

test('who was not asked the other question stands with an answer to it, where in a line hardly any were and nobody else is silent', () => {
  const columnsOf = (notAsked: number[], blank: number[]) => {
    const cells = [
      [20, 30, 40],
      [30, 20, 30],
    ].map((row, r) => [notAsked[r]!, blank[r]!, 0, 0, ...row])
    const bases = cells[0]!.map((_, code) => sum(cells.map((row) => row[code]!)))
    const asked = { cells, bases, missing: [0, 1, 2, 3].map(() => bases.map(() => 0)), codes: 7 }
    const down = column('down', { categories: across.categories.slice(0, 2) })
    return shown([down], { down: asked }, 'down').columns.map(({ base }) => base)
  }
  // Five in the first line would be told by the column of “no answer”, though the question before it may hide them.
  expect(columnsOf([5, 40], [0, 0])).toEqual([50, 50, 115])
  expect(columnsOf([5, 40], [6, 7])).toEqual([50, 50, 70, 58])
  expect(columnsOf([50, 40], [0, 0])).toEqual([50, 50, 70, 90])
})
