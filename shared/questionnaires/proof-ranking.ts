import { compared } from './compared.ts'
import type { Atom } from './conditions.ts'
import type { Id, QuestionOf } from './document.ts'
import type { Board, Shape } from './proof-board.ts'
import { always, type Node, never } from './proof-diagrams.ts'
import { added, type Kin, kinOf, needsOf, nothingYet, summed } from './proof-kin.ts'

/**
 * An order of the options. Conditions see of a place only whether it is among the first so many, so the places fall into
 * bands, cut at those numbers; a variable is how many of a kin stand in a band. Bands fill from the first.
 */
export function rankingShape(question: QuestionOf<'ranking'>, atoms: Atom[]): Shape {
  const hard = !question.soft
  const rankable = question.options.filter((option) => !option.missing)
  const ways = question.options.filter((option) => option.missing)
  const sets = atoms.flatMap((atom) =>
    atom.op === 'chosen' ? [atom.options] : atom.op === 'ranked' ? [[atom.option]] : [],
  )
  const kin = kinOf(rankable, sets)
  const instead = kinOf(ways, sets)
  const ends = bandEnds(atoms, rankable.length)
  const places = ends.map((end, band) => end - (ends[band - 1] ?? 0))
  const most = ({ ids }: Kin, band: number) => Math.min(ids.length, places[band]!)
  const at = (n: number, band: number) => n * ends.length + band
  const insteadAt = (n: number) => kin.length * ends.length + n

  const inBand = (on: Board, n: number, band: number) => on.is(at(n, band), (value) => value > 0)
  const inFirst = (on: Board, n: number, within: number) =>
    on.d.any(ends.flatMap((end, band) => (end <= within || within >= rankable.length ? [inBand(on, n, band)] : [])))
  const way = (on: Board, fits: (ids: Id[]) => boolean) =>
    on.d.any(instead.flatMap(({ ids }, n) => (fits(ids) ? [on.is(insteadAt(n), (value) => value === 1)] : [])))
  const ranked = (on: Board, fits: (ids: Id[]) => boolean, within = Number.POSITIVE_INFINITY) =>
    on.d.any(kin.flatMap(({ ids }, n) => (fits(ids) ? [inFirst(on, n, within)] : [])))
  const everything = () => true
  const countsOver = (on: Board, variables: [number, number][]) =>
    variables.reduce<Node[]>((sums, [variable, size]) => added(on, sums, variable, size), nothingYet)
  const all = kin.flatMap((one, n) => places.map((_, band): [number, number] => [at(n, band), most(one, band)]))

  return {
    sizes: [...all.map(([, size]) => size + 1), ...instead.map(() => 2)],
    near: (atom) => {
      const ids = atom.op === 'chosen' ? atom.options : atom.op === 'ranked' ? [atom.option] : []
      return kin.flatMap((one, n) => (ids.includes(one.ids[0]!) ? places.map((_, band) => at(n, band)) : []))
    },
    atom: (atom, on) => {
      if (atom.op === 'answered') return on.d.and(ranked(on, everything), on.d.not(way(on, everything)))
      if (atom.op === 'count') {
        const right = countsOver(on, all).filter((_, n) => compared(n, atom.is, atom.value))
        return on.d.and(on.d.or(ranked(on, everything), way(on, everything)), on.d.any(right))
      }
      if (atom.op !== 'chosen' && atom.op !== 'ranked') return never
      const wanted = (ids: Id[]) => (atom.op === 'chosen' ? atom.options.includes(ids[0]!) : ids[0] === atom.option)
      return on.d.or(way(on, wanted), ranked(on, wanted, atom.op === 'ranked' ? atom.within : undefined))
    },
    valid: (on) => {
      const chosen = countsOver(
        on,
        instead.map((_, n) => [insteadAt(n), 1]),
      )
      const given = countsOver(on, all)
      const bands = places.map((_, band) =>
        countsOver(
          on,
          kin.map((one, n) => [at(n, band), most(one, band)]),
        ),
      )
      const whole = hard && question.top === undefined ? there(on) : null
      const ordered = given.map((is, n) =>
        on.d.all([
          n === 0 || (hard && n > (question.top ?? n)) ? never : is,
          whole ? (whole[n] ?? never) : always,
          filled(on, bands, n),
        ]),
      )
      return on.d.and(
        shown(on),
        on.d.any([
          on.d.and(chosen[1] ?? never, given[0]!),
          on.d.and(chosen[0]!, on.d.any(ordered)),
          question.required && hard ? never : on.d.and(chosen[0]!, given[0]!),
        ]),
      )
    },
    needs: needsOf([...kin, ...instead]),
    answer: (values) => {
      const left = kin.map(({ ids }) => [...ids])
      const order = places.flatMap((_, band) => left.flatMap((ids, n) => ids.splice(0, values[at(n, band)] ?? 0)))
      const list = [...order, ...instead.flatMap(({ ids }, n) => (values[insteadAt(n)] === 1 ? [ids[0]!] : []))]
      return list.length > 0 ? { ranked: list } : undefined
    },
  }

  /** Only what is there is ranked, each once. */
  function shown(on: Board): Node {
    const once = kin.map((one, n) => {
      const sums = countsOver(
        on,
        places.map((_, band) => [at(n, band), most(one, band)]),
      )
      const fits = on.d.any(sums.slice(0, one.ids.length + 1))
      return one.askIf ? on.d.and(fits, on.d.or(sums[0]!, on.holds(one.askIf))) : fits
    })
    const ways = instead.map(({ askIf }, n) =>
      askIf
        ? on.d.or(
            on.is(insteadAt(n), (value) => value === 0),
            on.holds(askIf),
          )
        : always,
    )
    return on.d.all([...once, ...ways])
  }

  /** How many can be ranked: without a `top`, an order is whole or it is none. */
  function there(on: Board): Node[] {
    return kin.reduce<Node[]>((sums, { ids, askIf }) => {
      const is = on.holds(askIf)
      const own = Array.from({ length: ids.length + 1 }, (): Node => never)
      own[0] = on.d.not(is)
      own[ids.length] = is
      return summed(on, sums, own)
    }, nothingYet)
  }

  /** Of so many ranked, each band holds as many as come to it. */
  function filled(on: Board, bands: Node[][], total: number): Node {
    const come = places.map((size, band) => Math.max(0, Math.min(size, total - (ends[band - 1] ?? 0))))
    return on.d.all(come.map((n, band) => bands[band]![n] ?? never))
  }
}

/** The last place of each band. */
function bandEnds(atoms: Atom[], places: number): number[] {
  const cuts = atoms.flatMap((atom) => (atom.op === 'ranked' && atom.within < places ? [atom.within] : []))
  return [...new Set([...cuts, places])].sort((a, b) => a - b)
}
