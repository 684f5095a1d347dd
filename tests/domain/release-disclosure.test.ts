import { expect, test } from 'vitest'
import census from '../../server/population/census-2021.json' with { type: 'json' }
import { hideInBreakdown } from '../../shared/analysis/breakdown.ts'
import { publicRule } from '../../shared/analysis/disclosure-rules.ts'
import { determined, type Equation } from '../../shared/analysis/linear-audit.ts'
import { Moves } from '../../shared/analysis/moves.ts'
import { hideInOwnTable } from '../../shared/analysis/own-table.ts'
import { changesSince, hiddenIn } from '../../shared/feedback/hidden-words.ts'
import { mergeUp } from '../../shared/feedback/merge-up.ts'
import { publicTablesOf } from '../../shared/feedback/public-tables.ts'
import { factsOf } from '../../shared/feedback/question-facts.ts'
import { toldCells } from '../../shared/feedback/release-audit.ts'
import type { SealedByEquality, SealedTable } from '../../shared/feedback/release-tables.ts'
import { tooSoon } from '../../shared/feedback/too-soon.ts'
import { sum } from '../../shared/kernel/sum.ts'
import type { Option, Question } from '../../shared/questionnaires/document.ts'
import { equalityBlock } from '../../shared/questionnaires/equality-block.ts'
import { optionsOf } from '../../shared/questionnaires/fixed-options.ts'
import { en } from '../support/random-survey.ts'

const own = (parts: number[], several = false, base = sum(parts)) =>
  hideInOwnTable({ parts, base, several, before: parts.map(() => []), leading: [] }, publicRule)

test('a hidden answer takes the smallest others with it until each small one may be anything from 1 to 7', () => {
  expect(own([3, 17, 40]).parts).toEqual([true, true, false])
  expect(own([12, 17, 40]).parts).toEqual([false, false, false])
  // Ten hidden ones of 1 each would each be 1 to 3 by their sum alone: two hidden are not always enough.
  expect(own([...Array(10).fill(1), 9, 40]).parts.slice(10)).toEqual([true, false])
  expect(own([1, 2, 0])).toEqual({ parts: [true, true, true], withheld: true })
})

test('a small group that all gave one answer is hidden whole; a large one is not', () => {
  expect(own([12, 0, 0]).parts).toEqual([true, true, true])
  expect(own([120, 0, 0]).parts).toEqual([false, false, false])
})

test('of several answers the ones that nearly everybody gave are hidden like those hardly anybody did', () => {
  expect(own([97, 40, 30], true, 100).parts).toEqual([true, false, true])
})

const en2 = (id: string) => ({ id, label: en(id) })
const head = { question: en('Q'), missing: { blank: 0, declined: 0, dontKnow: 0 } }
const alone = (id: string, key: string, counts: number[]): SealedTable => ({
  ...head,
  id,
  key,
  kind: 'one-way',
  rows: counts.map((_, i) => en2(`${key}${i}`)),
  counts,
})
const crossed = (id: string, key: string, byKey: string, counts: number[][]): SealedByEquality => ({
  ...head,
  id,
  key,
  byKey,
  by: en(byKey),
  kind: 'by-equality',
  rows: counts.map((_, i) => en2(`${key}${i}`)),
  columns: counts[0]!.map((_, i) => en2(`${byKey}${i}`)),
  counts,
  several: false,
  bases: [...counts[0]!.map((_, c) => counts.reduce((sum, row) => sum + row[c]!, 0)), 0],
  unknown: counts.map(() => 0),
  silent: counts[0]!.map(() => 0),
  neither: 0,
})
const shownIn = (tables: SealedTable[]) =>
  publicTablesOf(tables).map(({ columns }) => columns.map(({ counts }) => counts))

test('in a breakdown a small number goes with another of its group, and what a table of its own hides is hidden whole', () => {
  const cells = [
    [3, 60, 70],
    [50, 80, 90],
    [40, 45, 55],
  ]
  const [table] = shownIn([crossed('t1', 'q', 'sex', cells)])
  // Beside rounded neighbours the rows need no second one: any of them may be two more or fewer.
  expect(table![0]).toEqual([null, 50, null])
  expect(table!.slice(1)).toEqual([
    [60, 80, 45],
    [70, 90, 55],
  ])
  // Three men in all: their column goes, whatever stands in it.
  const both = shownIn([
    alone('t1', 'sex', [17, 3, 400]),
    crossed('t2', 'q', 'sex', [
      [9, 3, 200],
      [8, 0, 200],
    ]),
  ])
  expect(both[0]).toEqual([[null, null, 400]])
  expect(both[1]!.slice(0, 2)).toEqual([
    [null, null],
    [null, null],
  ])
})

