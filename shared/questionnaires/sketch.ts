import type { QuestionType, TextPreset } from './document.ts'
import type { Dialect } from './expression-dialects.ts'
import type { Ways } from './expression-ways.ts'
import type { Cell } from './fidelity.ts'

/**
 * A questionnaire as its source has it, whatever the format: words with the cell each came from, conditions not yet
 * understood. The mappers of the formats draw it; `sketch-document.ts` makes the document of it and keeps the account.
 */
export interface Sketch {
  dialect: Dialect
  /** Text between these is a name whose answer is put in: `${name}`, `{name}`. */
  pipe: RegExp
  /** The source's own name of its first language; words without a language (`''`) are in it. Empty when it says none. */
  language: string
  languages: string[]
  title: Words
  sections: SketchSection[]
  /** Values that are worked out, by name: they are put into the conditions that use them. */
  calculations: Map<string, Cell>
  /** A name as the expressions write it to the name it is known by: `Q1.NAOK` to `Q1`. */
  known: (written: string) => string
  /** Whether an expression that looks at this name, as it is written, holds only where the question is asked. */
  mustBeAsked?: (written: string) => boolean
  /** A name as words write it to the one that expressions write: `Q1.shown` to `Q1`. */
  piped?: (written: string) => string
  /** What its expressions do with answers in their own way. */
  ways?: Ways
}

/** The same words in several languages, each with its cell; `language` as the source calls it. */
export type Words = { language: string; cell: Cell }[]

export interface SketchSection {
  name: string
  title: Words
  askIf: Cell[]
  pages: SketchPage[]
}

export interface SketchPage {
  name: string
  title: Words
  askIf: Cell[]
  questions: SketchQuestion[]
}

/** An option or a row. `askIf` holds expressions of the source; `following` takes it from another question's choices. */
export interface SketchItem {
  name: string
  /** Where the name stands, when it is a cell of its own. */
  named?: Cell
  label: Words
  askIf?: Cell[]
  following?: Following[]
  /** What bare words of `askIf` stand for: the columns of a choice. */
  columns?: Map<string, Cell>
  exclusive?: true
  other?: true
  missing?: 'declined' | 'dont_know'
}

/** Shown when the option of the same name was chosen (or was not) in an earlier question. */
export interface Following {
  question: string
  option: string
  chosen: boolean
  cell: Cell
}

export interface SketchCheck {
  holds: Cell
  message: Words
  soft?: true
}

/** Another name by which the source's expressions reach a part of a question. */
export interface Alias {
  name: string
  option?: string
  row?: string
  place?: number
}

export interface SketchQuestion {
  name: string
  /** Where its name (or, without one, the question) stands. */
  at: string
  /** False where the name is not the source's own, and nothing is lost when it changes. */
  named?: false
  text: Words
  help?: Words
  askIf: Cell[]
  /** Where it was a part of a question: what that part follows. */
  following?: Following[]
  required?: true
  /** An expression that says of whom an answer is demanded. */
  requiredIf?: Cell
  soft?: true
  checks: SketchCheck[]
  aliases: Alias[]
  body: SketchBody
}

export interface SketchBody {
  type: QuestionType
  options?: SketchItem[]
  rows?: SketchItem[]
  minimum?: number
  maximum?: number
  decimals?: number
  from?: number
  to?: number
  total?: number
  top?: number
  earliest?: string
  latest?: string
  precision?: 'year' | 'month'
  preset?: TextPreset
  multiple?: true
  shuffle?: true
  low?: Words
  high?: Words
  unit?: Words
  label?: Words
  labels?: Words[]
  /** What the source's expressions call the two answers of a yes or no question, or the one of a consent. */
  called?: { yes: string[]; no: string[] }
}

/** Nothing to be drawn from the source: the question is left out, and the mapper has said why. */
export const question = (
  given: Pick<SketchQuestion, 'name' | 'at' | 'text' | 'body'> & Partial<SketchQuestion>,
): SketchQuestion => ({ askIf: [], checks: [], aliases: [], ...given })
