import fc from 'fast-check'
import { quantile } from 'simple-statistics'
import { expect, test } from 'vitest'
import { crosstab, frequency } from '../../shared/analysis/count.ts'
import { layoutOf } from '../../shared/analysis/layout.ts'
import { Projection, type SourceRow } from '../../shared/analysis/projection.ts'
import { everybody, select } from '../../shared/analysis/select.ts'
import type { Answers, Condition, Question, QuestionnaireDocument } from '../../shared/questionnaires/document.ts'
import { documentOf, en, optionsOf, questionsOf, rowsOf, survey, uuid } from '../support/random-survey.ts'
import { chose } from '../support/slow-count.ts'

function projectionOf(document: QuestionnaireDocument, rows: SourceRow[]): Projection {
  const projection = new Projection(layoutOf([{ id: 'v1', document }]))
  for (const row of rows) expect(projection.apply(row)).toBe(true)
  return projection
}

/** A questionnaire of one page. */
const asking = (...questions: Question[]): QuestionnaireDocument => ({
  ...documentOf([]),
  sections: [{ id: 'main', title: en('Main'), pages: [{ id: 'page', title: en('Page'), questions }] }],
})

const counts = (row: SourceRow) => row.state === 'in' && row.groupId === null

test('a crosstab with a filter equals a slow count, weighted or not', () => {
  fc.assert(
    fc.property(survey, ([shapes, seed, many]) => {
      const document = documentOf([
        { type: 'multiple', options: 3, declines: true, conditional: false, conditionalOption: false },
        { type: 'postcode', options: 2, declines: false, conditional: false, conditionalOption: false },
        ...shapes,
      ])
      const rows = rowsOf(document, seed, many)
      const projection = projectionOf(document, rows)
      const weights = Float64Array.from({ length: projection.rows }, (_, i) => 1 + (i % 7) / 4)
      const people = rows
        .map((row, i) => ({ row, weight: weights[i]! }))
        .filter(({ row }) => counts(row) && areaOf(document, row) === 'E09000007')
      const selection = select(projection, { where: [{ column: 'area', categories: ['E09000007'] }] })
      expect(selection.size).toBe(people.length)
      const across = projection.byKey.get('eq-sex')!
      const down = projection.byKey.get('q0')!
      const plain = crosstab(down, across, selection)
      const heavy = crosstab(down, across, selection, weights)
      down.column.categories.forEach((category, i) => {
        across.column.categories.forEach((other, k) => {
          const both = people.filter(
            ({ row }) => chose(row.answers, 'q0', category.id) && chose(row.equality, 'eq-sex', other.id),
          )
          expect(plain.cells[i]![4 + k]).toBe(both.length)
          expect(heavy.cells[i]![4 + k]).toBeCloseTo(
            both.reduce((sum, one) => sum + one.weight, 0),
            9,
          )
        })
      })
    }),
    { numRuns: 60 },
  )
})

/** The first postcode that was given. */
function areaOf(document: QuestionnaireDocument, row: SourceRow): string | undefined {
  for (const { id, type } of questionsOf(document)) {
    const answer = type === 'postcode' ? row.answers?.[id] : undefined
    if (answer && 'area' in answer) return answer.area
  }
  return undefined
}

test('a row that comes again is written in place; one that is withdrawn leaves nothing behind', () => {
  const document = documentOf([
    { type: 'single', options: 3, declines: true, conditional: false, conditionalOption: false },
  ])
  const rows = rowsOf(document, 7, 60).map((row) => ({ ...row, state: 'in', groupId: null }))
  const projection = projectionOf(document, rows)
  const store = projection.byKey.get('q0')!
  const before = frequency(store, select(projection, everybody))
  for (const row of rows) projection.apply(row)
  expect(frequency(store, select(projection, everybody))).toEqual(before)
  expect(projection.rows).toBe(60)
  for (const row of rows) projection.apply({ ...row, state: 'withdrawn' })
  expect(select(projection, everybody).size).toBe(0)
  for (const { codes, column } of projection.stores)
    expect(
      [...codes].every((code) => code === 0),
      column.key,
    ).toBe(true)
})

