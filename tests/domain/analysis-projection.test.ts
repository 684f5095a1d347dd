import fc from 'fast-check'
import { expect, test } from 'vitest'
import { crosstab, frequency } from '../../shared/analysis/count.ts'
import { layoutOf } from '../../shared/analysis/layout.ts'
import { Projection, type SourceRow } from '../../shared/analysis/projection.ts'
import { everybody, select } from '../../shared/analysis/select.ts'
import type {
  Answer,
  Answers,
  Condition,
  Option,
  Question,
  QuestionnaireDocument,
} from '../../shared/questionnaires/document.ts'
import { equalityBlock } from '../../shared/questionnaires/equality-block.ts'
import { missingKinds, relevantAnswers } from '../../shared/questionnaires/evaluate.ts'

const en = (text: string) => ({ en: text })
const uuid = (n: number) =>
  `${((n * 2654435761) >>> 0).toString(16).padStart(8, '0')}-0000-4000-8000-${n.toString(16).padStart(12, '0')}`

/** A random option list, sometimes with the kinds of missing and with options asked only of some. */
function optionsOf(id: string, n: number, declines: boolean, earlier?: Condition): Option[] {
  const given = Array.from({ length: n }, (_, i): Option => {
    const option = { id: `${id}-o${i}`, code: `o${i}`, label: en(`Option ${i}`) }
    return earlier && i === n - 1 ? { ...option, askIf: earlier } : option
  })
  if (!declines) return given
  return [
    ...given,
    { id: `${id}-declined`, code: 'declined', label: en('Prefer not to say'), missing: 'declined' },
    { id: `${id}-unsure`, code: 'unsure', label: en('Do not know'), missing: 'dont_know' },
  ]
}

interface Shape {
  type: 'single' | 'multiple' | 'grid' | 'scale' | 'number' | 'long_text' | 'date' | 'postcode'
  options: number
  declines: boolean
  conditional: boolean
  conditionalOption: boolean
}

const shape = fc.record<Shape>({
  type: fc.constantFrom('single', 'multiple', 'grid', 'scale', 'number', 'long_text', 'date', 'postcode'),
  options: fc.integer({ min: 2, max: 5 }),
  declines: fc.boolean(),
  conditional: fc.boolean(),
  conditionalOption: fc.boolean(),
})

function questionOf(id: string, shape: Shape, earlier?: Condition): Question {
  const base = { id, code: id, text: en(id), ...(shape.conditional && earlier ? { askIf: earlier } : {}) }
  const options = optionsOf(id, shape.options, shape.declines, shape.conditionalOption ? earlier : undefined)
  if (shape.type === 'single' || shape.type === 'multiple') return { ...base, type: shape.type, options }
  if (shape.type === 'scale') return { ...base, type: 'scale', from: 1, to: shape.options }
  if (shape.type !== 'grid') return { ...base, type: shape.type }
  const rows = ['a', 'b'].map((row, i) => ({
    id: `${id}-${row}`,
    code: row,
    label: en(row),
    ...(shape.conditionalOption && earlier && i === 1 ? { askIf: earlier } : {}),
  }))
  return { ...base, type: 'grid', rows, options: optionsOf(id, shape.options, shape.declines) }
}

/** Each question may look back at the first option of the choice before it. */
function documentOf(shapes: Shape[]): QuestionnaireDocument {
  let earlier: Condition | undefined
  const questions = shapes.map((one, i) => {
    const question = questionOf(`q${i}`, one, earlier)
    if (question.type === 'single' || question.type === 'multiple')
      earlier = { op: 'chosen', question: question.id, options: [question.options[0]!.id] }
    return question
  })
  const main = { id: 'main', title: en('Main'), pages: [{ id: 'page', title: en('Page'), questions }] }
  return { format: 1, language: 'en', languages: ['en'], title: en('Random'), sections: [main, ...equalityBlock()] }
}

const areas = ['E09000007', 'E09000014', 'outside']

