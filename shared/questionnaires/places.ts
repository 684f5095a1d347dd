import { say } from '../kernel/text.ts'
import { type Atom, atoms } from './conditions.ts'
import type { Condition, Id, Question, QuestionnaireDocument } from './document.ts'
import { type Part, partOf } from './evaluate.ts'

export type Kind = 'section' | 'page' | 'question' | 'option' | 'row'

/** Where a thing stands: what it is inside, and how many questions come before its own condition is looked at. */
export interface Place {
  kind: Kind
  id: Id
  parent: Id | null
  part: Part
  before: number
  condition: Condition | undefined
  /** As a person would name it: `question 5, "How did it go?"`. */
  name: string
  question?: Question
}

/** Everything in the document, in document order. Questions are numbered from 1 through both parts; statements have no number. */
export function places(document: QuestionnaireDocument): Place[] {
  const found: Place[] = []
  const words = (text: Record<string, string>) => `"${say(text, document.language) || 'no words yet'}"`
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
      })
      for (const question of page.questions) {
        if (question.type !== 'statement') number += 1
        const name =
          question.type === 'statement'
            ? `the statement ${words(question.text)}`
            : `question ${number}, ${words(question.text)}`
        found.push({
          kind: 'question',
          id: question.id,
          parent: page.id,
          part,
          before,
          condition: question.askIf,
          name,
          question,
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
          })
        }
        for (const row of 'rows' in question ? question.rows : []) {
          const own = `the line ${words(row.label)} of ${name}`
          found.push({ kind: 'row', id: row.id, parent: question.id, part, before, condition: row.askIf, name: own })
        }
        before += 1
      }
    }
  }
  return found
}

export interface Use {
  /** What refers. */
  user: Place
  atom: Atom
}

/** Every reference from a condition to a question. */
export const uses = (all: Place[]): Use[] =>
  all.flatMap((user) => atoms(user.condition).map((atom) => ({ user, atom })))

/** A reference that cannot stand, with why. */
export interface BrokenUse extends Use {
  why: 'missing' | 'later' | 'other-part' | 'wrong-type' | 'no-such-option' | 'no-such-row'
  target: Place | undefined
}

export function brokenUses(document: QuestionnaireDocument): BrokenUse[] {
  const all = places(document)
  const questions = new Map(all.filter((place) => place.kind === 'question').map((place) => [place.id, place]))
  return uses(all).flatMap((use) => {
    const target = questions.get(use.atom.question)
    const why = whyBroken(use, target)
    return why ? [{ ...use, why, target }] : []
  })
}

function whyBroken({ user, atom }: Use, target: Place | undefined): BrokenUse['why'] | null {
  if (!target?.question) return 'missing'
  if (target.part !== user.part) return 'other-part'
  if (target.before >= user.before) return 'later'
  return whyUnfit(atom, target.question)
}

/** Whether the atom fits the type of its question, and names options and rows that the question has. */
function whyUnfit(atom: Atom, question: Question): BrokenUse['why'] | null {
  if (atom.op === 'answered') return question.type === 'statement' ? 'wrong-type' : null
  if (atom.op === 'area') return question.type === 'postcode' ? null : 'wrong-type'
  if (atom.op === 'compare') {
    const kind =
      question.type === 'date' ? 'string' : question.type === 'number' || question.type === 'scale' ? 'number' : ''
    return typeof atom.value === kind ? null : 'wrong-type'
  }
  if (!('options' in question)) return 'wrong-type'
  if (atom.options.some((id) => !question.options.some((option) => option.id === id))) return 'no-such-option'
  if (atom.row === undefined) return null
  return 'rows' in question && question.rows.some((row) => row.id === atom.row) ? null : 'no-such-row'
}
