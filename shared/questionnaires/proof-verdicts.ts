/**
 * What can be reached, by whom, and what cannot and why. People are made one after another, each to see as much as is not
 * seen yet; what no person can see is dead. `reachable` rests on a person who was replayed through the evaluator, `dead` on
 * a diagram that no answers lead through, and what takes more steps than there are is `unproved`.
 */
import { atoms, holds } from './conditions.ts'
import type { Condition, Id, QuestionnaireDocument } from './document.ts'
import { brokenUses, type Place } from './places.ts'
import { always, type Node, never, type Purse } from './proof-diagrams.ts'
import { Ground, stepsForOne } from './proof-ground.ts'
import { isBare, keyOf, Model } from './proof-model.ts'
import { type Person, personWith } from './proof-people.ts'
import { mustAnswer } from './proof-shapes.ts'

/**
 * Why nobody gets there. `inside`: what it is in is never asked; `empty`: there is nothing in it to ask; `depends`: its
 * condition needs the other thing, which is never asked; `contradiction`: no answers make its condition true; `not here`:
 * none of those who come so far make it true; `stuck`: all who might see it have no answer left at the other thing before.
 */
export type Why = { is: 'empty' | 'contradiction' | 'not here' } | { is: 'inside' | 'depends' | 'stuck'; place: Place }

export type Reached = { is: 'reachable'; person: Person } | { is: 'dead'; why: Why } | { is: 'unproved' }

export interface Verdicts {
  model: Model
  /** By the key of each place. */
  reached: Map<string, Reached>
  /** Of each reachable thing with a condition: whether the condition keeps it from anybody. */
  conditions: Map<string, 'sometimes' | 'always' | 'unproved'>
  /** Required questions that leave somebody without an answer to go on with, and that person; null where it is not known. */
  stuck: Map<string, Person | null>
  /** A small set of people who see together all that is reachable. */
  people: Person[]
}

/** Steps for a whole proof: some two seconds and 400 MB if a document is built to use them all up. */
export const wholeProof = 700_000

/** Nothing is proved of a document whose conditions refer to what they cannot. */
export function verdictsOn(document: QuestionnaireDocument, purse: Purse): Verdicts {
  const model = new Model(document)
  if (brokenUses(document).length === 0) return new Prover(model, purse).run()
  const reached = new Map(model.all.map((place) => [keyOf(place), { is: 'unproved' } as const]))
  return { model, reached, conditions: new Map(), stuck: new Map(), people: [] }
}

interface Solved {
  ground: Ground
  node: Node
  /** The questions whose rules bear on it. */
  questions: Id[]
}

class Prover {
  private readonly people: Person[] = []
  private readonly reached = new Map<string, Reached>()
  private readonly stuck = new Map<string, Person | null>()
  private readonly walls: Place[] = []
  private readonly shared: Ground

  constructor(
    private readonly model: Model,
    private readonly purse: Purse,
  ) {
    // What comes last depends on most, so its questions are put in order first.
    const seeds = model.all.flatMap(({ condition }) => condition ?? []).reverse()
    this.shared = new Ground(model, purse, model.asking.keys(), seeds)
  }

  run(): Verdicts {
    const { model, reached, stuck } = this
    for (const { place } of model.asking.values()) this.findStuck(place)
    for (const place of model.all) if (!reached.has(keyOf(place))) this.decide(place)
    for (const place of [...model.all].reverse()) if (!reached.has(keyOf(place))) this.gather(place)
    const conditions = this.conditions()
    const people = fewest(this.people)
    for (const person of [...people].reverse()) {
      for (const key of person.sees) reached.set(key, { is: 'reachable', person })
    }
    return { model, reached, stuck, conditions, people }
  }

