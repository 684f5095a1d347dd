/** Somebody made up, and how they answer a questionnaire: for the example and for trying a consultation out. */

import { type Chance, oneOf, someOf } from '../kernel/chance.ts'
import { sum } from '../kernel/sum.ts'
import type {
  Answer,
  Answers,
  GridRow,
  Option,
  Question,
  QuestionnaireDocument,
  QuestionOf,
  QuestionType,
  TextPreset,
} from '../questionnaires/document.ts'
import { journey, type Part, sectionsOf } from '../questionnaires/evaluate.ts'
import { hardFaults, pageFaults } from '../questionnaires/faults.ts'
import { placesToGive, rankable } from '../questionnaires/ranking-rules.ts'

export interface Somebody {
  /** E09000001…33, or `outside`. */
  area: string
  /** By characteristic of the borough profile: the category they would be counted in. */
  counted: Record<string, string>
}

/** How they lean; without it every option is nearly as likely as the next. */
export interface Leaning {
  weight?: (question: Question, option: Option, somebody: Somebody, row?: GridRow) => number | undefined
  words?: (question: Question, somebody: Somebody, chance: Chance) => string | undefined
  /** The chance that an optional question is left blank. */
  blank?: (question: Question) => number | undefined
}

interface Mind {
  somebody: Somebody
  leaning: Leaning
  chance: Chance
  /** ISO date. */
  today: string
}

/** Answers to everything in the part; what is off their path is purged when it is submitted. */
export function answersOf(document: QuestionnaireDocument, part: Part, mind: Mind): Answers {
  const answers: Answers = {}
  const questions = sectionsOf(document, part).flatMap(({ pages }) => pages.flatMap((page) => page.questions))
  for (const question of questions) {
    const blank = mind.leaning.blank?.(question) ?? (question.type === 'long_text' ? 0.5 : 0.04)
    const answer = !question.required && mind.chance() < blank ? undefined : answerOf(question, mind)
    if (answer) answers[question.id] = answer
  }
  return thoughtAgain(document, part, answers, mind)
}

const mostTries = 30

/** What breaks a check is thought of again; what may be left blank is left blank in the end. */
function thoughtAgain(document: QuestionnaireDocument, part: Part, answers: Answers, mind: Mind): Answers {
  for (let left = mostTries; left > 0; left -= 1) {
    const pages = journey(document, answers, part)
    const wrong = hardFaults(pages.flatMap((page) => pageFaults(page, answers, () => ''))).map((one) => one.questionId)
    if (wrong.length === 0) break
    for (const question of pages.flatMap((page) => page.questions).filter(({ id }) => wrong.includes(id))) {
      const answer = left > 1 || question.required ? answerOf(question, mind) : undefined
      if (answer) answers[question.id] = answer
      else delete answers[question.id]
    }
  }
  return answers
}

type Think<T extends QuestionType> = (question: QuestionOf<T>, mind: Mind) => Answer | undefined

const anyNumber = (question: { minimum?: number; maximum?: number }, { chance }: Mind) => ({
  number: between(chance, question.minimum ?? 0, question.maximum ?? (question.minimum ?? 0) + 30),
})

/** One of the options, each as likely as the leaning says. */
const anyOption = (question: QuestionOf<'long_list'> | QuestionOf<'hidden'>, mind: Mind) => {
  const option = oneOf(mind.chance, question.options, weigh(question, mind))
  return option && { option: option.id }
}

const thoughts: { [T in QuestionType]: Think<T> } = {
  single,
  multiple,
  grid,
  ranking,
  yes_no: (_question, { chance }) => ({ option: chance() < 0.55 ? 'yes' : 'no' }),
  scale: (question, { chance }) => ({ number: between(chance, question.from, question.to) }),
  number: anyNumber,
  constant_sum: sharedOut,
  short_text: (question, mind) => ({ text: question.preset ? like[question.preset] : inWords(question, mind) }),
  long_text: (question, mind) => ({ text: inWords(question, mind) }),
  date: (question, mind) => ({ date: dateIn(question.earliest, question.latest, mind) }),
  partial_date: ({ precision, earliest, latest }, mind) => {
    const length = precision === 'year' ? 4 : 7
    return { date: dateIn(earliest && firstDay(earliest), latest && firstDay(latest), mind).slice(0, length) }
  },
  postcode: (_question, { somebody }) => ({ area: somebody.area }),
  area: (_question, { somebody }) => ({ area: somebody.area }),
  long_list: anyOption,
  consent: (question, { chance }) => (question.required || chance() < 0.7 ? { option: 'yes' } : undefined),
  hidden: anyOption,
  statement: () => undefined,
}

const answerOf = (question: Question, mind: Mind) => (thoughts[question.type] as Think<QuestionType>)(question, mind)