test('a number is not hidden where the base of its group would give it back: that would cover nobody', () => {
  const tables = [
    alone('t1', 'q', [38, 27, 30]),
    alone('t2', 'sex', [51, 40]),
    {
      ...crossed('t3', 'q', 'sex', [
        [20, 15],
        [11, 12],
        [16, 12],
      ]),
      bases: [47, 39, 9],
      unknown: [3, 4, 2],
      silent: [4, 1],
      neither: 1,
    },
  ]
  const shown = publicTablesOf(tables)
  for (const { base, counts } of shown[2]!.columns)
    expect([base === null, counts.filter((n) => n === null).length]).not.toEqual([false, 1])
  expect(toldCells(shown, tables, publicRule)).toEqual([])
  // One number alone follows from its base: the last look says so where it is small.
  const told = [{ ...shown[0]!, columns: [{ ...shown[0]!.columns[0]!, counts: [35, null, 30] }] }]
  expect(toldCells(told, [alone('t1', 'q', [38, 4, 30])], publicRule)).toEqual(['t1 q1 all'])
  expect(toldCells(told, [alone('t1', 'q', [38, 27, 30])], publicRule)).toEqual([])
})

test('a question of one answer only says no more than its base: it is shown, and stops no release', () => {
  for (const people of [8, 12, 28, 30, 33]) {
    const tables = [alone('t1', 'agree', [people])]
    const shown = publicTablesOf(tables)
    expect([people, shown[0]!.columns[0]!.counts]).toEqual([people, [Math.round(people / 5) * 5]])
    expect(toldCells(shown, tables, publicRule)).toEqual([])
  }
  expect(publicTablesOf([alone('t1', 'agree', [5])])[0]!.columns[0]).toMatchObject({ base: null, counts: [null] })
})

test('what only people who are hidden were asked is hidden with them', () => {
  const parent = alone('t1', 'q', [4, 12, 300])
  const child: SealedTable = { ...alone('t2', 'then', [6, 6]), within: [{ key: 'q', rows: ['q1'] }] }
  expect(publicTablesOf([parent, child])[1]?.columns[0]).toMatchObject({ base: null, counts: [null, null] })
})

test('a change of 1 to 7 since an earlier release is hidden in the new one; ten more must have answered each table', () => {
  const before = alone('t1', 'q', [40, 50, 60])
  const now = (counts: number[]): SealedTable => ({
    ...alone('t1', 'q', counts),
    earlier: [{ people: 150, counts: [[40], [50], [60]], hidden: [[false], [false], [false]] }],
  })
  expect(shownIn([now([60, 70, 80])])).toEqual([[[60, 70, 80]]])
  expect(shownIn([now([43, 70, 80])])).toEqual([[[null, null, 80]]])
  expect(tooSoon([now([43, 53, 60])], publicRule)).toHaveLength(1)
  expect(tooSoon([now([53, 53, 60]), before], publicRule)).toHaveLength(0)
  expect(changesSince(publicTablesOf([now([43, 70, 80])]), publicTablesOf([before]))).toEqual([
    '1 number would change.',
    '2 numbers that the last release shows would be hidden: a small change would stand out between the two.',
  ])
})

test('what is hidden is said with its reason, and never which of the hidden numbers is the small one', () => {
  const [table] = publicTablesOf([alone('t1', 'q', [3, 17, 40])])
  expect(hiddenIn(table!)).toEqual([
    '2 numbers hidden: counts of 1 to 7, and others from which they, or a small change since an earlier release, could be worked out.',
  ])
  const [all] = publicTablesOf([alone('t1', 'q', [1, 2, 0])])
  expect(hiddenIn(all!)[0]).toMatch(/^Nothing of it can be shown/)
})

const withProfile = (id: string, profile: string): Option => ({ id, code: id, label: en(id), profile })