  /** The answers that lead to the goal within the rules; on a ground of its own where the shared one is too crowded. */
  private solve(place: Place, seeds: Condition[], goal: (ground: Ground) => Node, walls = this.walls): Solved | null {
    if (this.purse.steps <= 0) return null
    const questions = this.ruling(place, seeds, walls)
    const on = (ground: Ground, steps: number) => ground.d.within(steps, () => ground.possible(goal(ground), questions))
    const node = on(this.shared, stepsForOne)
    if (node !== null) return { ground: this.shared, node, questions }
    const own = new Ground(this.model, this.purse, questions, seeds)
    const alone = on(own, 5 * stepsForOne)
    return alone === null ? null : { ground: own, node: alone, questions }
  }

  /** The questions whose rules bear on the thing: what it depends on, and what somebody may get stuck at before it. */
  private ruling(place: Place, conditions: Condition[], walls: Place[]): Id[] {
    const earlier = walls.filter((wall) => wall.part === place.part && wall.before < place.before)
    const needed = earlier.flatMap((wall) => {
      const { path, needs } = this.model.asking.get(wall.id)!
      return [...path, ...needs]
    })
    const inCone = this.model.cone([...conditions, ...needed]).filter((id) => {
      // A check looks also at its own question, whose rule is not in force before it.
      return this.model.asking.get(id)!.place.before < place.before
    })
    return [...new Set([...inCone, ...earlier.map(({ id }) => id)])]
  }

  private findStuck(place: Place) {
    const { question, path, needs } = this.model.asking.get(place.id)!
    if (!mustAnswer(question) || isBare(question)) return
    const solved = this.solve(place, [...path, ...needs], (ground) => ground.stuck(place.id))
    if (solved?.node === never) return
    this.walls.push(place)
    this.stuck.set(keyOf(place), solved && this.personOf(solved, solved.node))
  }

  /** Somebody for whom it holds. */
  private personOf({ ground, questions }: Solved, node: Node): Person {
    const { d } = ground
    const chosen = d.pick(node)
    const whole = d.within(stepsForOne, () => ground.ruled(d.exactly(chosen), questions))
    return personWith(this.model, ground.answers(whole === null || whole === never ? chosen : d.pick(whole)))
  }

  private decide(place: Place) {
    const parent = this.model.parentOf(place)
    const around = parent && this.reached.get(keyOf(parent))
    const isInside = around?.is === 'dead' && (around.why.is !== 'empty' || isBare(parent?.question))
    if (isInside) return this.say(place, { is: 'dead', why: { is: 'inside', place: parent! } })
    if (isBare(place.question)) return this.say(place, { is: 'dead', why: { is: 'empty' } })
    const solved = this.solve(place, this.model.path(place), (ground) => ground.reach(place))
    if (solved?.node === never) return this.say(place, { is: 'dead', why: this.why(place) })
    if (place.kind === 'section' || place.kind === 'page') return
    if (solved) this.meet(solved, place)
    if (!this.reached.has(keyOf(place))) this.say(place, { is: 'unproved' })
  }

  /** A section or page that its own conditions let people come to is seen where something in it is, and nobody has seen that. */
  private gather(place: Place) {
    const drawn = this.model.childrenOf(place).filter(({ question }) => question?.type !== 'hidden')
    const inner = drawn.map((one) => this.reached.get(keyOf(one)))
    const isDead = inner.every((one) => one?.is === 'dead')
    this.say(place, isDead ? { is: 'dead', why: { is: 'empty' } } : { is: 'unproved' })
  }

  private say(place: Place, verdict: Reached) {
    this.reached.set(keyOf(place), verdict)
  }

  /** One who sees the thing, and as many others as go together with it. */
  private meet(solved: Solved, place: Place) {
    for (const wanted of [this.widened(solved), solved]) {
      const person = this.personOf(wanted, wanted.node)
      this.people.push(person)
      for (const key of person.sees) if (!this.reached.has(key)) this.reached.set(key, { is: 'reachable', person })
      if (person.sees.has(keyOf(place))) return
    }
  }

