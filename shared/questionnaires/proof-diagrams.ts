/**
 * Decision diagrams over variables of a few values each (Bryant 1986, with many values in place of two): a truth about the
 * variables, kept so that equal truths are one node. "Can it ever hold" is then "is it another node than `never`".
 * Variables are numbered from the top; a branch leads down to later ones, to `always` or to `never`.
 */

export type Node = number
export const never: Node = 0
export const always: Node = 1

/** Steps that may still be taken; shared by all who work on one proof, so that the whole of it ends. */
export interface Purse {
  steps: number
}

class TooLarge extends Error {}

const base = 2 ** 26

export class Diagrams {
  /** How many values each variable takes. */
  readonly sizes: number[] = []
  private readonly tops: number[] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  private readonly branches: Node[][] = [[], []]
  private readonly known = new Map<string, Node>()
  private readonly joined = new Map<number, Node>()
  private readonly turned = new Map<Node, Node>()
  private allowance = 0

  constructor(private readonly purse: Purse) {}

  /** What the work comes to, or null when it would take more steps than it may. */
  within<T>(steps: number, work: () => T): T | null {
    const [outer, given] = [this.allowance, Math.min(steps, this.purse.steps)]
    this.allowance = given
    try {
      return work()
    } catch (error) {
      if (error instanceof TooLarge) return null
      throw error
    } finally {
      this.purse.steps -= given - this.allowance
      this.allowance = outer
    }
  }

  /** For work that finds out by itself that it has no end in sight. */
  giveUp(): never {
    throw new TooLarge()
  }

  private step() {
    this.allowance -= 1
    if (this.allowance < 0) throw new TooLarge()
  }

  variable(size: number): number {
    return this.sizes.push(size) - 1
  }

  /** The variable has one of the values. */
  is(variable: number, wanted: (value: number) => boolean): Node {
    return this.node(
      variable,
      Array.from({ length: this.sizes[variable]! }, (_, value) => (wanted(value) ? always : never)),
    )
  }

  private node(top: number, branches: Node[]): Node {
    const first = branches[0] ?? never
    if (branches.every((branch) => branch === first)) return first
    const key = `${top}:${branches.join()}`
    const found = this.known.get(key)
    if (found !== undefined) return found
    this.step()
    this.branches.push(branches)
    const made = this.tops.push(top) - 1
    this.known.set(key, made)
    return made
  }

  /** Where the variable has the value. */
  private branch(node: Node, variable: number, value: number): Node {
    return this.tops[node] === variable ? this.branches[node]![value]! : node
  }

  and(a: Node, b: Node): Node {
    if (a === b || b === always) return a
    if (a === always) return b
    if (a === never || b === never) return never
    const key = a < b ? a * base + b : b * base + a
    const found = this.joined.get(key)
    if (found !== undefined) return found
    this.step()
    const top = Math.min(this.tops[a]!, this.tops[b]!)
    const branches: Node[] = []
    for (let value = 0; value < this.sizes[top]!; value++) {
      branches.push(this.and(this.branch(a, top, value), this.branch(b, top, value)))
    }
    const made = this.node(top, branches)
    this.joined.set(key, made)
    return made
  }

  not(a: Node): Node {
    if (a <= always) return 1 - a
    const found = this.turned.get(a)
    if (found !== undefined) return found
    const branches: Node[] = []
    for (const branch of this.branches[a]!) branches.push(this.not(branch))
    const made = this.node(this.tops[a]!, branches)
    this.turned.set(a, made)
    this.turned.set(made, a)
    return made
  }

  or(a: Node, b: Node): Node {
    return this.not(this.and(this.not(a), this.not(b)))
  }

  all(nodes: Node[]): Node {
    return nodes.reduce((sum, node) => this.and(sum, node), always)
  }

  any(nodes: Node[]): Node {
    return nodes.reduce((sum, node) => this.or(sum, node), never)
  }

  /** These values and no others. */
  exactly(values: ReadonlyMap<number, number>): Node {
    const upwards = [...values].sort(([a], [b]) => b - a)
    return upwards.reduce(
      (sum, [variable, value]) =>
        this.and(
          this.is(variable, (v) => v === value),
          sum,
        ),
      always,
    )
  }

  /** Whether some values of these variables make it hold: a truth about the others. */
  some(variables: ReadonlySet<number>, node: Node): Node {
    const done = new Map<Node, Node>()
    const go = (a: Node): Node => {
      if (a <= always) return a
      const found = done.get(a)
      if (found !== undefined) return found
      this.step()
      const top = this.tops[a]!
      const branches: Node[] = []
      for (const branch of this.branches[a]!) branches.push(go(branch))
      const made = variables.has(top) ? this.any(branches) : this.node(top, branches)
      done.set(a, made)
      return made
    }
    return go(node)
  }

  /** The variables that the truth looks at. */
  looksAt(node: Node): Set<number> {
    const [seen, found] = [new Set<Node>(), new Set<number>()]
    const left = [node]
    for (let a = left.pop(); a !== undefined; a = left.pop()) {
      if (a <= always || seen.has(a)) continue
      seen.add(a)
      found.add(this.tops[a]!)
      left.push(...this.branches[a]!)
    }
    return found
  }

  /** Values that make it hold, the first there are; a variable that is not named may have any. Not for `never`. */
  pick(node: Node): Map<number, number> {
    const values = new Map<number, number>()
    for (let a = node; a > always; ) {
      const value = this.branches[a]!.findIndex((branch) => branch !== never)
      values.set(this.tops[a]!, value)
      a = this.branches[a]![value]!
    }
    return values
  }
}
