import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type ReadQuestionnaire, readQuestionnaire } from '../../server/questionnaires/read-questionnaire.ts'
import { FileRefused } from '../../server/questionnaires/read-text.ts'
import { check } from '../../shared/questionnaires/check.ts'
import { coded, questionsOf } from '../support/imports.ts'
import { referenceFile } from '../support/reference-files.ts'

/** Real questionnaires of other tools; their licences keep them outside of the project. */
const { path: samples, missing } = referenceFile('samples')
const read = (path: string) => readQuestionnaire(readFileSync(join(samples, path)))

const expected: [path: string, questions: number, mostUnsupported: number][] = [
  ['02-xlsform-pyxform/group.csv', 3, 0],
  ['02-xlsform-pyxform/yes_or_no_question.csv', 1, 0],
  ['02-xlsform-pyxform/xlsform_spec_test.xlsx', 28, 125],
  ['03-limesurvey/ls205_group_relevance.lss', 32, 290],
  ['03-limesurvey/ls205_sample_survey_english.lss', 300, 1100],
  ['03-limesurvey/survey_archive_426848.lsa', 2, 60],
  ['04-surveyjs-wattslab/attitudeAttributes.json', 7, 9],
  ['04-surveyjs-wattslab/psychologicalSafety.json', 8, 17],
]

test.skipIf(missing).each(expected)(
  '%s comes over with %i questions, in less than 5 seconds',
  async (path, questions, most) => {
    const begun = performance.now()
    const found: ReadQuestionnaire = await read(path)
    expect(performance.now() - begun).toBeLessThan(5000)
    expect(questionsOf(found)).toHaveLength(questions)
    expect(found.report.totals.unsupported).toBeLessThanOrEqual(most)
    expect(check(found.document).filter(({ level }) => level === 'stop')).toEqual([])
  },
)

test.skipIf(missing)('the LimeSurvey sample keeps its routing, and what is lost is named', async () => {
  const found = await read('03-limesurvey/ls205_sample_survey_english.lss')
  const conditions = questionsOf(found).filter(({ askIf }) => askIf)
  expect(conditions.length).toBeGreaterThan(30)
  expect(coded(found, 'age')).toMatchObject({ type: 'number' })
  const relevance = found.report.entries.filter(({ at }) => /\/questions\/rows\/row\[\d+\]\/relevance$/.test(at))
  expect(relevance.length).toBeGreaterThan(50)
  expect(relevance.filter(({ fidelity }) => fidelity === 'unsupported').length).toBeLessThan(relevance.length / 4)
})

test.skipIf(missing)('every other sample is refused in plain words', async () => {
  const files = readdirSync(samples, { recursive: true, encoding: 'utf8' }).filter((path) =>
    statSync(join(samples, path)).isFile(),
  )
  const others = files.filter((path) => !expected.some(([known]) => known === path))
  expect(others.length).toBeGreaterThan(5)
  for (const path of others) {
    const error = await read(path).then(
      () => undefined,
      (thrown: unknown) => thrown,
    )
    expect(error, path).toBeInstanceOf(FileRefused)
  }
})
