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

/**
 * Keeps account of every filled cell of a source. A cell that nobody spoke for is reported as unsupported when the
 * account is closed, so that nothing is dropped in silence. Of two things said of one cell the worse stands.
 */
export class Ledger {
  readonly #cells = new Map<string, string>()
  /** Cells of which the same is said as of another. */
  readonly #followers = new Map<string, string>()
  readonly #otherwise = new Map<string, string>()
  readonly #entries = new Map<string, { fidelity: Fidelity; messages: string[] }>()

  constructor(cells: Iterable<Cell>) {
    for (const { at, value } of cells) this.#cells.set(at, value)
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
    for (const { at } of cells) if (!this.#entries.has(at)) this.#note(at, fidelity, message)
  }

  /** Of these cells the same is said as of the one they belong to, unless something was said of them. */
  follow(cells: Iterable<Cell>, leader: Cell): void {
    for (const { at } of cells) if (at !== leader.at) this.#followers.set(at, leader.at)
  }

  #note(at: string, fidelity: Fidelity, message: string): void {
    const known = this.#entries.get(at)
    if (!known || order.indexOf(fidelity) > order.indexOf(known.fidelity)) {
      this.#entries.set(at, { fidelity, messages: [message] })
    } else if (known.fidelity === fidelity && fidelity !== 'converted' && !known.messages.includes(message)) {
      known.messages.push(message)
    }
  }

  /** The cell at the end of the chain that this one follows. */
  #leader(at: string): string {
    let leader = at
    for (let n = 0; n < 10 && !this.#entries.has(leader); n += 1) leader = this.#followers.get(leader) ?? leader
    return leader
  }

  /** The account: every filled cell in the source's order, then what was said of places that hold no cell. */
  close(left: (cell: Cell) => string = nothingStands): FidelityReport {
    for (const [at, value] of this.#cells) {
      if (this.#entries.has(at)) continue
      const leader = this.#leader(at)
      if (!this.#entries.has(leader))
        this.unsupported(
          leader,
          this.#otherwise.get(leader) ?? left({ at: leader, value: this.#cells.get(leader) ?? value }),
        )
      this.#entries.set(at, this.#entries.get(leader)!)
    }
    const places = [...this.#cells.keys(), ...[...this.#entries.keys()].filter((at) => !this.#cells.has(at))]
    return reportOf(
      places.map((at) => {
        const { fidelity, messages } = this.#entries.get(at)!
        return { at, fidelity, message: messages.join(' ') }
      }),
    )
  }
}

export function reportOf(entries: FidelityEntry[]): FidelityReport {
  const of = (fidelity: Fidelity) => entries.filter((entry) => entry.fidelity === fidelity).length
  return {
    totals: { converted: of('converted'), approximated: of('approximated'), unsupported: of('unsupported') },
    entries,
  }
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
