/**
 * Whether a thing can be asked at all, by exact search over the answers that conditions can tell apart: an option that is
 * named or one that is not, a number just below, at and just above, a borough named or another. Only the questions that
 * the thing depends on are searched. Beyond a set number of steps the search says that it does not know.
 */

import { candidates } from './candidates.ts'
import { type Atom, atoms, holds, type Known } from './conditions.ts'
import type { Answer, Answers, Condition, Id, Question } from './document.ts'
import type { Place } from './places.ts'
import { rulesOf } from './question-rules.ts'

/** `found` comes with the answers of a person for whom it holds. */
export type Outcome = { is: 'found'; witness: Answers } | { is: 'never' } | { is: 'not known' }

/** A question with every condition between it and the top of the document. */
interface Step {
  question: Question
  path: Condition[]
}

export class Ground {
  private readonly byKey: Map<string, Place>
  private readonly named = new Map<Id, Atom[]>()

  constructor(private readonly all: Place[]) {
    this.byKey = new Map(all.map((place) => [key(place), place]))
    for (const atom of all.flatMap((place) => atoms(place.condition))) {
      this.named.set(atom.question, [...(this.named.get(atom.question) ?? []), atom])
    }
  }

  /** The conditions on the way to a thing, and what it takes to have anything to choose from. */
  path(place: Place): Condition[] {
    return [...this.outer(place), ...(place.condition ? [place.condition] : []), ...somethingToChoose(place.question)]
  }

  /** The conditions of what a thing is in. */
  outer(place: Place): Condition[] {
    const parent = this.parentOf(place)
    return parent ? this.path(parent) : []
  }

  private parentOf(place: Place): Place | undefined {
    const kind = ({ section: '', page: 'section', question: 'page', option: 'question', row: 'question' } as const)[
      place.kind
    ]
    return kind === '' ? undefined : this.byKey.get(`${kind} ${place.parent}`)
  }

  /** A person for whom all the conditions hold. */
  search(goal: Condition[], limit = 20_000): Outcome {
    const steps = this.dependencies(goal)
    let left = limit
    const known = new Map<Id, { question: Question; answer: Answer | undefined }>()
    const go = (at: number): Outcome => {
      left -= 1
      if (left < 0) return { is: 'not known' }
      const step = steps[at]
      if (!step)
        return goal.every((one) => holds(one, known)) ? { is: 'found', witness: witnessOf(known) } : { is: 'never' }
      const asked = step.path.every((one) => holds(one, known))
        ? rulesOf(step.question).narrow(step.question, (one) => holds(one, known))
        : null
      if (!asked) return go(at + 1)
      const { answers, complete } = candidates(asked, this.named.get(asked.id) ?? [])
      let unknown = !complete
      for (const answer of answers) {
        known.set(asked.id, { question: asked, answer })
        const outcome = go(at + 1)
        if (outcome.is === 'found') return outcome
        if (outcome.is === 'not known') unknown = true
        if (left < 0) break
      }
      known.delete(asked.id)
      return { is: unknown ? 'not known' : 'never' }
    }
    return go(0)
  }

  /** All questions that the conditions look at, and that those depend on in turn, in document order. */
  private dependencies(goal: Condition[]): Step[] {
    const found = new Map<Id, Place>()
    const waiting = goal.flatMap(atoms).map((atom) => atom.question)
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      const place = this.byKey.get(`question ${id}`)
      if (!place || found.has(id)) continue
      found.set(id, place)
      const inner = this.all.filter((one) => one.parent === id && (one.kind === 'option' || one.kind === 'row'))
      const conditions = [...this.path(place), ...inner.flatMap((one) => (one.condition ? [one.condition] : []))]
      waiting.push(...conditions.flatMap(atoms).map((atom) => atom.question))
    }
    const ordered = [...found.values()].sort((a, b) => a.before - b.before)
    return ordered.map((place) => ({ question: place.question!, path: this.path(place) }))
  }
}

const key = (place: Place) => `${place.kind} ${place.id}`

const witnessOf = (known: Known): Answers =>
  Object.fromEntries([...known].flatMap(([id, { answer }]) => (answer ? [[id, answer]] : [])))

/** One option and one row at least must be asked, or the question is not; that matters where all have conditions, or none is there. */
function somethingToChoose(question: Question | undefined): Condition[] {
  return choicesOf(question)
    .filter((list) => list.every((one) => one.askIf))
    .map((list): Condition => ({ op: 'any', of: list.map((one) => one.askIf!) }))
}

const choicesOf = (question: Question | undefined): { askIf?: Condition }[][] => [
  ...(question && 'options' in question ? [question.options] : []),
  ...(question && 'rows' in question ? [question.rows] : []),
]

/** A question with nothing to choose from is told of by itself. */
export const isBare = (question: Question | undefined) => choicesOf(question).some((list) => list.length === 0)
