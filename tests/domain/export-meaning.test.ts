import fc from 'fast-check'
import { Model as Survey } from 'survey-core'
import { expect, test } from 'vitest'
import { writeQuestionnaire } from '../../server/questionnaires/write-questionnaire.ts'
import type {
  Answer,
  Answers,
  Question,
  QuestionnaireDocument,
  QuestionType,
} from '../../shared/questionnaires/document.ts'
import { questionnaireDocument } from '../../shared/questionnaires/document-schema.ts'
import { askedOf } from '../../shared/questionnaires/evaluate.ts'
import type { FidelityReport } from '../../shared/questionnaires/fidelity.ts'
import { optionsOf, rowsOf } from '../../shared/questionnaires/fixed-options.ts'
import { exportSurveyjs } from '../../shared/questionnaires/surveyjs-export.ts'
import { choiceValue } from '../../shared/questionnaires/surveyjs-export-types.ts'
import { aQuestionnaireOfEveryType } from '../support/every-type.ts'
import { imported } from '../support/imports.ts'
import { type Placed, placed } from '../support/placed.ts'
import { smallQuestionnaires, somebody } from '../support/small-questionnaires.ts'

const runs = Number(process.env.FOLKMOOT_PROOFS ?? 150)

test('SurveyJS itself knows every key that is written for it', () => {
  const faultsOf = (document: QuestionnaireDocument) =>
    (new Survey(exportSurveyjs(document).survey).jsonErrors ?? []).map(({ message }) => message)
  expect(faultsOf(aQuestionnaireOfEveryType())).toEqual([])
  fc.assert(
    fc.property(smallQuestionnaires(), (document) => {
      fc.pre(questionnaireDocument.safeParse(document).success)
      expect(faultsOf(document)).toEqual([])
    }),
    { numRuns: Math.ceil(runs / 3) },
  )
})

/** An answer as the written survey holds it. */
function writtenAs(question: Question, answer: Answer): unknown {
  const named = (id: string) => {
    const option = optionsOf(question).find((one) => one.id === id)!
    return choiceValue(question, option)
  }
  const lines = <T, V>(given: Record<string, T>, value: (one: T) => V) =>
    Object.fromEntries(
      Object.entries(given).map(([id, one]) => [rowsOf(question).find((row) => row.id === id)!.code, value(one)]),
    )
  if ('option' in answer) return question.type === 'consent' ? ['yes'] : named(answer.option)
  if ('options' in answer) return answer.options.map(named)
  if ('rows' in answer) return lines(answer.rows, named)
  if ('ticks' in answer) return lines(answer.ticks, (ids) => ({ answers: ids.map(named) }))
  if ('amounts' in answer) return lines(answer.amounts, (amount) => amount)
  if ('ranked' in answer) {
    const options = 'options' in question ? question.options : []
    const ranked = answer.ranked.filter((id) => !options.find((option) => option.id === id)?.missing)
    return ranked.length > 0 ? ranked.map(named) : undefined
  }
  return Object.values(answer)[0]
}

/** SurveyJS ranks by itself when the choices that are shown become others: the report says so. */
const isReordered = ({ question }: Placed) => question.type === 'ranking' && question.options.some(({ askIf }) => askIf)

/** That the conditions at these places were all written. */
const areKept = ({ entries }: FidelityReport, places: string[]) =>
  entries.every(({ at, fidelity }) => fidelity !== 'unsupported' || !places.some((one) => at.startsWith(`${one}/`)))

function surveyWith(document: QuestionnaireDocument, survey: object, answers: Answers): Survey {
  const model = new Survey(survey)
  for (const { question } of placed(document)) {
    const value = answers[question.id] && writtenAs(question, answers[question.id]!)
    if (value !== undefined) model.setValue(question.code, value)
  }
  return model
}

test('a survey that is written for SurveyJS asks there what is asked here, wherever the report says that a condition is kept', () => {
  let compared = 0
  let hidden = 0
  fc.assert(
    fc.property(smallQuestionnaires(5), fc.array(fc.nat(999), { minLength: 5, maxLength: 5 }), (document, dice) => {
      fc.pre(questionnaireDocument.safeParse(document).success && !placed(document).some(isReordered))
      const { survey, report } = exportSurveyjs(document)
      const person = somebody(document, dice)
      if (person.isStuck) return
      const model = surveyWith(document, survey, person.answers)
      for (const { question, at, around } of placed(document)) {
        const items = [...('options' in question ? question.options : []), ...rowsOf(question)]
        const places = [
          ...around,
          `${at}/askIf`,
          ...items.flatMap((_one, n) => [`${at}/options/${n}/askIf`, `${at}/rows/${n}/askIf`]),
        ]
        if (question.type === 'hidden' || !areKept(report, places)) continue
        const here = person.asked.some(({ id }) => id === question.id)
        expect([question.code, model.getQuestionByName(question.code).isVisibleInSurvey]).toEqual([question.code, here])
        compared += 1
        hidden += here ? 0 : 1
      }
    }),
    { numRuns: runs },
  )
  expect(compared).toBeGreaterThan(runs)
  expect(hidden).toBeGreaterThan(runs / 5)
})

/** Types that come back from an XLSForm with the same answers. */
const same: QuestionType[] = [
  'single',
  'multiple',
  'multiple',
  'ranking',
  'yes_no',
  'number',
  'scale',
  'date',
  'consent',
  'statement',
]

test('an XLSForm read again asks what was asked before it was written, wherever both reports say that a condition is kept', async () => {
  let hidden = 0
  await fc.assert(
    fc.asyncProperty(
      smallQuestionnaires(5, same),
      fc.array(fc.nat(999), { minLength: 5, maxLength: 5 }),
      async (document, dice) => {
        fc.pre(questionnaireDocument.safeParse(document).success)
        const written = await writeQuestionnaire(document, 'xlsform')
        const read = await imported(written.bytes)
        const lost = read.report.entries.filter(
          ({ at, fidelity }) => at.endsWith(':relevant') && fidelity !== 'converted',
        )
        const person = somebody(document, dice)
        fc.pre(lost.length === 0 && !person.isStuck)
        const there = askedOf(read.document, person.answers).map(({ code }) => code)
        for (const { question, at, around } of placed(document)) {
          const options = 'options' in question ? question.options.map((_one, n) => `${at}/options/${n}/askIf`) : []
          if (!areKept(written.report, [...around, `${at}/askIf`, ...options])) continue
          const here = person.asked.some(({ id }) => id === question.id)
          expect([question.code, there.includes(question.code)]).toEqual([question.code, here])
          hidden += here ? 0 : 1
        }
      },
    ),
    { numRuns: runs },
  )
  expect(hidden).toBeGreaterThan(runs / 10)
})