test('a census characteristic is told by every question that maps to it: no condition counts as not disabled', () => {
  const document = documentOf([])
  const projection = projectionOf(document, [
    person(0, { 'eq-age': 'eq-age-35-44', 'eq-health': 'eq-health-no' }),
    person(1, { 'eq-age': 'eq-age-35-44', 'eq-health': 'eq-health-yes', 'eq-activity': 'eq-activity-a-lot' }),
    person(2, { 'eq-age': 'eq-age-35-44', 'eq-health': 'eq-health-declined' }),
    person(3, {}),
    // Who declined another question has left this one blank.
    person(4, { 'eq-sex': 'eq-sex-declined' }),
  ])
  const store = projection.byKey.get('characteristic:disability_3_16plus')!
  const found = frequency(store, select(projection, everybody))
  const named = Object.fromEntries(store.column.categories.map(({ id }, i) => [id, found.categories[i]]))
  expect(named).toMatchObject({
    'Not disabled under the Equality Act': 1,
    'Disabled under the Equality Act: Day-to-day activities limited a lot': 1,
  })
  expect([found.answered, found.declined, found.blank]).toEqual([2, 1, 2])
})

const person = (n: number, chosen: Record<string, string>): SourceRow => ({
  id: uuid(n),
  versionId: 'v1',
  collectorId: 'web',
  state: 'in',
  groupId: null,
  synthetic: false,
  answers: {},
  equality: Object.fromEntries(Object.entries(chosen).map(([id, option]) => [id, { option }])),
})

test('a later version adds questions and options and moves them; what was counted keeps its place', () => {
  const older = documentOf([
    { type: 'single', options: 3, declines: false, conditional: false, conditionalOption: false },
  ])
  const newer = structuredClone(older)
  const page = newer.sections[0]!.pages[0]!
  const asked = page.questions[0]!
  if (asked.type !== 'single') throw new Error('a choice was expected')
  asked.options = [{ id: 'q0-new', code: 'new', label: en('New') }, ...asked.options.slice(1)]
  page.questions.push({
    id: 'added',
    code: 'added',
    type: 'single',
    text: en('Added'),
    options: optionsOf('added', 2, false),
  })
  const projection = new Projection(layoutOf([{ id: 'v1', document: older }]))
  projection.apply({ ...person(0, {}), answers: { q0: { option: 'q0-o0' } } })
  expect(projection.apply({ ...person(1, {}), versionId: 'v2' })).toBe(false)
  projection.extend(
    layoutOf([
      { id: 'v1', document: older },
      { id: 'v2', document: newer },
    ]),
  )
  projection.apply({
    ...person(1, {}),
    versionId: 'v2',
    answers: { q0: { option: 'q0-new' }, added: { option: 'added-o1' } },
  })
  const of = (key: string) => {
    const store = projection.byKey.get(key)!
    const found = frequency(store, select(projection, everybody))
    return {
      ...found,
      named: Object.fromEntries(store.column.categories.map(({ id }, i) => [id, found.categories[i]])),
    }
  }
  expect(of('q0').named).toEqual({ 'q0-o0': 1, 'q0-o1': 0, 'q0-o2': 0, 'q0-new': 1 })
  expect(of('added')).toMatchObject({ notAsked: 1, answered: 1, named: { 'added-o0': 0, 'added-o1': 1 } })
  const { order } = projection.byKey.get('q0')!.column
  expect(order).toEqual([3, 1, 2, 0])
})

test('an answer that no question of its version offers counts as blank', () => {
  const document = documentOf([
    { type: 'scale', options: 5, declines: false, conditional: false, conditionalOption: false },
    { type: 'single', options: 2, declines: false, conditional: false, conditionalOption: false },
  ])
  const answers: Answers[] = [
    { q0: { number: 6 }, q1: { option: 'q1-o7' } },
    { q0: { number: 0 }, q1: { option: 'eq-sex-male' } },
    { q0: { number: 2.5 }, q1: { text: 'words' } },
    { q0: { number: 5 }, q1: { option: 'q1-o1' } },
  ]
  const projection = projectionOf(
    document,
    answers.map((own, i) => ({ ...person(i, {}), answers: own })),
  )
  for (const key of ['q0', 'q1']) {
    const found = frequency(projection.byKey.get(key)!, select(projection, everybody))
    expect([found.blank, found.answered, found.categories.at(-1)], key).toEqual([3, 1, 1])
  }
})