function answerTo(question: Question, pick: (n: number) => number): Answer | undefined {
  if (pick(5) === 0) return undefined
  switch (question.type) {
    case 'single':
      return { option: question.options[pick(question.options.length)]!.id }
    case 'multiple': {
      const open = question.options.filter((option) => !option.missing)
      const chosen = open.filter(() => pick(2) === 0)
      const single = question.options[pick(question.options.length)]!
      return { options: single.missing || chosen.length === 0 ? [single.id] : chosen.map((option) => option.id) }
    }
    case 'grid': {
      const rows = question.rows.filter(() => pick(3) > 0)
      return {
        rows: Object.fromEntries(rows.map((row) => [row.id, question.options[pick(question.options.length)]!.id])),
      }
    }
    case 'scale':
      return { number: question.from + pick(question.to - question.from + 1) }
    case 'number':
      return { number: pick(100) }
    case 'date':
      return { date: `2026-0${1 + pick(9)}-1${pick(10)}` }
    case 'postcode':
      return { area: areas[pick(3)]! }
    default:
      return { text: 'words' }
  }
}

const isEquality = (document: QuestionnaireDocument, id: string) =>
  document.sections.some((s) => s.equality && s.pages.some((p) => p.questions.some((q) => q.id === id)))

function answersTo(document: QuestionnaireDocument, pick: (n: number) => number, part: 'main' | 'equality'): Answers {
  const raw: Answers = {}
  for (const question of questionsOf(document)) {
    if (isEquality(document, question.id) !== (part === 'equality')) continue
    const answer = answerTo(question, pick)
    if (answer) raw[question.id] = answer
  }
  // Submission keeps only what is on the path.
  return relevantAnswers(document, raw, part)
}

const questionsOf = (document: QuestionnaireDocument) =>
  document.sections.flatMap((section) => section.pages.flatMap((page) => page.questions))

/** A small generator of numbers, so that one seed gives one survey. */
function picker(seed: number) {
  let state = seed >>> 0 || 1
  return (n: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * n)
  }
}

function rowsOf(document: QuestionnaireDocument, seed: number, many: number): SourceRow[] {
  const pick = picker(seed)
  return Array.from({ length: many }, (_, i) => ({
    id: uuid(i),
    versionId: 'v1',
    collectorId: `collector-${pick(2)}`,
    state: pick(8) === 0 ? 'withdrawn' : 'in',
    groupId: pick(10) === 0 ? 'group' : null,
    synthetic: false,
    answers: answersTo(document, pick, 'main'),
    equality: pick(4) === 0 ? null : answersTo(document, pick, 'equality'),
  }))
}

/** What the projection must say, counted the slow and obvious way from the answers themselves. */
function slowly(document: QuestionnaireDocument, rows: SourceRow[], question: Question, rowId?: string) {
  const found = { notAsked: 0, blank: 0, declined: 0, dontKnow: 0, answered: 0, categories: new Map<string, number>() }
  for (const row of rows) {
    const part = isEquality(document, question.id) ? 'equality' : 'main'
    const answers = (part === 'equality' ? row.equality : row.answers) ?? {}
    const told = tellSlowly(document, answers, part, question, rowId)
    found[told.kind]++
    for (const id of told.chosen) found.categories.set(id, (found.categories.get(id) ?? 0) + 1)
  }
  return found
}

type Kind = 'notAsked' | 'blank' | 'declined' | 'dontKnow' | 'answered'
const kinds = {
  not_asked: 'notAsked',
  blank: 'blank',
  declined: 'declined',
  dont_know: 'dontKnow',
  answered: 'answered',
} as const

