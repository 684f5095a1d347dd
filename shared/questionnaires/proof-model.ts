import { type Atom, atoms } from './conditions.ts'
import type { Condition, Id, Question, QuestionnaireDocument } from './document.ts'
import { type Place, places } from './places.ts'
import type { Shape } from './proof-board.ts'
import { shapeOf } from './proof-shapes.ts'

const inside = { section: null, page: 'section', question: 'page', option: 'question', row: 'question' } as const

/** The key of a place: options and rows have ids of their own only within their question. */
export const keyOf = ({ kind, id, parent }: Pick<Place, 'kind' | 'id' | 'parent'>) =>
  kind === 'option' || kind === 'row' ? `${kind} ${parent} ${id}` : `${kind} ${id}`

/** A question with all that decides whether it is asked and what may be answered. */
export interface Asking {
  question: Question
  place: Place
  /** Every condition from the top of the document down to it, and that there is something to choose from. */
  path: Condition[]
  shape: Shape
  /** What must hold of an answer, warnings apart. */
  checks: Condition[]
  /** Every condition that decides what may be answered. */
  needs: Condition[]
  /** The questions that any of these look at. */
  names: Id[]
}

/** A document laid out for proving. */
export class Model {
  readonly all: Place[]
  /** In document order. */
  readonly asking = new Map<Id, Asking>()
  private readonly byKey: Map<string, Place>
  private readonly children = new Map<string, Place[]>()
  /** Of what holds others, whose number may be thousands. */
  private readonly paths = new Map<Place, Condition[]>()

  constructor(readonly document: QuestionnaireDocument) {
    this.all = places(document)
    this.byKey = new Map(this.all.map((place) => [keyOf(place), place]))
    for (const place of this.all) {
      const parent = this.parentOf(place)
      if (!parent) continue
      const own = this.children.get(keyOf(parent))
      if (own) own.push(place)
      else this.children.set(keyOf(parent), [place])
    }
    const byQuestion = new Map<Id, Atom[]>()
    for (const atom of this.all.flatMap((place) => [place.condition, ...checksOf(place.question)].flatMap(atoms))) {
      const own = byQuestion.get(atom.question)
      if (own) own.push(atom)
      else byQuestion.set(atom.question, [atom])
    }
    for (const place of this.all) {
      const { question } = place
      if (!question) continue
      const shape = shapeOf(question, byQuestion.get(question.id) ?? [])
      const checks = checksOf(question)
      const needs = [...shape.needs, ...checks]
      const path = this.path(place)
      const names = [...new Set([...path, ...needs].flatMap(named))]
      this.asking.set(question.id, { question, place, path, shape, checks, needs, names })
    }
  }

  parentOf(place: Place): Place | undefined {
    const kind = inside[place.kind]
    return kind === null ? undefined : this.byKey.get(`${kind} ${place.parent}`)
  }

  childrenOf(place: Place): Place[] {
    return this.children.get(keyOf(place)) ?? []
  }

  /** The conditions on the way to a thing, and what it takes to have anything to choose from. */
  path(place: Place): Condition[] {
    return [...this.outer(place), ...(place.condition ? [place.condition] : []), ...somethingToChoose(place.question)]
  }

  /** The conditions of what a thing is in. */
  outer(place: Place): Condition[] {
    const parent = this.parentOf(place)
    if (!parent) return []
    const path = this.paths.get(parent) ?? this.path(parent)
    this.paths.set(parent, path)
    return path
  }

  /** The questions that decide whether these conditions hold, in document order. */
  cone(conditions: Condition[]): Id[] {
    const found = new Set<Asking>()
    const left = conditions.flatMap(named)
    for (let id = left.pop(); id !== undefined; id = left.pop()) {
      const asking = this.asking.get(id)
      if (!asking || found.has(asking)) continue
      found.add(asking)
      left.push(...asking.names)
    }
    return [...found].sort((a, b) => a.place.before - b.place.before).map(({ question }) => question.id)
  }
}

/** What must hold of an answer before a person may go on; nobody can be asked to mend what came with the link. */
export const checksOf = (question: Question | undefined): Condition[] =>
  question?.type === 'hidden' ? [] : (question?.checks ?? []).flatMap(({ holds, soft }) => (soft ? [] : [holds]))

const named = (condition: Condition): Id[] => atoms(condition).map((atom) => atom.question)

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
