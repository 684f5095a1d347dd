import { type Atom, atoms } from './conditions.ts'
import type { Answer, Condition, Id, Question } from './document.ts'
import type { Place } from './places.ts'
import { allowed, type Board, truthOf } from './proof-board.ts'
import { always, Diagrams, type Node, never, type Purse } from './proof-diagrams.ts'
import type { Model } from './proof-model.ts'
import type { Given } from './proof-people.ts'

/** Steps for one thing to be laid out; a questionnaire as people write them takes some hundreds. */
export const stepsForOne = 10_000
/** Diagrams deeper than this would go beyond the stack of the machine. */
const mostVariables = 3000

/**
 * The conditions of a document as truths about raw answers: everybody has an answer to every question in mind, and it
 * counts only where the question is asked. So each question's answers are free, and `rule` says which may be given.
 */
export class Ground {
  readonly d: Diagrams
  private readonly variables = new Map<Id, (number | undefined)[]>()
  private readonly asked = new Map<Id, Node | null>()
  private readonly raw = new Map<Atom, Node>()
  private readonly rules = new Map<Id, Node>()

  /** `seeds` say by which conditions the variables are ordered: those that meet in one condition stand together. */
  constructor(
    readonly model: Model,
    purse: Purse,
    questions: Iterable<Id>,
    seeds: Condition[],
  ) {
    this.d = new Diagrams(purse)
    this.order(seeds)
    for (const id of questions) {
      this.asked.set(
        id,
        this.d.within(stepsForOne, () => this.all(model.asking.get(id)!.path)),
      )
    }
  }

  /** Later questions stand above those that decide whether they are asked: so what hangs on one question is kept once. */
  private order(seeds: Condition[]) {
    const left = seeds.flatMap(atoms).reverse()
    const seen = new Set<Atom>()
    for (let atom = left.pop(); atom; atom = left.pop()) {
      const asking = this.model.asking.get(atom.question)
      if (this.d.sizes.length >= mostVariables) return
      if (!asking || seen.has(atom)) continue
      seen.add(atom)
      for (const n of asking.shape.near(atom)) this.variable(atom.question, n)
      left.push(...[...asking.path, ...asking.needs].flatMap(atoms).reverse())
    }
  }

  private variable(id: Id, n: number): number {
    const own = this.variables.get(id) ?? []
    this.variables.set(id, own)
    if (own[n] === undefined && this.d.sizes.length >= mostVariables) this.d.giveUp()
    own[n] ??= this.d.variable(this.model.asking.get(id)!.shape.sizes[n]!)
    return own[n]
  }

  private board(id: Id): Board {
    return {
      d: this.d,
      is: (n, wanted) => this.d.is(this.variable(id, n), wanted),
      holds: (condition) => this.holds(condition),
    }
  }

  /** Whether the condition holds of a person with these answers in mind. */
  holds(condition: Condition | undefined): Node {
    return condition ? truthOf(this.d, condition, (atom) => this.atom(atom)) : always
  }

  private atom(atom: Atom): Node {
    const found = this.raw.get(atom)
    if (found !== undefined) return found
    const { shape } = this.model.asking.get(atom.question)!
    const made = this.d.and(this.isAsked(atom.question), shape.atom(atom, this.board(atom.question)))
    this.raw.set(atom, made)
    return made
  }

  all(conditions: Condition[]): Node {
    return this.d.all(conditions.map((one) => this.holds(one)))
  }

  isAsked(id: Id): Node {
    const found = this.asked.get(id)
    return found === undefined ? this.all(this.model.asking.get(id)!.path) : (found ?? this.d.giveUp())
  }

  /** Where the thing is asked, or, if it holds others, where its conditions let people come to it. */
  reach(place: Place): Node {
    const { kind, parent, question, condition } = place
    if (kind === 'section' || kind === 'page') return this.all(this.model.path(place))
    return question ? this.isAsked(question.id) : this.d.and(this.isAsked(parent!), this.holds(condition))
  }

  /** Where the question is not asked, or is answered so that a person may go on. */
  rule(id: Id): Node {
    const found = this.rules.get(id)
    if (found !== undefined) return found
    const valid = this.allowed(id)
    // Who is not asked may have anything in mind, so also an answer that would do where there always is one.
    const isFree = this.model.asking.get(id)!.needs.length === 0 && valid !== never
    const made = isFree ? valid : this.d.or(valid, this.d.not(this.isAsked(id)))
    this.rules.set(id, made)
    return made
  }

  private allowed(id: Id): Node {
    const { shape, checks } = this.model.asking.get(id)!
    return allowed(id, shape, checks, this.board(id))
  }

  /** The goal, where the rules of these questions hold too. */
  ruled(goal: Node, questions: Id[]): Node {
    return questions.reduce((node, id) => (node === never ? never : this.d.and(node, this.rule(id))), goal)
  }

  /** The same as far as it can be seen from outside: what only one rule looks at is left out once it can be at all. */
  possible(goal: Node, questions: Id[]): Node {
    const rules = questions.map((id) => this.rule(id))
    const looks = new Map<number, number>()
    for (const node of [goal, ...rules])
      for (const one of this.d.looksAt(node)) looks.set(one, (looks.get(one) ?? 0) + 1)
    const own = (rule: Node) => {
      const alone = [...this.d.looksAt(rule)].filter((variable) => looks.get(variable) === 1)
      return alone.length > 0 ? this.d.some(new Set(alone), rule) : rule
    }
    return rules.reduce((node, rule) => (node === never ? never : this.d.and(node, own(rule))), goal)
  }

  /** Where the question is asked and has no answer (and no blank) that a person may go on with. */
  stuck(id: Id): Node {
    const own = new Set(this.model.asking.get(id)!.shape.sizes.map((_, n) => this.variable(id, n)))
    return this.d.and(this.isAsked(id), this.d.not(this.d.some(own, this.allowed(id))))
  }

  /** The answers in mind, to the questions that the values say anything of, by the question as asked. */
  answers(values: ReadonlyMap<number, number>): Given {
    const found = new Map<Id, (asked: Question) => Answer | undefined>()
    for (const [id, own] of this.variables) {
      if (!own.some((variable) => variable !== undefined && values.has(variable))) continue
      const { shape } = this.model.asking.get(id)!
      const chosen = shape.sizes.map((_, n) => (own[n] === undefined ? 0 : (values.get(own[n]) ?? 0)))
      found.set(id, (asked) => shape.answer(chosen, asked))
    }
    return found
  }
}
