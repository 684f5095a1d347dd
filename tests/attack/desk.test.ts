import loadHighs from 'highs'
import { expect, test } from 'vitest'
import { analystRule } from '../../shared/analysis/disclosure-rules.ts'
import { attackDesk } from './desk.ts'
import { type DeskRule, deskKinds } from './desk-looks.ts'
import { datasetOf, kinds } from './people.ts'

const highs = await loadHighs()
const product: DeskRule = { numbers: analystRule, isColumn: true, isOneWay: true, hasOthers: true }

/** Each takes a second: `npm run test:attack` attacks a thousand, each time the tests run, ten. */
const many = Number(process.env.FOLKMOOT_ATTACKS ?? 10)
const seeds = {
  any: Array.from({ length: many }, (_, i) => i + 1),
  'of boroughs': Array.from({ length: Math.floor(many / 10) }, (_, i) => i + 1),
}

// Security list 58 and 60
test.for(kinds)(
  'from every way to look at the desk, filters and who was heard among them, no count of 1 to 4 can be worked out, and hardly any narrowed down: consultations %s',
  { timeout: 7_200_000 },
  (kind) => {
    const all = { small: 0, narrowed: 0, hidden: 0, tables: 0, withoutBase: 0, pages: 0 }
    const byKind = Object.fromEntries(deskKinds.map((one) => [one, { small: 0, narrowed: 0 }]))
    for (const seed of seeds[kind]) {
      const { known, narrowed, told, byKind: own, ...sizes } = attackDesk(highs, datasetOf(seed, kind), product)
      expect([seed, known, told]).toEqual([seed, [], []])
      all.narrowed += narrowed.length
      for (const key of ['small', 'hidden', 'tables', 'withoutBase', 'pages'] as const) all[key] += sizes[key]
      for (const one of deskKinds)
        byKind[one] = {
          small: byKind[one]!.small + own[one].small,
          narrowed: byKind[one]!.narrowed + own[one].narrowed,
        }
    }
    for (const one of deskKinds) expect(byKind[one]!.small, one).toBeGreaterThan(seeds[kind].length)
    expect(all.narrowed).toBeLessThan(all.small / 100)
    if (process.env.FOLKMOOT_ATTACKS) console.log(kind, JSON.stringify({ ...all, byKind }))
  },
)

const numbers = (more: Partial<DeskRule['numbers']>): DeskRule => ({ ...product, numbers: { ...analystRule, ...more } })

/** By a dataset in which it is found out. */
const weaker: [name: string, rule: DeskRule, seed: number][] = [
  ['1 to 4 are hidden', numbers({ hideUpTo: 0 }), 3],
  ['other numbers are hidden with the small ones', numbers({ without: 'companions' }), 3],
  ['each may be anything from 1 to 4', numbers({ without: 'bounds' }), 3],
  ['complements are counts too', numbers({ without: 'complements' }), 3],
  ['who is asked tells of the answers before', numbers({ without: 'parents' }), 15],
  ['who was not asked is hidden where they are few', numbers({ without: 'bases' }), 15],
  ['a page within a filter is a column of a table of everybody', { ...product, isColumn: false }, 3],
  ['each pair of questions is crossed one way round', { ...product, isOneWay: false }, 3],
  ['of few people there are no tables', numbers({ leastForTables: 0 }), 396],
  ['people change places with others of whom no table is shown', { ...product, hasOthers: false }, 23],
]

test.for(weaker)(
  'each protection of the desk is needed; without it the same attack finds somebody: %s',
  { timeout: 600_000 },
  ([name, rule, seed]) => {
    const { known, narrowed } = attackDesk(highs, datasetOf(seed), rule)
    const found = name.startsWith('each may') ? narrowed : known
    expect(found.length, `nothing in dataset ${seed}`).toBeGreaterThan(0)
    const withAll = attackDesk(highs, datasetOf(seed), product)
    expect([...withAll.known, ...withAll.narrowed]).toEqual([])
    if (process.env.FOLKMOOT_ATTACKS) console.log(seed, found[0])
  },
)
