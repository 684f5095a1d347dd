import type { Condition } from './document.ts'
import type { Expr } from './expression.ts'
import type { Target } from './expression-targets.ts'
import type { Ways } from './expression-ways.ts'

/** What a name in an expression stands for: a part of a question, a value worked out, or a constant of the place. */
export type Meaning = { target: Target } | { expr: Expr } | { fault: string }

export interface Scope {
  meaning: (name: string) => Meaning
  /** What the language does with answers; they are compared as they stand without. */
  ways?: Ways
  /** The question that the expression belongs to, where it may look at itself. */
  self?: Target
  /** For a choice of a list: an answer that is not there was not given, and this is told why. */
  missing?: (message: string) => void
  /** Told where a condition may not be the same as there. */
  doubted?: (message: string) => void
}

export type Compiled = { ok: true; condition: Condition } | { ok: false; message: string; from: number }
