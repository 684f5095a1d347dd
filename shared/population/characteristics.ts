/** What the census profile holds, what each count is a count of, and how far it may be used. */
export interface Characteristic {
  id: string
  /** As a heading: "Ethnic group". */
  name: string
  /** Whom the census counted: compare only with respondents of the same ages. */
  base: 'all ages' | 'aged 16 and over'
  /** A voluntary question: the census has "Not answered", left out of the share it is compared by. */
  voluntary: boolean
  /** Whether respondents of one borough may be compared with it; `other bands` repeats `age_band` cut otherwise. */
  use: 'borough' | 'london only' | 'weighting only' | 'other bands' | 'total'
  /** Printed beside the figures. */
  caution?: string
}

const all = 'all ages' as const
const adults = 'aged 16 and over' as const

export const characteristics: Characteristic[] = [
  { id: 'population', name: 'Usual residents', base: all, voluntary: false, use: 'total' },
  { id: 'age_band', name: 'Age', base: all, voluntary: false, use: 'borough' },
  { id: 'age_ts007', name: 'Age, in the bands the census prints', base: all, voluntary: false, use: 'other bands' },
  {
    id: 'sex',
    name: 'Sex',
    base: all,
    voluntary: false,
    use: 'borough',
    caution: 'The census asked “What is your sex?”. It is not the same question as gender identity.',
  },
  { id: 'ethnic_group_5', name: 'Ethnic group', base: all, voluntary: false, use: 'borough' },
  { id: 'ethnic_group_19', name: 'Ethnic group, in full', base: all, voluntary: false, use: 'borough' },
  { id: 'religion', name: 'Religion', base: all, voluntary: true, use: 'borough' },
  { id: 'disability_2', name: 'Disability', base: all, voluntary: false, use: 'borough' },
  {
    id: 'disability_3_16plus',
    name: 'Disability, by how much it limits',
    base: adults,
    voluntary: false,
    use: 'borough',
  },
  { id: 'sexual_orientation_16plus', name: 'Sexual orientation', base: adults, voluntary: true, use: 'borough' },
  {
    id: 'gender_identity_16plus',
    name: 'Gender identity',
    base: adults,
    voluntary: true,
    use: 'london only',
    caution:
      'Official statistics in development: some people may have misunderstood the question, and the Office for National Statistics withdrew its accreditation on 12 September 2024. Shown for London as context. Do not rank boroughs by it or weight by it.',
  },
  { id: 'age_by_sex_16plus', name: 'Age by sex', base: adults, voluntary: false, use: 'weighting only' },
]

/** How respondents are compared with it: age from 16 up, and under the name people were asked by. */
export const headingOf = ({ id, name, base }: Characteristic): { name: string; base: string } => ({
  name: id === 'religion' ? 'Religion or belief' : name,
  base: id === 'age_band' ? adults : base,
})

export interface CategoryCount {
  category: string
  count: number
}

export interface Share extends CategoryCount {
  /** Of the base below; null for "Not answered", which is no part of it. */
  share: number | null
}

/** The category of the census's voluntary questions that is no answer. */
export const notAnswered = 'Not answered'

/** Shares of those who answered the census question, with that base; "Not answered" keeps its count and has no share. */
export function shares(counts: CategoryCount[]): { base: number; rows: Share[] } {
  const base = counts.reduce((sum, row) => (row.category === notAnswered ? sum : sum + row.count), 0)
  const share = (row: CategoryCount) => (row.category === notAnswered || base === 0 ? null : row.count / base)
  return { base, rows: counts.map((row) => ({ ...row, share: share(row) })) }
}

/** `age_band` from 16 up: what respondents of 16 and over are compared with. */
export const adultAges = (counts: CategoryCount[]): CategoryCount[] => counts.filter((row) => row.category !== '0-15')

/** To be printed wherever a census figure is. */
export const censusAttribution =
  'Source: Office for National Statistics licensed under the Open Government Licence v3.0. Census 2021, 21 March 2021.'

/** To be printed where a postcode was turned into a borough. */
export const postcodeAttribution = [
  'Source: Office for National Statistics licensed under the Open Government Licence v3.0',
  'Contains OS data © Crown copyright and database right',
  'Contains Royal Mail data © Royal Mail copyright and database right',
]
