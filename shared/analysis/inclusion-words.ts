import { number } from '../kernel/text.ts'
import type { VerdictWord } from './inclusion.ts'
import { list } from './words.ts'

/** How a census category is named in a table, and how its people are in a sentence. */
interface Names {
  label: string
  people: string
}

const aged = (from: number, to: number): [string, Names] => [
  `age_band:${from}-${to}`,
  { label: `${from} to ${to}`, people: `people aged ${from} to ${to}` },
]

const names = new Map<string, Names>([
  aged(16, 24),
  aged(25, 34),
  aged(35, 44),
  aged(45, 54),
  aged(55, 64),
  aged(65, 74),
  ['age_band:75+', { label: '75 or over', people: 'people aged 75 or over' }],
  ['sex:Female', { label: 'Female', people: 'women and girls' }],
  ['sex:Male', { label: 'Male', people: 'men and boys' }],
  ['ethnic_group_5:White', { label: 'White', people: 'White people' }],
  [
    'ethnic_group_5:Mixed or Multiple ethnic groups',
    { label: 'Mixed or multiple ethnic groups', people: 'people of mixed or multiple ethnic groups' },
  ],
  ['ethnic_group_5:Asian, Asian British or Asian Welsh', { label: 'Asian or Asian British', people: 'Asian people' }],
  [
    'ethnic_group_5:Black, Black British, Black Welsh, Caribbean or African',
    { label: 'Black, Black British, Caribbean or African', people: 'Black people' },
  ],
  ['ethnic_group_5:Other ethnic group', { label: 'Other ethnic group', people: 'people of other ethnic groups' }],
  ['religion:No religion', { label: 'No religion', people: 'people of no religion' }],
  ['religion:Other religion', { label: 'Another religion', people: 'people of other religions' }],
  ...['Christian', 'Buddhist', 'Hindu', 'Jewish', 'Muslim', 'Sikh'].map((name): [string, Names] => [
    `religion:${name}`,
    { label: name, people: `${name} people` },
  ]),
  [
    'disability_3_16plus:Disabled under the Equality Act: Day-to-day activities limited a lot',
    { label: 'Disabled, limited a lot', people: 'disabled people who are limited a lot' },
  ],
  [
    'disability_3_16plus:Disabled under the Equality Act: Day-to-day activities limited a little',
    { label: 'Disabled, limited a little', people: 'disabled people who are limited a little' },
  ],
  [
    'disability_3_16plus:Not disabled under the Equality Act',
    { label: 'Not disabled', people: 'people who are not disabled' },
  ],
  ['sexual_orientation_16plus:Straight or Heterosexual', { label: 'Straight', people: 'straight people' }],
  ['sexual_orientation_16plus:Gay or Lesbian', { label: 'Gay or lesbian', people: 'gay and lesbian people' }],
  ['sexual_orientation_16plus:Bisexual', { label: 'Bisexual', people: 'bisexual people' }],
  [
    'sexual_orientation_16plus:All other sexual orientations',
    { label: 'Other sexual orientation', people: 'people of other sexual orientations' },
  ],
  [
    'gender_identity_16plus:Gender identity the same as sex registered at birth',
    { label: 'The same as sex registered at birth', people: 'people whose gender identity is their sex at birth' },
  ],
  [
    'gender_identity_16plus:',
    { label: 'Not the same, by any name', people: 'people whose gender identity is not their sex at birth' },
  ],
])

export const namesOf = (characteristic: string, category: string): Names =>
  names.get(`${characteristic}:${category}`) ?? { label: category, people: `people who answered “${category}”` }

/** `people aged 16 to 34` for bands that follow one another; any others are listed. */
export const peopleOf = (characteristic: string, categories: readonly string[]): string =>
  list(peopleIn(characteristic, categories))

const peopleIn = (characteristic: string, categories: readonly string[]): string[] =>
  characteristic === 'age_band'
    ? runs(categories)
    : categories.map((category) => namesOf(characteristic, category).people)

function runs(categories: readonly string[]): string[] {
  const bands = categories
    .map((c) => c.match(/^(\d+)(?:-(\d+)|\+)$/))
    .map((m) => [Number(m?.[1]), m?.[2] ? Number(m[2]) : Infinity] as [number, number])
  const joined: [number, number][] = []
  for (const [from, to] of bands) {
    const last = joined.at(-1)
    if (last && last[1] + 1 === from) last[1] = to
    else joined.push([from, to])
  }
  return joined.map(([from, to]) => (to === Infinity ? `people aged ${from} or over` : `people aged ${from} to ${to}`))
}

/** What the spoken sentence is made from, one characteristic at a time. */
export interface Heard {
  characteristic: string
  name: string
  verdicts: { category: string; verdict: VerdictWord }[]
  /** The fewer and much fewer categories as one, where their counts may be shown: more answers that would close it. */
  joined: { categories: string[]; shortfall: number } | null
}

/** `Among those who answered, people aged 16 to 34 and Black people are much fewer than in the borough. …` */
export function spoken(heard: readonly Heard[], area: string): string {
  const much = peopleWith(heard, 'much fewer')
  const fewer = peopleWith(heard, 'fewer')
  if (much.length + fewer.length === 0) return nobodyFewer(heard, area)
  const parts = [
    much.length > 0 ? `${list(much)} are much fewer than in ${area}` : '',
    fewer.length > 0 ? `${list(fewer)} are ${much.length > 0 ? 'fewer' : `fewer than in ${area}`}` : '',
  ].filter(Boolean)
  return `Among those who answered, ${parts.join('; ')}. ${closing(heard)}`.trim()
}

const peopleWith = (heard: readonly Heard[], word: VerdictWord): string[] =>
  heard.flatMap(({ characteristic, verdicts }) => {
    const categories = verdicts.filter(({ verdict }) => verdict === word).map(({ category }) => category)
    return peopleIn(characteristic, categories)
  })

function nobodyFewer(heard: readonly Heard[], area: string): string {
  const canTell = heard.some(({ verdicts }) => verdicts.some(({ verdict }) => verdict !== 'cannot tell'))
  return canTell
    ? `Among those who answered, no group is clearly fewer than in ${area}.`
    : `Who is missing in ${area} cannot be told: too few have answered, or too little may be shown.`
}

/** The widest gap in people, on the joined category. */
function closing(heard: readonly Heard[]): string {
  const gaps = heard.filter(({ joined }) => (joined?.shortfall ?? 0) > 0)
  const widest = gaps.sort((a, b) => b.joined!.shortfall - a.joined!.shortfall)[0]
  if (!widest) return ''
  const { shortfall, categories } = widest.joined!
  return `${number(shortfall)} more ${shortfall === 1 ? 'answer' : 'answers'} from ${peopleOf(widest.characteristic, categories)} would close the ${widest.name.toLowerCase()} gap.`
}