const like: Record<TextPreset, string> = {
  email: 'synthetic@example.org',
  phone: '020 7946 0000',
  url: 'www.example.org',
  number_plate: 'AB12 CDE',
}

const firstDay = (date: string) => `${date}-01-01`.slice(0, 10)

const inWords = (question: { maximum?: number } & Question, mind: Mind) =>
  words(question, mind).slice(0, question.maximum ?? 10_000)

/** The first few of those that can be put in order, or all of them. */
function ranking(question: QuestionOf<'ranking'>, mind: Mind): Answer | undefined {
  const drawn = someOf(mind.chance, rankable(question), placesToGive(question), weigh(question, mind))
  return drawn.length > 0 ? { ranked: drawn.map(({ id }) => id) } : undefined
}

/** The total in parts, more for some lines than for others; the first takes what rounding leaves. */
function sharedOut({ rows, total, decimals = 0 }: QuestionOf<'constant_sum'>, { chance }: Mind): Answer {
  const weights = rows.map(() => chance())
  const whole = sum(weights)
  const amounts = weights.map((one) => Number(((total * one) / whole).toFixed(decimals)))
  const rest = total - sum(amounts.slice(1))
  amounts[0] = Math.max(0, Number(rest.toFixed(6)))
  return { amounts: Object.fromEntries(rows.map((row, i) => [row.id, amounts[i]!])) }
}

const between = (chance: Chance, from: number, to: number) => from + Math.floor(chance() * (to - from + 1))

const words = (question: Question, mind: Mind) =>
  mind.leaning.words?.(question, mind.somebody, mind.chance) ?? 'A synthetic answer, made to try this consultation out.'

const declines = 0.035

function single(question: Extract<Question, { type: 'single' }>, mind: Mind): Answer | undefined {
  const counted = question.characteristic && mind.somebody.counted[question.characteristic]
  const own = question.options
    .filter((one) => counted && one.profile === `${question.characteristic}:${counted}`)
    .at(-1)
  const declined = question.options.find((one) => one.missing === 'declined')
  const known = own && declined && mind.chance() < declines ? declined : own
  const option = known ?? oneOf(mind.chance, question.options, weigh(question, mind))
  return option && { option: option.id, ...other(option, mind) }
}

const other = (option: Option, mind: Mind) =>
  option.other && mind.chance() < 0.7 ? { other: 'Something else (synthetic)' } : {}

/** As the leaning says; else declining and not knowing are rare, and earlier options a little likelier. */
const weigh =
  (question: Extract<Question, { options: Option[] }>, mind: Mind, row?: GridRow) =>
  (option: Option): number => {
    const leaning = mind.leaning.weight?.(question, option, mind.somebody, row)
    if (leaning !== undefined) return leaning
    if (option.missing) return option.missing === 'declined' ? 0.05 : 0.15
    if (option.profile && question.characteristic) return 0.02
    if (option.exclusive || option.other) return 0.1
    return 1 / Math.sqrt(question.options.indexOf(option) + 1)
  }

function multiple(question: Extract<Question, { type: 'multiple' }>, mind: Mind): Answer | undefined {
  const ordinary = question.options.filter((option) => !option.exclusive && !option.missing)
  const alone = question.options.filter((option) => option.exclusive || option.missing)
  const only = alone.length > 0 && mind.chance() < 0.04 ? oneOf(mind.chance, alone, () => 1) : undefined
  if (only) return { options: [only.id] }
  const most = Math.min(question.maximum ?? 3, ordinary.length)
  const least = Math.max(1, Math.min(question.minimum ?? 1, most))
  const many = mind.chance() < 0.75 ? most : between(mind.chance, least, most)
  const drawn = someOf(mind.chance, ordinary, many, weigh(question, mind))
  if (drawn.length === 0) return undefined
  const options = question.options.filter((option) => drawn.includes(option))
  const asked = options.find((option) => option.other)
  return { options: options.map((option) => option.id), ...(asked && other(asked, mind)) }
}

function grid(question: Extract<Question, { type: 'grid' }>, mind: Mind): Answer | undefined {
  const given = question.rows.flatMap((row) => {
    const option = oneOf(mind.chance, question.options, weigh(question, mind, row))
    return option ? [[row.id, option.id] as const] : []
  })
  if (given.length === 0) return undefined
  if (!question.multiple) return { rows: Object.fromEntries(given) }
  return { ticks: Object.fromEntries(given.map(([row, option]) => [row, [option]])) }
}

const day = 86_400_000

function dateIn(earliest: string | undefined, latest: string | undefined, mind: Mind): string {
  const to = Date.parse(latest ?? mind.today)
  const from = Math.min(earliest ? Date.parse(earliest) : to - 365 * day, to)
  return new Date(from + Math.floor(mind.chance() * ((to - from) / day + 1)) * day).toISOString().slice(0, 10)
}
