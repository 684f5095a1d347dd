import { say, type Text } from '../kernel/text.ts'
import type { Option, Question, QuestionType } from './document.ts'

export interface Problem {
  level: 'stop' | 'look'
  kind: string
  message: string
}

const stop = (kind: string, message: string): Problem => ({ level: 'stop', kind, message })
const none: Problem[] = []
const when = (is: boolean, problem: Problem): Problem[] => (is ? [problem] : none)

/** What is wrong with a question by itself, one row for each type. */
const byType: { [T in QuestionType]: (question: Extract<Question, { type: T }>) => Problem[] } = {
  single: ({ options }) => noOptions(options),
  multiple: (question) => [...noOptions(question.options), ...impossibleCounts(question)],
  grid: ({ rows, options }) => [...noOptions(options), ...noRows(rows)],
  ranking: ({ options, top }) => [
    ...noOptions(options),
    ...when(
      top !== undefined && top > options.filter((option) => !option.missing).length,
      stop('bounds', `people are asked for their first ${top}, but there are not that many.`),
    ),
  ],
  yes_no: () => none,
  scale: ({ from, to, labels }) => [
    ...when(from >= to, stop('bounds', 'the scale ends before it begins.')),
    ...when(
      labels !== undefined && labels.length !== to - from + 1,
      stop('labels', 'it does not have one label for each point.'),
    ),
  ],
  number: ({ minimum, maximum }) => bounds(minimum, maximum),
  constant_sum: ({ rows }) => noRows(rows),
  short_text: () => none,
  long_text: () => none,
  date: dateEnds,
  partial_date: (question) => [
    ...dateEnds(question),
    ...when(
      [question.earliest, question.latest].some(
        (end) => end !== undefined && end.length !== (question.precision === 'year' ? 4 : 7),
      ),
      stop('bounds', `its ends are not written as a ${question.precision}.`),
    ),
  ],
  postcode: () => none,
  area: () => none,
  long_list: ({ options }) => noOptions(options),
  consent: () => none,
  hidden: ({ options }) => noOptions(options),
  statement: () => none,
}

const bounds = (minimum?: number, maximum?: number) =>
  when(
    minimum !== undefined && maximum !== undefined && minimum > maximum,
    stop('bounds', 'the smallest number is above the largest.'),
  )

function dateEnds({ earliest, latest }: { earliest?: string; latest?: string }): Problem[] {
  const isTurned = earliest !== undefined && latest !== undefined && earliest > latest
  return when(isTurned, stop('bounds', 'the earliest date is after the latest.'))
}

const noRows = (rows: { code: string }[]) => [
  ...when(rows.length === 0, stop('rows', 'it has no lines to answer.')),
  ...twice(rows, 'line'),
]

function noOptions(options: Option[]): Problem[] {
  const real = options.filter((option) => !option.missing)
  return [...when(real.length === 0, stop('options', 'it has no answers to choose from.')), ...twice(options, 'answer')]
}

function twice(items: { code: string }[], word: string): Problem[] {
  const again = items.find((item, n) => items.findIndex((other) => other.code === item.code) !== n)
  return again ? [stop('code', `two of its ${word}s are kept as “${again.code}”.`)] : none
}

function impossibleCounts(question: Extract<Question, { type: 'multiple' }>): Problem[] {
  const { minimum = 0, maximum = Number.POSITIVE_INFINITY, options } = question
  const together = options.filter((option) => !option.missing && !option.exclusive).length
  return [
    ...when(minimum > maximum, stop('bounds', `people must choose ${minimum}, but ${maximum} at most.`)),
    ...when(minimum > together, stop('bounds', `people must choose ${minimum}, but only ${together} can go together.`)),
    ...when(maximum !== Number.POSITIVE_INFINITY && maximum > together, {
      level: 'look',
      kind: 'bounds',
      message: `people may choose ${maximum}, but only ${together} can go together.`,
    }),
  ]
}

const isBlank = (text: Text, language: string) => say(text, language).trim() === ''
const wordsIn = (text: Text | undefined) => say(text, 'en').split(/\s+/).filter(Boolean).length

export function questionProblems(question: Question, language: string): Problem[] {
  const own = (byType[question.type] as (question: Question) => Problem[])(question)
  const labels = [...('options' in question ? question.options : []), ...('rows' in question ? question.rows : [])]
  return [
    ...when(isBlank(question.text, language), stop('words', 'it has no words yet.')),
    ...when(
      labels.some(({ label }) => isBlank(label, language)),
      stop('words', 'one of its answers or lines has no words yet.'),
    ),
    ...own,
    ...when(wordsIn(question.text) > 30, {
      level: 'look',
      kind: 'long',
      message: 'it is long. Shorter questions get better answers.',
    }),
  ]
}

/** What is asked after sending is a person's own to give. */
export function equalityProblems(question: Question): Problem[] {
  const canDecline = !('options' in question) || question.options.some((option) => option.missing === 'declined')
  return [
    ...when(question.required === true, stop('equality', 'equality questions are always optional.')),
    ...when(!canDecline, { level: 'look', kind: 'equality', message: 'it has no “Prefer not to say”.' }),
  ]
}
