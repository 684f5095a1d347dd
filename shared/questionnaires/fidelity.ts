import { count } from '../kernel/text.ts'

/** How well a construct of a source came over. */
export type Fidelity = 'converted' | 'approximated' | 'unsupported'

/** One construct of the source: where it stands (sheet!row:column, JSON pointer, path), how it came over, in a sentence. */
export interface FidelityEntry {
  at: string
  fidelity: Fidelity
  message: string
}

export interface FidelityReport {
  totals: Record<Fidelity, number>
  entries: FidelityEntry[]
}

/** A filled cell, key or element of a source. */
export interface Cell {
  at: string
  value: string
}

const order: Fidelity[] = ['converted', 'approximated', 'unsupported']

/** What is said of a cell. The same one is shared by all cells of which no more than that is said. */
interface Said {
  fidelity: Fidelity
  messages: string[]
}

/** A place of the source on the account: its value, where it is a filled cell, and what was said of it so far. */
interface Account {
  value?: string
  said?: Said
}

/**
 * Keeps account of every filled cell of a source. A cell that nobody spoke for is reported as unsupported when the
 * account is closed, so that nothing is dropped in silence. Of two things said of one cell the worse stands.
 */
export class Ledger {
  readonly #accounts = new Map<string, Account>()
  /** What was said first, by its fidelity and its words: a large file says the same of thousands of cells. */
  readonly #shared: Record<Fidelity, Map<string, Said>> = {
    converted: new Map(),
    approximated: new Map(),
    unsupported: new Map(),
  }
  /** Cells of which the same is said as of another. */
  readonly #followers = new Map<string, string>()
  readonly #otherwise = new Map<string, string>()

  constructor(cells: Iterable<Cell>) {
    for (const { at, value } of cells) this.#accounts.set(at, { value })
  }

  converted(at: string, message = 'Imported.'): void {
    this.#note(at, 'converted', message)
  }

  approximated(at: string, message: string): void {
    this.#note(at, 'approximated', message)
  }

  unsupported(at: string, message: string): void {
    this.#note(at, 'unsupported', message)
  }

  /** What is said of a cell as unsupported, unless something was or will be said of it. */
  onlyIfNothingElse(at: string, message: string): void {
    this.#otherwise.set(at, message)
  }

  /** Says the same of those of the cells that have no word of their own yet. */
  rest(cells: Iterable<Cell>, fidelity: Fidelity, message: string): void {
    for (const { at } of cells) if (!this.#said(at)) this.#note(at, fidelity, message)
  }

  /** Of these cells the same is said as of the one they belong to, unless something was said of them. */
  follow(cells: Iterable<Cell>, leader: Cell): void {
    for (const { at } of cells) if (at !== leader.at) this.#followers.set(at, leader.at)
  }

  #said(at: string): Said | undefined {
    return this.#accounts.get(at)?.said
  }

  #note(at: string, fidelity: Fidelity, message: string): void {
    const account = this.#accounts.get(at) ?? {}
    this.#accounts.set(at, account)
    const { said } = account
    if (!said || order.indexOf(fidelity) > order.indexOf(said.fidelity)) account.said = this.#only(fidelity, message)
    else if (said.fidelity === fidelity && fidelity !== 'converted' && !said.messages.includes(message))
      account.said = { fidelity, messages: [...said.messages, message] }
  }

  #only(fidelity: Fidelity, message: string): Said {
    const known = this.#shared[fidelity].get(message)
    if (known) return known
    const said = { fidelity, messages: [message] }
    this.#shared[fidelity].set(message, said)
    return said
  }

  /** The cell at the end of the chain that this one follows. */
  #leader(at: string): string {
    let leader = at
    for (let n = 0; n < 10 && !this.#said(leader); n += 1) leader = this.#followers.get(leader) ?? leader
    return leader
  }

  /** The account: every filled cell in the source's order, then what was said of places that hold no cell. */
  close(left: (cell: Cell) => string = nothingStands): FidelityReport {
    for (const [at, account] of [...this.#accounts]) if (!account.said) account.said = this.#ofLeader(at, left)
    const entries: FidelityEntry[] = []
    const beside: FidelityEntry[] = []
    for (const [at, { value, said }] of this.#accounts) {
      const entry = { at, fidelity: said!.fidelity, message: said!.messages.join(' ') }
      ;(value === undefined ? beside : entries).push(entry)
    }
    return reportOf([...entries, ...beside])
  }

  /** What is said of a cell without a word of its own: the same as of its leader. */
  #ofLeader(at: string, left: (cell: Cell) => string): Said {
    const leader = this.#leader(at)
    if (!this.#said(leader)) {
      const value = this.#accounts.get(leader)?.value ?? this.#accounts.get(at)!.value!
      this.unsupported(leader, this.#otherwise.get(leader) ?? left({ at: leader, value }))
    }
    return this.#said(leader)!
  }
}

/** A report of these entries, with how many there are of each kind. */
export function reportOf(entries: FidelityEntry[]): FidelityReport {
  const totals: Record<Fidelity, number> = { converted: 0, approximated: 0, unsupported: 0 }
  for (const { fidelity } of entries) totals[fidelity] += 1
  return { totals, entries }
}

const nothingStands = ({ at, value }: Cell) =>
  `“${at.split(/[/:!]/).at(-1)}” is ${shortened(value)}; a questionnaire here has nothing that stands for it.`

/** A value of the source in a sentence: quoted, and cut when it is long. */
export function shortened(value: string, most = 60): string {
  const line = value.replace(/\s+/g, ' ').trim()
  return `“${line.length > most ? `${line.slice(0, most)}…` : line}”`
}

/** `12 converted, 3 approximated, 1 not supported` */
export const totalsInWords = ({ totals }: FidelityReport): string =>
  `${count(totals.converted, 'construct')} converted, ${totals.approximated} approximated, ${totals.unsupported} not supported`

/** What a person reads: the same sentence once, with the places it holds for. */
export function groupedEntries(report: FidelityReport, fidelity: Fidelity): { message: string; at: string[] }[] {
  const groups = new Map<string, string[]>()
  for (const entry of report.entries) {
    if (entry.fidelity !== fidelity) continue
    const places = groups.get(entry.message)
    if (places) places.push(entry.at)
    else groups.set(entry.message, [entry.at])
  }
  return [...groups].map(([message, at]) => ({ message, at }))
}
