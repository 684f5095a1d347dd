import { expect, test } from 'vitest'
import type { CrossFigure } from '../../client/analysis/api.ts'
import { type OwnWeights, type Show, sheetOf, showOf, widestWords } from '../../client/analysis/cross-shown.ts'

const cell = (count: number | null, base: number) => ({ count, share: count === null ? null : count / base })

const figure = {
  down: { text: 'How safe do you feel?', rowText: null, kind: 'codes' },
  across: { text: 'Sex' },
  columns: [
    { id: 'female', label: 'Female', base: 100 },
    { id: 'male', label: 'Male', base: 50 },
    { id: '', label: 'No answer to this', base: 40 },
  ],
  rows: [
    { id: 'safe', label: 'Safe', total: 100, cells: [cell(60, 100), cell(40, 50), cell(null, 40)] },
    { id: 'unsafe', label: 'Not safe', total: 90, cells: [cell(40, 100), cell(10, 50), cell(null, 40)] },
  ],
  answered: 190,
  hidden: 2,
} as unknown as CrossFigure

const weighted = {
  shares: [
    [0.3, 0.9, null],
    [0.7, 0.1, null],
  ],
  all: [0.55, 0.45],
  effective: [95, 45, null],
  effectiveAll: 170,
  unweighted: ['No answer to this'],
} as OwnWeights

const tests = {
  letters: [
    ['', 'A', ''],
    ['B', '', ''],
  ],
} as unknown as Parameters<typeof sheetOf>[0]['tests']

const sheet = (show: Show, own: OwnWeights | null = weighted) => sheetOf({ figure, weighted: own, tests, show })

test('what is copied is what is shown: weighted shares with their letters, shares, or people', () => {
  expect(sheet('weighted')).toEqual([
    ['Answer', 'A Female', 'B Male', 'C No answer to this', 'All'],
    ['Safe', '30%', '90% A', '[c]', '55%'],
    ['Not safe', '70% B', '10%', '[c]', '45%'],
    ['Answered', 100, 50, 40, 190],
    ['Worth about, weighted', 95, 45, 'not weighted', 170],
  ])
  expect(sheet('shares', null).slice(1)).toEqual([
    ['Safe', '60%', '80% A', '[c]', '53%'],
    ['Not safe', '40% B', '20%', '[c]', '47%'],
    ['Answered', 100, 50, 40, 190],
  ])
  expect(sheet('counts', null)[1]).toEqual(['Safe', 60, 40, '[c]', 100])
})

test('the sentence above a weighted table is of weighted shares and says so', () => {
  expect(widestWords({ figure, weighted: null, tests: null })).toBe(
    'The widest difference is in “Safe”: 80% of “Male” and 60% of “Female”.',
  )
  expect(widestWords({ figure, weighted, tests: null })).toBe(
    'Weighted, the widest difference is in “Safe”: 90% of “Male” and 30% of “Female”.',
  )
})

test('weighted shares are shown where there are any, until something else is chosen; without weights never', () => {
  expect([showOf(null, true), showOf(null, false)]).toEqual(['weighted', 'shares'])
  expect([showOf('shares', true), showOf('counts', true), showOf('counts', false)]).toEqual([
    'shares',
    'counts',
    'counts',
  ])
  expect(showOf('weighted', false)).toBe('shares')
})
