import { sum } from './sum.ts'

/** Chance that can be repeated: the same seed gives the same people and the same answers. */
export type Chance = () => number

/** Mulberry32: small, fast, good enough to make people up; never for anything secret. */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** One of the list, each as likely as its weight; undefined when no weight is above zero. */
export function oneOf<T>(chance: Chance, list: readonly T[], weightOf: (one: T) => number): T | undefined {
  const weights = list.map((one) => Math.max(0, weightOf(one)))
  let left = chance() * sum(weights)
  for (const [i, weight] of weights.entries()) {
    left -= weight
    if (left < 0) return list[i]
  }
  return undefined
}

/** Several different ones, drawn one after the other. */
export function someOf<T>(chance: Chance, list: readonly T[], many: number, weightOf: (one: T) => number): T[] {
  const drawn: T[] = []
  while (drawn.length < many) {
    const next = oneOf(
      chance,
      list.filter((one) => !drawn.includes(one)),
      weightOf,
    )
    if (next === undefined) break
    drawn.push(next)
  }
  return drawn
}

/** The list in another order, all orders equally likely. */
export function inAnyOrder<T>(chance: Chance, list: readonly T[]): T[] {
  const turned = [...list]
  for (let i = turned.length - 1; i > 0; i--) {
    const j = Math.floor(chance() * (i + 1))
    ;[turned[i], turned[j]] = [turned[j] as T, turned[i] as T]
  }
  return turned
}
