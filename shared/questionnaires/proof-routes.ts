/**
 * How many different routes there are, and the shortest and the longest of them in reading time. A route is the list of
 * questions that one person is asked. Each question (in any order) is asked or not; after each, what is still possible is a
 * truth about the answers that later questions look at, and ways that leave the same truth are counted once, together.
 * Questions that look at no answer in common are counted apart and multiplied.
 */
import type { Question } from './document.ts'
import { always, type Node, never, type Purse } from './proof-diagrams.ts'
import { Ground } from './proof-ground.ts'
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

/** A question, option or row that is seen or not, or the rule of what may be answered. */
interface Item {
  node: Node
  seconds: number
  isRule?: true
}

interface Ways {
  count: bigint
  shortest: number
  longest: number
}

/** The routes through the main part, for people who answer to its end. */
export function routesThrough(model: Model, purse: Purse): Routes {
  const main = [...model.asking.values()].filter(({ place }) => place.part === 'main')
  const seeds = main.flatMap(({ path }) => path).reverse()
  const ground = new Ground(model, purse, model.asking.keys(), seeds)
  const counted = waysOf(ground, main, false)
  const timed = main.some(({ question }) => conditionalIn(question).length > 0) ? waysOf(ground, main, true) : counted
  return {
    count: Number(counted.ways.count),
    shortest: timed.ways.shortest,
    longest: timed.ways.longest,
    exact: counted.exact && timed.exact,
  }
}

const conditionalIn = (question: Question) =>
  [...('options' in question ? question.options : []), ...('rows' in question ? question.rows : [])].filter(
    ({ askIf }) => askIf,
  )

function waysOf(ground: Ground, main: Asking[], inner: boolean): { ways: Ways; exact: boolean } {
  const total: Ways = { count: 1n, shortest: 0, longest: 0 }
  const found = ground.d.within(stepsForRoutes, () => itemsOf(ground, main, inner))
  if (found === null)
    return {
      ways: { ...total, longest: main.reduce((sum, { question }) => sum + secondsOf(question), 0) },
      exact: false,
    }
  let exact = true
  for (const items of apart(ground, found)) {
    const ways = ground.d.within(stepsForRoutes, () => follow(ground, items))
    exact &&= ways !== null
    total.count *= ways?.count ?? 1n
    total.shortest += ways?.shortest ?? 0
    total.longest += ways?.longest ?? items.reduce((sum, { seconds }) => sum + seconds, 0)
  }
  return { ways: total, exact }
}

/** In document order: each question, what of its inner things is not always asked with it, and its rule. */
function itemsOf(ground: Ground, main: Asking[], inner: boolean): Item[] {
  const items = new Map<Node | string, Item>()
  const see = (node: Node, seconds: number) =>
    items.set(node, { node, seconds: seconds + (items.get(node)?.seconds ?? 0) })
  for (const { question, place } of main) {
    const bare = without(question)
    see(ground.isAsked(question.id), secondsOf(inner ? bare : question))
    for (const one of inner ? ground.model.childrenOf(place) : []) {
      if (one.condition) see(ground.reach(one), secondsOf(without(question, one.id)) - secondsOf(bare))
    }
    const rule = ground.rule(question.id)
    if (rule !== always) items.set(`rule ${rule}`, { node: rule, seconds: 0, isRule: true })
  }
  return [...items.values()]
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

/** Items that look at an answer in common stand together. */
function apart(ground: Ground, items: Item[]): Item[][] {
  const home = new Map<number, Set<Item>>()
  const groups = new Set<Set<Item>>()
  for (const item of items) {
    const variables = [...ground.d.looksAt(item.node)]
    const near = new Set(variables.flatMap((variable) => home.get(variable) ?? []))
    const group = new Set([...[...near].flatMap((one) => [...one]), item])
    for (const old of near) groups.delete(old)
    groups.add(group)
    for (const one of group) for (const variable of ground.d.looksAt(one.node)) home.set(variable, group)
  }
  return [...groups].map((group) => items.filter((item) => group.has(item)))
}

function follow(ground: Ground, items: Item[]): Ways {
  const { d } = ground
  const last = new Map(items.flatMap(({ node }, n) => [...d.looksAt(node)].map((variable) => [variable, n] as const)))
  const gone = items.map((_, n) => new Set([...last].flatMap(([variable, at]) => (at === n ? [variable] : []))))
  const known = items.map(() => new Map<Node, Ways | null>())
  const go = (at: number, care: Node): Ways | null => {
    const item = items[at]
    if (care === never) return null
    if (!item) return { count: 1n, shortest: 0, longest: 0 }
    const found = known[at]!.get(care)
    if (found !== undefined) return found
    const next = (node: Node) => go(at + 1, d.some(gone[at]!, d.and(care, node)))
    const on = next(item.node)
    const off = item.isRule ? null : next(d.not(item.node))
    const ways = either(on && longer(on, item.seconds), off)
    known[at]!.set(care, ways)
    return ways
  }
  return go(0, always) ?? { count: 0n, shortest: 0, longest: 0 }
}

const longer = ({ count, shortest, longest }: Ways, by: number): Ways => ({
  count,
  shortest: shortest + by,
  longest: longest + by,
})

function either(a: Ways | null, b: Ways | null): Ways | null {
  if (!a || !b) return a ?? b
  return {
    count: a.count + b.count,
    shortest: Math.min(a.shortest, b.shortest),
    longest: Math.max(a.longest, b.longest),
  }
}
