import fc from 'fast-check'
import { expect, test } from 'vitest'
import { crosstab, frequency } from '../../shared/analysis/count.ts'
import { firstCategory, layoutOf } from '../../shared/analysis/layout.ts'
import { Projection, type SourceRow, type Store } from '../../shared/analysis/projection.ts'
import { everybody, type Filter, select } from '../../shared/analysis/select.ts'
import type { Question, QuestionnaireDocument, QuestionType } from '../../shared/questionnaires/document.ts'
import { questionRules } from '../../shared/questionnaires/question-rules.ts'
import { documentOf, picker, questionsOf, rowsOf, survey, uuid } from '../support/random-survey.ts'
import { linesIn, type Told, toldBy } from '../support/slow-count.ts'

type Pick = (n: number) => number
type Documents = Record<string, QuestionnaireDocument>

/** What comes of one response over time: it is sent, tells who it is from, is changed, taken back, or wiped. */
function lifeOf(sent: SourceRow, pick: Pick): SourceRow[] {
  const row = { ...sent, state: 'in', ...(pick(3) === 0 && { weight: 1 + pick(9) / 4 }) }
  const life = [{ ...row, equality: null }, row]
  if (pick(6) === 0) life.push({ ...row, state: 'withdrawn' })
  if (pick(6) === 0) life.push({ ...row, state: 'erased', answers: null, equality: null })
  if (pick(8) === 0) life.push({ ...row, state: 'excluded' }, row)
  return life.slice(0, 1 + pick(life.length))
}

/** Each life in its own order, among the others' in any; the feed may bring a row twice. */
function feedOf(lives: SourceRow[][], pick: Pick): SourceRow[] {
  const left = lives.map((life) => [...life])
  const feed: SourceRow[] = []
  while (left.some((life) => life.length > 0)) {
    const open = left.filter((life) => life.length > 0)
    const next = open[pick(open.length)]!.shift()!
    feed.push(next)
    if (pick(5) === 0) feed.push(next)
  }
  return feed
}

/** As the feed is followed: the newer version is only known once a row of it was refused. */
function followed(feed: SourceRow[], documents: Documents): Projection {
  const versions = Object.entries(documents).map(([id, document]) => ({ id, document }))
  const projection = new Projection(layoutOf(versions.slice(0, 1)))
  for (const row of feed) {
    if (projection.apply(row)) continue
    expect(row.versionId).toBe('v2')
    projection.extend(layoutOf(versions))
    expect(projection.apply(row)).toBe(true)
  }
  projection.extend(layoutOf(versions))
  return projection
}

/** The question that a column is about, in each version that asks it in the same way. */
interface Asked {
  versionId: string
  question: Question
  lineId: string | undefined
}

const kindOf = (question: Question) => {
  if (question.type === 'multiple' || (question.type === 'grid' && question.multiple)) return 'set'
  if (['number', 'constant_sum', 'date', 'partial_date'].includes(question.type)) return 'value'
  return question.type.endsWith('_text') ? 'text' : 'codes'
}

function askedOf({ column }: Store, documents: Documents): Asked[] {
  return Object.entries(documents).flatMap(([versionId, document]) =>
    questionsOf(document)
      .filter(({ id, type }) => id === column.question && type === column.type)
      .filter((question) => kindOf(question) === column.kind)
      .flatMap((question): Asked[] => {
        const lines = linesIn(question)
        if (!lines) return [{ versionId, question, lineId: undefined }]
        const line = lines.find(({ code }) => `${question.code}_${code}` === column.code)
        return line ? [{ versionId, question, lineId: line.id }] : []
      }),
  )
}

const notAsked: Told = { kind: 'notAsked', chosen: [] }

const toldIn = (row: SourceRow, asked: Asked[], documents: Documents): Told => {
  const own = asked.find(({ versionId }) => versionId === row.versionId)
  return own ? toldBy(documents[row.versionId]!, row, own.question, own.lineId) : notAsked
}

interface Person {
  weight: number
  told: Map<string, Told>
}

const kinds = ['notAsked', 'blank', 'declined', 'dontKnow'] as const

/** Bases, categories and the mean of a column, person by person. Weights are quarters, so that every sum is exact. */
function mustCount(found: ReturnType<typeof frequency>, { column }: Store, people: Person[]) {
  const told = people.map((one) => ({ weight: one.weight, ...one.told.get(column.key)! }))
  const of = (wanted: (one: Told) => boolean) =>
    told.reduce((total, one) => (wanted(one) ? total + one.weight : total), 0)
  const wanted = {
    key: column.key,
    ...Object.fromEntries([...kinds, 'answered' as const].map((name) => [name, of(({ kind }) => kind === name)])),
    categories: column.categories.map(({ id }) => of(({ chosen }) => chosen.includes(id))),
  }
  const { mean, quartiles, ...counts } = found
  expect(counts).toEqual(wanted)
  const given = told.filter(({ value }) => value !== undefined)
  if (column.kind !== 'value') return
  if (given.length < 20) return expect([mean, quartiles], column.key).toEqual([null, null])
  const all = given.reduce((total, { weight }) => total + weight, 0)
  expect(mean, column.key).toBeCloseTo(given.reduce((total, { weight, value }) => total + weight * value!, 0) / all, 6)
}