test('a line that changed its type, and then how many answers it takes, keeps a column for each way of asking', () => {
  const rows = [{ id: 'r', code: 'r', label: en('Row') }]
  const head = { id: 'q', code: 'q', text: en('Which?'), rows }
  const sum: Question = { ...head, type: 'constant_sum', total: 10 }
  const grid: Question = { ...head, type: 'grid', options: optionsOf('q', 2, false) }
  const several: Question = { ...grid, multiple: true }
  const versions = [sum, grid, several, sum].map((question, i) => ({ id: `v${i + 1}`, document: asking(question) }))
  const projection = new Projection(layoutOf(versions))
  const given: Answers[string][] = [
    { amounts: { r: 10 } },
    { rows: { r: 'q-o1' } },
    { ticks: { r: ['q-o0', 'q-o1'] } },
    { amounts: { r: 4 } },
  ]
  for (const [i, answer] of given.entries())
    expect(projection.apply({ ...person(i, {}), versionId: `v${i + 1}`, answers: { q: answer } })).toBe(true)
  const found = projection.stores
    .filter(({ column }) => column.question === 'q')
    .map((store) => frequency(store, select(projection, everybody)))
  expect(found.map(({ key, answered, notAsked, categories }) => [key, answered, notAsked, categories])).toEqual([
    ['q/r:grid', 1, 3, [0, 1]],
    ['q/r:grid:set', 1, 3, [1, 1]],
    ['q/r', 2, 2, []],
  ])
  const { column } = projection.byKey.get('version')!
  expect(column.categories.map(({ label }) => label.en)).toEqual(['Version 1', 'Version 2', 'Version 3', 'Version 4'])
})

test('a question whose one option is not asked is not asked', () => {
  const [yes, no] = optionsOf('before', 2, false)
  const before: Question = { id: 'before', code: 'before', type: 'single', text: en('Before?'), options: [yes!, no!] }
  const askIf: Condition = { op: 'chosen', question: 'before', options: [yes!.id] }
  const own = optionsOf('after', 1, false).map((option) => ({ ...option, askIf }))
  const after: Question = { id: 'after', code: 'after', type: 'single', text: en('After?'), options: own }
  const projection = projectionOf(
    asking(before, after),
    [yes!, no!].map(({ id }, i) => ({ ...person(i, {}), answers: { before: { option: id } } })),
  )
  const found = frequency(projection.byKey.get('after')!, select(projection, everybody))
  expect([found.blank, found.notAsked]).toEqual([1, 1])
})

test('quartiles are those of simple-statistics, whole numbers or not, and are not told of fewer than twenty', () => {
  const asked: Question = { id: 'n', code: 'n', type: 'number', text: en('How many?') }
  // Near one another they are counted, far apart they are sorted.
  const spread = fc.constantFrom({ min: -30, max: 30 }, { min: 19_000, max: 21_000 }, { min: -900, max: 200_000 })
  const lists = spread.chain((range) => fc.array(fc.integer(range), { maxLength: 60, size: 'max' }))
  fc.assert(
    fc.property(lists, fc.boolean(), (whole, halves) => {
      const numbers = halves ? whole.map((n) => n / 2) : whole
      const projection = projectionOf(
        asking(asked),
        numbers.map((number, i) => ({ ...person(i, {}), answers: { n: { number } } })),
      )
      const { quartiles } = frequency(projection.byKey.get('n')!, select(projection, everybody))
      const wanted = [0.25, 0.5, 0.75].map((share) => (numbers.length > 0 ? quantile(numbers, share) : 0))
      expect(quartiles).toEqual(numbers.length < 20 ? null : wanted)
    }),
  )
})
