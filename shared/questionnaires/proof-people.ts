import { type Atom, atoms, holds, type Known } from './conditions.ts'
import type { Answer, Answers, Condition, Id, Question } from './document.ts'
import { askedOf, journey, type Part } from './evaluate.ts'
import { rowsOf } from './fixed-options.ts'
import { allowed, type Board, truthOf } from './proof-board.ts'
import { always, Diagrams, type Node, never } from './proof-diagrams.ts'
import { checksOf, keyOf, type Model } from './proof-model.ts'
import { mayGoOn, shapeOf } from './proof-shapes.ts'
import { rulesOf } from './question-rules.ts'

/** Answers to some questions, each by the question as it is asked. */
export type Given = ReadonlyMap<Id, (asked: Question) => Answer | undefined>

/** Somebody who answers as the rules allow, from the first page on, with what they are asked on the way. */
export interface Person {
  answers: Answers
  known: Known
  /** The keys of the places they are shown (a hidden question: that it is known of them), as far as they get. */
  sees: Set<string>
  /** How many questions come before the one they cannot get past, in each part where there is one. */
  ends: Map<Part, number>
}

type Walked = Map<Id, { question: Question; answer: Answer | undefined }>

/**
 * A person with some answers given and the fewest others that let them go on. What they see is replayed through the
 * evaluator's own `journey`; whoever comes to a question that has no answer left sees nothing after it.
 */
export function personWith(model: Model, given: Given): Person {
  const known: Walked = new Map()
  const isTrue = (condition: Condition | undefined) => holds(condition, known)
  const ends = new Map<Part, number>()
  for (const { question, place, path } of model.asking.values()) {
    if (ends.has(place.part) || !path.every(isTrue)) continue
    const asked = rulesOf(question).narrow(question, isTrue)
    if (!asked) continue
    const wanted = given.get(question.id)?.(asked)
    const kept = wanted && rulesOf(asked).keep(asked, wanted)
    const answer = kept && isFine(asked, kept, known) ? kept : leastAnswer(asked, known)
    if (answer === null) ends.set(place.part, place.before)
    else known.set(question.id, { question: asked, answer })
  }
  const answers = Object.fromEntries([...known].flatMap(([id, { answer }]) => (answer ? [[id, answer]] : [])))
  return { answers, known, ends, sees: seenBy(model, answers, ends) }
}

function isFine(question: Question, answer: Answer | undefined, known: Known): boolean {
  const now: Known = new Map([...known, [question.id, { question, answer }]])
  const isAnswered = holds({ op: 'answered', question: question.id }, now)
  return mayGoOn(question, answer) && (!isAnswered || checksOf(question).every((check) => holds(check, now)))
}

/** The least that may be said to a question as asked: nothing, or some one answer; null where nothing will do. */
function leastAnswer(asked: Question, known: Known): Answer | undefined | null {
  if (mayGoOn(asked, undefined)) return undefined
  const checks = checksOf(asked)
  const shape = shapeOf(
    asked,
    checks.flatMap(atoms).filter((atom) => atom.question === asked.id),
  )
  const d = new Diagrams({ steps: Number.POSITIVE_INFINITY })
  const own = shape.sizes.map((size) => d.variable(size))
  const on: Board = {
    d,
    is: (variable, wanted) => d.is(own[variable]!, wanted),
    // Its options and rows are those that are asked; its checks look at this answer, and at what is known by now.
    holds: (condition) => (checks.includes(condition!) ? truthOf(d, condition!, atomOn) : always),
  }
  const atomOn = (atom: Atom): Node =>
    atom.question === asked.id ? shape.atom(atom, on) : holds(atom, known) ? always : never
  const fine = d.within(100_000, () => allowed(asked.id, shape, checks, on))
  if (fine === null || fine === never) return null
  const values = d.pick(fine)
  return (
    shape.answer(
      own.map((variable) => values.get(variable) ?? 0),
      asked,
    ) ?? null
  )
}

function seenBy(model: Model, answers: Answers, ends: Map<Part, number>): Set<string> {
  const sees = new Set<string>()
  for (const part of ['main', 'equality'] as const) {
    const end = ends.get(part) ?? Number.POSITIVE_INFINITY
    const isBefore = ({ id }: Question) => model.asking.get(id)!.place.before <= end
    for (const page of journey(model.document, answers, part)) {
      if (!page.questions.some(isBefore)) continue
      sees.add(keyOf({ kind: 'section', id: page.sectionId, parent: null }))
      sees.add(keyOf({ kind: 'page', id: page.pageId, parent: null }))
    }
    for (const question of askedOf(model.document, answers, part).filter(isBefore)) {
      sees.add(keyOf({ kind: 'question', id: question.id, parent: null }))
      for (const { id } of 'options' in question ? question.options : [])
        sees.add(keyOf({ kind: 'option', id, parent: question.id }))
      for (const { id } of rowsOf(question)) sees.add(keyOf({ kind: 'row', id, parent: question.id }))
    }
  }
  return sees
}
