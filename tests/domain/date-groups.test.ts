import fc from 'fast-check'
import { expect, test } from 'vitest'
import { crosstab } from '../../shared/analysis/count.ts'
import { dateGroups } from '../../shared/analysis/date-groups.ts'
import { layoutOf } from '../../shared/analysis/layout.ts'
import { Projection } from '../../shared/analysis/projection.ts'
import { everybody, select } from '../../shared/analysis/select.ts'
import type { QuestionnaireDocument } from '../../shared/questionnaires/document.ts'
import { aQuestionnaire } from '../support/fixtures.ts'

const askedFor = (precision: 'year' | 'month'): QuestionnaireDocument =>
  aQuestionnaire({
    sections: [
      {
        id: 'main',
        title: { en: 'You' },
        pages: [
          {
            id: 'one',
            title: { en: 'One' },
            questions: [
              { id: 'since', code: 'since', type: 'partial_date', precision, text: { en: 'Since when?' } },
              { id: 'here', code: 'here', type: 'yes_no', text: { en: 'Here?' } },
            ],
          },
        ],
      },
    ],
  })

/** A projection of people who said these, then one who left it blank, one withdrawn and one group that said something else. */
function projected(precision: 'year' | 'month', dates: string[]): Projection {
  const projection = new Projection(layoutOf([{ id: 'v', document: askedFor(precision) }]))
  const row = {
    versionId: 'v',
    collectorId: 'c',
    state: 'in',
    groupId: null as string | null,
    synthetic: false,
    equality: null,
  }
  const far = { since: { date: precision === 'year' ? '1901' : '1901-01' } }
  dates.forEach((date, i) => {
    projection.apply({
      ...row,
      id: `p${i}`,
      answers: { since: { date }, here: { option: i % 2 === 0 ? 'yes' : 'no' } },
    })
  })
  projection.apply({ ...row, id: 'blank', answers: {} })
  projection.apply({ ...row, id: 'gone', state: 'withdrawn', answers: far })
  projection.apply({ ...row, id: 'group', groupId: 'g', answers: far })
  return projection
}

function counts(precision: 'year' | 'month', dates: string[]) {
  const projection = projected(precision, dates)
  const grouped = dateGroups(projection.byKey.get('since')!, projection.people)
  const { cells, missing } = crosstab(grouped, projection.byKey.get('here')!, select(projection, everybody))
  const sums = cells.map((line) => line.reduce((sum, n) => sum + n, 0))
  return {
    labels: grouped.column.order!.map((i) => grouped.column.categories[i]!.label.en),
    byId: Object.fromEntries(grouped.column.categories.map(({ id }, i) => [id, sums[i]])),
    blank: missing[1]!.reduce((sum, n) => sum + n, 0),
  }
}

test('months that lie within two years are told by month, others by year, in the order of time', () => {
  expect(counts('month', ['2026-02', '2025-11', '2026-02'])).toEqual({
    labels: ['November 2025', 'December 2025', 'January 2026', 'February 2026'],
    byId: { '2025-11': 1, '2025-12': 0, '2026-01': 0, '2026-02': 2 },
    blank: 1,
  })
  expect(counts('month', ['2024-01', '2025-12']).labels).toHaveLength(24)
  expect(counts('month', ['2024-01', '2026-01']).labels).toEqual(['2024', '2025', '2026'])
  expect(counts('year', ['1969', '1971']).byId).toEqual({ 1969: 1, 1970: 0, 1971: 1 })
  expect(counts('year', [])).toEqual({ labels: [], byId: {}, blank: 1 })
})

test('every date is counted once, in the group that holds it, whatever else was answered', () => {
  const year = fc.integer({ min: 1900, max: 2200 })
  const month = fc.integer({ min: 1, max: 12 })
  const date = fc.tuple(year, month).map(([y, m]) => `${y}-${String(m).padStart(2, '0')}`)
  fc.assert(
    fc.property(fc.array(date, { minLength: 1, maxLength: 60 }), (dates) => {
      for (const [id, many] of Object.entries(counts('month', dates).byId))
        expect(many).toBe(dates.filter((one) => one.startsWith(id)).length)
      const total = Object.values(counts('month', dates).byId).reduce((sum, n) => sum! + n!, 0)
      expect(total).toBe(dates.length)
    }),
  )
})
