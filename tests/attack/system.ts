import type { Highs } from 'highs'

export type Term = [name: string, times: number]

/** The most that a count can be of which nothing is known. */
export const everywhere = Number.POSITIVE_INFINITY

/** What an attacker knows, as inequalities over counts of people; and the least and most that a count can then be. */
export class System {
  private readonly places = new Map<string, number>()
  private readonly lower: number[] = []
  private readonly upper: number[] = []
  private readonly rows: { low: number; high: number; terms: Term[] }[] = []

  know(name: string, low = 0, high = Number.POSITIVE_INFINITY): string {
    const known = this.places.get(name)
    const at = known ?? this.lower.push(0) - 1
    if (known === undefined) {
      this.places.set(name, at)
      this.upper.push(Number.POSITIVE_INFINITY)
    }
    this.lower[at] = Math.max(this.lower[at]!, low)
    this.upper[at] = Math.min(this.upper[at]!, high)
    return name
  }

  has(name: string): boolean {
    return this.places.has(name)
  }

  get names(): string[] {
    return [...this.places.keys()]
  }

  relate(low: number, high: number, terms: Term[]): void {
    if (terms.length === 0) return
    for (const [name] of terms) this.know(name)
    this.rows.push({ low, high, terms })
  }

  /** Whether a table of people can be the true one: every relation holds. Guards the adversary against its own mistakes. */
  contradictions(truth: ReadonlyMap<string, number>): string[] {
    const of = (name: string) => truth.get(name)
    const bounds = [...this.places].flatMap(([name, at]) => {
      const value = of(name)
      return value !== undefined && (value < this.lower[at]! || value > this.upper[at]!)
        ? [`${name} is ${value}, not ${this.lower[at]} to ${this.upper[at]}`]
        : []
    })
    const rows = this.rows.flatMap(({ low, high, terms }) => {
      if (terms.some(([name]) => of(name) === undefined)) return []
      const value = terms.reduce((sum, [name, times]) => sum + times * of(name)!, 0)
      return value < low || value > high ? [`${terms.join(' ')} is ${value}, not ${low} to ${high}`] : []
    })
    return [...bounds, ...rows]
  }

  /** Solves for one target after another, each from where the last one ended. */
  solve<T>(highs: Highs, use: (ask: (target: Term[], most: boolean) => Answer) => T): T {
    const model = highs.createModel()
    try {
      model.options.set('output_flag', false)
      const big = (value: number) => (Number.isFinite(value) ? value : highs.infinity)
      model.addVars(this.lower, this.upper.map(big))
      const at = (name: string) => this.places.get(name)!
      for (const { low, high, terms } of this.rows) {
        const merged = new Map<number, number>()
        for (const [name, times] of terms) merged.set(at(name), (merged.get(at(name)) ?? 0) + times)
        const entries = [...merged].filter(([, times]) => times !== 0)
        const [indices, values] = [entries.map(([i]) => i), entries.map(([, times]) => times)]
        model.addRow(Number.isFinite(low) ? low : -highs.infinity, big(high), { indices, values })
      }
      let asked: Term[] = []
      return use((target, most) => {
        for (const [name] of asked) model.changeColCost(at(name), 0)
        asked = target
        for (const [name, times] of target) model.changeColCost(at(name), most ? -times : times)
        model.run()
        const unbounded = model.getModelStatus() !== highs.constants.modelStatus.optimal
        const values = unbounded ? null : model.getSolution().colValue
        return {
          best: unbounded
            ? most
              ? Number.POSITIVE_INFINITY
              : Number.NEGATIVE_INFINITY
            : model.getObjectiveValue() * (most ? -1 : 1),
          valueIn: (terms) =>
            values ? terms.reduce((sum, [name, times]) => sum + times * values[at(name)]!, 0) : Number.NaN,
        }
      })
    } finally {
      model.dispose()
    }
  }
}

export interface Answer {
  best: number
  /** What another target is in the same table of people. */
  valueIn: (terms: Term[]) => number
}