test('small ethnic groups are joined to the five they belong to, all of a family, and stay so', () => {
  const options = census.characteristics.ethnic_group_19.map(({ category }, i) =>
    withProfile(`e${i}`, `ethnic_group_19:${category}`),
  )
  const question: Question = { id: 'eth', code: 'eth', type: 'single', text: en('Ethnic group'), options }
  const pages = [{ id: 'p', title: en('P'), questions: [question] }]
  const document = { format: 1 as const, language: 'en', languages: ['en'], title: en('T') }
  const sections = [{ id: 's', title: en('S'), equality: true as const, pages }]
  const { parents } = factsOf([{ id: 'v', document: { ...document, sections } }]).get('eth')!
  const lines = options.map(({ id, label }) => ({ id, label }))
  const counts = lines.map((_, i) => (i === 1 ? 3 : 100))
  const merge = (joinedBefore: string[], numbers = counts) =>
    mergeUp(lines, numbers, parents, publicRule, { isBreakdown: false, joinedBefore: new Set(joinedBefore) })
  const merged = merge([])
  expect(merged).toHaveLength(19 - 5 + 1)
  expect(merged[0]!.line).toMatchObject({ label: { en: 'Asian or Asian British' }, of: ['e0', 'e1', 'e2', 'e3', 'e4'] })
  expect(
    merge(
      [],
      lines.map(() => 100),
    ),
  ).toHaveLength(19)
  expect(
    merge(
      [merged[0]!.line.id],
      lines.map(() => 100),
    ),
  ).toHaveLength(15)
})

test('the equality block says who is asked what of whom, and which answers are one category of the census', () => {
  const document = { format: 1 as const, language: 'en', languages: ['en'], title: en('T'), sections: equalityBlock() }
  const facts = factsOf([{ id: 'v', document }])
  expect(facts.get('eq-activity')?.within).toEqual([{ key: 'eq-health', rows: ['eq-health-yes'] }])
  expect(facts.get('eq-age')?.parents.get('eq-age-under-13')).toEqual({
    id: 'age_band:0-15',
    label: { en: 'Under 16' },
  })
  expect(facts.get('eq-activity')?.parents.get('eq-activity-a-lot')?.label).toEqual({ en: 'Disabled' })
  expect(facts.get('eq-ethnic-group')?.parents.size).toBe(0)
})

test('each line of a ranking, and a question that changed its type, is known to be asked only of some', () => {
  const options = ['a', 'b'].map((id) => ({ id, code: id, label: en(id) }))
  const head = { text: en('Which?'), options }
  const asked = (type: 'single' | 'multiple'): Question => ({ ...head, id: 'q', code: 'q', type })
  const askIf = { op: 'chosen' as const, question: 'q', options: ['a'] }
  const rank: Question = { ...head, id: 'rank', code: 'rank', type: 'ranking', askIf }
  const later: Question = { ...head, id: 'later', code: 'later', type: 'single', askIf }
  const version = (id: string, ...questions: Question[]) => {
    const sections = [{ id: 's', title: en('S'), pages: [{ id: 'p', title: en('P'), questions }] }]
    return { id, document: { format: 1 as const, language: 'en', languages: ['en'], title: en('T'), sections } }
  }
  const ofOne = { key: 'q', rows: ['a'] }
  const facts = factsOf([version('v1', asked('single'), rank)])
  expect([facts.get('rank/a')?.within, facts.get('rank/b')?.within]).toEqual([[ofOne], [ofOne]])
  const changed = [version('v1', asked('single'), rank), version('v2', asked('multiple'), rank, later)]
  const ofEither = [ofOne, { key: 'q:multiple', rows: ['a'] }]
  expect(factsOf(changed).get('rank/a')?.within).toEqual([ofOne])
  expect(factsOf(changed).get('later')?.within).toEqual(ofEither)
  const own = [version('v1', { ...later, type: 'multiple' }), ...changed]
  expect(factsOf(own).get('later:single')?.within).toEqual(ofEither)
})

