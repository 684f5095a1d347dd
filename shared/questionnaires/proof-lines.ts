import type { Condition, Id, Option } from './document.ts'
import type { Board } from './proof-board.ts'
import { always, type Node, never } from './proof-diagrams.ts'

/** One list of options to choose from: a whole question, or one row of a grid. */
export interface Line {
  sizes: number[]
  near: (ids: Id[]) => number[]
  /** At least one of the options is chosen. */
  chosen: (on: Board, ids: Id[]) => Node
  /** Something is chosen, and it is not a kind of missing. */
  real: (on: Board) => Node
  /** How many are chosen: the truth of each number. */
  counts: (on: Board) => Node[]
  valid: (on: Board) => Node
  needs: Condition[]
  options: (values: number[]) => Id[]
}

interface Asks {
  options: Option[]
  /** The sets of options that conditions ask for: options that are in the same sets need not be told apart. */
  sets: Id[][]
  required: boolean
}

/** Options that no condition can tell apart. */
interface Kin {
  ids: Id[]
  missing: boolean
  alone: boolean
  askIf: Condition | undefined
}

function kinOf(options: Option[], sets: Id[][]): Kin[] {
  const found = new Map<string, Kin>()
  for (const { id, missing, exclusive, askIf } of options) {
    const alone = missing !== undefined || exclusive === true
    const key = JSON.stringify([sets.map((set) => set.includes(id)), missing !== undefined, alone, askIf])
    const kin = found.get(key)
    if (kin) kin.ids.push(id)
    else found.set(key, { ids: [id], missing: missing !== undefined, alone, askIf })
  }
  return [...found.values()]
}

const needsOf = (kin: Kin[]) => kin.flatMap(({ askIf }) => (askIf ? [askIf] : []))

/** One of the options, or blank where that is allowed: one variable. */
export function oneOf({ options, sets, required }: Asks): Line {
  const kin = kinOf(options, sets)
  const first = required && kin.length > 0 ? 0 : 1
  const where = (on: Board, fits: (kin: Kin) => boolean) =>
    on.is(0, (value) => value >= first && fits(kin[value - first]!))
  return {
    sizes: [kin.length + first],
    near: () => [0],
    chosen: (on, ids) => where(on, (one) => ids.includes(one.ids[0]!)),
    real: (on) => where(on, (one) => !one.missing),
    counts: (on) => [on.is(0, (value) => value < first), where(on, () => true)],
    valid: (on) =>
      on.d.all(
        kin
          .filter(({ askIf }) => askIf)
          .map((one) =>
            on.d.or(
              where(on, (k) => k !== one),
              orNot(on, one, first),
            ),
          ),
      ),
    needs: needsOf(kin),
    options: ([value = 0]) => (value < first ? [] : [kin[value - first]!.ids[0]!]),
  }

  function orNot(on: Board, one: Kin, from: number): Node {
    const blank = on.is(0, (value) => value < from)
    return on.d.or(blank, on.holds(one.askIf))
  }
}

interface AsksSeveral extends Asks {
  minimum: number
  maximum: number
  /** Whether some condition counts what is chosen. */
  counted: boolean
}

/** Any of the options within the limits: one variable for each kin, how many of them are chosen. */
export function someOf({ options, sets, required, minimum, maximum, counted }: AsksSeveral): Line {
  const kin = kinOf(options, sets)
  // Only a least number or a count can tell two chosen of a kin from one.
  const most = ({ ids, alone }: Kin) => (!alone && (counted || minimum > 1) ? ids.length : 1)
  const any = (on: Board, fits: (kin: Kin) => boolean) =>
    on.d.any(kin.flatMap((one, n) => (fits(one) ? [on.is(n, (value) => value > 0)] : [])))
  const counts = (on: Board, fits: (kin: Kin) => boolean) =>
    kin.reduce<Node[]>((sums, one, n) => (fits(one) ? added(on, sums, n, most(one)) : sums), [always])
  const free = !required && minimum <= 1 && maximum >= options.length && !kin.some(({ alone }) => alone)
  return {
    sizes: kin.map((one) => most(one) + 1),
    near: (ids) => kin.flatMap((one, n) => (ids.includes(one.ids[0]!) ? [n] : [])),
    chosen: (on, ids) => any(on, (one) => ids.includes(one.ids[0]!)),
    real: (on) =>
      on.d.and(
        any(on, (one) => !one.missing),
        on.d.not(any(on, (one) => one.missing)),
      ),
    counts: (on) => counts(on, () => true),
    valid: (on) => {
      const shown = kin.map((one, n) =>
        one.askIf
          ? on.d.or(
              on.is(n, (v) => v === 0),
              on.holds(one.askIf),
            )
          : always,
      )
      return on.d.and(on.d.all(shown), free ? always : within(on))
    },
    needs: needsOf(kin),
    options: (values) => kin.flatMap((one, n) => one.ids.slice(0, values[n] ?? 0)),
  }

  /** One that stands alone and nothing else; or as many as are allowed; or nothing. */
  function within(on: Board): Node {
    const alone = counts(on, (one) => one.alone)
    const together = counts(on, (one) => !one.alone)
    const allowed = together.filter((_, n) => n >= Math.max(1, minimum) && n <= maximum)
    const none = alone[0]!
    return on.d.any([
      on.d.and(alone[1] ?? never, together[0]!),
      on.d.and(none, on.d.any(allowed)),
      required ? never : on.d.and(none, together[0]!),
    ])
  }
}

/** The truth of each sum, with one more variable added that may be 0 to `most`. */
function added(on: Board, sums: Node[], variable: number, most: number): Node[] {
  const next: Node[] = Array.from({ length: sums.length + most }, () => never)
  for (let value = 0; value <= most; value++) {
    const is = on.is(variable, (v) => v === value)
    sums.forEach((sum, n) => {
      next[n + value] = on.d.or(next[n + value]!, on.d.and(sum, is))
    })
  }
  return next
}
