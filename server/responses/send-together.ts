/** Statements under way at once: while one is made durable, the next is on its way. */
const atOnce = 4
const mostTogether = 8

interface Waiting<Item, Result> {
  item: Item
  resolve: (result: Result) => void
  reject: (error: unknown) => void
}

/**
 * A line before the database: what arrives while statements are under way goes together in the next, so that many who send
 * at once share a statement and a commit, and one who sends alone does not wait. Each gets the result of its own item, and
 * only when the statement is committed. Items of the same key never go together. When a statement fails each of its items
 * is sent alone: one that the database refuses takes nobody with it.
 */
export class Line<Item, Result> {
  private waiting: Waiting<Item, Result>[] = []
  private underway = 0

  constructor(
    /** One statement; the results in the order of the items. */
    private readonly send: (items: Item[]) => Promise<Result[]>,
    private readonly keyOf: (item: Item) => string,
  ) {}

  put(item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject })
      // Whoever was answered together comes back in the same turn, and goes together again.
      setImmediate(() => this.next())
    })
  }

  private next() {
    if (this.underway === atOnce || this.waiting.length === 0) return
    this.underway++
    void this.sendAll(this.take()).finally(() => {
      this.underway--
      this.next()
    })
  }

  /** The first that wait, each key once. */
  private take(): Waiting<Item, Result>[] {
    const taken = new Map<string, Waiting<Item, Result>>()
    const left: Waiting<Item, Result>[] = []
    for (const one of this.waiting) {
      const key = this.keyOf(one.item)
      if (taken.size === mostTogether || taken.has(key)) left.push(one)
      else taken.set(key, one)
    }
    this.waiting = left
    return [...taken.values()]
  }

  private async sendAll(group: Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await this.send(group.map(({ item }) => item))
      for (const [i, { resolve }] of group.entries()) resolve(results[i]!)
    } catch (error) {
      if (group.length === 1) group[0]!.reject(error)
      else await Promise.all(group.map((one) => this.sendAll([one])))
    }
  }
}
