import type { Option, Question, QuestionOf } from './document.ts'
import { type Held, type HeldByType, not, roughly } from './export-account.ts'
import { choiceValue } from './surveyjs-export-types.ts'

const noUnit = not('A number of SurveyJS has no unit.')
const noLimits = not('Limits of a month or year are not kept.')

/** Special choices stay last there too, but not those that clear the others. */
const clearsOthers = ({ options }: { options: Option[] }) =>
  options.some(({ exclusive, other, missing }) => exclusive && !other && !missing)

const shuffle = (question: QuestionOf<'single' | 'multiple' | 'ranking'>): Held[string] =>
  clearsOthers(question)
    ? roughly('A choice that clears the others stays last here, and is shuffled with them there.')
    : 'converted'

/** How SurveyJS holds what belongs to each type alone. */
export const heldBySurveyjs: HeldByType = {
  single: (question) => ({ shuffle: shuffle(question) }),
  multiple: (question) => ({
    minimum: clearsOthers(question)
      ? roughly('Here a choice that clears the others is enough; there it counts as one.')
      : !question.required && question.minimum
        ? roughly('So many are asked for there also where nothing was chosen.')
        : 'converted',
    maximum: 'converted',
    shuffle: shuffle(question),
  }),
  grid: ({ multiple }) =>
    multiple
      ? {
          type: roughly('Several answers a line become a table with one column of boxes.'),
          multiple: roughly('Several answers a line become a table with one column of boxes.'),
          shuffle: 'converted',
        }
      : { shuffle: 'converted' },
  ranking: (question) => ({ top: 'converted', shuffle: shuffle(question) }),
  yes_no: {},
  scale: { from: 'converted', to: 'converted', low: 'converted', high: 'converted', labels: 'converted' },
  number: {
    type: roughly('The field steps by the places of the number; one with more places is not refused there.'),
    minimum: 'converted',
    maximum: 'converted',
    decimals: roughly('The field steps by them; a number with more places is not refused there.'),
    unit: noUnit,
  },
  constant_sum: {
    type: roughly('Each amount becomes a field of several, and no rule adds them up.'),
    total: not('That the amounts add up is not asked.'),
    unit: noUnit,
    decimals: not('Places after the point are not limited there.'),
    shuffle: not('The lines stay in their order.'),
  },
  short_text: ({ preset }) => ({
    maximum: 'converted',
    preset:
      preset === 'email'
        ? 'converted'
        : preset === 'number_plate'
          ? not('A text of SurveyJS knows no number plates.')
          : roughly('The field is of that kind there, and what is written in it is not checked.'),
  }),
  long_text: { maximum: 'converted' },
  date: { earliest: 'converted', latest: 'converted' },
  partial_date: {
    type: roughly('A month is asked as a month, a year as a number.'),
    precision: 'converted',
    earliest: noLimits,
    latest: noLimits,
  },
  postcode: { type: roughly('It becomes a text: SurveyJS finds no borough from it.') },
  area: { type: roughly('It becomes a text: SurveyJS has no list of boroughs.') },
  long_list: { type: roughly('It becomes a choice like any other.') },
  consent: { type: roughly('It becomes a list of one box.'), label: 'converted' },
  hidden: { type: roughly('It becomes a choice that is not shown, and nothing fills it from the link.') },
  statement: { required: not('Nothing is answered to words alone, so nothing is demanded.') },
}

/** How SurveyJS holds an option of a question. */
export function heldOption(question: Question, option: Option): Held {
  const isSpecial = choiceValue(question, option) !== option.code
  const several = question.type === 'multiple' || (question.type === 'grid' && question.multiple)
  return {
    code: isSpecial ? roughly(`SurveyJS calls this choice “${choiceValue(question, option)}”.`) : 'converted',
    label: 'converted',
    askIf: not('SurveyJS shows its special choices to everybody.'),
    exclusive: several ? 'converted' : roughly('It is a choice like any other; one alone can be given.'),
    other: isSpecial
      ? roughly('It becomes the “other” of SurveyJS, with its own value there.')
      : not('Its words are not asked there.'),
    missing: isSpecial
      ? roughly('It becomes the special choice of SurveyJS, with its own value there.')
      : roughly('It is a choice like any other, and counts as an answer there.'),
    profile: not('SurveyJS knows no profile of an area.'),
  }
}

export const heldRow: Held = {
  code: 'converted',
  label: 'converted',
  askIf: not('A field of several is shown to everybody.'),
}

/** What SurveyJS shows where the words of an answer stand here. */
export const shownInSurvey = ({ type }: Question): string | undefined =>
  type === 'grid' || type === 'constant_sum' ? 'SurveyJS shows the answers of a table in its own way.' : undefined
