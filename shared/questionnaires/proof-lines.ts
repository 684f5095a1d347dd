import type { Condition, Id, Option } from './document.ts'
import type { Board } from './proof-board.ts'
import { always, type Node, never } from './proof-diagrams.ts'
import { added, type Kin, kinOf, needsOf, nothingYet } from './proof-kin.ts'

/** One list of options to choose from: a whole question, or one row of a grid. */
export interface Line {
  sizes: number[]
  near: (ids: Id[]) => number[]
  /** At least one of the options is chosen. */
  chosen: (on: Board, ids: Id[]) => Node
  /** Anything is chosen. */
  given: (on: Board) => Node
  /** Something is chosen, and no kind of missing. */
  real: (on: Board) => Node
  /** The truth of each number of chosen options, kinds of missing not counted. */
  counts: (on: Board) => Node[]
  valid: (on: Board) => Node
  needs: Condition[]
  options: (values: number[]) => Id[]
}

interface Asks {
  options: Option[]
  sets: Id[][]
  required: boolean
}

/** One of the options, or blank where that is allowed: one variable. */
export function oneOf({ options, sets, required }: Asks): Line {
  const kin = kinOf(options, sets)
  const first = required && kin.length > 0 ? 0 : 1
  const where = (on: Board, fits: (kin: Kin) => boolean) =>
    on.is(0, (value) => value >= first && fits(kin[value - first]!))
  const real = (on: Board) => where(on, (one) => !one.missing)
  return {
    sizes: [kin.length + first],
    near: () => [0],
    chosen: (on, ids) => where(on, (one) => ids.includes(one.ids[0]!)),
    given: (on) => where(on, () => true),
    real,
    counts: (on) => [on.d.not(real(on)), real(on)],
    valid: (on) => {
      const hidden = kin.filter(({ askIf }) => askIf)
      return on.d.all(hidden.map((one) => on.d.or(on.holds(one.askIf), on.d.not(where(on, (k) => k === one)))))
    },
    needs: needsOf(kin),
    options: ([value = 0]) => (value < first ? [] : [kin[value - first]!.ids[0]!]),
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
    kin.reduce<Node[]>((sums, one, n) => (fits(one) ? added(on, sums, n, most(one)) : sums), nothingYet)
  const free = !required && minimum <= 1 && maximum >= options.length && !kin.some(({ alone }) => alone)
  return {
    sizes: kin.map((one) => most(one) + 1),
    near: (ids) => kin.flatMap((one, n) => (ids.includes(one.ids[0]!) ? [n] : [])),
    chosen: (on, ids) => any(on, (one) => ids.includes(one.ids[0]!)),
    given: (on) => any(on, () => true),
    real: (on) =>
      on.d.and(
        any(on, (one) => !one.missing),
        on.d.not(any(on, (one) => one.missing)),
      ),
    counts: (on) => counts(on, (one) => !one.missing),
    valid: (on) => {
      const none = (n: number) => on.is(n, (value) => value === 0)
      const shown = kin.map((one, n) => (one.askIf ? on.d.or(none(n), on.holds(one.askIf)) : always))
      return on.d.and(on.d.all(shown), free ? always : within(on))
    },
    needs: needsOf(kin),
    options: (values) => kin.flatMap((one, n) => one.ids.slice(0, values[n] ?? 0)),
  }

  /** One that stands alone and nothing else; or as many as are allowed; or nothing. */
  function within(on: Board): Node {
    const alone = counts(on, (one) => one.alone)
    const nothing = on.d.not(any(on, (one) => !one.alone))
    const isAny = minimum <= 1 && maximum >= options.length
    const fits = (_: Node, n: number) => n >= Math.max(1, minimum) && n <= maximum
    const right = isAny ? on.d.not(nothing) : on.d.any(counts(on, (one) => !one.alone).filter(fits))
    return on.d.any([
      on.d.and(alone[1] ?? never, nothing),
      on.d.and(alone[0]!, right),
      required ? never : on.d.and(alone[0]!, nothing),
    ])
  }
}
