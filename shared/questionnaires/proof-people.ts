import { holds, type Known } from './conditions.ts'
import type { Answer, Answers, Condition, Id, Question } from './document.ts'
import { journey, type Part } from './evaluate.ts'
import { always, Diagrams, never } from './proof-diagrams.ts'
import { keyOf, type Model } from './proof-model.ts'
import { mayGoOn, shapeOf } from './proof-shapes.ts'
import { rulesOf } from './question-rules.ts'

/** Somebody who answers as the rules allow, from the first page on, with what they are asked on the way. */
export interface Person {
  answers: Answers
  known: Known
  /** The keys of the places they are shown, as far as they get. */
  sees: Set<string>
  /** How many questions come before the one they cannot get past, in each part where there is one. */
  ends: Map<Part, number>
}

/**
 * A person with some answers given and the fewest others that let them go on. What they see is replayed through the
 * evaluator's own `journey`; whoever comes to a question that has no answer left sees nothing after it.
 */
export function personWith(model: Model, given: ReadonlyMap<Id, Answer | undefined>): Person {
  const known = new Map<Id, { question: Question; answer: Answer | undefined }>()
  const isTrue = (condition: Condition | undefined) => holds(condition, known)
  const ends = new Map<Part, number>()
  for (const { question, place, path } of model.asking.values()) {
    if (ends.has(place.part) || !path.every(isTrue)) continue
    const asked = rulesOf(question).narrow(question, isTrue)
    if (!asked) continue
    const wanted = given.get(question.id)
    const kept = wanted && rulesOf(asked).keep(asked, wanted)
    const answer = kept && mayGoOn(asked, kept) ? kept : leastAnswer(asked)
    if (answer === null) ends.set(place.part, place.before)
    else known.set(question.id, { question: asked, answer })
  }
  const answers = Object.fromEntries([...known].flatMap(([id, { answer }]) => (answer ? [[id, answer]] : [])))
  return { answers, known, ends, sees: seenBy(model, answers, ends) }
}

/** The least that may be said to a question as asked: nothing, or some one answer; null where nothing will do. */
function leastAnswer(asked: Question): Answer | undefined | null {
  if (mayGoOn(asked, undefined)) return undefined
  const shape = shapeOf(asked, [])
  const d = new Diagrams({ steps: Number.POSITIVE_INFINITY })
  const own = shape.sizes.map((size) => d.variable(size))
  const valid = d.within(100_000, () =>
    shape.valid({ d, is: (variable, wanted) => d.is(own[variable]!, wanted), holds: () => always }),
  )
  if (valid === null || valid === never) return null
  const values = d.pick(valid)
  return shape.answer(own.map((variable) => values.get(variable) ?? 0)) ?? null
}

function seenBy(model: Model, answers: Answers, ends: Map<Part, number>): Set<string> {
  const sees = new Set<string>()
  for (const part of ['main', 'equality'] as const) {
    const end = ends.get(part) ?? Number.POSITIVE_INFINITY
    for (const page of journey(model.document, answers, part)) {
      const asked = page.questions.filter(({ id }) => model.asking.get(id)!.place.before <= end)
      if (asked.length === 0) continue
      sees.add(keyOf({ kind: 'section', id: page.sectionId, parent: null }))
      sees.add(keyOf({ kind: 'page', id: page.pageId, parent: null }))
      for (const question of asked) {
        sees.add(keyOf({ kind: 'question', id: question.id, parent: null }))
        for (const { id } of 'options' in question ? question.options : [])
          sees.add(keyOf({ kind: 'option', id, parent: question.id }))
        for (const { id } of 'rows' in question ? question.rows : [])
          sees.add(keyOf({ kind: 'row', id, parent: question.id }))
      }
    }
  }
  return sees
}
