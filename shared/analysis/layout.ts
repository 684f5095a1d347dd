import type { Text } from '../kernel/text.ts'
import type { Condition, Id, Option, Question, QuestionnaireDocument } from '../questionnaires/document.ts'
import type { HangsOn } from './hangs-on.ts'
import { areaOptions, columnsOf } from './question-columns.ts'

/** What a projection holds: columns made from every version of a consultation's questionnaires, ids for ever. */

export interface Category {
  id: Id
  label: Text
}

/**
 * How a column is kept. `codes`: one category a person. `set`: several a person, one bitset an option. `value`: a number
 * or a date, as days. `text`: only whether there is one; the words stay in the database.
 */
export type ColumnKind = 'codes' | 'set' | 'value' | 'text'

export interface Column {
  /** The question's id; `question/row` for a line of it (a grid's, a sum's, what is ranked); `characteristic:…`, `area`, `collector`, `version`. */
  key: string
  kind: ColumnKind
  part: 'main' | 'equality' | 'about'
  type: Question['type'] | 'characteristic' | 'about'
  /** Of a date that is kept as the first day of its month or year. */
  precision?: 'year' | 'month'
  /** The name it is exported under. */
  code: string
  text: Text
  /** The line's own words. */
  rowText?: Text
  question?: Id
  /** What its being asked hangs on, in any version. */
  hangsOn?: HangsOn[]
  categories: Category[]
  /** Places of the categories in the order the newest version shows them. */
  order?: number[]
}

/** A question whose answers tell the borough. */
export const tellsBorough = ({ type }: Pick<Column, 'type'>): boolean => type === 'postcode' || type === 'area'

/** The questions that say where somebody lives: a postcode does; a borough chosen from a list where no postcode is asked. */
export function homesAmong<C extends Pick<Column, 'type'>>(columns: readonly C[]): C[] {
  const postcodes = columns.filter(({ type }) => type === 'postcode')
  return postcodes.length > 0 ? postcodes : columns.filter(({ type }) => type === 'area').slice(0, 1)
}

export interface VersionDocument {
  id: string
  document: QuestionnaireDocument
}

export interface Layout {
  columns: Column[]
  versions: VersionDocument[]
}

/**
 * Codes in a column. The four kinds of missing are kept apart; the categories come after them. In a column of several
 * answers, of a value or of a text the first of these says that there is an answer.
 */
export const missing = { notAsked: 0, blank: 1, declined: 2, dontKnow: 3 } as const
export const firstCategory = 4

/** One asked thing of one version, with the conditions that must all hold. */
export interface AskedQuestion {
  question: Question
  part: 'main' | 'equality'
  conditions: Condition[]
}

/** Every question in document order, with the conditions of its section, its page and its own. */
export function askedQuestions(document: QuestionnaireDocument): AskedQuestion[] {
  return document.sections.flatMap((section) =>
    section.pages.flatMap((page) =>
      page.questions.map((question) => ({
        question,
        part: section.equality ? ('equality' as const) : ('main' as const),
        conditions: [section.askIf, page.askIf, question.askIf].filter((c): c is Condition => c !== undefined),
      })),
    ),
  )
}

/**
 * Columns over all versions, oldest first. A category keeps its place, and so its code, when a later version adds or moves
 * others; words and order are the newest version's.
 */
export function layoutOf(versions: readonly VersionDocument[]): Layout {
  const columns = new Map<string, Column>()
  for (const version of versions) {
    for (const asked of askedQuestions(version.document)) {
      for (const column of columnsOf(asked, version.document)) merge(columns, column)
    }
  }
  const list = [...about(versions), ...columns.values(), ...characteristicColumns(versions)]
  return { columns: list, versions: [...versions] }
}

type Kept = Pick<Column, 'key' | 'type' | 'kind'>

const areAlike = (one: Kept, other: Kept) => one.type === other.type && one.kind === other.kind

/** A question that changed its type, or began to take several answers, keeps two columns: they do not add up. */
export function keyOf(column: Kept, find: (key: string) => Kept | undefined): string {
  const known = find(column.key)
  if (!known || areAlike(known, column)) return column.key
  const byType = `${column.key}:${column.type}`
  const other = find(byType)
  if (known.type !== column.type && (!other || areAlike(other, column))) return byType
  return `${byType}:${column.kind}`
}

function merge(columns: Map<string, Column>, column: Column) {
  const newer = { ...column, key: keyOf(column, (key) => columns.get(key)) }
  const known = columns.get(newer.key)
  const labels = new Map(newer.categories.map((category) => [category.id, category.label]))
  const kept = (known?.categories ?? []).map(({ id, label }) => ({ id, label: labels.get(id) ?? label }))
  const ids = new Set(kept.map(({ id }) => id))
  const categories = [...kept, ...newer.categories.filter(({ id }) => !ids.has(id))]
  const place = new Map(categories.map(({ id }, i) => [id, i]))
  const first = newer.categories.map(({ id }) => place.get(id)!)
  const order = [...first, ...categories.map((_, i) => i).filter((i) => !first.includes(i))]
  columns.delete(newer.key)
  const hangs = [...(known?.hangsOn ?? []), ...(newer.hangsOn ?? [])]
  const hangsOn = hangs.length > 0 ? { hangsOn: hangs } : {}
  columns.set(newer.key, { ...newer, categories, order, ...hangsOn })
}

const about = (versions: readonly VersionDocument[]): Column[] => [
  {
    key: 'area',
    kind: 'codes',
    part: 'about',
    type: 'about',
    code: 'borough',
    text: { en: 'Borough' },
    categories: areaOptions,
  },
  {
    key: 'collector',
    kind: 'codes',
    part: 'about',
    type: 'about',
    code: 'way_in',
    text: { en: 'Way in' },
    categories: [],
  },
  {
    key: 'version',
    kind: 'codes',
    part: 'about',
    type: 'about',
    code: 'version',
    text: { en: 'Version' },
    categories: versions.map(({ id }, i) => ({ id, label: { en: `Version ${i + 1}` } })),
  },
]

/** One column a census characteristic, over every equality question whose options map to it. */
function characteristicColumns(versions: readonly VersionDocument[]): Column[] {
  const found = new Map<string, Map<string, Text>>()
  for (const { document } of versions) {
    for (const { question } of askedQuestions(document)) {
      if (question.type !== 'single' && question.type !== 'grid') continue
      for (const option of question.options) addProfile(found, option)
    }
  }
  return [...found].map(([id, categories]) => ({
    key: `characteristic:${id}`,
    kind: 'codes',
    part: 'equality',
    type: 'characteristic',
    code: id,
    text: { en: id },
    categories: [...[...categories].map(([category, label]) => ({ id: category, label })), otherCategory],
  }))
}

/** An answer that the census has no category for: it counts in the base and is compared with nothing. */
const otherCategory: Category = { id: '', label: { en: 'Another answer' } }

function addProfile(found: Map<string, Map<string, Text>>, option: Option) {
  const profile = option.profile && profileOf(option.profile)
  if (!profile) return
  const categories = found.get(profile.characteristic) ?? new Map<string, Text>()
  if (!categories.has(profile.category)) categories.set(profile.category, option.label)
  found.set(profile.characteristic, categories)
}

/** `ethnic_group_5:White` in its two parts. */
export function profileOf(profile: string): { characteristic: string; category: string } | null {
  const at = profile.indexOf(':')
  return at < 1 ? null : { characteristic: profile.slice(0, at), category: profile.slice(at + 1) }
}
