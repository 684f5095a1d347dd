import { compared } from './compared.ts'
import type { Answer, Condition, Id, Question } from './document.ts'
import { optionsOf } from './fixed-options.ts'
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
    case 'count':
      return compared(howMany(question, answer), atom.is, atom.value)
    case 'ranked':
      return 'ranked' in answer && answer.ranked.slice(0, atom.within).includes(atom.option)
    case 'compare':
      return compares(answer, atom)
    case 'area':
      return 'area' in answer && atom.areas.includes(answer.area)
  }
}

/** The options an answer chose or ranked: of a grid in the one row, or in any when no row is named. */
export function chosenIn(answer: Answer, row?: Id): Id[] {
  if ('option' in answer) return [answer.option]
  if ('options' in answer) return answer.options
  if ('ranked' in answer) return answer.ranked
  const given = 'rows' in answer ? answer.rows : 'ticks' in answer ? answer.ticks : {}
  if (row === undefined) return Object.values(given).flat()
  return Object.hasOwn(given, row) ? [given[row]!].flat() : []
}

function howMany(question: Question, answer: Answer): number {
  const missing = new Set(optionsOf(question).flatMap(({ id, missing }) => (missing ? [id] : [])))
  return chosenIn(answer).filter((id) => !missing.has(id)).length
}

function compares(answer: Answer, { is, value, row }: Extract<Condition, { op: 'compare' }>): boolean {
  const given = valueIn(answer, row)
  return given !== undefined && typeof given === typeof value && compared(given, is, value)
}

function valueIn(answer: Answer, row: Id | undefined): number | string | undefined {
  if ('number' in answer) return answer.number
  if ('date' in answer) return answer.date
  if (!('amounts' in answer) || row === undefined) return undefined
  // A line left empty got nothing of the total.
  return Object.hasOwn(answer.amounts, row) ? answer.amounts[row] : 0
}

/** Every atom of a condition, in order. */
export function atoms(condition: Condition | undefined): Atom[] {
  if (!condition) return []
  if (condition.op === 'all' || condition.op === 'any') return condition.of.flatMap(atoms)
  return condition.op === 'not' ? atoms(condition.of) : [condition]
}
