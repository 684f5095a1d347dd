import { capital } from '../kernel/text.ts'
import type { Id, QuestionnaireDocument } from './document.ts'
import { type BrokenUse, type Kind, type Place, places } from './places.ts'

/** What stands in the way: the thing whose condition would break, and why, in words. */
export interface StandsInTheWay {
  kind: Kind
  id: Id
  message: string
}

/** An act that cannot be done, with the list of what refers to what. */
export class Refusal extends Error {
  constructor(
    message: string,
    readonly uses: StandsInTheWay[] = [],
  ) {
    super(message)
    this.name = 'Refusal'
  }
}

/** Names things as they are numbered now, before the act. */
export function refusalFor(broken: BrokenUse[], before: QuestionnaireDocument): Refusal {
  const now = places(before)
  const nameOf = (place: Place) => now.find((one) => one.kind === place.kind && one.id === place.id)?.name ?? place.name
  const target = (use: BrokenUse) => {
    const found = use.target ?? now.find((one) => one.kind === 'question' && one.id === use.atom.question)
    return found ? nameOf(found) : 'a question that is not here'
  }
  const list = broken.map((use) => ({
    kind: use.user.kind,
    id: use.user.id,
    message: brokenSentence(use, nameOf(use.user), target(use), 'would'),
  }))
  const messages = [...new Set(list.map((use) => use.message))]
  const isPipe = broken.every((use) => use.as === 'pipe')
  return new Refusal(`${messages.join(' ')} Change that ${isPipe ? 'text' : 'condition'} first.`, list)
}

/** What refers to what it cannot, as it stands now or as it would after an act. */
export function brokenSentence(use: BrokenUse, user: string, target: string, mood: 'is' | 'would'): string {
  const there = mood === 'is' ? 'is not there' : 'would not be there'
  if (use.why === 'later' && use.target?.id === use.user.id) return `${capital(user)} depends on its own answer.`
  const verb = { condition: 'depends on', check: 'has a check of', pipe: 'shows the answer to' }[use.as]
  const start = `${capital(user)} ${verb}`
  switch (use.why) {
    case 'missing':
      return `${start} ${target}.`
    case 'later':
      return `${start} ${target}, which ${mood === 'is' ? 'does' : 'would'} not come before it.`
    case 'other-part':
      return `${start} ${target}, but what is asked before sending and what is asked after cannot depend on each other.`
    case 'wrong-type':
      return `${start} ${target} in a way that its type does not allow.`
    case 'no-such-option':
      return `${start} an answer of ${target} that ${there}.`
    case 'no-such-row':
      return `${start} a line of ${target} that ${there}.`
  }
}
