/**
 * What a builder can do to a draft. Every act has an inverse that is an act too, so undo and redo are the same function
 * and have no end. An act that would leave a condition without its question is refused with the list of uses.
 */
import type { Text } from '../kernel/text.ts'
import { duplicateIds, findItem, type Item, listFor, type Ref } from './act-tree.ts'
import type { Condition, Id, Question, QuestionnaireDocument, Section } from './document.ts'
import { equalityBlock } from './equality-block.ts'
import { brokenUses, type Kind } from './places.ts'
import { Refusal, refusalFor } from './refusals.ts'

export type { Ref }

/** Fields to change; null takes one away. Which fields a thing has is in `editable`. */
export type Changes = Record<string, unknown>

export type Act =
  | { do: 'set-title'; title: Text }
  | { do: 'add'; kind: Kind; into?: Id; at: number; item: Item }
  | { do: 'remove'; ref: Ref }
  | { do: 'move'; ref: Ref; into?: Id; at: number }
  | { do: 'edit'; ref: Ref; set: Changes }
  | { do: 'set-condition'; ref: Ref; condition: Condition | null }
  | { do: 'change-type'; question: Question }
  | { do: 'insert-equality' }
  | { do: 'several'; acts: Act[] }

export interface Applied {
  document: QuestionnaireDocument
  inverse: Act
}

/** Does the act, or throws a `Refusal`. The document that was given stays as it is. */
export function apply(document: QuestionnaireDocument, act: Act): Applied {
  const next = copyOf(document)
  const inverse = change(next, act)
  const doubled = duplicateIds(next)
  if (doubled.length > 0) throw new Refusal(`The id ${doubled[0]} is used already.`)
  const broken = brokenUses(next, document)
  if (broken.length > 0) throw refusalFor(broken, document)
  return { document: next, inverse }
}

/** Changes the document in place and returns what undoes it. */
function change(document: QuestionnaireDocument, act: Act): Act {
  switch (act.do) {
    case 'set-title': {
      const title = document.title
      document.title = act.title
      return { do: 'set-title', title }
    }
    case 'add':
      return add(document, act)
    case 'remove':
      return remove(document, act.ref)
    case 'move':
      return move(document, act)
    case 'edit':
      return edit(document, act)
    case 'set-condition':
      return setCondition(document, act)
    case 'change-type':
      return changeType(document, act.question)
    case 'insert-equality':
      return insertEquality(document)
    case 'several':
      return { do: 'several', acts: act.acts.map((one) => change(document, one)).reverse() }
  }
}

function add(document: QuestionnaireDocument, act: Extract<Act, { do: 'add' }>): Act {
  const list = listFor(document, act.kind, act.into)
  list.splice(within(act.at, list.length), 0, copyOf(act.item))
  const inner = act.kind === 'option' || act.kind === 'row'
  return { do: 'remove', ref: { kind: act.kind, id: act.item.id, ...(inner && { of: act.into }) } }
}

function remove(document: QuestionnaireDocument, ref: Ref): Act {
  const { list, at, into, item } = findItem(document, ref)
  list.splice(at, 1)
  return { do: 'add', kind: ref.kind, ...(into !== undefined && { into }), at, item }
}

function move(document: QuestionnaireDocument, act: Extract<Act, { do: 'move' }>): Act {
  const { list, at, into, item } = findItem(document, act.ref)
  const target = listFor(document, act.ref.kind, act.into ?? into)
  list.splice(at, 1)
  target.splice(within(act.at, target.length), 0, item)
  const inner = act.ref.kind === 'option' || act.ref.kind === 'row'
  const ref = { ...act.ref, ...(inner && { of: act.into ?? into }) }
  return { do: 'move', ref, ...(into !== undefined && { into }), at }
}

const ofEveryQuestion = ['code', 'text', 'help', 'required', 'soft', 'checks', 'characteristic']

/** The fields an edit may touch; children, conditions, types and ids have acts of their own. */
const editable: Record<Kind, string[]> & Record<`question.${Question['type']}`, string[]> = {
  section: ['title'],
  page: ['title'],
  question: ofEveryQuestion,
  option: ['code', 'label', 'exclusive', 'other', 'missing', 'profile'],
  row: ['code', 'label'],
  'question.single': ['shuffle'],
  'question.multiple': ['maximum', 'minimum', 'shuffle'],
  'question.grid': ['multiple', 'shuffle'],
  'question.ranking': ['top', 'shuffle'],
  'question.yes_no': [],
  'question.scale': ['from', 'to', 'low', 'high', 'labels'],
  'question.number': ['minimum', 'maximum', 'decimals', 'unit'],
  'question.constant_sum': ['total', 'unit', 'decimals', 'shuffle'],
  'question.short_text': ['maximum', 'preset'],
  'question.long_text': ['maximum'],
  'question.date': ['earliest', 'latest'],
  'question.partial_date': ['precision', 'earliest', 'latest'],
  'question.postcode': [],
  'question.area': [],
  'question.long_list': [],
  'question.consent': ['label'],
  'question.hidden': [],
  'question.statement': [],
}
const needed = ['title', 'text', 'code', 'from', 'to', 'total', 'precision']

function edit(document: QuestionnaireDocument, { ref, set }: Extract<Act, { do: 'edit' }>): Act {
  const item = findItem(document, ref).item as unknown as Record<string, unknown>
  const allowed = [
    ...editable[ref.kind],
    ...(ref.kind === 'question' ? editable[`question.${(item as { type: Question['type'] }).type}`] : []),
  ]
  const before: Changes = {}
  for (const [key, value] of Object.entries(set)) {
    if (!allowed.includes(key)) throw new Refusal(`There is no “${key}” to change here.`)
    if (value === null && (needed.includes(key) || (key === 'label' && ref.kind !== 'question')))
      throw new Refusal(`The ${key} cannot be taken away.`)
    before[key] = Object.hasOwn(item, key) ? item[key] : null
    put(item, key, value)
  }
  return { do: 'edit', ref, set: before }
}

function setCondition(document: QuestionnaireDocument, { ref, condition }: Extract<Act, { do: 'set-condition' }>): Act {
  const { item } = findItem(document, ref)
  const before = item.askIf ?? null
  put(item as unknown as Record<string, unknown>, 'askIf', condition)
  return { do: 'set-condition', ref, condition: before }
}

function put(item: Record<string, unknown>, key: string, value: unknown): void {
  if (value === null) delete item[key]
  else item[key] = value
}

function changeType(document: QuestionnaireDocument, question: Question): Act {
  const { list, at, item } = findItem(document, { kind: 'question', id: question.id })
  list[at] = copyOf(question)
  return { do: 'change-type', question: item as Question }
}

function insertEquality(document: QuestionnaireDocument): Act {
  if (document.sections.some((section) => section.equality))
    throw new Refusal('The equality questions are here already.')
  const sections: Section[] = equalityBlock()
  document.sections.push(...sections)
  return {
    do: 'several',
    acts: sections.map(({ id }) => ({ do: 'remove', ref: { kind: 'section', id } })).reverse() as Act[],
  }
}

const within = (at: number, length: number) => Math.max(0, Math.min(at, length))

/** A document is plain data, so JSON copies it whole. */
export const copyOf = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T
