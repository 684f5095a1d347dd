import type { Condition, Id } from './document.ts'
import type { Board } from './proof-board.ts'
import { always, type Node, never } from './proof-diagrams.ts'

/** Options (or rows) that no condition can tell apart. */
export interface Kin {
  ids: Id[]
  missing: boolean
  alone: boolean
  askIf: Condition | undefined
}

interface Telling {
  id: Id
  askIf?: Condition
  missing?: string
  exclusive?: boolean
}

/** `sets`: what conditions ask for together. Things in the same sets, shown alike, of the same standing, are kin. */
export function kinOf(things: Telling[], sets: Id[][]): Kin[] {
  const found = new Map<string, Kin>()
  const held = setsOf(sets)
  for (const { id, missing, exclusive, askIf } of things) {
    const alone = missing !== undefined || exclusive === true
    const key = JSON.stringify([held.get(id), missing !== undefined, alone, askIf])
    const kin = found.get(key)
    if (kin) kin.ids.push(id)
    else found.set(key, { ids: [id], missing: missing !== undefined, alone, askIf })
  }
  return [...found.values()]
}

/** The different sets that each thing is in, by number: a list of thousands is asked for thousands of times by the next one. */
function setsOf(sets: Id[][]): Map<Id, number[]> {
  const held = new Map<Id, number[]>()
  const different = new Map(sets.map((set) => [JSON.stringify(set), new Set(set)]))
  for (const [n, set] of [...different.values()].entries()) {
    for (const id of set) {
      const own = held.get(id)
      if (own) own.push(n)
      else held.set(id, [n])
    }
  }
  return held
}

export const needsOf = (kin: Kin[]) => kin.flatMap(({ askIf }) => (askIf ? [askIf] : []))

/** The truth of each sum, with one more variable added that may be 0 to `most`. */
export function added(on: Board, sums: Node[], variable: number, most: number): Node[] {
  const values = Array.from({ length: most + 1 }, (_, value) => on.is(variable, (v) => v === value))
  return summed(on, sums, values)
}

/** The truth of each sum of two numbers, from the truth of each number by itself. */
export function summed(on: Board, a: Node[], b: Node[]): Node[] {
  const next: Node[] = Array.from({ length: a.length + b.length - 1 }, () => never)
  b.forEach((is, value) => {
    a.forEach((sum, n) => {
      next[n + value] = on.d.or(next[n + value]!, on.d.and(sum, is))
    })
  })
  return next
}

export const nothingYet: Node[] = [always]
