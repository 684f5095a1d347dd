import type { Condition } from './document.ts'
import { joined } from './expression-joining.ts'
import { always, type Placed, type Target } from './expression-targets.ts'

/** When the questions that stand were asked: what their sections, their pages and they themselves ask for. */
export class AskedWhen {
  readonly #of = new Map<Placed, Condition[]>()
  #around: Condition[] = []

  /** From here on questions stand within a section or page with these conditions. */
  within(around: (Condition | undefined)[]): void {
    this.#around = around.filter((one) => one !== undefined)
  }

  /** Whether the condition holds of everybody who comes to a question with this one of its own. */
  isImplied(condition: Condition, own: Condition | undefined): boolean {
    const known = [...this.#around, ...(own ? [own] : [])].flatMap(parts)
    return parts(condition).every((part) => known.some((one) => same(one, part)))
  }

  stands(placed: Placed): void {
    const { askIf } = placed.question
    this.#of.set(placed, [...this.#around, ...(askIf ? [askIf] : [])])
  }

  /**
   * What has to be added so that the condition holds only where each of these was asked: LimeSurvey takes an
   * expression for false as soon as it looks at a question that is not shown, unless its name ends in `.NAOK`.
   * Undefined when it would be more than a condition can reasonably say.
   */
  guards(condition: Condition, looked: Iterable<Target>): Condition[] | undefined {
    const under = [...looked].filter((target) => this.#mayBeUnasked(target))
    if (under.length > mostLooked) return undefined
    const needed = new Map<string, Condition>()
    let size = 0
    for (const target of under) {
      for (const one of [...this.#ofQuestion(condition, target), ...ofPart(condition, target)]) {
        size += sizeOf(one, mostParts)
        if (size > mostParts) return undefined
        if (!this.#around.some((around) => same(one, around))) needed.set(JSON.stringify(one), one)
      }
    }
    return [...needed.values()]
  }

  #mayBeUnasked({ placed, option, row }: Target): boolean {
    return Boolean(option || row || this.#of.get(placed)?.length)
  }

  #ofQuestion(condition: Condition, { placed }: Target): Condition[] {
    const asked = this.#of.get(placed) ?? []
    if (asked.length === 0) return []
    return settled(condition, (atom) => atom.question === placed.question.id) === false ? [] : asked
  }
}

/** What must hold together. */
const parts = (condition: Condition): Condition[] =>
  condition.op === 'all' ? condition.of.flatMap(parts) : [condition]

const mostLooked = 40
const mostParts = 120

/** The parts of a condition, counted up to a limit. */
function sizeOf(condition: Condition, most: number): number {
  const left = [condition]
  let size = 0
  for (let next = left.pop(); next && size <= most; next = left.pop()) {
    size += 1
    if (next.op === 'not') left.push(next.of)
    else if (next.op === 'all' || next.op === 'any') left.push(...next.of)
  }
  return size
}

/** A box or a row that is itself shown under a condition. */
function ofPart(condition: Condition, { placed, option, row }: Target): Condition[] {
  const { question } = placed
  const parts = [
    ...('options' in question && option ? question.options.filter(({ id }) => id === option) : []),
    ...('rows' in question && row ? question.rows.filter(({ id }) => id === row) : []),
  ]
  if (!parts.some(({ askIf }) => askIf)) return []
  const isOwn = (atom: Condition) =>
    (atom.op === 'chosen' || atom.op === 'compare') &&
    atom.question === question.id &&
    (row ? atom.row === row : atom.op === 'chosen' && atom.options.every((id) => id === option))
  return settled(condition, isOwn) === false ? [] : parts.flatMap(({ askIf }) => askIf ?? [])
}

const same = (a: Condition, b: Condition) => JSON.stringify(a) === JSON.stringify(b)

/** What the condition is when these atoms are false, whatever the others are; undefined when it depends on them. */
export function settled(
  condition: Condition,
  isFalse: (atom: Exclude<Condition, { op: 'all' | 'any' | 'not' }>) => boolean,
): boolean | undefined {
  if (condition.op === 'not') {
    const of = settled(condition.of, isFalse)
    return of === undefined ? undefined : !of
  }
  if (condition.op !== 'all' && condition.op !== 'any') return isFalse(condition) ? false : undefined
  const parts = condition.of.map((part) => settled(part, isFalse))
  const deciding = condition.op === 'any'
  if (parts.includes(deciding)) return deciding
  return parts.includes(undefined) ? undefined : !deciding
}

/** The condition and its guards; always where there is nothing to ask. */
export const guarded = (condition: Condition, guards: Condition[]): Condition =>
  guards.length === 0
    ? condition
    : joined(
        'all',
        [...guards, condition].filter((one) => !same(one, always)),
      )
