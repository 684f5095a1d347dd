import type { Highs } from 'highs'
import { publicRule, type ReleaseRule } from '../../shared/analysis/disclosure-rules.ts'
import { publicPeople, publicTablesOf } from '../../shared/feedback/public-tables.ts'
import { toldCells } from '../../shared/feedback/release-audit.ts'
import type { PublicTable, SealedTable } from '../../shared/feedback/release-tables.ts'
import { type EarlierRelease, sealTables } from '../../shared/feedback/seal-tables.ts'
import { tooSoon } from '../../shared/feedback/too-soon.ts'
import { knowledgeOf, type Published, type Target, truthOf } from './knowledge.ts'
import { looksAt, newcomersIn, readPage, readTime } from './page.ts'
import type { Look, PageRule } from './page-reading.ts'
import type { Dataset } from './people.ts'
import type { System } from './system.ts'

export interface Attack {
  /** Hidden cells, and counts that nobody may learn: 1 to 7 people. */
  hidden: number
  small: number
  releases: number
  refused: number
  /** What was found, in words; nothing should be. */
  found: string[]
  /** What the last look before freezing would refuse: an officer could not freeze it. */
  told: string[]
}

/** The limit is the product's whatever rule the release was made by: it is what people were promised. */
const limit = publicRule.hideUpTo

/** Freezes what the product would of a random consultation, and attacks what everybody can read of it. */
export function attack(highs: Highs, dataset: Dataset, rule: ReleaseRule): Attack {
  const { earlier, published, people, refused } = freeze(dataset, rule)
  const { system, small } = readReleases(dataset, earlier, published, people, rule)
  const found = [
    ...narrowed(highs, system, small),
    ...published.flatMap(({ tables }) => tables.flatMap((table) => toldOfGroups(table))),
    ...newcomers(highs, system, published.length),
  ]
  const hidden = published
    .flatMap(({ tables }) => tables.flatMap(({ columns }) => columns.flatMap(({ counts }) => counts)))
    .filter((n) => n === null)
  const told = published.flatMap(({ tables }, i) => toldCells(tables, earlier[i]!.sealed, rule))
  return { hidden: hidden.length, small: small.length, releases: published.length, refused, found, told }
}

export interface PageAttack {
  /** Counts of 1 to 7 on the pages and in the releases; and of those that came between two looks. */
  small: number
  newcomers: number
  /**
   * Of what the pages say at one moment: by themselves while there is no release, from the first on beside all of them. Narrowed down;
   * nothing should be.
   */
  found: () => string[]
  /** Of all looks one after the other: known for certain; nothing should be. */
  known: () => string[]
  /** How many are narrowed down: by one look before the first release, beside all of them; and by all looks one after the other. */
  narrowed: () => { open: number; small: number; newcomers: number }
}

/** Attacks the pages of the boroughs beside the releases: each look for itself, then all of them one after the other. */
export function attackPage(highs: Highs, dataset: Dataset, rule: PageRule): PageAttack {
  const frozen = freeze(dataset, publicRule)
  const looks = looksAt(dataset, frozen.earlier, frozen.people, rule)
  const none: typeof frozen = { earlier: [], published: [], people: [], refused: 0 }
  const read = (some: readonly Look[], { earlier, published, people } = frozen) => {
    const { system, truth, small } = readReleases(dataset, earlier, published, people, publicRule)
    const reading = { system, truth, dataset, releases: earlier, people, rule }
    const onPages = some.map((look, m) => {
      const targets = readPage(reading, look, m)
      if (m > 0) readTime(reading, look, m)
      return targets
    })
    refuseMistakes(dataset, system, truth)
    return {
      system,
      small: [...small, ...onPages.flat().filter(isSmall)],
      came: newcomersIn(onPages, reading).filter(isSmall),
    }
  }
  const alone = (some: Look[], beside: typeof frozen) =>
    some.flatMap((look) => {
      const { system, small } = read([look], beside)
      return narrowed(highs, system, small)
    })
  const open = looks.filter(({ releases }) => releases === 0)
  const all = read(looks)
  return {
    small: all.small.length,
    newcomers: all.came.length,
    found: () => [
      ...alone(open, none),
      ...alone(
        looks.filter(({ releases }) => releases > 0),
        frozen,
      ),
    ],
    known: () => known(highs, all.system, [...all.small, ...all.came]),
    narrowed: () => ({
      open: alone(open, frozen).length,
      small: narrowed(highs, all.system, all.small).length,
      newcomers: narrowed(highs, all.system, all.came).length,
    }),
  }
}

const isSmall = ({ truth }: Target) => truth > 0 && truth <= limit

/** What is frozen of the dataset: what the desk refuses is left out. */
function freeze(dataset: Dataset, rule: ReleaseRule) {
  const earlier: EarlierRelease[] = []
  const published: Published[] = []
  const people: number[] = []
  let refused = 0
  for (const number of dataset.releases) {
    const counts = dataset.countsOf(number)
    const isSoon = people.some((before) => number - before < rule.moreBefore)
    const wanted = isSoon ? [] : notTooSoon(sealTables(counts, dataset.wanted, earlier, rule), dataset, rule)
    if (wanted.length === 0) {
      refused += 1
      continue
    }
    const sealed = sealTables(counts, wanted, earlier, rule)
    const shown = publicTablesOf(sealed, rule)
    earlier.push({ sealed, shown })
    published.push({ tables: shown, people: publicPeople(number, shown, rule), facts: counts.facts })
    people.push(number)
  }
  return { earlier, published, people, refused }
}

