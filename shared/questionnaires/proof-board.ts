import type { Atom } from './conditions.ts'
import type { Answer, Condition, Id, Question } from './document.ts'
import type { Diagrams, Node } from './proof-diagrams.ts'

/** Where a question's answers are laid out as variables of a diagram. */
export interface Board {
  d: Diagrams
  /** One of the question's own variables, by its place in `sizes`, has one of the values. */
  is: (variable: number, wanted: (value: number) => boolean) => Node
  /** Whether a condition holds. */
  holds: (condition: Condition | undefined) => Node
}

/**
 * The answers to a question as far as conditions can tell them apart: a few variables of a few values each. Value 0 of each
 * is the least said (blank, not chosen), so that witnesses say no more than they must.
 */
export interface Shape {
  sizes: number[]
  /** The variables an atom looks at first. */
  near: (atom: Atom) => number[]
  /** Whether an atom on this question holds, were it asked. */
  atom: (atom: Atom, on: Board) => Node
  /** Whether the values are an answer (or a blank) that a person may go on with, its checks apart. */
  valid: (on: Board) => Node
  /** The conditions on options and rows that `valid` looks at. */
  needs: Condition[]
  /** The answer that the values stand for, to the question as it is asked. */
  answer: (values: number[], asked: Question) => Answer | undefined
}

/** `valid`, and every check of the answer holds where there is one. */
export function allowed(id: Id, shape: Shape, checks: Condition[], on: Board): Node {
  const valid = shape.valid(on)
  if (checks.length === 0) return valid
  const unanswered = on.d.not(shape.atom({ op: 'answered', question: id }, on))
  return on.d.and(valid, on.d.all(checks.map((check) => on.d.or(unanswered, on.holds(check)))))
}

/** A condition over whatever its atoms stand for. */
export function truthOf(d: Diagrams, condition: Condition, atom: (atom: Atom) => Node): Node {
  switch (condition.op) {
    case 'all':
      return d.all(condition.of.map((part) => truthOf(d, part, atom)))
    case 'any':
      return d.any(condition.of.map((part) => truthOf(d, part, atom)))
    case 'not':
      return d.not(truthOf(d, condition.of, atom))
    default:
      return atom(condition)
  }
}
