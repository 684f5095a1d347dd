import type { Atom } from './conditions.ts'
import type { Answer, Condition } from './document.ts'
import type { Diagrams, Node } from './proof-diagrams.ts'

/** Where a question's answers are laid out as variables of a diagram. */
export interface Board {
  d: Diagrams
  /** One of the question's own variables, by its place in `sizes`, has one of the values. */
  is: (variable: number, wanted: (value: number) => boolean) => Node
  /** Whether a condition on other questions holds. */
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
  /** Whether the values are an answer (or a blank) that a person may go on with. */
  valid: (on: Board) => Node
  /** The conditions that `valid` looks at. */
  needs: Condition[]
  answer: (values: number[]) => Answer | undefined
}
