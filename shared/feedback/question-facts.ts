import { namesOf } from '../analysis/inclusion-words.ts'
import { askedQuestions, type Column, keyOf, profileOf, type VersionDocument } from '../analysis/layout.ts'
import { columnsOf, linesOf } from '../analysis/question-columns.ts'
import type { Text } from '../kernel/text.ts'
import type { Condition, Option, QuestionnaireDocument } from '../questionnaires/document.ts'
import type { Within } from './release-tables.ts'

/** The larger group that a harmonised answer belongs to: of 5+1 ethnic groups, for one of the nineteen. */
export interface Parent {
  id: string
  label: Text
}

/** What a questionnaire says of a column beside its answers. */
export interface QuestionFacts {
  /** Parents of options, of those that have one which stands for two or more of them, and of such parents. */
  parents: Map<string, Parent>
  /** Whose people these are a part of, in every version that asks it. */
  within: Within[]
}

/** By column, as the layout names it; all published versions, oldest first: the newest says what an answer's parent is. */
export function factsOf(versions: readonly VersionDocument[]): Map<string, QuestionFacts> {
  const facts = new Map<string, QuestionFacts>()
  const columns = new Map<string, Column>()
  for (const { document } of versions) {
    /** What a question, or a line of it, is called in this version by the columns of all. */
    const named = new Map<string, string>()
    for (const asked of askedQuestions(document)) {
      const { question } = asked
      const lines = linesOf(question)
      const parents = parentsAmong('options' in question ? question.options : [])
      for (const [i, column] of columnsOf(asked, document).entries()) {
        const key = keyOf(column, (known) => columns.get(known))
        columns.set(key, { ...column, key })
        named.set(column.key, key)
        const own = lines?.[i]?.askIf
        const conditions = own ? [...asked.conditions, own] : asked.conditions
        const within = conditions.flatMap((condition) => withinOf(condition, document, named))
        const known = facts.get(key)
        facts.set(key, { parents, within: known ? known.within.filter((one) => isAmong(one, within)) : within })
      }
    }
  }
  return facts
}

/** Whether the same is said there. */
export const isAmong = (one: Within, list: readonly Within[]): boolean =>
  list.some((other) => JSON.stringify(other) === JSON.stringify(one))

/** Only what makes the people asked a part of those who gave certain answers; anything else says nothing of that kind. */
function withinOf(condition: Condition, document: QuestionnaireDocument, named: ReadonlyMap<string, string>): Within[] {
  if (condition.op === 'all') return condition.of.flatMap((one) => withinOf(one, document, named))
  if (condition.op !== 'chosen') return []
  const asked = condition.row ? `${condition.question}/${condition.row}` : condition.question
  const found = askedQuestions(document).find(({ question }) => question.id === condition.question)?.question
  const missing = found && 'options' in found ? found.options.filter((one) => one.missing).map(({ id }) => id) : []
  if (condition.options.some((id) => missing.includes(id))) return []
  // A question that changed its type has two tables: who was asked by it goes with what either of them hides.
  const keys = new Set([asked, named.get(asked) ?? asked])
  return [...keys].map((key) => ({ key, rows: condition.options }))
}

const labels: Record<string, string> = {
  'age_band:0-15': 'Under 16',
  'age_band:0-24': 'Under 25',
  'age_band:25-44': '25 to 44',
  'age_band:45-64': '45 to 64',
  'age_band:65+': '65 or over',
  'disability_3_16plus:Disabled under the Equality Act': 'Disabled',
}

/** The broad bands that ten-year ones are joined to. */
const broadAge: Record<string, string> = {
  'age_band:0-15': 'age_band:0-24',
  'age_band:16-24': 'age_band:0-24',
  'age_band:25-34': 'age_band:25-44',
  'age_band:35-44': 'age_band:25-44',
  'age_band:45-54': 'age_band:45-64',
  'age_band:55-64': 'age_band:45-64',
  'age_band:65-74': 'age_band:65+',
  'age_band:75+': 'age_band:65+',
}

/** `ethnic_group_19:Asian…: Chinese` belongs to `Asian…`; options that stand for one category of the census belong together. */
export function parentsAmong(options: readonly Pick<Option, 'id' | 'profile'>[]): Map<string, Parent> {
  const families = new Map<string, string[]>()
  for (const { id, profile } of options) {
    const found = profile && profileOf(profile)
    if (!found) continue
    const family = `${found.characteristic}:${found.category.split(': ')[0]}`
    families.set(family, [...(families.get(family) ?? []), id])
  }
  const large = [...families].filter(([, ids]) => ids.length > 1 && ids.length < options.length)
  const parents = large.flatMap(([family, ids]) => ids.map((id): [string, Parent] => [id, parentNamed(family)]))
  const broader = [...families].flatMap(([family, ids]): [string, Parent][] => {
    const parent = broadAge[family]
    return parent ? [[ids.length > 1 ? family : ids[0]!, parentNamed(parent)]] : []
  })
  return new Map([...parents, ...broader])
}

function parentNamed(family: string): Parent {
  const found = profileOf(family)
  const characteristic = found?.characteristic === 'ethnic_group_19' ? 'ethnic_group_5' : (found?.characteristic ?? '')
  return { id: family, label: { en: labels[family] ?? namesOf(characteristic, found?.category ?? '').label } }
}
