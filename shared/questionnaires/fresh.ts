import type { Text } from '../kernel/text.ts'
import { findItem } from './act-tree.ts'
import { type Act, copyOf, type Ref } from './acts.ts'
import { atoms } from './conditions.ts'
import type {
  Condition,
  GridRow,
  Id,
  Option,
  Page,
  Question,
  QuestionnaireDocument,
  QuestionOf,
  QuestionType,
  Section,
} from './document.ts'
import { mapTexts, repiped } from './piping.ts'
import { isNumbered } from './places.ts'

/** New things for the builder. Ids come from outside, as all randomness does. */
export type NewId = () => Id

const empty = (document: QuestionnaireDocument): Text => ({ [document.language]: '' })

const allQuestions = (document: QuestionnaireDocument) =>
  document.sections.flatMap((s) => s.pages.flatMap((p) => p.questions))

/** The first of `q1`, `q2`, … that no question has. */
const freshCode = (taken: readonly string[], stem = 'q'): string => {
  for (let n = 1; ; n += 1) if (!taken.includes(`${stem}${n}`)) return `${stem}${n}`
}

export const freshOption = (document: QuestionnaireDocument, newId: NewId, taken: readonly Option[]): Option => ({
  id: newId(),
  code: freshCode(
    taken.map((option) => option.code),
    'a',
  ),
  label: empty(document),
})

export const freshRow = (document: QuestionnaireDocument, newId: NewId, taken: readonly GridRow[]): GridRow => ({
  id: newId(),
  code: freshCode(
    taken.map((row) => row.code),
    'r',
  ),
  label: empty(document),
})

interface Ground {
  options: Option[]
  rows: GridRow[]
}

/** What a new question of each type begins with; a missing type does not compile. */
const beginnings: { [T in QuestionType]: (ground: Ground) => Omit<QuestionOf<T>, 'id' | 'code' | 'text'> } = {
  single: ({ options }) => ({ type: 'single', options }),
  multiple: ({ options }) => ({ type: 'multiple', options }),
  grid: ({ options, rows }) => ({ type: 'grid', rows, options }),
  ranking: ({ options }) => ({ type: 'ranking', options }),
  yes_no: () => ({ type: 'yes_no' }),
  scale: () => ({ type: 'scale', from: 0, to: 10 }),
  number: () => ({ type: 'number' }),
  constant_sum: ({ rows }) => ({ type: 'constant_sum', rows, total: 100 }),
  short_text: () => ({ type: 'short_text' }),
  long_text: () => ({ type: 'long_text' }),
  date: () => ({ type: 'date' }),
  partial_date: () => ({ type: 'partial_date', precision: 'month' }),
  postcode: () => ({ type: 'postcode' }),
  area: () => ({ type: 'area' }),
  long_list: ({ options }) => ({ type: 'long_list', options }),
  consent: () => ({ type: 'consent' }),
  hidden: ({ options }) => ({ type: 'hidden', options }),
  statement: () => ({ type: 'statement' }),
}

function ground(document: QuestionnaireDocument, newId: NewId): Ground {
  const first = freshOption(document, newId, [])
  const line = freshRow(document, newId, [])
  return { options: [first, freshOption(document, newId, [first])], rows: [line, freshRow(document, newId, [line])] }
}

export function freshQuestion(document: QuestionnaireDocument, type: QuestionType, newId: NewId): Question {
  const code = freshCode(allQuestions(document).map((question) => question.code))
  return { id: newId(), code, text: empty(document), ...beginnings[type](ground(document, newId)) } as Question
}

export const freshPage = (document: QuestionnaireDocument, newId: NewId): Page => ({
  id: newId(),
  title: empty(document),
  questions: [],
})

export const freshSection = (document: QuestionnaireDocument, newId: NewId): Section => ({
  id: newId(),
  title: empty(document),
  pages: [freshPage(document, newId)],
})

/** The question as another type: what every type has stays, and options and rows where both types have them. */
export function asType(
  document: QuestionnaireDocument,
  question: Question,
  type: QuestionType,
  newId: NewId,
): Question {
  const fresh = ground(document, newId)
  const options = 'options' in question ? question.options : fresh.options
  const rows = 'rows' in question ? question.rows : fresh.rows
  const { id, code, text, help, askIf, required } = question
  const kept = {
    id,
    code,
    text,
    ...(help && { help }),
    ...(askIf && { askIf }),
    ...(required && isNumbered({ type }) && { required }),
  }
  return { ...kept, ...beginnings[type]({ options, rows }) } as Question
}

/**
 * The act that puts a copy right after the original: new ids and codes for sections, pages and questions, conditions
 * within the copy pointing within it. Options and rows keep theirs, which are their own question's.
 */
export function duplicate(document: QuestionnaireDocument, ref: Ref, newId: NewId): Act {
  const { list, at, into, item } = findItem(document, ref)
  const copy = copyOf(item)
  if ('label' in copy) {
    copy.code = freeCode(
      copy.code,
      list.map((one) => ('label' in one ? one.code : '')),
    )
    copy.id = newId()
  } else {
    renew(
      copy,
      newId,
      allQuestions(document).map((question) => question.code),
    )
  }
  return { do: 'add', kind: ref.kind, ...(into !== undefined && { into }), at: at + 1, item: copy }
}

type Branch = Section | Page | Question

const inside = (item: Branch): Branch[] => ('pages' in item ? item.pages : 'questions' in item ? item.questions : [])
const branches = (item: Branch): Branch[] => [item, ...inside(item).flatMap(branches)]

function renew(copy: Branch, newId: NewId, codes: string[]): void {
  const ids = new Map<Id, Id>()
  for (const item of branches(copy)) {
    const id = newId()
    ids.set(item.id, id)
    item.id = id
    if (!('type' in item)) continue
    item.code = freeCode(item.code, codes)
    codes.push(item.code)
  }
  for (const condition of branches(copy).flatMap(conditionsOf)) {
    for (const atom of atoms(condition)) atom.question = ids.get(atom.question) ?? atom.question
  }
  for (const item of branches(copy)) {
    const repipe = (text: Text) => repiped(text, (id) => `{{${ids.get(id) ?? id}}}`)
    Object.assign(item, 'type' in item ? mapTexts(item, repipe) : { title: repipe(item.title) })
  }
}

function conditionsOf(item: Branch): Condition[] {
  const inner = 'type' in item ? [...('rows' in item ? item.rows : []), ...('options' in item ? item.options : [])] : []
  const checks = 'type' in item ? (item.checks ?? []).map(({ holds }) => holds) : []
  return [...[item, ...inner].flatMap(({ askIf }) => (askIf ? [askIf] : [])), ...checks]
}

function freeCode(code: string, taken: readonly string[]): string {
  const stem = code.replace(/_\d+$/, '').slice(0, 34)
  for (let n = 2; ; n += 1) if (!taken.includes(`${stem}_${n}`)) return `${stem}_${n}`
}
