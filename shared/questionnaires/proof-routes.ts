/**
 * How many different routes there are, and the shortest and the longest of them in reading time. A route is the list of
 * questions that one person is asked. Question by question the ways so far are kept apart only by what later conditions
 * can still see: the set of answers that are possible behind them. Ways that leave the same set go on as one, counted.
 * Questions that no condition ties together are counted apart and multiplied.
 */
import { type Atom, atoms } from './conditions.ts'
import type { Condition, Question } from './document.ts'
import { allowed, type Board, truthOf } from './proof-board.ts'
import { always, Diagrams, type Node, never, type Purse } from './proof-diagrams.ts'
import type { Asking, Model } from './proof-model.ts'
import { secondsOf } from './reading-time.ts'

const stepsForRoutes = 300_000

export interface Routes {
  /** Exact up to 2^53, and the nearest number that can be kept beyond; where it could not be counted there are at least so many. */
  count: number
  /** Seconds on the quickest and on the longest route; where it could not be found, bounds on them. */
  shortest: number
  longest: number
  exact: boolean
}

/** A question, option or row that is seen or not, or the rule of what follows from being asked. */
interface Item {
  node: Node
  seconds: number
  isRule?: true
}

/** How many ways lead so far, and their least and most seconds. */
interface Ways {
  count: bigint
  shortest: number
  longest: number
}

/** The routes through the main part, for people who answer to its end. */
export function routesThrough(model: Model, purse: Purse): Routes {
  const main = [...model.asking.values()].filter(({ place }) => place.part === 'main')
  const counted = waysOf(model, main, false, purse)
  const isTimed = main.some(({ place }) => model.childrenOf(place).some(({ condition }) => condition))
  const timed = isTimed ? waysOf(model, main, true, purse) : counted
  const { shortest, longest } = timed.ways
  return { count: Number(counted.ways.count), shortest, longest, exact: counted.exact && timed.exact }
}

/** `inner`: conditional options and rows are told apart too, for the time they take. */
function waysOf(model: Model, main: Asking[], inner: boolean, purse: Purse): { ways: Ways; exact: boolean } {
  const seen = new Seen(model, main, purse)
  const everything = main.reduce((sum, { question }) => sum + secondsOf(question), 0)
  const items = seen.d.within(stepsForRoutes, () => seen.items(inner))
  if (items === null) return { ways: { count: 1n, shortest: 0, longest: everything }, exact: false }
  const total: Ways = { count: 1n, shortest: 0, longest: 0 }
  let exact = true
  for (const group of apart(seen.d, items)) {
    const ways = seen.d.within(stepsForRoutes, () => follow(seen.d, group))
    exact &&= ways !== null
    total.count *= ways?.count ?? 1n
    total.shortest += ways?.shortest ?? 0
    total.longest += ways?.longest ?? group.reduce((sum, { seconds }) => sum + seconds, 0)
  }
  return { ways: total, exact }
}

/** What conditions see of a person: each atom is a variable of its own, tied to the others by a rule for each question. */
class Seen {
  readonly d: Diagrams
  private readonly variables = new Map<string, number>()

  constructor(
    private readonly model: Model,
    private readonly main: Asking[],
    purse: Purse,
  ) {
    this.d = new Diagrams(purse)
  }

  items(inner: boolean): Item[] {
    const items = new Map<Node | string, Item>()
    const see = (node: Node, seconds: number) =>
      items.set(node, { node, seconds: seconds + (items.get(node)?.seconds ?? 0) })
    const atomsOn = this.atomsByQuestion()
    for (const asking of this.main) {
      const { question, place } = asking
      const bare = without(question)
      const asked = this.d.all(asking.path.map((one) => this.holds(one)))
      see(asked, secondsOf(inner ? bare : question))
      for (const one of inner ? this.model.childrenOf(place) : []) {
        if (one.condition)
          see(this.d.and(asked, this.holds(one.condition)), secondsOf(without(question, one.id)) - secondsOf(bare))
      }
      const rule = this.rule(asking, asked, atomsOn.get(question.id) ?? [])
      if (rule !== always) items.set(`rule ${rule}`, { node: rule, seconds: 0, isRule: true })
    }
    return [...items.values()]
  }

