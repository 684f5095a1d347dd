import loadHighs from 'highs'
import { expect, test } from 'vitest'
import { analystRule, type SmallNumberRule } from '../../shared/analysis/disclosure-rules.ts'
import { attackDesk } from './desk.ts'
import { datasetOf } from './people.ts'

const highs = await loadHighs()

/** Each takes a second or two: `npm run test:attack` attacks a quarter of its thousand, each time the tests run, ten. */
const datasets = process.env.FOLKMOOT_ATTACKS ? Math.ceil(Number(process.env.FOLKMOOT_ATTACKS) / 4) : 10

test(`from what the analysis pages show of ${datasets} random consultations, no count of 1 to 4 can be worked out, and hardly any narrowed down`, () => {
  const all = { small: 0, hidden: 0, tables: 0, withoutBase: 0, narrowed: 0 }
  for (let seed = 1; seed <= datasets; seed++) {
    const { known, narrowed, told, ...sizes } = attackDesk(highs, datasetOf(seed), analystRule)
    expect([seed, known, told]).toEqual([seed, [], []])
    all.narrowed += narrowed.length
    for (const key of ['small', 'hidden', 'tables', 'withoutBase'] as const) all[key] += sizes[key]
  }
  expect(all.small).toBeGreaterThan(datasets * 20)
  expect(all.narrowed).toBeLessThan(all.small / 100)
  if (process.env.FOLKMOOT_ATTACKS) console.log(JSON.stringify(all))
}, 7_200_000)

/** By a dataset in which it is found out. */
const weaker: [name: string, rule: SmallNumberRule, seed: number][] = [
  ['1 to 4 are hidden', { ...analystRule, hideUpTo: 0 }, 10],
  ['other numbers are hidden with the small ones', { ...analystRule, without: 'companions' }, 24],
  ['each may be anything from 1 to 4', { ...analystRule, without: 'bounds' }, 10],
  ['complements are counts too', { ...analystRule, without: 'complements' }, 34],
  ['who is asked tells of the answers before', { ...analystRule, without: 'parents' }, 31],
  ['who was not asked is hidden where they are few', { ...analystRule, without: 'bases' }, 15],
]

test.for(weaker)(
  'each protection of the analysis pages is needed; without it the same attack finds somebody: %s',
  { timeout: 600_000 },
  ([name, rule, seed]) => {
    const { known, narrowed } = attackDesk(highs, datasetOf(seed), rule)
    const found = name.startsWith('each') ? narrowed : known
    expect(found.length).toBeGreaterThan(0)
    const withAll = attackDesk(highs, datasetOf(seed), analystRule)
    expect([...withAll.known, ...withAll.narrowed]).toEqual([])
    if (process.env.FOLKMOOT_ATTACKS) console.log(seed, found[0])
  },
)
