import census from '../../server/population/census-2021.json' with { type: 'json' }
import { compare, type VerdictWord } from '../../shared/analysis/inclusion.ts'
import { sum } from '../../shared/kernel/sum.ts'
import { characteristics, notAnswered } from '../../shared/population/characteristics.ts'

/** One characteristic of one area: the family of categories a verdict is adjusted over. */
export interface Family {
  area: string
  characteristic: string
  categories: string[]
  residents: number[]
}

export const areaNames: Record<string, string> = census.areas
const codes = Object.keys(areaNames)
const tables: Record<string, { category: string; counts: number[] }[]> = census.characteristics
const compared = characteristics.filter(({ use }) => use === 'borough').map(({ id }) => id)

/** Every family of the 33 authorities and of London, as the pages compare them: without "Not answered" and children. */
export const families: Family[] = compared.flatMap((characteristic) => {
  const rows = tables[characteristic]!.filter(({ category }) => category !== notAnswered && category !== '0-15')
  const of = (area: string, residents: number[]): Family => {
    return { area, characteristic, categories: rows.map(({ category }) => category), residents }
  }
  const london = of(
    'London',
    rows.map(({ counts }) => sum(counts)),
  )
  return [
    ...codes.map((code, i) =>
      of(
        code,
        rows.map(({ counts }) => counts[i]!),
      ),
    ),
    london,
  ]
})

/** A stream of numbers from 0 to 1 that is the same for the same seed (mulberry32). */
export function numbersFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** How many of n people fall in each category, each person drawn alone with these chances. */
export function drawn(chances: readonly number[], n: number, random: () => number): number[] {
  const order = chances.map((_, i) => i).sort((a, b) => chances[b]! - chances[a]!)
  const total = sum(chances)
  let reached = 0
  const upTo = order.map((i) => {
    reached += chances[i]! / total
    return reached
  })
  const counts = chances.map(() => 0)
  for (let person = 0; person < n; person++) {
    const at = random()
    let k = 0
    while (k < order.length - 1 && at >= upTo[k]!) k++
    counts[order[k]!]!++
  }
  return counts
}

/** One sample's verdicts, by the product's own rule. */
export function verdicts({ residents }: Family, chances: readonly number[], n: number, random: () => number) {
  const counts = drawn(chances, n, random)
  const population = sum(residents)
  const counted = counts.map((answered, i) => ({ answered, residents: residents[i]! }))
  return compare(counted, n, population).map(({ verdict }) => verdict)
}

/** The family's shares with one category at `index` per cent of its own and the rest scaled to make a whole. */
export function planted({ residents }: Family, category: number, index: number): number[] {
  const population = sum(residents)
  const share = residents[category]! / population
  const rest = (1 - share * (index / 100)) / (1 - share)
  return residents.map((count, i) => (count / population) * (i === category ? index / 100 : rest))
}

export interface FalseAlarms {
  runs: number
  /** Runs with at least one "much fewer"; with at least one "fewer" or "much fewer"; with at least one "more". */
  muchFewer: number
  anyFewer: number
  more: number
  /** Single verdicts, all categories of all runs. */
  words: Record<VerdictWord, number>
}

/** Unbiased samples of one family: how often a word is said that is not so. */
export function falseAlarms(family: Family, n: number, runs: number, random: () => number): FalseAlarms {
  const found: FalseAlarms = {
    ...{ runs, muchFewer: 0, anyFewer: 0, more: 0 },
    words: { 'much fewer': 0, fewer: 0, 'in line': 0, more: 0, 'cannot tell': 0 },
  }
  for (let run = 0; run < runs; run++) {
    const said = verdicts(family, family.residents, n, random)
    for (const word of said) found.words[word]++
    if (said.includes('much fewer')) found.muchFewer++
    if (said.includes('much fewer') || said.includes('fewer')) found.anyFewer++
    if (said.includes('more')) found.more++
  }
  return found
}

export function together(list: readonly FalseAlarms[]): FalseAlarms {
  const all = (of: (one: FalseAlarms) => number) => list.reduce((total, one) => total + of(one), 0)
  const words = (word: VerdictWord) => all((one) => one.words[word])
  return {
    runs: all(({ runs }) => runs),
    muchFewer: all(({ muchFewer }) => muchFewer),
    anyFewer: all(({ anyFewer }) => anyFewer),
    more: all(({ more }) => more),
    words: {
      'much fewer': words('much fewer'),
      fewer: words('fewer'),
      'in line': words('in line'),
      more: words('more'),
      'cannot tell': words('cannot tell'),
    },
  }
}

/** How often the planted category gets each word. */
export function power(
  family: Family,
  { category, index, n, runs }: { category: number; index: number; n: number; runs: number },
  random: () => number,
): Record<VerdictWord, number> {
  const chances = planted(family, category, index)
  const said: Record<VerdictWord, number> = { 'much fewer': 0, fewer: 0, 'in line': 0, more: 0, 'cannot tell': 0 }
  for (let run = 0; run < runs; run++) said[verdicts(family, chances, n, random)[category]!] += 1 / runs
  return said
}
