import type { Text } from '../kernel/text.ts'
import type { Condition, Option, Question, QuestionOf, QuestionType } from './document.ts'

/** What the writers of the types need from the export around them. */
export interface Wording {
  words: (text: Text | undefined) => unknown
  /** The condition of an option or a row, by its place in the list. */
  visible: (list: 'options' | 'rows', at: number, condition: Condition | undefined) => string | undefined
}

type Element = Record<string, unknown>

/** Questions whose “other” and kinds of missing are switches of SurveyJS; in a ranking and a table they are not. */
const switched: QuestionType[] = ['single', 'multiple', 'long_list', 'hidden']

/** The choice that a switch stands for, by SurveyJS' name for it: the first of each kind. */
const specials = (options: Option[]): Record<'other' | 'refused' | 'dontknow', Option | undefined> => ({
  other: options.find(({ other, missing }) => other && !missing),
  refused: options.find(({ missing }) => missing === 'declined'),
  dontknow: options.find(({ missing }) => missing === 'dont_know'),
})

/** The value by which SurveyJS knows a choice: its own names for the special ones. */
export function choiceValue(question: Question, option: Option): string {
  if (!('options' in question) || !switched.includes(question.type)) return option.code
  const special = Object.entries(specials(question.options)).find(([, one]) => one?.id === option.id)
  return special?.[0] ?? option.code
}

/** Where nothing is left to choose, nothing is asked. */
const allMayGo = (items: { askIf?: Condition }[]) => items.length > 0 && items.every(({ askIf }) => askIf)

/** The choices of a question; "other" and the kinds of missing are switches of their own. */
function choices(question: Question & { options: Option[] }, { words, visible }: Wording): Element {
  const plain = question.options.flatMap((option, at) => {
    if (choiceValue(question, option) !== option.code || (question.type === 'ranking' && option.missing)) return []
    const visibleIf = visible('options', at, option.askIf)
    return [
      {
        value: option.code,
        text: words(option.label),
        ...(visibleIf && { visibleIf }),
        ...(option.exclusive && question.type === 'multiple' && { isExclusive: true }),
      },
    ]
  })
  const { other, refused, dontknow } = switched.includes(question.type) ? specials(question.options) : {}
  return {
    choices: plain,
    ...(allMayGo(question.options) && { hideIfChoicesEmpty: true }),
    ...(other && { showOtherItem: true, otherText: words(other.label) }),
    ...(refused && { showRefuseItem: true, refuseText: words(refused.label) }),
    ...(dontknow && { showDontKnowItem: true, dontKnowText: words(dontknow.label) }),
  }
}

/** The lines or the columns of a table; boxes alone can clear the others. */
const items = (
  list: { code: string; label: Text; askIf?: Condition; exclusive?: boolean; missing?: string }[],
  kind: 'options' | 'rows',
  { words, visible }: Wording,
  boxes = false,
) =>
  list.map(({ code, label, askIf, exclusive, missing }, at) => {
    const visibleIf = visible(kind, at, askIf)
    const isExclusive = boxes && Boolean(exclusive || missing)
    return { value: code, text: words(label), ...(visibleIf && { visibleIf }), ...(isExclusive && { isExclusive }) }
  })

const order = (question: { shuffle?: true }, key = 'choicesOrder') => (question.shuffle ? { [key]: 'random' } : {})
const defined = (element: Element): Element =>
  Object.fromEntries(Object.entries(element).filter(([, value]) => value !== undefined))

/** SurveyJS draws no more than 20 points, unless each is named. */
const pointsOf = (from: number, to: number): Element =>
  to - from < 20
    ? { rateMin: from, rateMax: to }
    : { rateValues: Array.from({ length: to - from + 1 }, (_one, n) => from + n) }

const presets = { email: 'email', phone: 'tel', url: 'url' } as const

const writers: { [T in QuestionType]: (question: QuestionOf<T>, wording: Wording) => Element } = {
  single: (question, wording) => ({ type: 'radiogroup', ...choices(question, wording), ...order(question) }),
  multiple: (question, wording) =>
    defined({
      type: 'checkbox',
      ...choices(question, wording),
      minSelectedChoices: question.minimum,
      maxSelectedChoices: question.maximum,
      ...order(question),
    }),
  grid: (question, wording) => {
    const { multiple, required } = question
    const rows = items(question.rows, 'rows', wording)
    const columns = items(question.options, 'options', wording, multiple)
    const shared = { rows, ...(allMayGo(question.rows) && { hideIfRowsEmpty: true }) }
    if (!multiple)
      return {
        type: 'matrix',
        columns,
        ...shared,
        ...(required && { isAllRowRequired: true }),
        ...order(question, 'rowsOrder'),
      }
    const boxes = { name: 'answers', title: wording.words(question.text), cellType: 'checkbox', choices: columns }
    const column = { ...boxes, ...(required && { isRequired: true }) }
    return { type: 'matrixdropdown', columns: [column], ...shared, ...order(question, 'rowOrder') }
  },
  ranking: (question, wording) =>
    defined({
      type: 'ranking',
      ...choices(question, wording),
      ...(question.top && { selectToRankEnabled: true, maxSelectedChoices: question.top }),
      ...order(question),
    }),
  yes_no: () => ({ type: 'boolean', valueTrue: 'yes', valueFalse: 'no' }),
  scale: ({ from, to, low, high, labels }, { words }) =>
    defined({
      type: 'rating',
      ...(labels
        ? { rateValues: labels.map((label, n) => ({ value: from + n, text: words(label) })) }
        : pointsOf(from, to)),
      minRateDescription: words(low),
      maxRateDescription: words(high),
    }),
  number: ({ minimum, maximum, decimals }) =>
    defined({
      type: 'text',
      inputType: 'number',
      min: minimum,
      max: maximum,
      step: decimals ? 1 / 10 ** decimals : 1,
    }),
  constant_sum: ({ rows }, { words }) => ({
    type: 'multipletext',
    items: rows.map((row) => ({
      name: row.code,
      title: words(row.label),
      inputType: 'number',
      validators: [{ type: 'numeric', minValue: 0 }],
    })),
  }),
  short_text: ({ maximum, preset }) =>
    defined({
      type: 'text',
      maxLength: maximum,
      inputType: preset && preset in presets ? presets[preset as keyof typeof presets] : undefined,
    }),
  long_text: ({ maximum }) => defined({ type: 'comment', maxLength: maximum }),
  date: ({ earliest, latest }) => defined({ type: 'text', inputType: 'date', min: earliest, max: latest }),
  partial_date: ({ precision }) =>
    precision === 'month' ? { type: 'text', inputType: 'month' } : { type: 'text', inputType: 'number', step: 1 },
  postcode: () => ({ type: 'text' }),
  area: () => ({ type: 'text' }),
  long_list: (question, wording) => ({ type: 'dropdown', ...choices(question, wording) }),
  consent: ({ label, text }, { words }) => ({
    type: 'checkbox',
    choices: [{ value: 'yes', text: words(label ?? text) }],
  }),
  hidden: (question, wording) => ({ type: 'radiogroup', visible: false, ...choices(question, wording) }),
  statement: () => ({ type: 'html' }),
}

export const elementOf = (question: Question, wording: Wording): Element =>
  (writers[question.type] as (question: Question, wording: Wording) => Element)(question, wording)
