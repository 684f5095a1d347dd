import fc from 'fast-check'
import { expect, test } from 'vitest'
import { writeQuestionnaire } from '../../server/questionnaires/write-questionnaire.ts'
import type { Condition, Question, QuestionnaireDocument } from '../../shared/questionnaires/document.ts'
import { questionnaireDocument } from '../../shared/questionnaires/document-schema.ts'
import { aQuestionnaireOfEveryType } from '../support/every-type.ts'
import { imported, questionsOf } from '../support/imports.ts'
import { smallQuestionnaires } from '../support/small-questionnaires.ts'

const en = (text: string) => ({ en: text })
const ask = (question: string): Condition => ({ op: 'answered', question })

/** A document whose every part both formats can hold. */
const plain: QuestionnaireDocument = {
  format: 1,
  language: 'en',
  languages: ['en', 'fr'],
  title: en('Buses'),
  sections: [
    {
      id: 'main',
      title: en('Main'),
      pages: [
        {
          id: 'first',
          title: en('First'),
          questions: [
            {
              id: 'how',
              code: 'how',
              type: 'single',
              text: { en: 'How?', fr: 'Comment ?' },
              help: en('One alone'),
              required: true,
              shuffle: true,
              options: [
                { id: 'bus', code: 'bus', label: { en: 'Bus', fr: 'Bus' } },
                { id: 'tube', code: 'tube', label: en('Tube') },
              ],
            },
            { id: 'age', code: 'age', type: 'number', text: en('Age?'), minimum: 0, maximum: 120 },
            { id: 'hello', code: 'hello', type: 'statement', text: en('You go by {{how}}.') },
          ],
        },
        {
          id: 'second',
          title: en('Second'),
          askIf: { op: 'all', of: [{ op: 'chosen', question: 'how', options: ['bus', 'tube'] }, ask('age')] },
          questions: [
            { id: 'born', code: 'born', type: 'date', text: en('Since?'), earliest: '1900-01-01' },
            {
              id: 'why',
              code: 'why',
              type: 'long_text',
              text: en('Why?'),
              maximum: 500,
              askIf: {
                op: 'any',
                of: [
                  { op: 'compare', question: 'age', is: '>=', value: 18 },
                  { op: 'not', of: { op: 'compare', question: 'born', is: '<', value: '2000-01-01' } },
                ],
              },
            },
            {
              id: 'mood',
              code: 'mood',
              type: 'scale',
              text: en('Mood?'),
              from: 0,
              to: 10,
              checks: [
                { id: 'check-1', holds: { op: 'compare', question: 'mood', is: '>', value: 2 }, message: en('Higher') },
              ],
            },
            { id: 'month', code: 'month', type: 'partial_date', precision: 'month', text: en('Month?') },
          ],
        },
      ],
    },
  ],
}

async function there(document: QuestionnaireDocument, format: 'json' | 'xlsform' | 'surveyjs') {
  const written = await writeQuestionnaire(document, format)
  return { written, read: await imported(written.bytes) }
}

test('our own format brings every document back as it was', async () => {
  await fc.assert(
    fc.asyncProperty(smallQuestionnaires(), async (document) => {
      fc.pre(questionnaireDocument.safeParse(document).success)
      const { written, read } = await there(document, 'json')
      expect(read.document).toEqual(document)
      expect(written.report.totals).toMatchObject({ approximated: 0, unsupported: 0 })
      expect(read.report.totals).toMatchObject({ approximated: 0, unsupported: 0 })
    }),
    { numRuns: 100 },
  )
})

test('an XLSForm brings a document back as it was, when the format can hold all of it', async () => {
  const { written, read } = await there(plain, 'xlsform')
  expect(read.document).toEqual(plain)
  expect(written.report.entries.filter(({ fidelity }) => fidelity === 'unsupported')).toEqual([])
  expect(read.report.totals.unsupported).toBe(1)
})

test('SurveyJS brings a document back as it was, but for the section over its pages', async () => {
  const { written, read } = await there(plain, 'surveyjs')
  const [section] = read.document.sections
  expect({ ...read.document, sections: [{ ...section, id: 'main', title: en('Main') }] }).toEqual(plain)
  expect(written.report.entries.filter(({ fidelity }) => fidelity === 'unsupported').map(({ at }) => at)).toEqual([
    '/sections/0/id',
    '/sections/0/title/en',
  ])
})

const kept = ({ id, code, type, text }: Question) => ({ id, code, type, text })

test('of every type the kind, the code and the words come back, or the report says why not', async () => {
  const document = aQuestionnaireOfEveryType()
  for (const format of ['xlsform', 'surveyjs'] as const) {
    const { written, read } = await there(document, format)
    const back = new Map(questionsOf(read).map((question) => [question.code, kept(question)]))
    for (const [at, question] of placed(document)) {
      const same = JSON.stringify(back.get(question.code)) === JSON.stringify(kept(question))
      const said = written.report.entries.filter((entry) => entry.at.startsWith(`${at}/`))
      const reason = said.find(
        ({ at: where, fidelity }) => fidelity !== 'converted' && /(type|code|multiple|labels\/.*)$/.test(where),
      )
      if (!same) expect(reason, `${format} ${question.type}`).toBeDefined()
    }
  }
})

test('SurveyJS: a special choice goes by its name there, and what clears the others in a table still does', async () => {
  const document = aQuestionnaireOfEveryType()
  const { written, read } = await there(document, 'surveyjs')
  const named = written.report.entries.filter(({ message }) => message.includes('SurveyJS calls this choice'))
  expect(named.some(({ at, fidelity }) => at.endsWith('/code') && fidelity === 'approximated')).toBe(true)
  const table = questionsOf(read).find(({ code }) => code === 'seen_answers')
  expect(table).toMatchObject({ type: 'grid', multiple: true, options: [{}, {}, { code: 'never', exclusive: true }] })
})

/** The questions with their pointers. */
const placed = ({ sections }: QuestionnaireDocument) =>
  sections.flatMap((section, s) =>
    section.pages.flatMap((page, p) =>
      page.questions.map((question, n): [string, Question] => [`/sections/${s}/pages/${p}/questions/${n}`, question]),
    ),
  )

function pointers(value: unknown, at = ''): string[] {
  if (value === null || value === '') return []
  if (typeof value !== 'object') return [at]
  return Object.entries(value).flatMap(([key, inner]) => pointers(inner, `${at}/${key}`))
}

test('whatever a document holds, each leaf of it is accounted for, and what is written can be read again', async () => {
  await fc.assert(
    fc.asyncProperty(
      smallQuestionnaires(),
      fc.constantFrom('xlsform' as const, 'surveyjs' as const),
      async (document, format) => {
        const valid = questionnaireDocument.safeParse(document)
        fc.pre(valid.success && questionsOf({ document }).some(({ type }) => type !== 'hidden'))
        const { written, read } = await there(document, format)
        const said = written.report.entries.map(({ at }) => at)
        expect(pointers(document).filter((at) => !said.includes(at))).toEqual([])
        expect(questionnaireDocument.safeParse(read.document).success).toBe(true)
      },
    ),
    { numRuns: 60 },
  )
})

test('words that begin like a formula stay words in a workbook', async () => {
  const document = structuredClone(plain)
  document.sections[0]!.pages[0]!.questions[1]!.text = en('=HYPERLINK("https://example.org")')
  const { read } = await there(document, 'xlsform')
  expect(questionsOf(read)[1]!.text).toEqual(en('=HYPERLINK("https://example.org")'))
})
