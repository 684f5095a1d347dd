import { expect, test } from 'vitest'
import type { Figure } from '../../client/analysis/api.ts'
import { weightedSentence } from '../../client/analysis/figure-words.ts'
import { columnsOf } from '../../shared/analysis/question-columns.ts'
import type { QuestionnaireDocument } from '../../shared/questionnaires/document.ts'
import { everyType } from '../support/every-type.ts'

const figure = (weighted: (number | null)[] | null, effective: number | null) =>
  ({
    type: 'single',
    rows: [
      { id: 'safe', label: 'Safe', count: 50 },
      { id: 'not', label: 'Not safe', count: 30 },
      { id: 'neither', label: 'Neither', count: 20 },
    ],
    weighted,
    effective,
  }) as unknown as Figure

test('a figure that draws weighted shares says what comes first by them, and nothing where none is drawn', () => {
  expect(weightedSentence(figure([0.6, 0.3, 0.1], 90))).toBe(' Weighted: 60%.')
  expect(weightedSentence(figure([0.3, 0.5, 0.2], 90))).toBe(' Weighted, “Not safe” comes first with 50%.')
  expect(weightedSentence(figure([0.4, null, 0.4], 90))).toBe(
    ' Weighted, “Safe” and “Neither” come first with 40% each.',
  )
  expect(weightedSentence(figure([0.3, 0.5, 0.2], null))).toBe('')
  expect(weightedSentence(figure(null, null))).toBe('')
})

test('the first and last step of a scale carry the words of its ends, in each language that has them', () => {
  const { scale } = everyType
  const { labels: _labels, ...plain } = scale
  const question = {
    ...plain,
    from: 1,
    to: 3,
    low: { en: 'Not safe', cy: 'Ddim yn ddiogel' },
    high: { en: 'Very safe' },
  }
  const document = { language: 'en', languages: ['en'], sections: [] } as unknown as QuestionnaireDocument
  const [column] = columnsOf({ question, part: 'main', conditions: [] }, document)
  expect(column?.categories).toEqual([
    { id: '1', label: { en: '1 (Not safe)', cy: '1 (Ddim yn ddiogel)' } },
    { id: '2', label: { en: '2' } },
    { id: '3', label: { en: '3 (Very safe)' } },
  ])
})
