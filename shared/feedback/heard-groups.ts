import { publicRule } from '../analysis/disclosure-rules.ts'
import { namesOf } from '../analysis/inclusion-words.ts'
import type { Shown } from '../analysis/suppression.ts'
import { say } from '../kernel/text.ts'
import { adultAges, type CategoryCount, notAnswered } from '../population/characteristics.ts'
import type { ToldBy } from './heard-tables.ts'
import type { PublicRow } from './public-rows.ts'
import type { Line } from './release-tables.ts'

/** People of a borough who are in one category of the census, or in several that were joined. */
export interface HeardGroup {
  label: string
  categories: string[]
  answered: Shown
  /** None where the census has no such category. */
  residents: number
}

export interface HeardGroups {
  /** Null where it is not told, or is too small for shares. */
  answered: Shown
  groups: HeardGroup[]
  /** All residents who are compared with. */
  population: number
}

const under16 = '0-15'

/**
 * One characteristic of a borough's people beside its residents. Ages are compared from 16 up; answers that stand for one
 * category count together.
 */
export function heardGroups(
  told: ToldBy,
  row: PublicRow | undefined,
  residents: readonly CategoryCount[],
): HeardGroups {
  const { characteristic, categories } = told
  const isAge = characteristic.id === 'age_band'
  const census = (isAge ? adultAges([...residents]) : residents).filter(({ category }) => category !== notAnswered)
  const categoriesOf = ({ id, of = [id] }: Line) => [...new Set(of.flatMap((one) => categories.get(one) ?? []))]
  const groups = new Map<string, HeardGroup>()
  let young = 0
  for (const { line, count } of row?.groups ?? []) {
    const all = categoriesOf(line)
    const own = isAge ? all.filter((one) => one !== under16) : all
    if (own.length < all.length && own.length === 0) {
      young += count ?? 0
      continue
    }
    const key = own.join('|') || line.id
    const known = groups.get(key)
    groups.set(key, {
      label: own.length === 1 && !line.of ? namesOf(characteristic.id, own[0]!).label : say(line.label, 'en'),
      categories: own,
      answered: known ? together(known.answered, count) : count,
      residents: census.reduce((sum, one) => sum + (own.includes(one.category) ? one.count : 0), 0),
    })
  }
  const answered = (row?.base ?? 0) - young
  return {
    answered: answered >= publicRule.baseForShares ? answered : null,
    groups: [...groups.values()],
    population: census.reduce((sum, one) => sum + one.count, 0),
  }
}

const together = (one: Shown, other: Shown): Shown => (one === null || other === null ? null : one + other)
