import type { ReleaseRule } from '../analysis/disclosure-rules.ts'
import { askedQuestions, profileOf, type VersionDocument } from '../analysis/layout.ts'
import type { Shown } from '../analysis/suppression.ts'
import { type Characteristic, characteristics } from '../population/characteristics.ts'
import { type PublicRow, publicRowsOf, type RowsOfBreakdown } from './public-rows.ts'
import { factsOf, isAmong, parentsAmong, type QuestionFacts } from './question-facts.ts'
import type { PublicTable, SealedTable, Within } from './release-tables.ts'
import { type Counts, sealTables, type WantedTable } from './seal-tables.ts'

/** A characteristic of the census and the column that tells it: a question, or what several questions tell together. */
export interface ToldBy {
  characteristic: Characteristic
  key: string
  questions: string[]
  /** Categories of the census by the column's. */
  categories: Map<string, string>
}

export interface HeardQuestions {
  /** The column that tells where somebody lives, and the questions it is read from. */
  home: string
  homes: string[]
  told: ToldBy[]
  facts: Map<string, QuestionFacts>
}

/** Null when nothing asks where people live. One question is counted as in a release; several as the one thing they tell. */
export function heardQuestions(versions: readonly VersionDocument[]): HeardQuestions | null {
  const homes = new Set(versions.flatMap(({ document }) => homesIn(document)))
  const [home] = homes
  if (home === undefined) return null
  const facts = factsOf(versions)
  const told = characteristics
    .filter(({ use }) => use === 'borough')
    .flatMap((characteristic) => toldBy(characteristic, versions))
  for (const { key, categories, characteristic, questions } of told.filter(({ key }) => !facts.has(key))) {
    const options = [...categories.keys()].map((id) => ({ id, profile: `${characteristic.id}:${id}` }))
    facts.set(key, { parents: parentsAmong(options), within: sharedBy(questions.map((id) => facts.get(id)!.within)) })
  }
  return { home: homes.size === 1 ? home : 'area', homes: [...homes], told, facts }
}

const sharedBy = ([first = [], ...others]: Within[][]): Within[] =>
  first.filter((one) => others.every((list) => isAmong(one, list)))

/** As the counting reads them: a postcode says it; a borough from a list where no postcode is asked. */
function homesIn(document: VersionDocument['document']): string[] {
  const asked = askedQuestions(document).map(({ question }) => question)
  const postcodes = asked.filter(({ type }) => type === 'postcode')
  const homes = postcodes.length > 0 ? postcodes : asked.filter(({ type }) => type === 'area').slice(0, 1)
  return homes.map(({ id }) => id)
}

function toldBy(characteristic: Characteristic, versions: readonly VersionDocument[]): ToldBy[] {
  const questions = versions.flatMap(({ document }) =>
    askedQuestions(document).flatMap(({ question }) => (question.type === 'single' ? [question] : [])),
  )
  const options = questions.flatMap(({ id, options }) =>
    options.flatMap((option) => {
      const found = option.profile && profileOf(option.profile)
      return found && found.characteristic === characteristic.id
        ? [{ question: id, option: option.id, category: found.category }]
        : []
    }),
  )
  const keys = [...new Set(options.map(({ question }) => question))]
  if (keys.length === 0) return []
  const [isOne, whole] = [keys.length === 1, `characteristic:${characteristic.id}`]
  const categories = options.map(({ option, category }): [string, string] => [isOne ? option : category, category])
  return [{ characteristic, key: isOne ? keys[0]! : whole, questions: keys, categories: new Map(categories) }]
}

/** The tables that are counted for the page: where people live, what they are, and the one by the other. */
export const heardWanted = ({ home, told }: HeardQuestions): WantedTable[] => [
  { question: home, by: null },
  ...told.map(({ key }) => ({ question: key, by: null })),
  ...told.map(({ key }) => ({ question: home, by: key })),
]

export interface Released {
  /** Null once deleted on its date. */
  sealed: readonly SealedTable[] | null
  shown: readonly PublicTable[]
}

export interface HeardRows {
  /** People who answered, by borough. */
  people: Map<string, Shown>
  /** By the column that tells a characteristic, then by borough. */
  rows: Map<string, Map<string, PublicRow>>
}

/**
 * What may be said of each borough: what the counts of now would tell as a release, until one is made. From the first on that tells
 * who answered, nothing but what releases hold, each breakdown as the last that holds it shows it.
 */
export function heardRows(
  counts: Counts,
  questions: HeardQuestions,
  releases: readonly Released[],
  rule: ReleaseRule,
): HeardRows {
  const { home, told } = questions
  const isEnded = rule.without !== 'end' && releases.some(({ shown }) => tellsOf(shown, questions))
  const now = isEnded ? null : publicRowsOf(sealTables(counts, heardWanted(questions), [], rule), rule)
  const last = (key: string, byKey?: string) =>
    releases.findLast(({ shown }) => shown.some((table) => table.key === key && table.byKey === byKey))
  const own = (last(home)?.shown ?? now?.tables)?.find((table) => table.key === home && !table.byKey)
  const known = new Map<Released, RowsOfBreakdown[]>()
  const brokenDown = (one: Released) => {
    const found = known.get(one) ?? publicRowsOf(one.sealed ?? [], rule).breakdowns
    known.set(one, found)
    return found
  }
  const rows = told.map(({ key }): [string, Map<string, PublicRow>] => {
    const from = last(home, key)
    const found = (from ? brokenDown(from) : now?.breakdowns)?.find((one) => one.key === home && one.byKey === key)
    return [key, new Map((found?.rows ?? []).map((row) => [row.id, row]))]
  })
  return {
    people: new Map(own?.rows.map(({ id }, r): [string, Shown] => [id, own.columns[0]!.counts[r]!])),
    rows: new Map(rows),
  }
}

/** Whether tables are of the people that a page is made of: where they live, what they are, or who is asked that. */
function tellsOf(tables: readonly PublicTable[], { homes, told, facts }: HeardQuestions): boolean {
  const asked = [...homes, ...told.flatMap(({ questions }) => questions)]
  const keys = new Set([...asked, ...asked.flatMap((key) => facts.get(key)?.within.map((one) => one.key) ?? [])])
  return tables.some(({ key, byKey }) => keys.has(key) || (byKey !== undefined && keys.has(byKey)))
}
