import type { Question, QuestionOf, QuestionType } from './document.ts'
import { type Held, type HeldByType, not, roughly } from './export-account.ts'

const staysLast = ({ options }: { options: { exclusive?: boolean; other?: boolean; missing?: string }[] }) =>
  options.some(({ exclusive, other, missing }) => exclusive || other || missing)

/** Choices are shuffled there with those that stay last here. */
const shuffle = (question: QuestionOf<'single' | 'multiple' | 'ranking'>): Held[string] =>
  staysLast(question) ? roughly('The choices that stay last here are shuffled with the others there.') : 'converted'

const worded: Held = {
  type: roughly('It becomes a choice: its points are codes there, in their order, and a form has no mean of them.'),
  from: roughly('It is the code of the first choice.'),
  to: roughly('It is the code of the last choice.'),
  labels: roughly('They become the words of choices.'),
  low: not('A choice of a form has no words at its ends.'),
  high: not('A choice of a form has no words at its ends.'),
}

const noLimits = not('Limits of a month or year are not kept.')

/** How XLSForm holds what belongs to each type alone. */
export const heldByXlsform: HeldByType = {
  single: (question) => ({ shuffle: shuffle(question) }),
  multiple: (question) => ({ minimum: 'converted', maximum: 'converted', shuffle: shuffle(question) }),
  grid: {
    type: roughly('Each line becomes a question of a group, with the choices of all.'),
    multiple: roughly('Each line becomes a question of several answers.'),
    shuffle: not('The lines stay in their order.'),
  },
  ranking: (question) => ({
    top: not('A form has everything put in order.'),
    type: question.top === undefined ? 'converted' : roughly('It is put in order whole.'),
    shuffle: shuffle(question),
  }),
  yes_no: { type: roughly('It becomes a choice of yes and no.') },
  scale: ({ labels }) =>
    labels
      ? worded
      : {
          type: roughly('It becomes a range.'),
          from: 'converted',
          to: 'converted',
          low: not('A range has no words at its ends.'),
          high: not('A range has no words at its ends.'),
        },
  number: {
    minimum: 'converted',
    maximum: 'converted',
    decimals: roughly('A decimal of a form has any number of places.'),
    unit: not('A number of a form has no unit.'),
  },
  constant_sum: {
    type: roughly('Each amount becomes a question of a group, and no rule adds them up.'),
    required: roughly('Each amount must be given there; here a line left empty is nothing.'),
    total: not('That the amounts add up is not asked.'),
    unit: not('A number of a form has no unit.'),
    decimals: roughly('A decimal of a form has any number of places.'),
    shuffle: not('The lines stay in their order.'),
  },
  short_text: { maximum: 'converted', preset: not('A text of a form has no kind.') },
  long_text: { maximum: 'converted' },
  date: { earliest: 'converted', latest: 'converted' },
  partial_date: {
    type: roughly('It becomes a date whose day, or day and month, is not asked.'),
    precision: 'converted',
    earliest: noLimits,
    latest: noLimits,
  },
  postcode: { type: roughly('It becomes a text: a form finds no borough from it.') },
  area: { type: roughly('It becomes a text: a form has no list of boroughs.') },
  long_list: { type: roughly('It becomes a choice like any other.') },
  consent: { label: not('The box of a form has no words of its own.') },
  hidden: {},
  statement: { required: not('Nothing is answered to words alone, so nothing is demanded.') },
}

const everybody = not('A choice of a form is shown to everybody.')

/** How XLSForm holds an option of a question. */
export function heldOption(question: Question): Held {
  const several = question.type === 'multiple' || (question.type === 'grid' && question.multiple)
  const worded = question.type === 'single' || question.type === 'multiple'
  return {
    code: 'converted',
    label: 'converted',
    askIf: everybody,
    exclusive: several
      ? roughly('It does not clear the others there: a rule refuses it beside them.')
      : roughly('It is a choice like any other; one alone can be given.'),
    other: worded ? roughly('Its words are asked in a question of their own.') : not('Its words are not asked there.'),
    missing: roughly('It is a choice like any other, and counts as an answer there.'),
    profile: not('XLSForm knows no profile of an area.'),
  }
}

/** A row is a question of its own there, with a longer name. */
export const heldRow: Held = {
  id: roughly('The row is a question of its own there, and has no id.'),
  code: roughly('The row is a question of its own there, named by the code of the whole and its own.'),
  label: 'converted',
}

const codes = ['single', 'multiple', 'ranking', 'yes_no', 'long_list', 'consent']

/** Whether its answers are several values, or none that a form has. */
export const hasNoWords = (type: QuestionType): boolean => ['grid', 'constant_sum', 'hidden'].includes(type)

/** What a form shows where the words of an answer stand here. */
export function shownInForm({ type, ...question }: Question): string | undefined {
  if (hasNoWords(type)) return 'A form shows no answers of a table or a hidden value among its words.'
  if (codes.includes(type) || ('labels' in question && question.labels))
    return 'A form shows the code of a choice where its words stand here.'
  return type === 'date' || type === 'partial_date' ? 'A form shows a date as it is kept.' : undefined
}