test('few young people are joined to under 16, and where these are still few to under 25; other ages stay', () => {
  const document = { format: 1 as const, language: 'en', languages: ['en'], title: en('T'), sections: equalityBlock() }
  const { parents } = factsOf([{ id: 'v', document }]).get('eq-age')!
  const age = equalityBlock()[0]!.pages[0]!.questions[0]!
  const lines = optionsOf(age).flatMap(({ id, label, missing }) => (missing ? [] : [{ id, label }]))
  const labels = (counts: number[]) =>
    mergeUp(lines, counts, parents, publicRule, { isBreakdown: true, joinedBefore: new Set() }).map(
      ({ line, places }) => [line.label.en, places.length],
    )
  const older = [300, 300, 300, 300, 300]
  expect(labels([20, 40, 90, 300, ...older]).slice(0, 3)).toEqual([
    ['Under 16', 2],
    ['16 to 24', 1],
    ['25 to 34', 1],
  ])
  expect(labels([2, 4, 90, 300, ...older]).slice(0, 2)).toEqual([
    ['Under 25', 3],
    ['25 to 34', 1],
  ])
  expect(labels([200, 40, 9, 300, ...older])[0]).toEqual(['Under 25', 3])
  expect(labels([200, 200, 200, 300, 300, 300, 300, 300, 5]).at(-1)).toEqual(['65 or over', 2])
})

// sdcTable, tests/testthat/test-simpleheuristic.R: two hidden in every line, and yet one follows.
test('the linear audit finds the one number that follows from all lines together, and says so when it is too much', () => {
  const pattern = ['wa', 'wb', 'wc', 'xa', 'xc', 'yb', 'yd', 'zb', 'zd']
  const equations = (cells: string[]) =>
    [...'wxyzabcd'].map((line): Equation => new Map(cells.flatMap((one, i) => (one.includes(line) ? [[i, 1]] : []))))
  expect(determined(equations(pattern)).map((i) => pattern[i])).toEqual(['wb'])
  expect(determined(equations([...pattern, 'xb']))).toEqual([])
  const large = Array.from(
    { length: 3000 },
    (_, r): Equation =>
      new Map(Array.from({ length: 60 }, (_, c) => [(r * 37 + c * c * 101) % 4000, 1 + ((r + c) % 5)])),
  )
  expect(() => determined(large)).toThrow(RangeError)
})

test('a change goes round in a circle, and no further than its narrowest place', () => {
  const arc = (from: number, to: number, up: number, down: number) => ({ from, to, up, down })
  const moves = new Moves([arc(0, 2, 9, 2), arc(0, 3, 9, 5), arc(1, 2, 9, 3), arc(1, 3, 4, 9)], 4)
  // Up: 0→2 grows, 1→2 shrinks by 3 at most, 1→3 grows by 4, 0→3 shrinks by 5. Down: 1→3 may shrink by 9, the others grow by 9.
  expect([moves.reach(0, 1, 9), moves.reach(0, -1, 12)]).toEqual([3, 9])
  expect(moves.cheapest(0, 1, 9)).toBeNull()
})

/** 34 areas by 9 ages, most of them a few people: as large as a table of the example. */
test('boroughs by age and twenty-four questions by three variables are protected in seconds', () => {
  const skew = (r: number, c: number) => Math.floor(40 / (1 + ((r * 7 + c * 13) % 17)))
  const cells = Array.from({ length: 34 }, (_, r) => Array.from({ length: 9 }, (_, c) => skew(r, c)))
  const boroughs = crossed('t1', 'home', 'age', cells)
  const more = Array.from({ length: 72 }, (_, i) =>
    crossed(
      `t${i + 2}`,
      `q${i}`,
      'age',
      Array.from({ length: 6 }, (_, r) => Array.from({ length: 9 }, (_, c) => skew(r + i, c) + (c % 2) * 30)),
    ),
  )
  const start = performance.now()
  const sealed = [boroughs, ...more]
  const shown = publicTablesOf(sealed)
  expect(performance.now() - start).toBeLessThan(20_000)
  expect(toldCells(shown, sealed, publicRule)).toEqual([])
})

test('without a single protected number a breakdown is shown as it is', () => {
  const cells = [
    [40, 50],
    [60, 70],
  ]
  const none = [
    [[], []],
    [[], []],
  ]
  const table = { cells, unknown: [0, 0], silent: [0, 0], neither: 0, unknownRoom: [0, 0], silentRoom: [0, 0] }
  const about = { bases: [100, 120, 0], several: false, hiddenRows: [false, false], hiddenColumns: [false, false] }
  const found = hideInBreakdown(
    { ...table, ...about, ownRows: true, ownColumns: true, before: none, leading: [] },
    publicRule,
  )
  expect(found).toMatchObject({
    cells: [
      [false, false],
      [false, false],
    ],
    bases: [false, false],
    withheld: false,
  })
})