  private atomsByQuestion(): Map<string, Atom[]> {
    const found = new Map<string, Map<string, Atom>>()
    const conditions = this.main.flatMap(({ path, needs }) => [...path, ...needs])
    for (const atom of conditions.flatMap(atoms)) {
      const own = found.get(atom.question) ?? new Map<string, Atom>()
      found.set(atom.question, own.set(JSON.stringify(atom), atom))
    }
    return new Map([...found].map(([id, own]) => [id, [...own.values()]]))
  }

  private variable(name: string, size: number): number {
    const found = this.variables.get(name) ?? this.d.variable(size)
    this.variables.set(name, found)
    return found
  }

  private isSeen(atom: Atom): Node {
    return this.d.is(this.variable(JSON.stringify(atom), 2), (value) => value === 1)
  }

  private holds(condition: Condition | undefined): Node {
    return condition ? truthOf(this.d, condition, (atom) => this.isSeen(atom)) : always
  }

  /** Who is asked gives one of the allowed answers, and it is seen; of who is not asked nothing is. */
  private rule({ question, shape, checks }: Asking, asked: Node, own: Atom[]): Node {
    const raw = (n: number) => this.variable(`raw ${question.id} ${n}`, shape.sizes[n]!)
    const on: Board = {
      d: this.d,
      is: (n, wanted) => this.d.is(raw(n), wanted),
      holds: (condition) => this.holds(condition),
    }
    const { d } = this
    const ties = own.map((atom) => {
      const seen = this.isSeen(atom)
      for (const n of shape.near(atom)) raw(n)
      const is = shape.atom(atom, on)
      return d.or(d.and(seen, is), d.and(d.not(seen), d.not(is)))
    })
    const answered = d.and(d.all(ties), allowed(question.id, shape, checks, on))
    const inMind = new Set(shape.sizes.map((_, n) => raw(n)))
    const nothing = d.all(own.map((atom) => d.not(this.isSeen(atom))))
    return d.or(d.and(asked, d.some(inMind, answered)), d.and(d.not(asked), nothing))
  }
}

/** The question with none of its conditional options and rows, but for one. */
function without(question: Question, but?: string): Question {
  const kept = <T extends { id: string; askIf?: unknown }>(list: T[]) =>
    list.filter(({ id, askIf }) => !askIf || id === but)
  return {
    ...question,
    ...('options' in question && { options: kept(question.options) }),
    ...('rows' in question && { rows: kept(question.rows) }),
  } as Question
}

/** Items that look at a variable in common stand together. */
function apart(d: Diagrams, items: Item[]): Item[][] {
  const home = new Map<number, Set<Item>>()
  const groups = new Set<Set<Item>>()
  for (const item of items) {
    const variables = d.looksAt(item.node)
    const near = [...new Set([...variables].flatMap((variable) => home.get(variable) ?? []))]
    const group = near.reduce((a, b) => (a.size > b.size ? a : b), near[0] ?? new Set<Item>())
    for (const old of near) {
      if (old === group) continue
      groups.delete(old)
      for (const one of old) group.add(one)
      for (const [variable, where] of home) if (where === old) home.set(variable, group)
    }
    groups.add(group.add(item))
    for (const variable of variables) home.set(variable, group)
  }
  return [...groups].map((group) => items.filter((item) => group.has(item)))
}

function follow(d: Diagrams, items: Item[]): Ways {
  const last = new Map(items.flatMap(({ node }, n) => [...d.looksAt(node)].map((variable) => [variable, n] as const)))
  const gone = items.map(() => new Set<number>())
  for (const [variable, n] of last) gone[n]!.add(variable)
  let now = new Map<Node, Ways>([[always, { count: 1n, shortest: 0, longest: 0 }]])
  items.forEach(({ node, seconds, isRule }, n) => {
    const next = new Map<Node, Ways>()
    const go = (care: Node, { count, shortest, longest }: Ways, by: number) => {
      if (care === never) return
      const left = d.some(gone[n]!, care)
      const old = next.get(left)
      next.set(left, {
        count: count + (old?.count ?? 0n),
        shortest: Math.min(shortest + by, old?.shortest ?? Number.POSITIVE_INFINITY),
        longest: Math.max(longest + by, old?.longest ?? 0),
      })
    }
    for (const [care, ways] of now) {
      go(d.and(care, node), ways, seconds)
      if (!isRule) go(d.and(care, d.not(node)), ways, 0)
    }
    now = next
  })
  return now.get(always) ?? { count: 0n, shortest: 0, longest: 0 }
}
