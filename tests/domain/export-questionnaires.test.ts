import fc from 'fast-check'
import { expect, test } from 'vitest'
import { writeQuestionnaire } from '../../server/questionnaires/write-questionnaire.ts'
import type { Condition, Question, QuestionnaireDocument } from '../../shared/questionnaires/document.ts'
import { questionnaireDocument } from '../../shared/questionnaires/document-schema.ts'
import { aQuestionnaireOfEveryType } from '../support/every-type.ts'
import { imported, questionsOf } from '../support/imports.ts'
import { placed } from '../support/placed.ts'
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
    for (const { at, question } of placed(document)) {
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
  const table = questionsOf(read).find(({ code }) => code === 'seen')
  expect(table).toMatchObject({ type: 'grid', multiple: true, options: [{}, {}, { code: 'never', exclusive: true }] })
})

/** Options and rows are found by their codes: some stand elsewhere, because one before them was left out. */
const partsOf = (question: object | undefined): unknown => {
  const parts = { ...question } as Record<string, unknown>
  for (const key of ['options', 'rows'])
    if (Array.isArray(parts[key])) parts[key] = Object.fromEntries(parts[key].map((one) => [`.${one.code}`, one]))
  return parts
}

const valueAt = (value: unknown, path: string): unknown =>
  path
    .split('/')
    .slice(1)
    .reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value)

/** The same path with the code of an option or a row in place of its number. */
const byCode = (question: Question, path: string) =>
  path.replace(/^(\/(?:options|rows)\/)(\d+)/, (all, list) => `${list}.${valueAt(question, `${all}/code`)}`)

/** Conditions are compared by what they mean; limits of a question that has rules come back among the rules. */
const isRule = (question: Question, path: string) =>
  /\/(askIf|checks)\//.test(path) ||
  (/\/(minimum|maximum|exclusive|earliest|latest)$/.test(path) &&
    (question.checks !== undefined || JSON.stringify(question).includes('"minimum":')))

test('what the report says was converted comes back as it was, leaf by leaf', async () => {
  let compared = 0
  const leaves = async (document: QuestionnaireDocument, format: 'xlsform' | 'surveyjs') => {
    const { written, read } = await there(document, format)
    const back = new Map(questionsOf(read).map((question) => [question.code, question]))
    const kept = new Set(written.report.entries.filter(({ fidelity }) => fidelity === 'converted').map(({ at }) => at))
    for (const { at, question } of placed(document)) {
      if (!kept.has(`${at}/type`) || !kept.has(`${at}/code`)) continue
      const isNamed = (path: string) =>
        kept.has(at + path.replace(/^(\/(?:options|rows)\/\d+)\/.*/, '$1/code')) || !/^\/(options|rows)/.test(path)
      const said = pointers(question).filter((one) => kept.has(at + one) && isNamed(one) && !isRule(question, one))
      for (const path of said) {
        const found = valueAt(partsOf(back.get(question.code)), byCode(question, path))
        expect([format, question.type, path, found]).toEqual([format, question.type, path, valueAt(question, path)])
        compared += 1
      }
    }
  }
  for (const format of ['xlsform', 'surveyjs'] as const) await leaves(aQuestionnaireOfEveryType(), format)
  await fc.assert(
    fc.asyncProperty(smallQuestionnaires(), fc.constantFrom('xlsform' as const, 'surveyjs' as const), leaves),
    { numRuns: 60 },
  )
  expect(compared).toBeGreaterThan(1000)
})

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
