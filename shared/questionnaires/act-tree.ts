import type { GridRow, Id, Option, Page, Question, QuestionnaireDocument, Section } from './document.ts'
import type { Kind } from './places.ts'
import { Refusal } from './refusals.ts'

export type Item = Section | Page | Question | Option | GridRow

/** A thing in the document; options and rows are found within their question (`of`). */
export interface Ref {
  kind: Kind
  id: Id
  of?: Id
}

interface Found {
  list: Item[]
  at: number
  /** What holds the list: the section of a page, the page of a question, the question of an option or row. */
  into: Id | undefined
  item: Item
}

const gone = () => new Refusal('This is not there any more. Load the page again.')

/** Every list of a kind, with what holds it. */
function lists(document: QuestionnaireDocument, kind: Kind): { into: Id | undefined; list: Item[] }[] {
  if (kind === 'section') return [{ into: undefined, list: document.sections }]
  if (kind === 'page') return document.sections.map((section) => ({ into: section.id, list: section.pages }))
  const pages = document.sections.flatMap((section) => section.pages)
  if (kind === 'question') return pages.map((page) => ({ into: page.id, list: page.questions }))
  const questions = pages.flatMap((page) => page.questions)
  return questions.flatMap((question) => {
    if (kind === 'row') return 'rows' in question ? [{ into: question.id, list: question.rows }] : []
    return 'options' in question ? [{ into: question.id, list: question.options }] : []
  })
}

export function listFor(document: QuestionnaireDocument, kind: Kind, into: Id | undefined): Item[] {
  const found = lists(document, kind).find((one) => one.into === into)
  if (!found) throw gone()
  return found.list
}

export function findItem(document: QuestionnaireDocument, ref: Ref): Found {
  const inner = ref.kind === 'option' || ref.kind === 'row'
  for (const { into, list } of lists(document, ref.kind)) {
    if (inner && into !== ref.of) continue
    const at = list.findIndex((item) => item.id === ref.id)
    if (at >= 0) return { list, at, into, item: list[at]! }
  }
  throw gone()
}

/** Ids must be single: sections, pages and questions in the document, options and rows in their question. */
export function duplicateIds(document: QuestionnaireDocument): Id[] {
  const whole = (['section', 'page', 'question'] as const).map((kind) =>
    lists(document, kind).flatMap(({ list }) => list),
  )
  const inner = (['option', 'row'] as const).flatMap((kind) => lists(document, kind).map(({ list }) => list))
  return [...whole, ...inner].flatMap((items) => {
    const seen = new Set<Id>()
    return items.filter(({ id }) => seen.size === seen.add(id).size).map(({ id }) => id)
  })
}
