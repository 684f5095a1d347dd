/** p-values adjusted for being several, in the order they came (Holm 1979; Benjamini and Hochberg 1995). */

/** Every p times their number, at most 1. */
export const bonferroni = (p: readonly number[]): number[] => p.map((one) => Math.min(1, one * p.length))

const order = (p: readonly number[]) => p.map((_, i) => i).sort((a, b) => p[a]! - p[b]!)

export function holm(p: readonly number[]): number[] {
  const adjusted = new Array<number>(p.length).fill(1)
  let highest = 0
  order(p).forEach((index, rank) => {
    highest = Math.max(highest, Math.min(1, (p.length - rank) * p[index]!))
    adjusted[index] = highest
  })
  return adjusted
}

export function benjaminiHochberg(p: readonly number[]): number[] {
  const adjusted = new Array<number>(p.length).fill(1)
  let lowest = 1
  const ranked = order(p)
  for (let rank = p.length; rank >= 1; rank--) {
    const index = ranked[rank - 1]!
    lowest = Math.min(lowest, (p[index]! * p.length) / rank)
    adjusted[index] = lowest
  }
  return adjusted
}
