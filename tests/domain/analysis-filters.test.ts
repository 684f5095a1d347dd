import { expect, test } from 'vitest'
import { Counter } from '../../server/analysis/counter.ts'
import { toldOf } from '../../server/analysis/frame.ts'
import type { FedRow } from '../../server/analysis/held.ts'
import { poolOf } from '../../shared/analysis/around.ts'
import { analystRule } from '../../shared/analysis/disclosure-rules.ts'
import { hideInTable } from '../../shared/analysis/shown-table.ts'
import { aQuestionnaire } from '../support/fixtures.ts'
import { uuid } from '../support/random-survey.ts'

const consultationId = uuid(1)
const versionId = uuid(2)
const haringey = 'E09000014'

/** By borough, who said yes and who said no. */
const homes: [area: string, yes: number, no: number][] = [
  [haringey, 12, 2],
  ['E09000007', 9, 8],
  ['E09000013', 20, 11],
  ['outside', 2, 0],
]

const rows = homes
  .flatMap(([area, yes, no]) => Array.from({ length: yes + no }, (_, i) => ({ area, option: i < yes ? 'yes' : 'no' })))
  .map(
    ({ area, option }, i): FedRow => ({
      id: uuid(100 + i),
      ...{ consultationId, versionId, collectorId: i % 9 < 7 ? 'web' : 'paper', groupId: null },
      ...{ state: 'in', synthetic: false, equality: null },
      answers: JSON.stringify({ home: { area }, contact: { option } }),
    }),
  )

function counter() {
  const made = new Counter()
  made.setVersions(consultationId, [{ id: versionId, document: aQuestionnaire() }])
  made.takeRows(rows)
  return made
}

const within = (area: string) => {
  const filter = { where: [{ column: 'area', categories: [area] }] }
  const counted = counter().frequencies(consultationId, false, filter, null, false, true)
  return toldOf(counted, counted.around!)
}

// Security list 58 and 60
test('a page within a borough hides what the table of the question by borough hides: all pages together are that table', () => {
  // Two people in Haringey said no; nobody can have that from the other boroughs' pages and from everybody's.
  expect(within(haringey).hidden.of('contact').categories).toEqual([true, true])
  const others = ['E09000007', 'E09000013'].map((area) => within(area).hidden.of('contact').categories)
  expect(others.some((categories) => categories[0] && categories[1])).toBe(true)
})

test('where so few live that they could be told apart, nothing is shown, nor of those who would give them away', () => {
  expect(within('outside').selected).toBeNull()
  // Everybody less all other boroughs would be those two.
  expect(homes.map(([area]) => within(area).selected).filter((people) => people === null)).toHaveLength(2)
})

test('a filter that leaves everybody is no filter', () => {
  const by = { where: [{ column: 'collector', categories: ['web', 'paper'] }] }
  expect(counter().frequencies(consultationId, false, by, null, false, true).around?.by).toBeNull()
})

test('a filter looks at one category of one column; anything finer is no page there is', () => {
  const fine = [
    [{ column: 'area', categories: [haringey, 'E09000007'] }],
    [
      { column: 'area', categories: [haringey] },
      { column: 'collector', categories: ['web'] },
    ],
  ]
  for (const where of fine)
    expect(() => counter().frequencies(consultationId, false, { where }, null, false, true)).toThrow(RangeError)
})

test('of the smallest categories, a fifth of all people together, no table within a filter is shown', () => {
  const none = [0, 0, 0, 0]
  expect(poolOf([...none, 70, 20, 10]).slice(4)).toEqual([false, true, true])
  expect(poolOf([...none, 50, 50]).slice(4)).toEqual([false, true])
  // Of the largest there are tables however few the others are.
  expect(poolOf([...none, 3, 90]).slice(4)).toEqual([true, false])
  // Who is in no category at all is among them, and may be enough.
  expect(poolOf([0, 30, 0, 0, 60, 10])).toEqual([true, true, true, true, false, false])
  const counted = counter().crossed(
    consultationId,
    false,
    { where: [{ column: 'collector', categories: ['paper'] }] },
    ['contact', 'home'],
    null,
  )
  expect([counted.around.by?.place, counted.elsewhere]).toEqual([counted.columns[1]!.categories.length - 1, null])
})

test('within a filter people change places only with others who can change back, and what few those are is hidden too', () => {
  const cells = [
    [20, 30],
    [25, 40],
  ]
  const others = (left: number) => ({
    cells: [
      [left, 30],
      [25, 30],
    ],
    bases: null,
    up: [
      [left, 30],
      [25, 30],
    ],
    down: cells,
  })
  expect(hideInTable({ cells, others: others(9) }, analystRule).cells.flat()).toEqual([false, false, false, false])
  // Were the 20 shown, the three elsewhere would be what is left of everybody's.
  expect(hideInTable({ cells, others: others(3) }, analystRule).cells.flat()).toEqual([true, true, true, true])
  // A small count here needs as many who can change back: two cannot make it anything from 1 to 4.
  const small = [
    [1, 30],
    [25, 40],
  ]
  expect(hideInTable({ cells: small, others: { ...others(9), down: small } }, analystRule).withheld).toBe(false)
  expect(hideInTable({ cells: small, others: { ...others(0), down: small } }, analystRule).withheld).toBe(true)
})
