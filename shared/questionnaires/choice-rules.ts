import type { Id, Option, Question, QuestionOf } from './document.ts'
import { optionsOf } from './fixed-options.ts'
import {
  type AnswerOf,
  type AnswerRules,
  type Form,
  has,
  inWords,
  isKeepable,
  missingOf,
  own,
  plain,
  required,
  type Say,
  type Trouble,
  tooLong,
  withOptions,
} from './rules.ts'

const longestOther = 200

/** `Choose one answer. “Prefer not to say” is fine.`: names the way out where the question has one. */
export function chooseOne(options: Option[], say: Say, orMore = false): string {
  const choose = orMore ? 'Choose at least one answer' : 'Choose one answer'
  const way = options.find((option) => option.missing)
  if (!way) return `${choose}.`
  return way.missing === 'declined' ? `${choose}. “${say(way.label)}” is fine.` : `${choose}, or “${say(way.label)}”.`
}

export const kindOf = (options: Option[], chosen: Id[]) => missingOf(options, chosen) ?? 'answered'

/** The words beside "Other", kept only while an option that asks for them is chosen. */
function otherOf(options: Option[], chosen: Id[], value: unknown): { other?: string } {
  const other = own(value, 'other')
  const asked = options.some((option) => option.other && chosen.includes(option.id))
  return asked && typeof other === 'string' && other !== '' && isKeepable(other) ? { other } : {}
}

const troubleInOther = (other: string | undefined) => tooLong(other ?? '', longestOther)

/** Words typed beside "Other" choose it, if nothing else was chosen or several may be. */
function readOther(options: Option[], chosen: Id[], form: Form, several: boolean): { chosen: Id[]; other?: string } {
  const other = form.one('other')
  const option = options.find((one) => one.other)
  if (other === '' || !option) return { chosen }
  if (chosen.includes(option.id)) return { chosen, other }
  return several || chosen.length === 0 ? { chosen: [...chosen, option.id], other } : { chosen }
}

export const unreadable: Trouble = { kind: 'unreadable', message: 'Choose from the answers shown.' }

export const single: AnswerRules<'single'> = {
  keep: (question, value) => {
    const option = own(value, 'option')
    return has(question.options, option) ? { option, ...otherOf(question.options, [option], value) } : undefined
  },
  narrow: (question, isAsked) =>
    withOptions(
      question,
      question.options.filter((option) => isAsked(option.askIf)),
    ),
  kind: (question, answer) => kindOf(question.options, [answer.option]),
  faults: (question, answer, say) => {
    if (!answer) return question.required ? [{ kind: 'required', message: chooseOne(question.options, say) }] : []
    return troubleInOther(answer.other)
  },
  read: (question, form) => {
    const posted = form.one()
    const { chosen, other } = readOther(question.options, posted === '' ? [] : [posted], form, false)
    if (chosen.length === 0) return { faults: [] }
    const answer = single.keep(question, { option: chosen[0], other })
    return answer ? { answer, faults: [] } : { faults: [unreadable] }
  },
}

export const multiple: AnswerRules<'multiple'> = {
  keep: (question, value) => {
    const list = own(value, 'options')
    if (!Array.isArray(list)) return undefined
    const options = question.options.map((option) => option.id).filter((id) => list.includes(id))
    return options.length > 0 ? { options, ...otherOf(question.options, options, value) } : undefined
  },
  narrow: (question, isAsked) =>
    withOptions(
      question,
      question.options.filter((option) => isAsked(option.askIf)),
    ),
  kind: (question, answer) => kindOf(question.options, answer.options),
  faults: (question, answer, say) => {
    if (!answer) return question.required ? [{ kind: 'required', message: chooseSome(question, say) }] : []
    return [...countFaults(question, answer.options, say), ...troubleInOther(answer.other)]
  },
  read: (question, form) => {
    const { chosen, other } = readOther(question.options, [...new Set(form.many())], form, true)
    const answer = multiple.keep(question, { options: chosen, other })
    return { ...(answer && { answer }), faults: chosen.every((id) => has(question.options, id)) ? [] : [unreadable] }
  },
}

function chooseSome(question: QuestionOf<'multiple'>, say: Say): string {
  const way = question.options.find((option) => option.missing)
  const most = question.maximum
    ? `Choose at least one answer, up to ${inWords(question.maximum)}`
    : 'Choose at least one answer'
  return way ? `${most}. “${say(way.label)}” is fine.` : `${most}.`
}

function countFaults(question: QuestionOf<'multiple'>, chosen: Id[], say: Say): Trouble[] {
  const alone = question.options.find((option) => (option.exclusive || option.missing) && chosen.includes(option.id))
  if (alone) {
    const message = `Choose “${say(alone.label)}” on its own, or take it away.`
    return chosen.length > 1 ? [{ kind: 'exclusive', message }] : []
  }
  const { minimum = 0, maximum = Number.POSITIVE_INFINITY } = question
  if (chosen.length > maximum) {
    return [
      { kind: 'too_many', message: `Choose ${inWords(maximum)} at most. You have chosen ${inWords(chosen.length)}.` },
    ]
  }
  return chosen.length < minimum
    ? [{ kind: 'too_few', message: `Choose at least ${inWords(minimum)}. You have chosen ${inWords(chosen.length)}.` }]
    : []
}

type OneOption = AnswerOf<'yes_no'>

/** One option by its id and nothing beside it: what yes_no, long_list, consent and hidden share. */
const oneOption = {
  keep: (question: Question, value: unknown): OneOption | undefined => {
    const option = own(value, 'option')
    return has(optionsOf(question), option) ? { option } : undefined
  },
  read: (question: Question, form: Form): { answer?: OneOption; faults: Trouble[] } => {
    const posted = form.one()
    if (posted === '') return { faults: [] }
    const answer = oneOption.keep(question, { option: posted })
    return answer ? { answer, faults: [] } : { faults: [unreadable] }
  },
}

export const yesNo: AnswerRules<'yes_no'> = {
  ...plain,
  ...oneOption,
  faults: (question, answer) => (answer ? [] : required(question.required, 'Choose “Yes” or “No”.')),
}

export const longList: AnswerRules<'long_list'> = {
  ...oneOption,
  narrow: single.narrow as unknown as AnswerRules<'long_list'>['narrow'],
  kind: (question, answer) => kindOf(question.options, [answer.option]),
  faults: (question, answer) => (answer ? [] : required(question.required, 'Choose one from the list.')),
}

export const consent: AnswerRules<'consent'> = {
  ...plain,
  ...oneOption,
  faults: (question, answer) => (answer ? [] : required(question.required, 'Tick the box to go on.')),
}

/** Comes with the link: no form of ours has it, so nothing is read, and nobody can be asked to mend it. */
export const hidden: AnswerRules<'hidden'> = {
  narrow: single.narrow as unknown as AnswerRules<'hidden'>['narrow'],
  keep: oneOption.keep,
  kind: (question, answer) => kindOf(question.options, [answer.option]),
  faults: () => [],
  read: () => ({ faults: [] }),
}
