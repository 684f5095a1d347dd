import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Cell } from '../../shared/plans/cell.ts'
import { type Filterable, leadsOf, matches, planFilter } from '../../shared/plans/filter.ts'
import { rags, standing, statuses } from '../../shared/plans/rag.ts'
import { progressReport } from '../../shared/plans/report.ts'

const cell = (text: string): Cell => ({ asPrinted: [{ line: 1, text }] })
const row = (text: string, ...names: string[]) => ({
  text: cell(text),
  lead: names.length > 0 ? { ...cell(names.join(' ')), names } : null,
  measures: [],
  progress: [],
})
const objective: Filterable = {
  ...row('To ensure groups are representative', 'Natasha Plummer'),
  theme: 1,
  rag: 'amber',
  actions: [{ ...row('Provide borough profiles', 'Jane Owen'), progress: [cell('Being updated')] }],
}

test('an empty filter, as a form sends it, leaves everything', () => {
  expect(planFilter.parse({ theme: '', lead: '', status: '', q: '' })).toEqual({})
  expect(matches(objective, {})).toBe(true)
})

test('a filter narrows by theme, by the lead of an objective or of an action, by status and by words anywhere', () => {
  expect(matches(objective, { theme: 1, lead: 'Natasha Plummer', status: 'amber' })).toBe(true)
  expect(matches(objective, { lead: 'Jane Owen' })).toBe(true)
  expect(matches(objective, { lead: 'Jane' })).toBe(false)
  expect(matches(objective, { theme: 2 })).toBe(false)
  expect(matches(objective, { status: 'not-reported' })).toBe(false)
  expect(matches({ ...objective, rag: null }, { status: 'not-reported' })).toBe(true)
  expect(matches(objective, { q: 'UPDATED borough' })).toBe(true)
  expect(matches(objective, { q: 'updated station' })).toBe(false)
})

test('wrong filter values are refused', () => {
  for (const wrong of [{ theme: 'x' }, { theme: '0' }, { theme: '1.5' }, { status: 'blue' }, { lead: 'x'.repeat(201) }])
    expect(planFilter.safeParse(wrong).success).toBe(false)
})

test('each lead is named once, the objective’s own first', () => {
  expect(leadsOf({ ...objective, actions: [row('a', 'Jane Owen', 'Natasha Plummer'), row('b')] })).toEqual([
    'Natasha Plummer',
    'Jane Owen',
  ])
})

test('the summary counts every objective once, the largest state first, and leaves out a state that nobody is in', () => {
  expect(standing(['red', 'amber', 'amber', null])).toEqual([
    { status: 'amber', count: 2 },
    { status: 'red', count: 1 },
    { status: 'not-reported', count: 1 },
  ])
  fc.assert(
    fc.property(fc.array(fc.option(fc.constantFrom(...rags))), (of) => {
      const rows = standing(of)
      expect(rows.reduce((sum, each) => sum + each.count, 0)).toBe(of.length)
      expect(rows.every((each) => each.count > 0 && statuses.includes(each.status))).toBe(true)
    }),
  )
})

test('a report on an objective says how it stands; one on an action need not', () => {
  const report = { actionId: null, rag: null, progress: 'Two events held.', seen: 0 }
  expect(progressReport.safeParse(report).success).toBe(false)
  expect(progressReport.safeParse({ ...report, rag: 'green' }).success).toBe(true)
  expect(progressReport.safeParse({ ...report, actionId: 'b3b6b0c0-6f0c-4b39-9d3a-0d6c7f6c1a10' }).success).toBe(true)
  for (const wrong of [{ progress: '  ' }, { progress: 'a\0b' }, { rag: 'blue' }, { seen: -1 }, { by: 'me' }])
    expect(progressReport.safeParse({ ...report, rag: 'green', ...wrong }).success).toBe(false)
})
