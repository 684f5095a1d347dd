import type { Text } from '../kernel/text.ts'
import { boroughs } from '../population/boroughs.ts'
import type {
  Condition,
  Id,
  Option,
  Question,
  QuestionnaireDocument,
  QuestionOf,
  QuestionType,
} from '../questionnaires/document.ts'
import { optionsOf, rowsOf } from '../questionnaires/fixed-options.ts'
import { unpiped } from '../questionnaires/piping.ts'
import { placesToGive, rankable } from '../questionnaires/ranking-rules.ts'
import { hangsOn } from './hangs-on.ts'
import { type AskedQuestion, askedQuestions, type Category, type Column, type ColumnKind } from './layout.ts'

export const areaOptions: Category[] = [
  ...boroughs.map((borough) => ({ id: borough.code, label: { en: borough.name } })),
  { id: 'outside', label: { en: 'Outside London, or not known' } },
]

/** A line of a question that has a column of its own. */
export interface Line {
  id: Id
  code: string
  label: Text
  askIf?: Condition
}

/** The lines that each have a column: rows, or what is put in order; null where the question has one column. */
export function linesOf(question: Question): Line[] | null {
  if (question.type === 'ranking') return rankable(question)
  return 'rows' in question ? rowsOf(question) : null
}

type Kept = { kind: ColumnKind; categories: Category[]; precision?: 'year' | 'month' }

const chosen = (question: Question): Kept => ({ kind: 'codes', categories: categoriesOf(optionsOf(question)) })
const areas = (): Kept => ({ kind: 'codes', categories: areaOptions })
const value = (): Kept => ({ kind: 'value', categories: [] })
const text = (): Kept => ({ kind: 'text', categories: [] })

/** How a question, or each of its lines, is kept; null when there is nothing to keep. */
const keptAs: { [T in QuestionType]: (question: QuestionOf<T>) => Kept | null } = {
  single: chosen,
  multiple: (question) => ({ ...chosen(question), kind: 'set' }),
  grid: (question) => ({ ...chosen(question), kind: question.multiple ? 'set' : 'codes' }),
  ranking: (question) => ({ kind: 'codes', categories: placeCategories(question) }),
  yes_no: chosen,
  scale: (question) => ({ kind: 'codes', categories: stepsOf(question) }),
  number: value,
  constant_sum: value,
  short_text: text,
  long_text: text,
  date: value,
  partial_date: ({ precision }) => ({ ...value(), precision }),
  postcode: areas,
  area: areas,
  long_list: chosen,
  consent: chosen,
  hidden: chosen,
  statement: () => null,
}

const categoriesOf = (options: Option[]): Category[] =>
  options.filter((option) => !option.missing).map(({ id, label }) => ({ id, label }))

/** A numbered step tells what its end means, where the question says so: `1 (Not safe at all)`. */
const stepsOf = ({ from, to, labels, low, high }: QuestionOf<'scale'>): Category[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => {
    const step = from + i
    const end = step === from ? low : step === to ? high : undefined
    return { id: String(step), label: labels?.[i] ?? numbered(step, end) }
  })

const numbered = (step: number, end: Text = {}): Text =>
  Object.fromEntries([
    ['en', String(step)],
    ...Object.entries(end).map(([language, words]) => [language, `${step} (${words})`]),
  ])

/** In a ranking of some: what was given no place. */
export const noPlace: Category = { id: '0', label: { en: 'Not among them' } }

const placeCategories = (question: QuestionOf<'ranking'>): Category[] => [
  ...Array.from({ length: placesToGive(question) }, (_, i) => ({ id: String(i + 1), label: { en: String(i + 1) } })),
  ...(question.top === undefined && !question.soft ? [] : [noPlace]),
]

export function columnsOf({ question, part, conditions }: AskedQuestion, document: QuestionnaireDocument): Column[] {
  const kept = (keptAs[question.type] as (question: Question) => Kept | null)(question)
  if (!kept) return []
  const words = (label: Text) => unpiped(label, document)
  const base = {
    ...kept,
    key: question.id,
    part,
    type: question.type,
    code: question.code,
    text: words(question.text),
    question: question.id,
    categories: kept.categories.map(({ id, label }) => ({ id, label: words(label) })),
  }
  const find = (id: Id) => askedQuestions(document).find((one) => one.question.id === id)?.question
  const hanging = (more: Condition | undefined) => {
    const all = more ? [...conditions, more] : conditions
    return all.length > 0 ? { hangsOn: hangsOn(all, find) } : {}
  }
  const lines = linesOf(question)
  if (!lines) return [{ ...base, ...hanging(undefined) }]
  return lines.map((line) => ({
    ...base,
    ...hanging(line.askIf),
    key: `${question.id}/${line.id}`,
    code: `${question.code}_${line.code}`,
    rowText: words(line.label),
  }))
}
