import type { Text } from '../kernel/text.ts'
import type { Condition, Option, Question, QuestionOf, QuestionType } from './document.ts'
import type { Held } from './export-account.ts'

/** What the writers of the types need from the export around them. */
export interface Wording {
  words: (text: Text | undefined) => unknown
  /** The condition of an option or a row, by its place in the list. */
  visible: (list: 'options' | 'rows', at: number, condition: Condition | undefined) => string | undefined
}

type Element = Record<string, unknown>

/** The value by which SurveyJS knows a choice: its own names for the special ones. */
export function choiceValue(option: Option): string {
  if (option.other) return 'other'
  if (option.missing) return option.missing === 'declined' ? 'refused' : 'dontknow'
  return option.code
}

/** The choices of a question; "other" and the kinds of missing are switches of their own. */
function choices(options: Option[], { words, visible }: Wording): Element {
  const plain = options.flatMap((option, at) => {
    if (option.other || option.missing) return []
    const visibleIf = visible('options', at, option.askIf)
    return [
      {
        value: option.code,
        text: words(option.label),
        ...(visibleIf && { visibleIf }),
        ...(option.exclusive && { isExclusive: true }),
      },
    ]
  })
  const find = (is: (option: Option) => unknown) => options.find(is)
  const other = find((option) => option.other)
  const declined = find((option) => option.missing === 'declined')
  const unknown = find((option) => option.missing === 'dont_know')
  return {
    choices: plain,
    ...(other && { showOtherItem: true, otherText: words(other.label) }),
    ...(declined && { showRefuseItem: true, refuseText: words(declined.label) }),
    ...(unknown && { showDontKnowItem: true, dontKnowText: words(unknown.label) }),
  }
}

const items = (
  list: { code: string; label: Text; askIf?: Condition; exclusive?: boolean }[],
  kind: 'options' | 'rows',
  { words, visible }: Wording,
) =>
  list.map(({ code, label, askIf, exclusive }, at) => {
    const visibleIf = visible(kind, at, askIf)
    return { value: code, text: words(label), ...(visibleIf && { visibleIf }), ...(exclusive && { isExclusive: true }) }
  })

const order = (question: { shuffle?: true }, key = 'choicesOrder') => (question.shuffle ? { [key]: 'random' } : {})
const defined = (element: Element): Element =>
  Object.fromEntries(Object.entries(element).filter(([, value]) => value !== undefined))

const presets = { email: 'email', phone: 'tel', url: 'url' } as const

const writers: { [T in QuestionType]: (question: QuestionOf<T>, wording: Wording) => Element } = {
  single: (question, wording) => ({ type: 'radiogroup', ...choices(question.options, wording), ...order(question) }),
  multiple: (question, wording) =>
    defined({
      type: 'checkbox',
      ...choices(question.options, wording),
      minSelectedChoices: question.minimum,
      maxSelectedChoices: question.maximum,
      ...order(question),
    }),
  grid: (question, wording) => {
    const rows = items(question.rows, 'rows', wording)
    const columns = items(question.options, 'options', wording)
    if (!question.multiple) return { type: 'matrix', columns, rows, ...order(question, 'rowsOrder') }
    const column = { name: 'answers', title: wording.words(question.text), cellType: 'checkbox', choices: columns }
    return { type: 'matrixdropdown', columns: [column], rows }
  },
  ranking: (question, wording) =>
    defined({
      type: 'ranking',
      ...choices(question.options, wording),
      ...(question.top && { selectToRankEnabled: true, maxSelectedChoices: question.top }),
      ...order(question),
    }),
  yes_no: () => ({ type: 'boolean', valueTrue: 'yes', valueFalse: 'no' }),
  scale: ({ from, to, low, high, labels }, { words }) =>
    defined({
      type: 'rating',
      ...(labels
        ? { rateValues: labels.map((label, n) => ({ value: from + n, text: words(label) })) }
        : { rateMin: from, rateMax: to }),
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
  constant_sum: ({ rows, decimals }, { words }) => ({
    type: 'multipletext',
    items: rows.map((row) => ({
      name: row.code,
      title: words(row.label),
      inputType: 'number',
      step: decimals ? 1 / 10 ** decimals : 1,
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
  long_list: ({ options }, wording) => ({ type: 'dropdown', ...choices(options, wording) }),
  consent: ({ label, text }, { words }) => ({
    type: 'checkbox',
    choices: [{ value: 'yes', text: words(label ?? text) }],
  }),
  hidden: ({ options }, wording) => ({ type: 'radiogroup', visible: false, ...choices(options, wording) }),
  statement: () => ({ type: 'html' }),
}

export const elementOf = (question: Question, wording: Wording): Element =>
  (writers[question.type] as (question: Question, wording: Wording) => Element)(question, wording)

const roughly = (message: string): ['approximated', string] => ['approximated', message]
const not = (message: string): ['unsupported', string] => ['unsupported', message]

/** How the format holds what belongs to each type alone. */
export const heldBySurveyjs: { [T in QuestionType]: Held } = {
  single: { shuffle: 'converted' },
  multiple: { minimum: 'converted', maximum: 'converted', shuffle: 'converted' },
  grid: { multiple: roughly('Several answers a line become a table with one column of boxes.'), shuffle: 'converted' },
  ranking: { top: 'converted', shuffle: 'converted' },
  yes_no: {},
  scale: { from: 'converted', to: 'converted', low: 'converted', high: 'converted', labels: 'converted' },
  number: {
    minimum: 'converted',
    maximum: 'converted',
    decimals: 'converted',
    unit: not('A number of SurveyJS has no unit.'),
  },
  constant_sum: {
    type: roughly('Each amount becomes a field of several.'),
    total: not('That the amounts add up is not asked.'),
    unit: not('A number of SurveyJS has no unit.'),
    decimals: not('Places after the point are not limited there.'),
    shuffle: not('The lines stay in their order.'),
  },
  short_text: { maximum: 'converted', preset: 'converted' },
  long_text: { maximum: 'converted' },
  date: { earliest: 'converted', latest: 'converted' },
  partial_date: {
    type: roughly('A month is asked as a month, a year as a number.'),
    precision: 'converted',
    earliest: not('Limits of a month or year are not kept.'),
    latest: not('Limits of a month or year are not kept.'),
  },
  postcode: { type: roughly('It becomes a text: SurveyJS finds no borough from it.') },
  area: { type: roughly('It becomes a text: SurveyJS has no list of boroughs.') },
  long_list: { type: roughly('It becomes a choice like any other.') },
  consent: { type: roughly('It becomes a list of one box.'), label: 'converted' },
  hidden: { type: roughly('It becomes a choice that is not shown.') },
  statement: {},
}
