import type { AreaProfile } from './api.ts'

/** The characteristics that the sentence looks through: one form of each. */
const spoken = ['age_band', 'ethnic_group_5', 'religion', 'disability_2']
const names: Record<string, string> = { age_band: 'people aged ', religion: 'people whose religion is ' }
/** Below this many points the area is said to be like London. */
const worthSaying = 0.03

/** The one sentence on top: where the area differs most from London, in words with whole points. */
export function unlikeLondon({ area, characteristics }: AreaProfile): string {
  if (area.code === 'london') return 'London as a whole: the sum of 32 boroughs and the City of London.'
  const differing = characteristics
    .filter((characteristic) => spoken.includes(characteristic.id))
    .flatMap(({ id, rows }) => rows.map((row) => ({ id, ...row, by: (row.share ?? 0) - (row.london ?? 0) })))
    .filter((row) => Math.abs(row.by) >= worthSaying)
    .sort((a, b) => Math.abs(b.by) - Math.abs(a.by))
    .slice(0, 3)
  if (differing.length === 0) return `${area.name} is much like London in age, ethnic group, religion and disability.`
  const parts = differing.map(({ id, category, by }) => {
    const points = `${Math.abs(by * 100).toFixed(0)} points`
    return `${by > 0 ? 'more' : 'fewer'} ${people(id, category)} (${points})`
  })
  return `Beside London, ${area.name} has ${listed(parts)}.`
}

function people(id: string, category: string): string {
  if (category === 'No religion') return 'people of no religion'
  if (/^(Christian|Muslim|Hindu|Buddhist|Sikh)$/.test(category)) return `${category}s`
  if (category === 'Jewish') return 'Jewish people'
  if (id === 'ethnic_group_5') return category === 'White' ? 'White people' : `people who are ${category}`
  if (id === 'age_band') return `${names[id]}${category.replace('-', ' to ').replace('+', ' or over')}`
  return `${names[id] ?? 'people who are '}${category}`
}

function listed(parts: string[]): string {
  const last = parts.at(-1)
  return parts.length < 2 ? (last ?? '') : `${parts.slice(0, -1).join('; ')}; and ${last}`
}