/** Cells and bases of one column by another, person by person. */
function mustCross(found: ReturnType<typeof crosstab>, down: Store, across: Store, people: Person[]) {
  const width = firstCategory + across.column.categories.length
  const line = () => new Array<number>(width).fill(0)
  const wanted = { cells: down.column.categories.map(line), bases: line(), missing: kinds.map(line), codes: width }
  for (const { weight, told } of people) {
    const [own, other] = [told.get(down.column.key)!, told.get(across.column.key)!]
    const place = across.column.categories.findIndex(({ id }) => other.chosen.includes(id))
    const c = other.kind === 'answered' ? firstCategory + place : kinds.indexOf(other.kind)
    if (own.kind === 'answered') wanted.bases[c]! += weight
    else wanted.missing[kinds.indexOf(own.kind)]![c]! += weight
    for (const [r, { id }] of down.column.categories.entries())
      if (own.chosen.includes(id)) wanted.cells[r]![c]! += weight
  }
  // A column without categories has one line all the same.
  expect({ ...found, cells: found.cells.slice(0, wanted.cells.length) }).toEqual(wanted)
}

/** Where somebody lives: the first postcode that gave a borough; without such a question the first that asks for an area. */
function homeOf(row: SourceRow, documents: Documents): string | undefined {
  const asked = questionsOf(documents[row.versionId]!)
  const postcodes = asked.filter(({ type }) => type === 'postcode')
  const homes = postcodes.length > 0 ? postcodes : asked.filter(({ type }) => type === 'area').slice(0, 1)
  return homes.flatMap((question) => toldBy(documents[row.versionId]!, row, question).chosen)[0]
}

const seen = new Set<QuestionType>()

test('whatever order a feed brings lives of responses in, every count is that of how they stand at the end', () => {
  fc.assert(
    fc.property(survey, survey, ([shapes, seed, many], [others]) => {
      const pick = picker(seed)
      // Some questions stay as they are, some change their options, their lines or their type, some come or go.
      const newer = others.map((other, i) => {
        const before = shapes[i]
        return before && pick(3) > 0 ? { ...before, options: other.options, conditional: other.conditional } : other
      })
      const documents: Documents = { v1: documentOf(shapes), v2: documentOf(newer) }
      for (const document of Object.values(documents)) for (const { type } of questionsOf(document)) seen.add(type)
      const sent = [
        ...rowsOf(documents.v1!, seed, many),
        ...rowsOf(documents.v2!, seed + 1, many).map((row, i) => ({ ...row, id: uuid(many + i), versionId: 'v2' })),
      ]
      const lives = sent.map((row) => lifeOf(row, pick))
      const projection = followed(feedOf(lives, pick), documents)
      const last = lives.map((life) => life.at(-1)!).filter(({ state, answers }) => state === 'in' && answers !== null)
      const everyone = last.filter(({ groupId }) => groupId === null)
      expect(projection.counts.people).toBe(everyone.length)
      expect(projection.counts.groups).toBe(last.length - everyone.length)

      const questions = projection.stores.filter(({ column }) => column.question !== undefined)
      const asked = new Map(questions.map((store) => [store.column.key, askedOf(store, documents)]))
      const weights = new Float64Array(projection.rows)
      const people = everyone.map((row, i) => {
        const at = projection.index.find(row.id)
        weights[at] = 1 + (i % 7) / 4
        const told = new Map([...asked].map(([key, own]) => [key, toldIn(row, own, documents)]))
        return { row, weight: weights[at]!, told }
      })
      const alike = people.map((one) => ({ ...one, weight: 1 }))

      const choices = questions.filter(({ column }) => column.kind === 'codes' || column.kind === 'set')
      const [where, down, across] = [0, 1, 2].map(() => choices[pick(choices.length)]!)
      const wanted = where!.column.categories.filter(() => pick(2) === 0).map(({ id }) => id)
      const filters: [Filter, (one: Person & { row: SourceRow }) => boolean][] = [
        [everybody, () => true],
        [
          { where: [{ column: where!.column.key, categories: wanted }] },
          ({ told }) => told.get(where!.column.key)!.chosen.some((id) => wanted.includes(id)),
        ],
        [{ where: [], isWeighted: true }, ({ row }) => row.weight !== undefined],
      ]
      for (const [filter, isIn] of filters) {
        const selection = select(projection, filter)
        expect(selection.size).toBe(people.filter(isIn).length)
        for (const store of questions) {
          mustCount(frequency(store, selection), store, alike.filter(isIn))
          mustCount(frequency(store, selection, weights), store, people.filter(isIn))
        }
        if (across!.column.kind !== 'codes') continue
        mustCross(crosstab(down!, across!, selection), down!, across!, alike.filter(isIn))
        mustCross(crosstab(down!, across!, selection, weights), down!, across!, people.filter(isIn))
      }
      const everywhere = select(projection, everybody)
      const about: Record<string, (row: SourceRow) => string | undefined> = {
        version: ({ versionId }) => versionId,
        collector: ({ collectorId }) => collectorId,
        area: (row) => homeOf(row, documents),
      }
      for (const [key, of] of Object.entries(about)) {
        const store = projection.byKey.get(key)!
        const { categories } = frequency(store, everywhere)
        const wantedCounts = store.column.categories.map(({ id }) => people.filter(({ row }) => of(row) === id).length)
        expect(categories, key).toEqual(wantedCounts)
      }
      for (const { row } of people)
        expect(projection.weights?.[projection.index.find(row.id)] ?? 0).toBe(row.weight ?? 0)
    }),
    { numRuns: 30, seed: 11 },
  )
  // No type was left out by chance.
  expect([...seen].sort()).toEqual(
    Object.keys(questionRules)
      .filter((type) => type !== 'statement')
      .sort(),
  )
}, 120_000)
