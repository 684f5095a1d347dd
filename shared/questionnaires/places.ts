import { say, type Text } from '../kernel/text.ts'
import { type Atom, atoms } from './conditions.ts'
import type { Condition, Id, Question, QuestionnaireDocument, QuestionType } from './document.ts'
import { type Part, partOf } from './evaluate.ts'
import { optionsOf, rowsOf } from './fixed-options.ts'
import { pipesIn, textsOf } from './piping.ts'

export type Kind = 'section' | 'page' | 'question' | 'option' | 'row'

/** Where a thing stands: what it is inside, and how many questions come before its own condition is looked at. */
export interface Place {
  kind: Kind
  id: Id
  parent: Id | null
  part: Part
  before: number
  condition: Condition | undefined
  /** As a person would name it: `question 5, “How did it go?”`. */
  name: string
  question?: Question
  /** What people read of it, but for its options and rows, which are places of their own. */
  texts: Text[]
}

/** Whether people meet it as a question: what a link says of them, and what is only said to them, they do not answer. */
export const isNumbered = ({ type }: Pick<Question, 'type'>): boolean => type !== 'statement' && type !== 'hidden'

/** Everything in the document, in document order. Questions are numbered from 1 through both parts; what people never answer on a page, a statement or a hidden value, has no number. */
export function places(document: QuestionnaireDocument): Place[] {
  const found: Place[] = []
  const words = (text: Record<string, string>) => `“${say(text, document.language) || 'no words yet'}”`
  let before = 0
  let number = 0
  for (const section of document.sections) {
    const part = partOf(section)
    found.push({
      kind: 'section',
      id: section.id,
      parent: null,
      part,
      before,
      condition: section.askIf,
      name: `the section ${words(section.title)}`,
      texts: [section.title],
    })
    for (const page of section.pages) {
      found.push({
        kind: 'page',
        id: page.id,
        parent: section.id,
        part,
        before,
        condition: page.askIf,
        name: `the page ${words(page.title)}`,
        texts: [page.title],
      })
      for (const question of page.questions) {
        if (isNumbered(question)) number += 1
        const name = isNumbered(question)
          ? `question ${number}, ${words(question.text)}`
          : `the ${question.type === 'hidden' ? 'hidden question' : 'statement'} ${words(question.text)}`
        found.push({
          kind: 'question',
          id: question.id,
          parent: page.id,
          part,
          before,
          condition: question.askIf,
          name,
          question,
          texts: textsOf({
            ...question,
            ...('options' in question && { options: [] }),
            ...('rows' in question && { rows: [] }),
          } as Question),
        })
        for (const option of 'options' in question ? question.options : []) {
          const own = `the answer ${words(option.label)} of ${name}`
          found.push({
            kind: 'option',
            id: option.id,
            parent: question.id,
            part,
            before,
            condition: option.askIf,
            name: own,
            texts: [option.label],
          })
        }
        for (const row of 'rows' in question ? question.rows : []) {
          const own = `the line ${words(row.label)} of ${name}`
          found.push({
            kind: 'row',
            id: row.id,
            parent: question.id,
            part,
            before,
            condition: row.askIf,
            name: own,
            texts: [row.label],
          })
        }
        before += 1
      }
    }
  }
  return found
}

/** How a thing refers: its "ask if", a check of its answer, or an earlier answer shown in its words. */
export type UseKind = 'condition' | 'check' | 'pipe'

export interface Use {
  /** What refers. */
  user: Place
  as: UseKind
  /** A pipe looks at whether there is an answer to show. */
  atom: Atom
}

/** Every reference to a question. */
export const uses = (all: Place[]): Use[] =>
  all.flatMap((user) => [
    ...atoms(user.condition).map((atom): Use => ({ user, as: 'condition', atom })),
    ...(user.question?.checks ?? [])
      .flatMap(({ holds }) => atoms(holds))
      .map((atom): Use => ({ user, as: 'check', atom })),
    ...user.texts.flatMap(pipesIn).map((question): Use => ({ user, as: 'pipe', atom: { op: 'answered', question } })),
  ])

/** A reference that cannot stand, with why. */
export interface BrokenUse extends Use {
  why: 'missing' | 'later' | 'other-part' | 'wrong-type' | 'no-such-option' | 'no-such-row'
  target: Place | undefined
}

/**
 * What cannot stand in the document. Braces around the id of no question are plain text, unless they showed an answer in
 * the document `before`.
 */
export function brokenUses(document: QuestionnaireDocument, before?: QuestionnaireDocument): BrokenUse[] {
  const all = places(document)
  const were = new Set(before ? places(before).flatMap(({ question }) => (question ? [question.id] : [])) : [])
  const questions = new Map(all.filter((place) => place.kind === 'question').map((place) => [place.id, place]))
  return uses(all).flatMap((use) => {
    const target = questions.get(use.atom.question)
    if (use.as === 'pipe' && !target && !were.has(use.atom.question)) return []
    const why = whyBroken(use, target)
    return why ? [{ ...use, why, target }] : []
  })
}

function whyBroken({ user, as, atom }: Use, target: Place | undefined): BrokenUse['why'] | null {
  if (!target?.question) return 'missing'
  if (target.part !== user.part) return 'other-part'
  const isItself = as === 'check' && target.id === user.id
  if (target.before >= user.before && !isItself) return 'later'
  return whyUnfit(atom, target.question)
}

/** What can be asked of each type beside whether it was answered. */
const fits: { [T in QuestionType]: Atom['op'][] } = {
  single: ['chosen'],
  multiple: ['chosen', 'count'],
  grid: ['chosen', 'count'],
  ranking: ['chosen', 'count', 'ranked'],
  yes_no: ['chosen'],
  scale: ['compare'],
  number: ['compare'],
  constant_sum: ['compare'],
  short_text: [],
  long_text: [],
  date: ['compare'],
  partial_date: ['compare'],
  postcode: ['area'],
  area: ['area'],
  long_list: ['chosen'],
  consent: ['chosen'],
  hidden: ['chosen'],
  statement: [],
}

/** Whether the atom fits the type of its question, and names options and rows that the question has. */
function whyUnfit(atom: Atom, question: Question): BrokenUse['why'] | null {
  if (atom.op === 'answered') return question.type === 'statement' ? 'wrong-type' : null
  if (!fits[question.type].includes(atom.op)) return 'wrong-type'
  if (atom.op === 'compare' && !comparesAs(question, atom.value, atom.row)) return 'wrong-type'
  const options = atom.op === 'chosen' ? atom.options : atom.op === 'ranked' ? [atom.option] : []
  if (options.some((id) => !optionsOf(question).some((option) => option.id === id))) return 'no-such-option'
  const row = atom.op === 'chosen' || atom.op === 'compare' ? atom.row : undefined
  return row === undefined || rowsOf(question).some(({ id }) => id === row) ? null : 'no-such-row'
}

/** A value is compared with what is written as it is; amounts are compared line by line. */
function comparesAs(question: Question, value: number | string, row: Id | undefined): boolean {
  if ((question.type === 'constant_sum') !== (row !== undefined)) return false
  if (typeof value === 'number') return question.type !== 'date' && question.type !== 'partial_date'
  if (question.type === 'date') return value.length === 10
  return question.type === 'partial_date' && value.length === (question.precision === 'year' ? 4 : 7)
}
