/**
 * The questionnaire document: what a version freezes and every reader (respondent page, preview, print, evaluator,
 * analysis, export) works from. Plain types, no zod, so that the script of the public pages may import them;
 * `document-schema.ts` holds the strict zod schema of the same shape.
 *
 * Ids are stable for ever and never shown. `code` is the name a series keeps across years and an export uses as column.
 */
import type { Text } from '../kernel/text.ts'

export type Id = string

export interface QuestionnaireDocument {
  format: 1
  language: string
  languages: string[]
  title: Text
  sections: Section[]
}

export interface Section {
  id: Id
  title: Text
  askIf?: Condition
  /** The equality block: asked after the answer is in, every question optional, answers kept in their own table. */
  equality?: true
  pages: Page[]
}

export interface Page {
  id: Id
  title: Text
  askIf?: Condition
  questions: Question[]
}

interface Asked {
  id: Id
  code: string
  text: Text
  help?: Text
  askIf?: Condition
  required?: boolean
  /** Only in the equality block: the characteristic of the borough profile that the options map to. */
  characteristic?: string
}

export interface Option {
  id: Id
  code: string
  label: Text
  askIf?: Condition
  /** Choosing it clears the others ("None of these"). */
  exclusive?: boolean
  /** Asks for the words beside it ("Other"). */
  other?: boolean
  /** A kind of missing, kept apart from answers and from blanks. Always exclusive, drawn below "or". */
  missing?: 'declined' | 'dont_know'
  /** `characteristic:category` of the borough profile, only on equality options. */
  profile?: string
}

export interface GridRow {
  id: Id
  code: string
  label: Text
  askIf?: Condition
}

export type Question =
  | (Asked & { type: 'single'; options: Option[] })
  | (Asked & { type: 'multiple'; options: Option[]; maximum?: number; minimum?: number })
  | (Asked & { type: 'grid'; rows: GridRow[]; options: Option[] })
  | (Asked & { type: 'scale'; from: number; to: number; low?: Text; high?: Text })
  | (Asked & { type: 'number'; minimum?: number; maximum?: number; decimals?: number; unit?: Text })
  | (Asked & { type: 'short_text'; maximum?: number })
  | (Asked & { type: 'long_text'; maximum?: number })
  | (Asked & { type: 'date'; earliest?: string; latest?: string })
  | (Asked & { type: 'postcode' })
  | (Asked & { type: 'statement' })

export type QuestionType = Question['type']
export type QuestionOf<T extends QuestionType> = Extract<Question, { type: T }>

/** Refers backwards only, by id. `true`/`false` of anything off the path is `false`: it counts as not asked. */
export type Condition =
  | { op: 'all'; of: Condition[] }
  | { op: 'any'; of: Condition[] }
  | { op: 'not'; of: Condition }
  | { op: 'answered'; question: Id }
  /** single or multiple: at least one of the options was chosen; grid: in that row. */
  | { op: 'chosen'; question: Id; options: Id[]; row?: Id }
  /** scale, number (value: number) or date (value: ISO date). */
  | { op: 'compare'; question: Id; is: '<' | '<=' | '=' | '!=' | '>=' | '>'; value: number | string }
  /** postcode: the borough found. */
  | { op: 'area'; question: Id; areas: string[] }

/** One answer, by the type of its question. An absent key is "left blank" if asked. */
export type Answer =
  | { option: Id; other?: string } // single
  | { options: Id[]; other?: string } // multiple, in authored order
  | { rows: Record<Id, Id> } // grid: row id → option id
  | { number: number } // scale, number
  | { text: string } // short_text, long_text
  | { date: string } // date, ISO
  | { area: string } // postcode: E09000001…33, or 'outside' (outside London or not known); never the postcode itself

export type Answers = Record<Id, Answer>
