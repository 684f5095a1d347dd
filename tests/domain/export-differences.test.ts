// biome-ignore-all lint/suspicious/noTemplateCurlyInString: XLSForm writes its references so
import { expect, test } from 'vitest'
import { writeQuestionnaire } from '../../server/questionnaires/write-questionnaire.ts'
import type { Condition, QuestionnaireDocument, QuestionType } from '../../shared/questionnaires/document.ts'
import { exportSurveyjs } from '../../shared/questionnaires/surveyjs-export.ts'
import { exportXlsform } from '../../shared/questionnaires/xlsform-export.ts'
import { aQuestionnaireOfEveryType } from '../support/every-type.ts'
import { placed } from '../support/placed.ts'

const en = (text: string) => ({ en: text })
const ask = (question: string): Condition => ({ op: 'answered', question })
const askIf: Condition = { op: 'chosen', question: 'contact', options: ['post'] }
const inBarnet: Condition = { op: 'area', question: 'contact', areas: ['E09000003'] }

/** Every type with what formats of other tools lack, and a section and a rule that look at a borough. */
function demanding(): QuestionnaireDocument {
  const document = aQuestionnaireOfEveryType((all) => {
    const questions = structuredClone(all)
    for (const question of questions) {
      if (question.type !== 'statement') question.required = true
      if (question.type === 'grid') {
        question.rows[0]!.askIf = askIf
        question.checks = [{ id: 'c1', holds: ask('contact'), message: en('Say more') }]
      }
      if (question.type === 'multiple') {
        question.options.push({ id: 'else', code: 'else', label: en('Else'), other: true })
        question.shuffle = true
      }
      if (question.type === 'number') {
        question.code = '1st'
        question.decimals = 2
      }
      if (question.type === 'statement') question.text = en('{{contact}}, {{seen}}: a < b')
    }
    return questions
  })
  document.sections[0]!.askIf = inBarnet
  return document
}

const difference = async (format: 'xlsform' | 'surveyjs') => {
  const { report } = await writeQuestionnaire(demanding(), format)
  const said = new Map(report.entries.map(({ at, fidelity, message }) => [at, `${fidelity}: ${message}`]))
  const places = new Map(placed(demanding()).map(({ at, question }) => [question.type, at]))
  return (type: QuestionType, path: string) => said.get(`${places.get(type)}${path}`)
}

test('where an XLSForm holds something else, its report names the difference', async () => {
  const said = await difference('xlsform')
  expect(said('constant_sum', '/type')).toBe(
    'approximated: Each amount becomes a question of a group, and no rule adds them up.',
  )
  expect(said('constant_sum', '/total')).toBe('unsupported: That the amounts add up is not asked.')
  expect(said('constant_sum', '/required')).toMatch(/^approximated: Each amount must be given there/)
  expect(said('constant_sum', '/rows/0/code')).toMatch(/^approximated: The row is a question of its own/)
  expect(said('grid', '/multiple')).toBe('approximated: Each line becomes a question of several answers.')
  expect(said('grid', '/rows/0/askIf/op')).toBe('converted: It is kept as an expression.')
  expect(said('grid', '/checks/0/message/en')).toBe('unsupported: A group of questions has no rules in a form.')
  for (const key of ['/type', '/from', '/to', '/labels/0/en']) expect(said('scale', key)).toMatch(/^approximated: /)
  expect(said('ranking', '/options/4/code')).toMatch(/^unsupported: A ranking of a form has no way out/)
  expect(said('multiple', '/shuffle')).toMatch(/^approximated: The choices that stay last here/)
  expect(said('number', '/code')).toBe(
    'approximated: Its name is “q_1st”: one begins with a letter there, and stands once.',
  )
  expect(said('number', '/decimals')).toBe('approximated: A decimal of a form has any number of places.')
  expect(said('statement', '/text/en')).toMatch(/^approximated: A form shows the code of a choice/)
})

test('where SurveyJS holds something else, its report names the difference', async () => {
  const said = await difference('surveyjs')
  expect(said('constant_sum', '/type')).toBe(
    'approximated: Each amount becomes a field of several, and no rule adds them up.',
  )
  expect(said('constant_sum', '/total')).toBe('unsupported: That the amounts add up is not asked.')
  expect(said('grid', '/type')).toBe('approximated: Several answers a line become a table with one column of boxes.')
  expect(said('scale', '/labels/0/en')).toBe('converted: It is kept in SurveyJS.')
  expect(said('ranking', '/options/4/label/en')).toMatch(/^unsupported: A ranking of SurveyJS has no way out/)
  expect(said('multiple', '/options/3/code')).toBe('approximated: SurveyJS calls this choice “other”.')
  expect(said('number', '/decimals')).toMatch(/^approximated: The field steps by them/)
  expect(said('statement', '/text/en')).toMatch(/^approximated: SurveyJS shows the answers of a table/)
})

test('a condition that no other tool can say is told as left out, also that of a section', async () => {
  for (const format of ['xlsform', 'surveyjs'] as const) {
    const { report } = await writeQuestionnaire(demanding(), format)
    const said = report.entries.filter(({ at }) => at.startsWith('/sections/0/askIf/'))
    expect(said.map(({ fidelity }) => fidelity)).toEqual(['unsupported', 'unsupported', 'unsupported'])
    expect(said[0]!.message).toMatch(/knows no boroughs\. It is left out\.$/)
  }
})

test('an XLSForm asks for the words of “other” of those alone who chose it, and of a row where it is asked', async () => {
  const sheets = exportXlsform(demanding()).sheets
  const [head, ...lines] = sheets[0]!.rows
  const at = (name: string, column: string) =>
    lines.find((line) => line[head!.indexOf('name')] === name)?.[head!.indexOf(column)]
  expect(at('worries_else', 'relevant')).toBe("selected(${worries}, 'else')")
  expect(at('seen_street', 'relevant')).toBe("${contact} = 'post'")
  expect(at('seen_street', 'constraint')).toBe("not(selected(., 'never') and count-selected(.) > 1)")
  expect(at('q_1st', 'type')).toBe('decimal')
  expect(at('money_clubs', 'constraint')).toBe('. >= 0')
})

test('words stay words in the HTML of SurveyJS', () => {
  const html = JSON.stringify(exportSurveyjs(demanding()).survey).match(/"html":"([^"]*)"/)?.[1]
  expect(html).toBe('{contact}, {seen}: a &lt; b')
})

test('no two lines of an XLSForm have one name, whatever the codes and ids are', () => {
  const document = aQuestionnaireOfEveryType((all) => {
    const questions = structuredClone(all)
    for (const question of questions) {
      if (question.type === 'number') question.code = 'seen_street'
      if (question.type === 'long_text') question.code = 'main'
    }
    return questions
  })
  document.sections[0]!.pages[1]!.askIf = { op: 'compare', question: 'years', is: '>', value: 5 }
  const { sheets, report } = exportXlsform(document)
  const [head, ...lines] = sheets[0]!.rows
  const column = (name: string) => lines.map((line) => line[head!.indexOf(name)]!).filter((cell) => cell !== '')
  expect(new Set(column('name')).size).toBe(column('name').length)
  expect(column('relevant')).toEqual(['${seen_street_} > 5'])
  expect(column('name')).toContain('main')
  expect(column('name')).toContain('main_')
  expect(report.entries.filter(({ message }) => message.includes('“seen_street_”')).length).toBe(1)
})
