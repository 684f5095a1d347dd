import { type Chance, inAnyOrder, oneOf } from '../../shared/kernel/chance.ts'
import { boroughs } from '../../shared/population/boroughs.ts'
import { notAnswered } from '../../shared/population/characteristics.ts'
import type { Leaning, Somebody } from '../../shared/responses/somebody.ts'
import { censusRows } from '../population/load.ts'

/** Who takes part more or less than their share of the borough: enough that gaps show, as they do in real ones. */
const takesPart: Record<string, Record<string, number>> = {
  age_band: { '0-15': 0.01, '16-24': 0.45, '25-34': 0.68, '45-54': 1.15, '55-64': 1.4, '65-74': 1.8, '75+': 1.15 },
  ethnic_group_5: {
    White: 1.08,
    'Black, Black British, Black Welsh, Caribbean or African': 0.65,
    'Other ethnic group': 0.5,
  },
  sex: { Female: 1.06 },
  religion: { Muslim: 0.75, 'No religion': 1.1 },
  disability_3_16plus: { 'Disabled under the Equality Act: Day-to-day activities limited a lot': 0.8 },
}

const drawnFor = [
  'age_band',
  'sex',
  'ethnic_group_5',
  'religion',
  'disability_2',
  'disability_3_16plus',
  'sexual_orientation_16plus',
  'gender_identity_16plus',
]

type Shares = Map<string, Map<string, { category: string; weight: number }[]>>
let remembered: Shares | undefined

/** Area → characteristic → categories with the weight of those who take part, from the census file. */
function shares(): Shares {
  if (remembered) return remembered
  remembered = new Map()
  for (const row of censusRows()) {
    if (!drawnFor.includes(row.characteristic) || row.category === notAnswered) continue
    const area = remembered.get(row.areaCode) ?? new Map()
    remembered.set(row.areaCode, area)
    const weight = row.count * (takesPart[row.characteristic]?.[row.category] ?? 1)
    area.set(row.characteristic, [...(area.get(row.characteristic) ?? []), { category: row.category, weight }])
  }
  return remembered
}

const weightOf = (one: { weight: number }) => one.weight

/** Somebody who lives in the area, as the area's people are made up. Outside London: as London's first borough, unnamed. */
export function somebodyIn(chance: Chance, area: string): Somebody {
  const known = shares()
  const counted: Record<string, string> = {}
  for (const [characteristic, categories] of known.get(area) ?? known.get('E09000007') ?? []) {
    const category = oneOf(chance, categories, weightOf)?.category
    if (category !== undefined) counted[characteristic] = category
  }
  return { area, counted }
}

const residents = new Map<string, number>()

/** Areas for so many people: the given ones exactly, the others by their residents, in any order. */
export function areasFor(chance: Chance, many: number, given: Record<string, number> = {}): string[] {
  if (residents.size === 0)
    for (const row of censusRows()) if (row.characteristic === 'population') residents.set(row.areaCode, row.count)
  const areas = Object.entries(given).flatMap(([area, n]) => new Array<string>(n).fill(area))
  const others = boroughs.filter((borough) => !(borough.code in given))
  while (areas.length < many) {
    const next = oneOf(chance, others, (borough) => residents.get(borough.code) ?? 0)
    areas.push(next?.code ?? 'outside')
  }
  return inAnyOrder(chance, areas.slice(0, many))
}

/** Whether somebody has a health condition agrees with how they are counted. */
export const lean: Leaning = {
  weight: (question, option, somebody) => {
    if (question.code !== 'health_condition') return undefined
    const isDisabled = somebody.counted.disability_3_16plus?.startsWith('Disabled') ?? false
    if (option.missing) return 0.035
    return (option.code === 'yes') === isDisabled ? 0.9 : 0.1
  },
}
