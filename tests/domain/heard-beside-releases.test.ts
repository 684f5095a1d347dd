import { expect, test } from 'vitest'
import { crosstab, frequencies } from '../../shared/analysis/count.ts'
import { type PageProtection, publicRule } from '../../shared/analysis/disclosure-rules.ts'
import { layoutOf } from '../../shared/analysis/layout.ts'
import { Projection } from '../../shared/analysis/projection.ts'
import { everybody, select } from '../../shared/analysis/select.ts'
import { BesideReleases } from '../../shared/feedback/heard-beside.ts'
import { heardQuestions, heardRows } from '../../shared/feedback/heard-tables.ts'
import { publicTablesOf } from '../../shared/feedback/public-tables.ts'
import type { QuestionFacts } from '../../shared/feedback/question-facts.ts'
import type { Line, PublicTable } from '../../shared/feedback/release-tables.ts'
import { type Counts, type EarlierRelease, pairKey, sealTables } from '../../shared/feedback/seal-tables.ts'
import { equalityBlock } from '../../shared/questionnaires/equality-block.ts'
import { aQuestionnaire } from '../support/fixtures.ts'
import { en, uuid } from '../support/random-survey.ts'

const line = (id: string, ...of: string[]): Line => ({ id, label: en(id), ...(of.length > 0 ? { of } : {}) })

function released(key: string, counts: Record<string, number | null>, byKey?: string, rows?: Line[]): PublicTable {
  const column = { id: 'all', label: en('Everyone'), base: 100, counts: Object.values(counts), shares: [] }
  return {
    id: 't1',
    key,
    kind: byKey ? 'by-equality' : 'one-way',
    question: en(key),
    several: false,
    rows: rows ?? Object.keys(counts).map((id) => line(id)),
    columns: [column],
    ...(byKey ? { byKey } : {}),
  }
}

const facts = new Map<string, QuestionFacts>([
  ['age', { parents: new Map(), within: [] }],
  ['orientation', { parents: new Map(), within: [{ key: 'age', rows: ['adult'] }] }],
  ['sex', { parents: new Map(), within: [] }],
])
const [age, orientation, sex] = ['age', 'orientation', 'sex'].map((key) => ({ key, questions: [key] }))
const both = { key: 'characteristic:disability', questions: ['condition', 'limits'] }

test('what a release hides of a question is closed beside it, with whatever it was joined to and whatever it tells in part', () => {
  const before = released('age', { young: null, '65+': 30 }, undefined, [line('young'), line('65+', '65-74', '75+')])
  const now = released('age', { young: 20, '65+': null }, undefined, [line('young'), line('65+', '65-74', '75+')])
  const beside = new BesideReleases([[before], [now, released('limits', { a: 30, b: null })]], facts)
  const closed = ['young', '75+', 'middle'].map((id) => beside.isClosed(age!, line(id)))
  expect(closed).toEqual([true, true, false])
  expect(beside.isClosed(age!, line('all', 'middle', '65-74'))).toBe(true)
  expect(beside.isClosed(sex!, line('young'))).toBe(false)
  // Which of two questions’ answers tell it is not asked: one hidden answer closes all.
  expect(beside.isClosed(both, line('not disabled'))).toBe(true)
})

test('a column is counted beside releases only where they have its questions each on their own, or nothing that touches them', () => {
  const leaves = (...releases: PublicTable[][]) => {
    const beside = new BesideReleases(releases, facts)
    return [age!, orientation!, sex!].map((one) => beside.leaves(one))
  }
  expect(leaves()).toEqual([true, true, true])
  expect(leaves([released('q', { yes: 50 })])).toEqual([true, true, true])
  // Ages may have changed places without regard to who is asked what, where that is not released.
  expect(leaves([released('age', { adult: 50 })])).toEqual([true, false, true])
  expect(leaves([released('q', { yes: 50 }, 'sex')])).toEqual([true, true, false])
  expect(leaves([released('sex', { f: 50 })], [released('q', { yes: 50 }, 'sex')])).toEqual([true, true, false])
  const all = [released('age', { adult: 50 }), released('orientation', { gay: 20 })]
  expect(leaves(all, [released('q', { yes: 50 })])).toEqual([true, true, true])
})

const plain = aQuestionnaire()
const document = { ...plain, sections: [...plain.sections.filter((one) => !one.equality), ...equalityBlock()] }
const versions = [{ id: uuid(1), document }]
const questions = heardQuestions(versions)!
const haringey = 'E09000014'

/** Counts of so many of each age, all of one borough. */
function countsOf(ages: Record<string, number>): Counts {
  const projection = new Projection(layoutOf(versions))
  const people = Object.entries(ages).flatMap(([id, n]) => Array<string>(n).fill(`eq-age-${id}`))
  const about = { versionId: uuid(1), collectorId: 'web', state: 'in', groupId: null, synthetic: false }
  for (const [i, option] of people.entries())
    projection.apply({
      id: uuid(10 + i),
      ...about,
      answers: { home: { area: haringey } },
      equality: { 'eq-age': { option } },
    })
  const selection = select(projection, everybody)
  const store = (key: string) => projection.byKey.get(key)!
  const crossed = questions.told.map(({ key }): [string, ReturnType<typeof crosstab>] => [
    pairKey('home', key),
    crosstab(store('home'), store(key), selection),
  ])
  return {
    columns: projection.stores.map(({ column }) => column),
    frequencies: frequencies(projection, selection),
    crosstabs: new Map(crossed),
    facts: questions.facts,
  }
}

const alone = ['home', ...questions.told.flatMap((one) => one.questions)]
const wanted = alone.map((question) => ({ question, by: null }))
function freeze(counts: Counts, earlier: EarlierRelease[]): EarlierRelease {
  const sealed = sealTables(counts, wanted, earlier, publicRule)
  return { sealed, shown: publicTablesOf(sealed) }
}

const first = countsOf({ '16-24': 61, '25-34': 95, '35-44': 100, '45-54': 59 })
const second = countsOf({ '16-24': 68, '25-34': 105, '35-44': 120, '45-54': 80 })
const releases = [freeze(first, [])]
releases.push(freeze(second, releases))

const agesIn = (counts: Counts | null, without?: PageProtection) => {
  const rule = without ? { ...publicRule, without } : publicRule
  const row = heardRows(counts, questions, releases, rule).rows.get('eq-age')?.get(haringey)
  return Object.fromEntries(row?.groups.map(({ line: { id }, count }) => [id.replace('eq-age-', ''), count]) ?? [])
}

test('a page does not tell what the last of two releases hides because few came since the first', () => {
  const hidden = { '16-24': null, '25-34': 105, '35-44': 120, '45-54': null }
  const [, last] = releases
  const own = last!.shown.find(({ key }) => key === 'eq-age')!
  expect(own.rows.map(({ id }, r) => [id, own.columns[0]!.counts[r]])).toEqual(
    expect.arrayContaining(Object.entries(hidden).map(([id, count]) => [`eq-age-${id}`, count])),
  )
  expect(agesIn(second)).toMatchObject(hidden)
  // Else: 60 then, by the first release; 70 now. At least six have come, and they were seven.
  expect(agesIn(second, 'closed lines')).toMatchObject({ '16-24': 70 })
})

test('once others have answered than the last release counted, a page tells only what releases hold', () => {
  expect(agesIn(null)).toEqual({})
  const { people } = heardRows(null, questions, releases, publicRule)
  expect(people.get(haringey)).toBe(375)
})
