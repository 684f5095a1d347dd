import { type Chance, oneOf } from '../../shared/kernel/chance.ts'
import type { Leaning, Somebody } from '../../shared/responses/somebody.ts'
import { areasFor, lean, somebodyIn } from '../responses/synthetic-people.ts'
import { comments, contacts, proposals, reasons } from './example-words.ts'

/** Boroughs with enough answers to be compared, and one with few: the others by their residents. */
const given: Record<string, number> = {
  E09000014: 352, // Haringey
  E09000022: 214, // Lambeth
  E09000028: 189, // Southwark
  E09000012: 178, // Hackney
  E09000030: 166, // Tower Hamlets
  E09000025: 157, // Newham
  E09000001: 4, // City of London
  E09000029: 14, // Sutton
  outside: 31,
}

const contactKinds: [code: string, weight: number][] = [
  ['contacted', 0.19],
  ['stopped', 0.06],
  ['meeting', 0.13],
  ['no', 0.6],
  ['prefer_not_to_say', 0.02],
]
const isYoung = (somebody: Somebody) => ['16-24', '25-34', '0-15'].includes(somebody.counted.age_band ?? '')

/** People of the example: where they live, what they would be counted as, and what contact they had with the police. */
export function examplePeople(chance: Chance, many: number): Somebody[] {
  return areasFor(chance, many, given).map((area) => {
    const somebody = somebodyIn(chance, area)
    const weight = ([code, likely]: [string, number]) => (code === 'stopped' && isYoung(somebody) ? likely * 3 : likely)
    const contact = oneOf(chance, contactKinds, weight)?.[0] ?? 'no'
    return { ...somebody, counted: { ...somebody.counted, contact } }
  })
}

/** How likely each priority is in somebody's three; last year and this year differ a little. */
const priorities: Record<string, [lastYear: number, thisYear: number]> = {
  knife_crime: [1.2, 1.06],
  safe_at_night: [0.93, 1.02],
  burglary: [0.76, 0.72],
  violence_women: [0.6, 0.72],
  antisocial: [0.66, 0.68],
  drugs: [0.55, 0.52],
  hate_crime: [0.44, 0.5],
  road_safety: [0.5, 0.52],
  fraud: [0.4, 0.47],
  known_officers: [0.55, 0.5],
  stop_search: [0.28, 0.3],
  young_people: [0.52, 0.54],
  other: [0.15, 0.15],
}

function priorityWeight(code: string, somebody: Somebody, year: 0 | 1): number {
  const base = priorities[code]?.[year] ?? 0.1
  const { age_band: age, sex } = somebody.counted
  if (code === 'stop_search' && isYoung(somebody)) return base * 3
  if (code === 'fraud' && (age === '65-74' || age === '75+')) return base * 2.2
  if ((code === 'violence_women' || code === 'safe_at_night') && sex === 'Female') return base * 1.3
  if (code === 'hate_crime' && somebody.counted.ethnic_group_5 !== 'White') return base * 1.8
  if (code === 'knife_crime' && ['E09000014', 'E09000012', 'E09000025'].includes(somebody.area)) return base * 1.15
  return base
}

const levels = ['not_at_all', 'not_very', 'neither', 'fairly', 'very']

/** Those who met officers at a meeting are more confident; those who were stopped less. */
function confidenceWeight(code: string, row: string, somebody: Somebody): number {
  if (code === 'dont_know') return row === 'act_on_views' ? 0.09 : 0.05
  const { contact } = somebody.counted
  const lift = contact === 'meeting' ? 0.55 : contact === 'stopped' ? -0.9 : 0
  const middle = (row === 'come_quickly' ? 2.3 : row === 'treat_fairly' ? 2.1 : 2) + lift
  return Math.exp(-((levels.indexOf(code) - middle) ** 2) / 2.2) / 2
}

const shares: Record<string, Record<string, number>> = {
  heard_of_ward_team: { know_them: 0.18, heard: 0.37, no: 0.45 },
  officers_seen: { weekly: 0.12, monthly: 0.24, less: 0.38, never: 0.2, dont_know: 0.06 },
  informed: { very_well: 0.06, fairly_well: 0.28, not_well: 0.36, not_at_all: 0.2, dont_know: 0.1 },
  best_way_to_hear: { email: 1, leaflet: 0.7, meeting: 0.35, online: 0.6, street: 0.5 },
  changed_12m: { safer: 0.14, same: 0.5, less_safe: 0.26, dont_know: 0.1 },
  work_or_study: { work: 0.58, study: 0.07, both: 0.04, no: 0.28, prefer_not_to_say: 0.03 },
}

const written: Record<string, { from: string[]; blank: number }> = {
  why: { from: reasons, blank: 0.34 },
  what_to_do: { from: proposals, blank: 0.41 },
  how_it_went: { from: contacts, blank: 0.3 },
  comment: { from: comments, blank: 0.68 },
}

const some = (chance: Chance, list: string[]) => oneOf(chance, list, () => 1) ?? ''

export const leaningOf = (year: 0 | 1): Leaning => ({
  weight: (question, option, somebody, row) => {
    if (question.code === 'priorities') return priorityWeight(option.code, somebody, year)
    if (question.code === 'contact_12m') return option.code === somebody.counted.contact ? 1 : 0
    if (question.code === 'confidence') return confidenceWeight(option.code, row?.code ?? '', somebody)
    return shares[question.code]?.[option.code] ?? lean.weight?.(question, option, somebody, row)
  },
  words: (question, _somebody, chance) => {
    const from = written[question.code]?.from
    if (!from) return undefined
    const first = some(chance, from)
    const second = some(chance, from)
    return chance() < 0.35 && second !== first ? `${first} ${second}` : first
  },
  blank: (question) => {
    if (question.type === 'postcode') return 0.012
    return written[question.code]?.blank
  },
})
