import type { Ref } from './act-tree.ts'
import { type Finding, findingsOn } from './check.ts'
import type { Answers, QuestionnaireDocument } from './document.ts'
import { keyOf } from './proof-model.ts'
import { type Routes, routesThrough } from './proof-routes.ts'
import { verdictsOn, wholeProof } from './proof-verdicts.ts'
import { becauseOf, refTo } from './proof-words.ts'

/** What was found out of one section, page, question, option or row. */
export interface Verdict {
  at: Ref
  /** As a person would name it: `question 5, “How did it go?”`. */
  name: string
  is: 'reachable' | 'dead' | 'unproved'
  /** Of a reachable thing: which of `people` sees it. */
  witness?: number
  /** Of a dead thing: the end of the sentence "is never asked: …". */
  because?: string
  /** Of a reachable thing with a condition: whether the condition keeps it from anybody. */
  condition?: 'sometimes' | 'always' | 'unproved'
}

/** A test respondent: answers that are valid from the first page to the last, and what they are the first to see. */
export interface TestPerson {
  answers: Answers
  sees: Ref[]
}

/** All that can be proved of a questionnaire, as plain JSON. */
export interface Proof {
  /** First what stops it from being published, then what is worth a look; each in document order. */
  findings: Finding[]
  /** Every section, page, question, option and row, in document order. */
  verdicts: Verdict[]
  /** Through the main part; the equality questions come after sending. */
  routes: Routes
  /** A small set who see together all that is reachable. */
  people: TestPerson[]
}

/**
 * Proves what it can of a document. Total on any document of the schema; ends within `steps`, whatever the document, and
 * calls `unproved` what that was too little for. Semantics: DESIGN.md section 5; method: `proof-ground.ts`.
 */
export function proveQuestionnaire(document: QuestionnaireDocument, steps = wholeProof): Proof {
  const purse = { steps }
  const found = verdictsOn(document, purse)
  const { model, people } = found
  const refs = new Map(model.all.map((place) => [keyOf(place), refTo(place)]))
  const seen = new Set<string>()
  return {
    findings: findingsOn(document, found),
    verdicts: model.all.map((place) => {
      const verdict = found.reached.get(keyOf(place))!
      const condition = found.conditions.get(keyOf(place))
      return {
        at: refTo(place),
        name: place.name,
        is: verdict.is,
        ...(verdict.is === 'reachable' && { witness: people.indexOf(verdict.person) }),
        ...(verdict.is === 'dead' && { because: becauseOf(verdict.why) }),
        ...(condition && { condition }),
      }
    }),
    routes: routesThrough(model, purse),
    people: people.map(({ answers, sees }) => ({
      answers,
      sees: [...sees].flatMap((key) => (seen.size === seen.add(key).size ? [] : refs.get(key)!)),
    })),
  }
}
