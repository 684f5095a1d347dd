import { expect, test } from 'vitest'
import { Counter } from '../../server/analysis/counter.ts'
import type { FedRow } from '../../server/analysis/held.ts'
import { hideInBreakdown, rowsToTell } from '../../shared/analysis/breakdown.ts'
import { publicRule } from '../../shared/analysis/disclosure-rules.ts'
import { spanOf } from '../../shared/analysis/guards.ts'
import { hideInOwnTable } from '../../shared/analysis/own-table.ts'
import { heardGroups } from '../../shared/feedback/heard-groups.ts'
import { heardQuestions, heardWanted, type ToldBy } from '../../shared/feedback/heard-tables.ts'
import { characteristics } from '../../shared/population/characteristics.ts'
import { equalityBlock } from '../../shared/questionnaires/equality-block.ts'
import { aQuestionnaire } from '../support/fixtures.ts'
import { en, uuid } from '../support/random-survey.ts'

const consultationId = uuid(1)
const versionId = uuid(2)
const [haringey, croydon] = ['E09000014', 'E09000008']

const rowsOf = (areas: string[], from = 0) =>
  areas.map(
    (area, i): FedRow => ({
      id: uuid(100 + from + i),
      consultationId,
      versionId,
      collectorId: 'web',
      groupId: null,
      state: 'in',
      synthetic: false,
      answers: JSON.stringify({ home: { area } }),
      equality: null,
    }),
  )

test('a borough moves on by ten of its own people, by the first to come, whatever comes elsewhere', () => {
  const counter = new Counter()
  counter.setVersions(consultationId, [{ id: versionId, document: aQuestionnaire() }])
  const take = (rows: FedRow[]) => counter.takeRows(rows)
  const peopleIn = () => {
    const asked = { where: [], inTensOf: 'area' }
    const [table] = counter.crosstabs(consultationId, false, asked, [['area', 'version']]).tables
    const areas = counter.crosstabs(consultationId, false, asked, []).columns.find(({ key }) => key === 'area')!
    const at = (code: string) => areas.categories.findIndex(({ id }) => id === code)
    return [haringey, croydon].map((code) => table!.cells[at(code)]!.reduce((sum, n) => sum + n, 0))
  }
  take(rowsOf([...Array(19).fill(haringey), ...Array(9).fill(croydon)]))
  expect(peopleIn()).toEqual([10, 0])
  take(rowsOf(Array(12).fill(croydon), 100))
  expect(peopleIn()).toEqual([10, 20])
  take(rowsOf([haringey], 200))
  expect(peopleIn()).toEqual([20, 20])
})

test('a rounded number stands for as many counts as are rounded to it, where tens are shown too', () => {
  const tens = { ...publicRule, roundTo: 10 }
  for (const rule of [publicRule, tens])
    for (let count = 8; count <= 60; count++) {
      const [low, high] = spanOf(count, rule)
      const alike = Array.from({ length: 100 }, (_, n) => n).filter(
        (n) => n > 7 && Math.round(n / rule.roundTo) === Math.round(count / rule.roundTo),
      )
      expect([low, high]).toEqual([alike[0], alike.at(-1)])
    }
})

const table = {
  cells: [
    [3, 4, 60],
    [50, 80, 90],
  ],
  unknown: [0, 20],
  silent: [0, 0, 0],
  neither: 0,
  unknownRoom: [0, 20],
  silentRoom: [0, 0, 0],
  bases: [53, 84, 150, 20],
  several: false,
  hiddenRows: [false, false],
  hiddenColumns: [false, false, false],
  ownRows: true,
  ownColumns: true,
  leading: [],
  before: [
    [[], [], []],
    [[], [], []],
  ],
}

test('how many people a row holds is told only where no small number follows from it', () => {
  const hidden = hideInBreakdown(table, publicRule)
  expect(hidden.cells).toEqual([
    [true, true, false],
    [true, true, false],
  ])
  // Three and four, told to be about 5 together, could not be seven any more; the other row's are many.
  expect(rowsToTell(table, hidden, publicRule)).toEqual([false, true])
  expect(rowsToTell(table, hidden, { ...publicRule, without: 'row sums' })).toEqual([true, true])
  const more = { ...hidden, cells: [[true, true, true], hidden.cells[1]!] }
  expect(rowsToTell(table, more, publicRule)).toEqual([true, true])
})

