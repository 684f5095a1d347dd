/**
 * How far a hidden count may lie from its true value while everything that is published stays as it is. Counts are the flow
 * on arcs between lines (rows, columns); what comes into a line goes out of it, so a change goes round in a circle. Whole
 * numbers only: each circle leads to another table of people that could be the true one, and no attacker can rule it out.
 */
export interface Arc {
  from: number
  to: number
  /** By how much the count may grow and shrink within what is published of it. */
  up: number
  down: number
  /** What is lost if it is hidden too, and how far it could move then; only of what is shown now. */
  hide?: { cost: number; up: number; down: number }
}

/** 1: the count grows; -1: it shrinks. */
export type Direction = 1 | -1

interface Step {
  arc: number
  way: Direction
}

/** How much each arc may still grow and shrink. */
interface Room {
  up: Float64Array
  down: Float64Array
}

const roomOf = ({ up, down }: Room, { arc, way }: Step): number => (way === 1 ? up[arc]! : down[arc]!)

export class Moves {
  private readonly at: number[][]
  private readonly all: Room

  constructor(
    readonly arcs: readonly Arc[],
    nodes: number,
  ) {
    this.at = Array.from({ length: nodes }, () => [])
    arcs.forEach(({ from, to }, i) => {
      this.at[from]!.push(i)
      this.at[to]!.push(i)
    })
    this.all = { up: Float64Array.from(arcs, ({ up }) => up), down: Float64Array.from(arcs, ({ down }) => down) }
  }

  /**
   * By how many the count on this arc can move, up to `wanted`: the largest flow back round it. What is known of the arc itself
   * stops it only from growing: whoever asks knows how far down it may go.
   */
  reach(arc: number, direction: Direction, wanted: number): number {
    return this.push(arc, direction, wanted).moved
  }

  /** The arcs to hide so that this one can move further, for the least loss; null when nothing helps. */
  cheapest(arc: number, direction: Direction, wanted: number): number[] | null {
    const { moved, room } = this.push(arc, direction, wanted)
    if (moved >= this.limit(arc, direction, wanted)) return null
    const path = this.leastCost(arc, direction, (step) => {
      if (roomOf(room, step) > 0) return 0
      const { hide } = this.arcs[step.arc]!
      return hide && hide[step.way === 1 ? 'up' : 'down'] > 0 ? hide.cost : null
    })
    if (!path) return null
    return path.filter((step) => roomOf(room, step) <= 0).map((step) => step.arc)
  }

  private limit(arc: number, direction: Direction, wanted: number): number {
    return direction === 1 ? Math.min(wanted, this.arcs[arc]!.up) : wanted
  }

  private push(arc: number, direction: Direction, wanted: number): { moved: number; room: Room } {
    const room: Room = { up: this.all.up.slice(), down: this.all.down.slice() }
    const limit = this.limit(arc, direction, wanted)
    let moved = 0
    while (moved < limit) {
      const path = this.fewestSteps(arc, direction, room)
      if (!path) break
      const most = path.reduce((least, step) => Math.min(least, roomOf(room, step)), limit - moved)
      for (const { arc: i, way } of path) {
        room.up[i]! -= way * most
        room.down[i]! += way * most
      }
      moved += most
    }
    return { moved, room }
  }

  private ends(arc: number, direction: Direction): [start: number, end: number] {
    const { from, to } = this.arcs[arc]!
    return direction === 1 ? [to, from] : [from, to]
  }

  /** The shortest path with room that closes the circle through an arc; of equals the one through the first nodes. */
  private fewestSteps(arc: number, direction: Direction, room: Room): Step[] | null {
    const [start, end] = this.ends(arc, direction)
    const by = new Array<Step | undefined>(this.at.length)
    const isReached = new Uint8Array(this.at.length)
    isReached[start] = 1
    for (let level = [start]; level.length > 0 && isReached[end] === 0; ) {
      const next: number[] = []
      for (const node of level) {
        for (const i of this.at[node]!) {
          const { from, to } = this.arcs[i]!
          const isUp = from === node
          const other = isUp ? to : from
          if (i === arc || isReached[other] === 1 || (isUp ? room.up : room.down)[i]! <= 0) continue
          isReached[other] = 1
          by[other] = { arc: i, way: isUp ? 1 : -1 }
          next.push(other)
        }
      }
      level = next.sort((a, b) => a - b)
    }
    return isReached[end] === 1 ? this.walk(by, end) : null
  }

  /** The cheapest path that closes the circle; `cost` is null where it may not go. Dijkstra, few nodes. */
  private leastCost(arc: number, direction: Direction, cost: (step: Step) => number | null): Step[] | null {
    const [start, end] = this.ends(arc, direction)
    const far = new Array<number>(this.at.length).fill(Number.POSITIVE_INFINITY)
    const by = new Array<Step | undefined>(this.at.length)
    const done = new Array<boolean>(this.at.length).fill(false)
    far[start] = 0
    for (let node = start; node !== -1; node = nearest(far, done)) {
      if (node === end) return this.walk(by, end)
      done[node] = true
      for (const i of this.at[node]!) {
        if (i === arc) continue
        const way = this.arcs[i]!.from === node ? 1 : -1
        const length = cost({ arc: i, way })
        const next = way === 1 ? this.arcs[i]!.to : this.arcs[i]!.from
        if (length === null || far[node]! + length >= far[next]!) continue
        far[next] = far[node]! + length
        by[next] = { arc: i, way }
      }
    }
    return null
  }

  private walk(by: (Step | undefined)[], end: number): Step[] {
    const path: Step[] = []
    for (let node = end, step = by[node]; step; step = by[node]) {
      path.push(step)
      node = step.way === 1 ? this.arcs[step.arc]!.from : this.arcs[step.arc]!.to
    }
    return path
  }
}

/** Of what is reached and not gone on from, the nearest; -1 when there is none. */
function nearest(far: readonly number[], done: readonly boolean[]): number {
  let found = -1
  far.forEach((distance, i) => {
    if (!done[i] && distance < Number.POSITIVE_INFINITY && (found === -1 || distance < far[found]!)) found = i
  })
  return found
}