  /** The same goal with one more thing to be seen, and one more, as long as that can be and is soon said. */
  private widened(solved: Solved): Solved {
    const { ground, questions } = solved
    const { d } = ground
    if (ground !== this.shared) return solved
    const held = new Set(questions)
    const tried = new Set<Node>()
    let care = d.within(stepsForOne, () => ground.ruled(solved.node, questions)) ?? never
    if (care === never) return solved
    for (let left = 2 * stepsForOne, [at] = [0]; at < this.model.all.length && left > 0; at++) {
      const place = this.model.all[at]!
      if (this.reached.has(keyOf(place)) || place.kind === 'section' || place.kind === 'page') continue
      const before = this.purse.steps
      const goal = d.within(stepsForOne, () => ground.reach(place))
      if (goal !== null && goal !== always && !tried.has(goal)) {
        tried.add(goal)
        const more = this.ruling(place, this.model.path(place), this.walls).filter((id) => !held.has(id))
        const both = d.within(stepsForOne / 10, () => ground.ruled(d.and(care, goal), more))
        if (both !== null && both !== never) {
          care = both
          for (const id of more) held.add(id)
        }
      }
      left -= before - this.purse.steps
    }
    return { ground, node: care, questions: [...held] }
  }

  private why(place: Place): Why {
    const isNever = (goal: (ground: Ground) => Node, walls: Place[]) =>
      this.solve(place, this.model.path(place), goal, walls)?.node === never
    const own = place.condition
    if (own && isNever((ground) => ground.holds(own), [])) {
      const dead = atoms(own).map((atom) => this.model.asking.get(atom.question)!.place)
      const on = dead.find((one) => this.reached.get(keyOf(one))?.is === 'dead')
      return on ? { is: 'depends', place: on } : { is: 'contradiction' }
    }
    const path = [...this.model.outer(place), ...(own ? [own] : [])]
    if (isNever((ground) => ground.all(path), [])) return { is: 'not here' }
    const wall = this.walls.find((one) => one.part === place.part && one.before < place.before)
    return isNever((ground) => ground.reach(place), []) || !wall ? { is: 'empty' } : { is: 'stuck', place: wall }
  }

  private conditions(): Verdicts['conditions'] {
    const found: Verdicts['conditions'] = new Map()
    for (const place of this.model.all) {
      const { condition } = place
      if (!condition || this.reached.get(keyOf(place))?.is !== 'reachable') continue
      found.set(
        keyOf(place),
        this.people.some((one) => isKeptOut(one, place, this.model)) ? 'sometimes' : this.isAlways(place, condition),
      )
    }
    return found
  }

  private isAlways(place: Place, condition: Condition): 'sometimes' | 'always' | 'unproved' {
    const outer = this.model.outer(place)
    const left = this.solve(place, [...outer, condition], (ground) =>
      ground.d.and(ground.all(outer), ground.d.not(ground.holds(condition))),
    )
    return left === null ? 'unproved' : left.node === never ? 'always' : 'sometimes'
  }
}

/** Whether the person comes to what the thing is in and its own condition keeps it from them. */
const isKeptOut = ({ known, ends }: Person, place: Place, model: Model) =>
  place.before <= (ends.get(place.part) ?? Number.POSITIVE_INFINITY) &&
  model.outer(place).every((one) => holds(one, known)) &&
  !holds(place.condition, known)

/** Of these people a few who see all that they all see: each time the one who sees most that is not seen yet. */
function fewest(people: Person[]): Person[] {
  const left = new Set(people.flatMap(({ sees }) => [...sees]))
  const chosen: Person[] = []
  while (left.size > 0) {
    const gain = (person: Person) => [...person.sees].filter((key) => left.has(key)).length
    const best = people.reduce((a, b) => (gain(b) > gain(a) ? b : a))
    chosen.push(best)
    for (const key of best.sees) left.delete(key)
  }
  return chosen
}
