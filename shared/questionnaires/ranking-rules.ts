import { kindOf } from './choice-rules.ts'
import type { Id, QuestionOf } from './document.ts'
import { type AnswerRules, has, inWords, own, type Trouble, withOptions } from './rules.ts'

type Ranking = QuestionOf<'ranking'>

/** What can be put in order: a kind of missing is chosen instead of an order. */
export const rankable = (question: Ranking) => question.options.filter((option) => !option.missing)

/** How many places there are to give. */
export const placesToGive = (question: Ranking) =>
  Math.min(question.top ?? Number.POSITIVE_INFINITY, rankable(question).length)

/** The field a way out of ranking ("Prefer not to say") is posted under: no id of an option holds an underscore. */
export const insteadField = 'instead_'

export const ranking: AnswerRules<'ranking'> = {
  keep: (question, value) => {
    const list = own(value, 'ranked')
    if (!Array.isArray(list)) return undefined
    const ranked = [...new Set(list)].filter((id): id is Id => has(question.options, id))
    return ranked.length > 0 ? { ranked } : undefined
  },
  narrow: (question, isAsked) =>
    withOptions(
      question,
      question.options.filter((option) => isAsked(option.askIf)),
    ),
  kind: (question, answer) => kindOf(question.options, answer.ranked),
  faults: (question, answer, say) => {
    if (!answer) return question.required ? [{ kind: 'required', message: howToRank(question) }] : []
    const instead = question.options.find((option) => option.missing && answer.ranked.includes(option.id))
    return instead ? alone(answer.ranked, say(instead.label)) : tooFewOrMany(question, answer.ranked.length)
  },
  read: (question, form) => {
    const given = rankable(question).flatMap(({ id }) => (form.one(id) === '' ? [] : [[id, form.one(id)] as const]))
    const instead = form.one(insteadField)
    const trouble = placesTrouble(
      question,
      given.map(([, place]) => place),
    )
    if (trouble) return { faults: [trouble] }
    const ordered = [...given].sort((a, b) => Number(a[1]) - Number(b[1])).map(([id]) => id)
    const answer = ranking.keep(question, { ranked: instead === '' ? ordered : [...ordered, instead] })
    return { ...(answer && { answer }), faults: [] }
  },
}

/** Each place once, none left out before the last that is given. */
function placesTrouble(question: Ranking, given: string[]): Trouble | undefined {
  const most = rankable(question).length
  const places = given.map((place) => (/^\d{1,3}$/.test(place) ? Number(place) : 0))
  const say = (message: string): Trouble => ({ kind: 'unreadable', message })
  if (places.some((place) => place < 1 || place > most)) return say(`Use the numbers 1 to ${most}.`)
  const twice = places.find((place, i) => places.indexOf(place) !== i)
  if (twice) return say(`Number ${twice} is given twice. Give each number once.`)
  const left = places.map((_, i) => i + 1).find((place) => !places.includes(place))
  return left ? say(`Number ${left} is left out. Start with 1 for the one that matters most.`) : undefined
}

const alone = (ranked: Id[], label: string): Trouble[] =>
  ranked.length > 1 ? [{ kind: 'exclusive', message: `Choose “${label}” on its own, or take the numbers away.` }] : []

function tooFewOrMany(question: Ranking, given: number): Trouble[] {
  const places = placesToGive(question)
  if (given > places)
    return [{ kind: 'too_many', message: `Number ${inWords(places)} at most. You have numbered ${inWords(given)}.` }]
  // The few that matter most may be fewer still; an order of all of them is whole or it is none.
  if (question.top !== undefined || given === places) return []
  return [{ kind: 'too_few', message: `Give all ${inWords(places)} a number. You have numbered ${inWords(given)}.` }]
}

export function howToRank(question: Ranking): string {
  const places = placesToGive(question)
  if (question.top === undefined) return `Give each a number, from 1 for the one that matters most to ${places}.`
  return places === 1
    ? 'Give number 1 to the one that matters most.'
    : `Number up to ${inWords(places)}, with 1 for the one that matters most.`
}