test('where rows of few people have no room, they are hidden whole and the rest is shown', () => {
  const few = {
    ...table,
    cells: [
      [2, 1, 1],
      [50, 80, 90],
      [60, 70, 80],
    ],
    unknown: [0, 0, 0],
    unknownRoom: [0, 0, 0],
    bases: [112, 151, 171, 0],
    hiddenRows: [false, false, false],
    before: [
      [[], [], []],
      [[], [], []],
      [[], [], []],
    ],
  }
  const hidden = hideInBreakdown(few, publicRule)
  expect(hidden.withheld).toBe(true)
  const roomy = { ...few, unknown: [6, 6, 6], unknownRoom: [6, 6, 6], bases: [112, 151, 171, 18] }
  expect(hideInBreakdown(roomy, publicRule)).toMatchObject({ withheld: false, cells: [[true, true, true], {}, {}] })
})

test('people change places only among answers that lead to the same questions, where such a question is published', () => {
  const asked = (leading: boolean[][]) =>
    hideInOwnTable(
      { parts: [3, 12, 20, 300], base: 335, several: false, before: [[], [], [], []], leading },
      publicRule,
    )
  expect(asked([]).parts).toEqual([true, true, false, false])
  expect(asked([[true, false, true, true]]).parts).toEqual([true, false, true, false])
  expect(asked([[true, false, false, false]]).withheld).toBe(true)
})

const age: ToldBy = {
  characteristic: characteristics.find(({ id }) => id === 'age_band')!,
  key: 'eq-age',
  questions: ['eq-age'],
  categories: new Map([
    ['under-13', '0-15'],
    ['13-15', '0-15'],
    ['16-24', '16-24'],
    ['25-34', '25-34'],
    ['35-44', '35-44'],
  ]),
}
const residents = [
  { category: '0-15', count: 200 },
  { category: '16-24', count: 100 },
  { category: '25-34', count: 300 },
  { category: '35-44', count: 600 },
]
const line = (id: string, ...of: string[]) => ({ id, label: en(`line ${id}`), ...(of.length > 0 ? { of } : {}) })

test('ages are compared from 16 up, joined ones with all their residents', () => {
  const row = {
    id: haringey,
    base: 95,
    groups: [
      { line: line('0-15', 'under-13', '13-15'), count: 15 },
      { line: line('16-24'), count: null },
      { line: line('25-44', '25-34', '35-44'), count: 60 },
    ],
  }
  expect(heardGroups(age, row, residents)).toEqual({
    answered: 80,
    groups: [
      { label: '16 to 24', categories: ['16-24'], answered: null, residents: 100 },
      { label: 'line 25-44', categories: ['25-34', '35-44'], answered: 60, residents: 900 },
    ],
    population: 1000,
  })
  expect(heardGroups(age, { ...row, base: 40 }, residents).answered).toBeNull()
  expect(heardGroups(age, { ...row, base: null }, residents).answered).toBeNull()
  expect(heardGroups(age, undefined, residents)).toMatchObject({ answered: null, groups: [] })
})

test('the page asks for tables that a release can hold; several questions that tell one thing are counted as one', () => {
  const plain = aQuestionnaire()
  const document = { ...plain, sections: [...plain.sections.filter((one) => !one.equality), ...equalityBlock()] }
  const questions = heardQuestions([{ id: versionId, document }])!
  const keys = questions.told.map(({ key }) => key)
  expect(keys).toContain('eq-age')
  expect(keys).toContain('characteristic:disability_3_16plus')
  expect(keys).not.toContain('eq-gender-identity')
  expect(heardWanted(questions)).toContainEqual({ question: 'home', by: 'eq-sex' })
  const disability = questions.facts.get('characteristic:disability_3_16plus')!
  expect([...disability.parents.values()].map(({ label }) => label.en)).toEqual(['Disabled', 'Disabled'])
  expect(disability.within).toEqual([])
  expect(questions.facts.get('eq-orientation')!.within.map(({ key }) => key)).toEqual(['eq-age'])
  const nowhere = { ...plain, sections: [] }
  expect(heardQuestions([{ id: versionId, document: nowhere }])).toBeNull()
})
