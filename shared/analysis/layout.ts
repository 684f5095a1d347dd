import type { Text } from '../kernel/text.ts'
import { boroughs } from '../population/boroughs.ts'
import type { Condition, Id, Option, Question, QuestionnaireDocument } from '../questionnaires/document.ts'

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
  /** The question's id; `question/row` for a row of a grid; `characteristic:…`, `area`, `collector`, `version`. */
  key: string
  kind: ColumnKind
  part: 'main' | 'equality' | 'about'
  type: Question['type'] | 'characteristic' | 'about'
  /** The name it is exported under. */
  code: string
  text: Text
  /** The statement, for a row of a grid. */
  rowText?: Text
  question?: Id
  categories: Category[]
  /** Places of the categories in the order the newest version shows them. */
  order?: number[]
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

export const areaOptions: Category[] = [
  ...boroughs.map((borough) => ({ id: borough.code, label: { en: borough.name } })),
  { id: 'outside', label: { en: 'Outside London, or not known' } },
]

/** One asked thing of one version, with the conditions that must all hold. */
export interface AskedQuestion {
  question: Question
  part: 'main' | 'equality'
  conditions: Condition[]
}

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
      for (const column of columnsOf(asked)) merge(columns, column)
    }
  }
  const list = [...about(versions), ...columns.values(), ...characteristicColumns(versions)]
  return { columns: list, versions: [...versions] }
}

/** A question that changed its type keeps two columns: their answers do not add up. */
export const otherTypeKey = (question: Pick<Question, 'id' | 'type'>) => `${question.id}:${question.type}`

function merge(columns: Map<string, Column>, column: Column) {
  const isOther = (columns.get(column.key)?.type ?? column.type) !== column.type
  const newer = isOther ? { ...column, key: `${column.key}:${column.type}` } : column
  const known = columns.get(newer.key)
  const labels = new Map(newer.categories.map((category) => [category.id, category.label]))
  const kept = (known?.categories ?? []).map(({ id, label }) => ({ id, label: labels.get(id) ?? label }))
  const ids = new Set(kept.map(({ id }) => id))
  const categories = [...kept, ...newer.categories.filter(({ id }) => !ids.has(id))]
  const place = new Map(categories.map(({ id }, i) => [id, i]))
  const first = newer.categories.map(({ id }) => place.get(id)!)
  const order = [...first, ...categories.map((_, i) => i).filter((i) => !first.includes(i))]
  columns.delete(newer.key)
  columns.set(newer.key, { ...newer, kind: known?.kind ?? newer.kind, categories, order })
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

const categoriesOf = (options: Option[]): Category[] =>
  options.filter((option) => !option.missing).map(({ id, label }) => ({ id, label }))

function columnsOf({ question, part }: AskedQuestion): Column[] {
  const base = {
    key: question.id,
    part,
    type: question.type,
    code: question.code,
    text: question.text,
    question: question.id,
  }
  switch (question.type) {
    case 'statement':
      return []
    case 'single':
      return [{ ...base, kind: 'codes', categories: categoriesOf(question.options) }]
    case 'multiple':
      return [{ ...base, kind: 'set', categories: categoriesOf(question.options) }]
    case 'grid':
      return question.rows.map((row) => ({
        ...base,
        key: `${question.id}/${row.id}`,
        code: `${question.code}_${row.code}`,
        rowText: row.label,
        kind: 'codes',
        categories: categoriesOf(question.options),
      }))
    case 'scale':
      return [{ ...base, kind: 'codes', categories: stepsOf(question.from, question.to) }]
    case 'postcode':
      return [{ ...base, kind: 'codes', categories: areaOptions }]
    case 'number':
    case 'date':
      return [{ ...base, kind: 'value', categories: [] }]
    default:
      return [{ ...base, kind: 'text', categories: [] }]
  }
}

const stepsOf = (from: number, to: number): Category[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => ({
    id: String(from + i),
    label: { en: String(from + i) },
  }))

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
export const otherCategory: Category = { id: '', label: { en: 'Another answer' } }

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
