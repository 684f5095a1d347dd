import type { Text } from '../kernel/text.ts'
import type { Question, QuestionOf, QuestionType } from './document.ts'
import type { Held } from './export-account.ts'

/** What a question becomes: lines of the survey sheet, a list of choices, and rules that its settings make. */
export interface Drawn {
  lines: Drawing[]
  list: { code: string; label: Text }[]
  constraint: string[]
  /** The lines stand in a group of their own, which carries the words and the condition. */
  grouped: boolean
}

type Drawing = { label?: Text; lead?: true; type: string; name?: string; appearance?: string; parameters?: string }

const one =
  (type: string, more: Partial<Drawn> & Partial<Drawing> = {}): ((code: string) => Drawn) =>
  (code) => {
    const { appearance, parameters, list = [], constraint = [] } = more
    const line = {
      type,
      name: code,
      lead: true as const,
      ...(appearance && { appearance }),
      ...(parameters && { parameters }),
    }
    return { lines: [line], list, constraint, grouped: false }
  }

const shuffled = (question: { shuffle?: true }) => (question.shuffle ? { parameters: 'randomize=true' } : {})
const limits = (name: string, least: number | string | undefined, most: number | string | undefined): string[] => [
  ...(least === undefined ? [] : [`${name} >= ${least}`]),
  ...(most === undefined ? [] : [`${name} <= ${most}`]),
]

/** A choice whose words are asked for has a question after it. */
function withOther(made: Drawn, question: QuestionOf<'single' | 'multiple'>, code: string): Drawn {
  const other = question.options.find((option) => option.other)
  if (!other) return made
  const asked = { type: 'text', name: `${code}_${other.code}`, label: other.label }
  return { ...made, lines: [...made.lines, asked] }
}

const writers: { [T in QuestionType]: (question: QuestionOf<T>) => Drawn } = {
  single: (question) =>
    withOther(
      one(`select_one ${question.code}`, { list: question.options, ...shuffled(question) })(question.code),
      question,
      question.code,
    ),
  multiple: (question) => {
    const exclusive = question.options.filter((option) => option.exclusive || option.missing)
    const constraint = [
      ...limits('count-selected(.)', question.minimum, question.maximum),
      ...exclusive.map(({ code }) => `not(selected(., '${code}') and count-selected(.) > 1)`),
    ]
    const list = one(`select_multiple ${question.code}`, { list: question.options, constraint, ...shuffled(question) })
    return withOther(list(question.code), question, question.code)
  },
  grid: ({ code, rows, options, multiple }) => ({
    lines: [
      { type: 'begin group', name: code, lead: true, appearance: 'table-list' },
      ...rows.map((row) => ({
        type: `${multiple ? 'select_multiple' : 'select_one'} ${code}`,
        name: `${code}_${row.code}`,
        label: row.label,
      })),
      { type: 'end group' },
    ],
    list: options,
    constraint: [],
    grouped: true,
  }),
  ranking: (question) => one(`rank ${question.code}`, { list: question.options, ...shuffled(question) })(question.code),
  yes_no: ({ code }) =>
    one(`select_one ${code}`, {
      list: [
        { code: 'yes', label: { en: 'Yes' } },
        { code: 'no', label: { en: 'No' } },
      ],
    })(code),
  scale: ({ code, from, to, labels }) =>
    labels
      ? one(`select_one ${code}`, {
          list: labels.map((label, n) => ({ code: String(from + n), label })),
          appearance: 'likert',
        })(code)
      : one('range', { parameters: `start=${from} end=${to} step=1` })(code),
  number: ({ code, minimum, maximum, decimals }) =>
    one(decimals ? 'decimal' : 'integer', { constraint: limits('.', minimum, maximum) })(code),
  constant_sum: ({ code, rows }) => ({
    lines: [
      { type: 'begin group', name: code, lead: true },
      ...rows.map((row) => ({ type: 'decimal', name: `${code}_${row.code}`, label: row.label })),
      { type: 'end group' },
    ],
    list: [],
    constraint: [],
    grouped: true,
  }),
  short_text: ({ code, maximum }) => one('text', { constraint: limits('string-length(.)', undefined, maximum) })(code),
  long_text: ({ code, maximum }) =>
    one('text', { appearance: 'multiline', constraint: limits('string-length(.)', undefined, maximum) })(code),
  date: ({ code, earliest, latest }) => {
    const day = (value: string | undefined) => value && `date('${value}')`
    return one('date', { constraint: limits('.', day(earliest), day(latest)) })(code)
  },
  partial_date: ({ code, precision }) =>
    one('date', { appearance: precision === 'year' ? 'year' : 'month-year' })(code),
  postcode: ({ code }) => one('text')(code),
  area: ({ code }) => one('text')(code),
  long_list: ({ code, options }) => one(`select_one ${code}`, { list: options, appearance: 'autocomplete' })(code),
  consent: ({ code }) => one('acknowledge')(code),
  hidden: () => ({ lines: [], list: [], constraint: [], grouped: false }),
  statement: ({ code }) => one('note')(code),
}

/** The lines of a question; none when the format has no question like it. */
export const drawn = (question: Question): Drawn => (writers[question.type] as (question: Question) => Drawn)(question)

const roughly = (message: string): ['approximated', string] => ['approximated', message]
const not = (message: string): ['unsupported', string] => ['unsupported', message]

/** How the format holds what belongs to each type alone. */
export const heldByType: { [T in QuestionType]: Held } = {
  single: { shuffle: 'converted' },
  multiple: { minimum: 'converted', maximum: 'converted', shuffle: 'converted' },
  grid: {
    type: roughly('Each line becomes a question of a group.'),
    multiple: 'converted',
    shuffle: not('The lines stay in their order.'),
  },
  ranking: { top: not('A form has everything put in order.'), shuffle: 'converted' },
  yes_no: { type: roughly('It becomes a choice of yes and no.') },
  scale: {
    type: roughly('It becomes a range, or a choice where its points have words.'),
    from: 'converted',
    to: 'converted',
    labels: 'converted',
    low: not('A range has no words at its ends.'),
    high: not('A range has no words at its ends.'),
  },
  number: {
    minimum: 'converted',
    maximum: 'converted',
    decimals: 'converted',
    unit: not('A number of a form has no unit.'),
  },
  constant_sum: {
    type: roughly('Each amount becomes a question of a group.'),
    total: not('That the amounts add up is not asked.'),
    unit: not('A number of a form has no unit.'),
    decimals: 'converted',
    shuffle: not('The lines stay in their order.'),
  },
  short_text: { maximum: 'converted', preset: not('A text of a form has no kind.') },
  long_text: { maximum: 'converted' },
  date: { earliest: 'converted', latest: 'converted' },
  partial_date: {
    precision: 'converted',
    earliest: not('Limits of a month or year are not kept.'),
    latest: not('Limits of a month or year are not kept.'),
  },
  postcode: { type: roughly('It becomes a text: a form finds no borough from it.') },
  area: { type: roughly('It becomes a text: a form has no list of boroughs.') },
  long_list: { type: roughly('It becomes a choice like any other.') },
  consent: { label: not('The box of a form has no words of its own.') },
  hidden: {},
  statement: {},
}
