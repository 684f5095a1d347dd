import { type Question as Drawn, type QuestionMatrixModel, type QuestionSelectBase, Model as Survey } from 'survey-core'
import type {
  Answer,
  Condition,
  Question,
  QuestionnaireDocument,
  QuestionType,
} from '../../shared/questionnaires/document.ts'
import { optionsOf } from '../../shared/questionnaires/fixed-options.ts'
import type { Respondent } from './small-questionnaires.ts'

/** The same questionnaire in SurveyJS, an independent engine with conditions of its own, for the types that both have. */

export const bothHave: QuestionType[] = [
  'single',
  'multiple',
  'multiple',
  'grid',
  'yes_no',
  'scale',
  'number',
  'short_text',
  'date',
  'postcode',
  'long_list',
  'statement',
]

/** Conditions that SurveyJS has no like of, and grids with several ticks a row, which it asks in another way. */
export const isBeyond = (document: QuestionnaireDocument) =>
  /"op":"count"|"multiple":true/.test(JSON.stringify(document)) || JSON.stringify(document).includes('"op":"ranked"')

const quoted = (words: string[]) => `[${words.map((word) => `'${word}'`).join(', ')}]`

function expression(questions: Question[], condition: Condition): string {
  const parts = (of: Condition[], word: string, empty: string) =>
    of.length === 0 ? empty : of.map((part) => `(${expression(questions, part)})`).join(` ${word} `)
  if (condition.op === 'all') return parts(condition.of, 'and', '1 = 1')
  if (condition.op === 'any') return parts(condition.of, 'or', '1 = 2')
  if (condition.op === 'not') return `!(${expression(questions, condition.of)})`
  const question = questions.find(({ id }) => id === condition.question)!
  const given = `{${question.id}} notempty`
  if (condition.op === 'area') return `{${question.id}} anyof ${quoted(condition.areas)}`
  if (condition.op === 'compare') {
    const value = typeof condition.value === 'string' ? `'${condition.value}'` : condition.value
    return `${given} and {${question.id}} ${condition.is === '!=' ? '<>' : condition.is} ${value}`
  }
  const wanted =
    condition.op === 'chosen'
      ? condition.options
      : optionsOf(question).flatMap(({ id, missing }) => (missing ? [] : [id]))
  if (wanted.length === 0) return optionsOf(question).length === 0 ? given : '1 = 2'
  if (question.type !== 'grid') return `{${question.id}} anyof ${quoted(wanted)}`
  const row = condition.op === 'chosen' ? condition.row : undefined
  const rows = row === undefined ? question.rows.map(({ id }) => id) : [row]
  return rows.map((one) => `({${question.id}.${one}} anyof ${quoted(wanted)})`).join(' or ')
}

/** SurveyJS' page, panel and question types by our own. */
const kinds: { [T in QuestionType]?: string } = {
  single: 'radiogroup',
  multiple: 'checkbox',
  grid: 'matrix',
  yes_no: 'radiogroup',
  scale: 'rating',
  number: 'text',
  short_text: 'text',
  date: 'text',
  postcode: 'dropdown',
  long_list: 'dropdown',
  statement: 'html',
}
const inputs: { [T in QuestionType]?: string } = { number: 'number', date: 'date' }

export function surveyOf(document: QuestionnaireDocument): Survey {
  const questions = document.sections.flatMap((section) => section.pages.flatMap((page) => page.questions))
  const only = (...conditions: (Condition | undefined)[]) => {
    const given = conditions.flatMap((one) => (one ? [`(${expression(questions, one)})`] : []))
    return given.length > 0 ? { visibleIf: given.join(' and ') } : {}
  }
  const pages = document.sections.flatMap((section) =>
    section.pages.map((page) => ({
      name: page.id,
      ...only(section.askIf, page.askIf),
      elements: page.questions.map((question) => ({
        name: question.id,
        type: kinds[question.type],
        ...only(question.askIf),
        ...('options' in question && {
          [question.type === 'grid' ? 'columns' : 'choices']: question.options.map(({ id, askIf }) => ({
            value: id,
            ...(question.type !== 'grid' && only(askIf)),
          })),
        }),
        ...('rows' in question && { rows: question.rows.map(({ id, askIf }) => ({ value: id, ...only(askIf) })) }),
        ...(question.type === 'yes_no' && { choices: ['yes', 'no'] }),
        ...(question.type === 'postcode' && { choices: ['E09000001', 'E09000002', 'E09000033', 'outside'] }),
        ...(question.type === 'scale' && { rateMin: question.from, rateMax: question.to }),
        ...(inputs[question.type] && { inputType: inputs[question.type] }),
        ...('options' in question && question.type !== 'grid' && { hideIfChoicesEmpty: true }),
        ...(question.type === 'grid' && { hideIfRowsEmpty: true }),
      })),
    })),
  )
  return new Survey({ clearInvisibleValues: 'onHidden', pages })
}

const given = (answer: Answer): unknown => {
  if ('option' in answer) return answer.option
  if ('options' in answer) return answer.options
  if ('rows' in answer) return answer.rows
  if ('number' in answer) return answer.number
  if ('text' in answer) return answer.text
  if ('date' in answer) return answer.date
  return 'area' in answer ? answer.area : undefined
}

/** What SurveyJS shows somebody who gives these answers one after another: questions, with their choices and rows. */
export function shownBySurvey(document: QuestionnaireDocument, { answers }: Respondent): string[] {
  const survey = surveyOf(document)
  const all = document.sections.flatMap((section) => section.pages.flatMap((page) => page.questions))
  for (const { id } of all) {
    if (answers[id] && survey.getQuestionByName(id).isVisibleInSurvey) survey.setValue(id, given(answers[id]))
  }
  return all.flatMap((question) => {
    const drawn = survey.getQuestionByName(question.id)
    return drawn.isVisibleInSurvey ? [[question.id, ...partsOf(question, drawn)].join(' ')] : []
  })
}

function partsOf(question: Question, drawn: Drawn): string[] {
  if (question.type === 'grid') return (drawn as QuestionMatrixModel).visibleRows.map((row) => String(row.name))
  if (!('options' in question)) return []
  return (drawn as QuestionSelectBase).visibleChoices.map(({ value }) => String(value))
}

/** The same of our own evaluator's account. */
export const shownByUs = ({ asked }: Respondent): string[] =>
  asked.map((question) => {
    const parts = question.type === 'grid' ? question.rows : 'options' in question ? question.options : []
    return [question.id, ...parts.map(({ id }) => id)].join(' ')
  })
