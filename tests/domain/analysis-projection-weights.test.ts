import fc from 'fast-check'
import { expect, test } from 'vitest'
import { weighed } from '../../server/analysis/weigh.ts'
import { layoutOf } from '../../shared/analysis/layout.ts'
import { Projection, type SourceRow } from '../../shared/analysis/projection.ts'
import { select } from '../../shared/analysis/select.ts'
import { weightedCrosstab, weightedFrequencies } from '../../shared/analysis/weighted-table.ts'
import type { QuestionnaireDocument } from '../../shared/questionnaires/document.ts'
import { documentOf, en, rowsOf, uuid } from '../support/random-survey.ts'
import { chose } from '../support/slow-count.ts'

type Choice = 'single' | 'multiple'
const shape = (type: Choice, options: number) =>
  ({ type, options, declines: true, conditional: false, conditionalOption: false }) as const

/** The same questions with the first answer gone and a new one at the top. */
function laterOf(document: QuestionnaireDocument): QuestionnaireDocument {
  const later = structuredClone(document)
  for (const question of later.sections[0]!.pages[0]!.questions)
    if (question.type === 'single' || question.type === 'multiple')
      question.options = [{ id: `${question.id}-new`, code: 'new', label: en('New') }, ...question.options.slice(1)]
  return later
}

const shares: Record<string, number> = { 'eq-sex-female': 0.55, 'eq-sex-male': 0.45 }
const sexOf = ({ equality }: SourceRow) => Object.keys(shares).find((id) => chose(equality, 'eq-sex', id))

/** With one margin raking is one division; whoever did not say counts as one person. */
function weightsSlowly(people: SourceRow[]): Map<SourceRow, number> {
  const said = people.filter((row) => sexOf(row) !== undefined).length
  return new Map(
    people.map((row) => {
      const sex = sexOf(row)
      const alike = people.filter((other) => sexOf(other) === sex).length
      return [row, sex === undefined ? 1 : (shares[sex]! * said) / alike]
    }),
  )
}

const added = (rows: SourceRow[], weights: Map<SourceRow, number>) => ({
  people: rows.length,
  sum: rows.reduce((total, row) => total + weights.get(row)!, 0),
  square: rows.reduce((total, row) => total + weights.get(row)! ** 2, 0),
})

const choices = fc.constantFrom<Choice>('single', 'multiple')
const surveys = fc.tuple(choices, choices, fc.integer({ min: 1, max: 2 ** 31 }), fc.integer({ min: 130, max: 220 }))

test('raked weights, their sums and their squares equal a slow count, filtered by an answer over merged versions', () => {
  fc.assert(
    fc.property(surveys, ([first, second, seed, many]) => {
      const older = documentOf([shape(first, 3), shape(second, 4)])
      const newer = laterOf(older)
      const rows = [
        ...rowsOf(older, seed, many),
        ...rowsOf(newer, seed + 1, many).map((row, i) => ({ ...row, id: uuid(many + i), versionId: 'v2' })),
      ]
      const versions = [
        { id: 'v1', document: older },
        { id: 'v2', document: newer },
      ]
      const projection = new Projection(layoutOf(versions))
      for (const row of rows) projection.apply(row)
      const categories = Object.entries(shares).map(([id, share]) => ({ id, label: id, share }))
      const found = weighed(projection, [{ name: 'sex', column: 'eq-sex', categories }])
      if (!found.ok) throw new Error(JSON.stringify(found.refusals))

      const everybody = rows.filter(({ state, groupId }) => state === 'in' && groupId === null)
      const weights = weightsSlowly(everybody)
      // One answer that only the older version had, one that only the newer has, one that both have.
      const wanted = ['q0-o0', 'q0-new', 'q0-o1']
      const people = everybody.filter(({ answers }) => wanted.some((option) => chose(answers, 'q0', option)))
      const selection = select(projection, { where: [{ column: 'q0', categories: wanted }] })
      expect(selection.size).toBe(people.length)

      const [down, across] = [projection.byKey.get('q1')!, projection.byKey.get('eq-sex')!]
      const { sums, squares, people: carriers } = weightedCrosstab(down, across, selection, found.set)
      const single = weightedFrequencies(projection, selection, found.set)
      const at = projection.stores.indexOf(down)
      expect(down.column.categories.map(({ id }) => id)).toContain('q1-new')
      down.column.categories.forEach(({ id }, r) => {
        const line = people.filter(({ answers }) => chose(answers, 'q1', id))
        const all = added(line, weights)
        expect(single.people[at]!.categories[r]).toBe(all.people)
        expect(single.sums[at]!.categories[r]).toBeCloseTo(all.sum, 3)
        expect(single.squares[at]!.categories[r]).toBeCloseTo(all.square, 3)
        across.column.categories.forEach((sex, c) => {
          const cell = added(
            line.filter(({ equality }) => chose(equality, 'eq-sex', sex.id)),
            weights,
          )
          expect(carriers.cells[r]![4 + c]).toBe(cell.people)
          expect(sums.cells[r]![4 + c]).toBeCloseTo(cell.sum, 3)
          expect(squares.cells[r]![4 + c]).toBeCloseTo(cell.square, 3)
        })
      })
    }),
    { numRuns: 40 },
  )
})