function tellSlowly(
  document: QuestionnaireDocument,
  answers: Answers,
  part: 'main' | 'equality',
  question: Question,
  rowId?: string,
): { kind: Kind; chosen: string[] } {
  const kind = kinds[missingKinds(document, answers, part).get(question.id) ?? 'not_asked']
  const answer = answers[question.id]
  if (rowId !== undefined && question.type === 'grid') {
    const row = question.rows.find((one) => one.id === rowId)!
    const chosenBefore = row.askIf?.op === 'chosen' ? row.askIf : undefined
    const before = chosenBefore && answers[chosenBefore.question]
    const ids = before && 'option' in before ? [before.option] : before && 'options' in before ? before.options : []
    if (kind === 'notAsked' || (chosenBefore && !chosenBefore.options.some((id) => ids.includes(id))))
      return { kind: 'notAsked', chosen: [] }
    const given = answer && 'rows' in answer ? answer.rows[rowId] : undefined
    if (given === undefined) return { kind: 'blank', chosen: [] }
    const option = question.options.find((one) => one.id === given)!
    if (option.missing) return { kind: kinds[option.missing], chosen: [] }
    return { kind: 'answered', chosen: [given] }
  }
  if (kind !== 'answered' || !answer) return { kind, chosen: [] }
  if ('option' in answer) return { kind, chosen: [answer.option] }
  if ('options' in answer) return { kind, chosen: answer.options }
  if ('area' in answer) return { kind, chosen: [answer.area] }
  return { kind, chosen: 'number' in answer && question.type === 'scale' ? [String(answer.number)] : [] }
}

const survey = fc.tuple(
  fc.array(shape, { minLength: 1, maxLength: 8 }),
  fc.integer({ min: 1, max: 2 ** 31 }),
  fc.integer({ min: 0, max: 120 }),
)

function projectionOf(document: QuestionnaireDocument, rows: SourceRow[]): Projection {
  const projection = new Projection(layoutOf([{ id: 'v1', document }]))
  for (const row of rows) expect(projection.apply(row)).toBe(true)
  return projection
}

const counts = (row: SourceRow) => row.state === 'in' && row.groupId === null

test('every column equals a slow count, on random questionnaires with conditions, all kinds of missing and equality answers', () => {
  fc.assert(
    fc.property(survey, ([shapes, seed, many]) => {
      const document = documentOf(shapes)
      const rows = rowsOf(document, seed, many)
      const projection = projectionOf(document, rows)
      const people = rows.filter(counts)
      const selection = select(projection, everybody)
      expect(selection.size).toBe(people.length)
      expect(projection.counts.groups).toBe(rows.filter((row) => row.state === 'in' && row.groupId !== null).length)
      for (const question of questionsOf(document)) {
        const parts = question.type === 'grid' ? question.rows.map((row) => row.id) : [undefined]
        for (const rowId of parts) {
          const store = projection.byKey.get(rowId ? `${question.id}/${rowId}` : question.id)!
          const { categories, quartiles: _, key, ...bases } = frequency(store, selection)
          const { categories: wanted, ...wantedBases } = slowly(document, people, question, rowId)
          expect(bases, key).toEqual(wantedBases)
          store.column.categories.forEach((category, i) => {
            expect(categories[i], `${key} ${category.id}`).toBe(wanted.get(category.id) ?? 0)
          })
        }
      }
    }),
    { numRuns: 120 },
  )
})

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
        .filter(({ row }) => counts(row) && areaOf(row) === 'E09000007')
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
function areaOf(row: SourceRow): string | undefined {
  for (const answer of Object.values(row.answers ?? {})) if ('area' in answer) return answer.area
  return undefined
}

function chose(answers: Answers | null, question: string, option: string): boolean {
  const answer = answers?.[question]
  if (!answer) return false
  return 'option' in answer ? answer.option === option : 'options' in answer && answer.options.includes(option)
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
  ])
  const store = projection.byKey.get('characteristic:disability_3_16plus')!
  const found = frequency(store, select(projection, everybody))
  const named = Object.fromEntries(store.column.categories.map(({ id }, i) => [id, found.categories[i]]))
  expect(named).toMatchObject({
    'Not disabled under the Equality Act': 1,
    'Disabled under the Equality Act: Day-to-day activities limited a lot': 1,
  })
  expect([found.answered, found.declined, found.blank]).toEqual([2, 1, 1])
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
