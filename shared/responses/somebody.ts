/** Somebody made up, and how they answer a questionnaire: for the example and for trying a consultation out. */

import { type Chance, oneOf, someOf } from '../kernel/chance.ts'
import type { Answer, Answers, GridRow, Option, Question, QuestionnaireDocument } from '../questionnaires/document.ts'
import { type Part, sectionsOf } from '../questionnaires/evaluate.ts'

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
  for (const section of sectionsOf(document, part))
    for (const page of section.pages)
      for (const question of page.questions) {
        const blank = mind.leaning.blank?.(question) ?? (question.type === 'long_text' ? 0.5 : 0.04)
        const answer = !question.required && mind.chance() < blank ? undefined : answerOf(question, mind)
        if (answer) answers[question.id] = answer
      }
  return answers
}

function answerOf(question: Question, mind: Mind): Answer | undefined {
  switch (question.type) {
    case 'single':
      return single(question, mind)
    case 'multiple':
      return multiple(question, mind)
    case 'grid':
      return grid(question, mind)
    case 'scale':
      return { number: between(mind.chance, question.from, question.to) }
    case 'number':
      return { number: between(mind.chance, question.minimum ?? 0, question.maximum ?? (question.minimum ?? 0) + 30) }
    case 'short_text':
    case 'long_text':
      return { text: words(question, mind).slice(0, question.maximum ?? 10_000) }
    case 'date':
      return { date: dateIn(question.earliest, question.latest, mind) }
    case 'postcode':
      return { area: mind.somebody.area }
    case 'statement':
      return undefined
  }
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
  const rows: Record<string, string> = {}
  for (const row of question.rows) {
    const option = oneOf(mind.chance, question.options, weigh(question, mind, row))
    if (option) rows[row.id] = option.id
  }
  return Object.keys(rows).length > 0 ? { rows } : undefined
}

const day = 86_400_000

function dateIn(earliest: string | undefined, latest: string | undefined, mind: Mind): string {
  const to = Date.parse(latest ?? mind.today)
  const from = Math.min(earliest ? Date.parse(earliest) : to - 365 * day, to)
  return new Date(from + Math.floor(mind.chance() * ((to - from) / day + 1)) * day).toISOString().slice(0, 10)
}
