import type { Text } from '../kernel/text.ts'
import type { Condition, Option, Question, QuestionOf, QuestionType } from './document.ts'
import { optionsOf } from './fixed-options.ts'

/** What a question becomes: lines of the survey sheet, a list of choices, and rules that its settings make. */
export interface Drawn {
  lines: Drawing[]
  list: { code: string; label: Text }[]
  constraint: string[]
  /** The lines stand in a group of their own, which carries the words and the condition. */
  grouped: boolean
}

export interface Drawing {
  type: string
  name?: string
  label?: Text
  /** The line that carries the words of the question. */
  lead?: true
  /** It stands for this row of the question. */
  row?: number
  /** It is asked of those alone for whom this holds. */
  only?: Condition
  appearance?: string
  parameters?: string
  /** What its own answer must fulfil. */
  rule?: string
}

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
  const only: Condition = { op: 'chosen', question: question.id, options: [other.id] }
  const asked = { type: 'text', name: `${code}_${other.code}`, label: other.label, only }
  return { ...made, lines: [...made.lines, asked] }
}

/** A choice that stands alone is enough, however many others would be needed. */
function enough({ minimum, options }: QuestionOf<'multiple'>): string[] {
  const single = options.filter((option) => option.exclusive || option.missing)
  return limits('count-selected(.)', minimum, undefined).map((rule) =>
    [rule, ...single.map(({ code }) => `selected(., '${code}')`)].join(' or '),
  )
}

/** What clears the others here is refused beside them there. */
const alone = (options: Option[]): string[] =>
  options
    .filter((option) => option.exclusive || option.missing)
    .map(({ code }) => `not(selected(., '${code}') and count-selected(.) > 1)`)

const writers: { [T in QuestionType]: (question: QuestionOf<T>) => Drawn } = {
  single: (question) =>
    withOther(
      one(`select_one ${question.code}`, { list: question.options, ...shuffled(question) })(question.code),
      question,
      question.code,
    ),
  multiple: (question) => {
    const most = limits('count-selected(.)', undefined, question.maximum)
    const constraint = [...enough(question), ...most, ...alone(question.options)]
    const list = one(`select_multiple ${question.code}`, { list: question.options, constraint, ...shuffled(question) })
    return withOther(list(question.code), question, question.code)
  },
  grid: ({ code, rows, options, multiple }) => ({
    lines: [
      { type: 'begin group', name: code, lead: true, appearance: 'table-list' },
      ...rows.map((row, n) => ({
        type: `${multiple ? 'select_multiple' : 'select_one'} ${code}`,
        name: `${code}_${row.code}`,
        label: row.label,
        row: n,
        rule: multiple ? alone(options).join(' and ') : '',
      })),
      { type: 'end group' },
    ],
    list: options,
    constraint: [],
    grouped: true,
  }),
  ranking: (question) => {
    const list = question.options.filter(({ missing }) => !missing)
    return one(`rank ${question.code}`, { list, ...shuffled(question) })(question.code)
  },
  yes_no: (question) => one(`select_one ${question.code}`, { list: optionsOf(question) })(question.code),
  scale: ({ code, from, to, labels }) =>
    labels
      ? one(`select_one ${code}`, {
          list: labels.map((label, n) => ({ code: String(from + n), label })),
          appearance: 'likert',
        })(code)
      : one('range', { parameters: `start=${from} end=${to} step=1` })(code),
  number: ({ code, minimum, maximum, decimals }) =>
    one(decimals ? 'decimal' : 'integer', { constraint: limits('.', minimum, maximum) })(code),
  constant_sum: ({ code, rows, decimals }) => ({
    lines: [
      { type: 'begin group', name: code, lead: true },
      ...rows.map((row, n) => ({
        type: decimals ? 'decimal' : 'integer',
        name: `${code}_${row.code}`,
        label: row.label,
        row: n,
        rule: '. >= 0',
      })),
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
