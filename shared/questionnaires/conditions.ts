import type { Answer, Condition, Id, Question } from './document.ts'
import { rulesOf } from './question-rules.ts'

/** What is known so far on the path: the questions asked before, with their answers as far as they were given. */
export type Known = ReadonlyMap<Id, { question: Question; answer: Answer | undefined }>

/** Whether the condition holds. Anything not asked, blank or of another shape makes its atom false. */
export function holds(condition: Condition | undefined, known: Known): boolean {
  if (!condition) return true
  switch (condition.op) {
    case 'all':
      return condition.of.every((part) => holds(part, known))
    case 'any':
      return condition.of.some((part) => holds(part, known))
    case 'not':
      return !holds(condition.of, known)
    default:
      return atomHolds(condition, known)
  }
}

export type Atom = Extract<Condition, { question: Id }>

function atomHolds(atom: Atom, known: Known): boolean {
  const found = known.get(atom.question)
  if (!found?.answer) return false
  const { question, answer } = found
  switch (atom.op) {
    case 'answered':
      return rulesOf(question).kind(question, answer) === 'answered'
    case 'chosen':
      return chosenIn(answer, atom.row).some((id) => atom.options.includes(id))
    case 'compare':
      return compares(answer, atom.is, atom.value)
    case 'area':
      return 'area' in answer && atom.areas.includes(answer.area)
  }
}

/** The options an answer chose: of a grid in the one row, or in any when no row is named. */
export function chosenIn(answer: Answer, row?: Id): Id[] {
  if ('option' in answer) return [answer.option]
  if ('options' in answer) return answer.options
  if (!('rows' in answer)) return []
  if (row === undefined) return Object.values(answer.rows)
  return Object.hasOwn(answer.rows, row) ? [answer.rows[row]!] : []
}

function compares(answer: Answer, is: Extract<Condition, { op: 'compare' }>['is'], value: number | string): boolean {
  const given = 'number' in answer ? answer.number : 'date' in answer ? answer.date : undefined
  if (given === undefined || typeof given !== typeof value) return false
  switch (is) {
    case '<':
      return given < value
    case '<=':
      return given <= value
    case '=':
      return given === value
    case '!=':
      return given !== value
    case '>=':
      return given >= value
    case '>':
      return given > value
  }
}

/** Every atom of a condition, in order. */
export function atoms(condition: Condition | undefined): Atom[] {
  if (!condition) return []
  if (condition.op === 'all' || condition.op === 'any') return condition.of.flatMap(atoms)
  return condition.op === 'not' ? atoms(condition.of) : [condition]
}