function readReleases(
  dataset: Dataset,
  earlier: readonly EarlierRelease[],
  published: readonly Published[],
  people: readonly number[],
  rule: ReleaseRule,
) {
  const system = knowledgeOf(published, rule)
  const { truth, targets } = truthOf(
    earlier.map(({ sealed }) => sealed),
    people,
  )
  refuseMistakes(dataset, system, truth)
  return { system, truth, small: targets.filter(isSmall) }
}

function refuseMistakes({ seed }: Dataset, system: System, truth: ReadonlyMap<string, number>) {
  const wrong = system.contradictions(truth)
  if (wrong.length > 0)
    throw new Error(`Dataset ${seed}: the adversary knows what is not true: ${wrong.slice(0, 3).join('; ')}`)
}

/** The officer leaves out what the desk refuses. */
const notTooSoon = (sealed: SealedTable[], { wanted }: Dataset, rule: ReleaseRule) => {
  const refused = new Set(tooSoon(sealed, rule).map(({ id }) => id))
  return wanted.filter((_, i) => !refused.has(sealed[i]!.id))
}

/** Small counts that cannot be anything from 1 to 7, as far as the attacker can tell. */
function narrowed(highs: Highs, system: System, small: Target[]): string[] {
  if (small.length === 0) return []
  const tiny = 1e-6
  return system.solve(highs, (ask) => {
    const left = { low: new Set(small), high: new Set(small) }
    // One table of people shows many targets to be open at once.
    const cross = (valueIn: (terms: Target['terms']) => number) => {
      for (const target of small) {
        const value = valueIn(target.terms)
        if (value <= 1 + tiny) left.low.delete(target)
        if (value >= limit - tiny) left.high.delete(target)
      }
    }
    const found: string[] = []
    for (const target of small) {
      for (const most of [false, true]) {
        const open = most ? left.high : left.low
        if (!open.has(target)) continue
        const { best, valueIn } = ask(target.terms, most)
        cross(valueIn)
        const { least, most: greatest } = target.told ?? { least: 1, most: limit }
        const isOpen = most ? best >= Math.min(limit, greatest) - tiny : best <= Math.max(1, least) + tiny
        if (!isOpen)
          found.push(
            `${target.terms.join(' ')} is ${target.truth}, and at ${most ? 'most' : 'least'} ${best.toFixed(2)}`,
          )
      }
    }
    return found
  })
}

/** Counts that can be nothing else than what they are, though the bounds of what is told anyway leave more. */
function known(highs: Highs, system: System, small: Target[]): string[] {
  const tiny = 1e-6
  const open = small.filter(({ told }) => !told || told.least < told.most)
  if (open.length === 0) return []
  return system.solve(highs, (ask) => {
    const seen = new Map(open.map((target) => [target, { least: target.truth, most: target.truth }]))
    const cross = (valueIn: (terms: Target['terms']) => number) => {
      for (const [target, span] of seen) {
        const value = valueIn(target.terms)
        if (Number.isNaN(value)) continue
        span.least = Math.min(span.least, value)
        span.most = Math.max(span.most, value)
      }
    }
    const isOpen = (target: Target) => seen.get(target)!.most - seen.get(target)!.least > 1 - tiny
    return open.flatMap((target) => {
      for (const most of [false, true]) {
        if (isOpen(target)) break
        const { best, valueIn } = ask(target.terms, most)
        if (Number.isFinite(best)) cross(valueIn)
        else seen.get(target)![most ? 'most' : 'least'] = best
      }
      return isOpen(target) ? [] : [`${target.terms.join(' ')} is known to be ${target.truth}`]
    })
  })
}

/** Groups too small for a share, or whose people all said the same. */
function toldOfGroups({ id, kind, columns, several }: PublicTable): string[] {
  return columns.flatMap((column) => {
    const isSmall = column.base !== null && column.base < publicRule.baseForShares
    const shown = column.counts.filter((count) => count !== null)
    const given = column.counts.filter((count) => count !== 0)
    const found: string[] = []
    if (isSmall && column.shares.some((share) => share !== null))
      found.push(`${id} ${column.id}: a share of fewer than 30 people`)
    if (isSmall && kind === 'by-equality' && shown.some((count) => count > 0))
      found.push(`${id} ${column.id}: answers of a group of fewer than 30`)
    if (isSmall && !several && given.length === 1 && given[0] !== null)
      found.push(`${id} ${column.id}: everybody in a small group said the same`)
    return found
  })
}

/** Whether those who came between two releases are known to be a handful. */
function newcomers(highs: Highs, system: System, releases: number): string[] {
  return system.solve(highs, (ask) =>
    Array.from({ length: Math.max(0, releases - 1) }, (_, t) => {
      const { best } = ask(
        [
          [`${t + 1}|people`, 1],
          [`${t}|people`, -1],
        ],
        true,
      )
      return best < publicRule.moreBefore ? [`release ${t + 2}: at most ${best} people came since the one before`] : []
    }).flat(),
  )
}
