/**
 * The questionnaire document: what a version freezes and every reader (respondent page, preview, print, evaluator,
 * analysis, export) works from. Any shown text may hold `{{question-id}}`: an earlier answer in its words (`piping.ts`). Plain types, no zod, so that the script of the public pages may import them;
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
  /** Being required and its limits only warn, once; a person may go on. */
  soft?: true
  /** What must hold once it is answered. */
  checks?: Check[]
  /** Only in the equality block: the characteristic of the borough profile that the options map to. */
  characteristic?: string
}

/** Looks at this question and at earlier ones; `message` says what to do when it does not hold. */
export interface Check {
  id: Id
  holds: Condition
  message: Text
  /** It only warns. */
  soft?: true
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

/** Shown in another order to each person; see `shuffle.ts`. References follow the authored order. */
interface Shuffled {
  shuffle?: true
}

export const textPresets = ['email', 'phone', 'url', 'number_plate'] as const
export type TextPreset = (typeof textPresets)[number]

export type Question =
  | (Asked & Shuffled & { type: 'single'; options: Option[] })
  | (Asked & Shuffled & { type: 'multiple'; options: Option[]; maximum?: number; minimum?: number })
  /** One option a row, or several with `multiple`. */
  | (Asked & Shuffled & { type: 'grid'; rows: GridRow[]; options: Option[]; multiple?: true })
  /** Put in order, best first: all of them, or the `top` few. */
  | (Asked & Shuffled & { type: 'ranking'; options: Option[]; top?: number })
  /** Two fixed options, `yes` and `no`. */
  | (Asked & { type: 'yes_no' })
  /** `labels`: one for each point, from the lowest. */
  | (Asked & { type: 'scale'; from: number; to: number; low?: Text; high?: Text; labels?: Text[] })
  | (Asked & { type: 'number'; minimum?: number; maximum?: number; decimals?: number; unit?: Text })
  /** Amounts for the rows that add up to the total. */
  | (Asked & Shuffled & { type: 'constant_sum'; rows: GridRow[]; total: number; unit?: Text; decimals?: number })
  | (Asked & { type: 'short_text'; maximum?: number; preset?: TextPreset })
  | (Asked & { type: 'long_text'; maximum?: number })
  | (Asked & { type: 'date'; earliest?: string; latest?: string })
  /** A year, or a month of a year; its ends are written as its answers are. */
  | (Asked & { type: 'partial_date'; precision: 'year' | 'month'; earliest?: string; latest?: string })
  | (Asked & { type: 'postcode' })
  /** A borough chosen from a list. */
  | (Asked & { type: 'area' })
  /** One of up to 2,000 options. */
  | (Asked & { type: 'long_list'; options: Option[] })
  /** One box to tick, the fixed option `yes`; `label` stands beside it. */
  | (Asked & { type: 'consent'; label?: Text })
  /** Never drawn: the code of one of its options, from the link's parameter named by the question's code. */
  | (Asked & { type: 'hidden'; options: Option[] })
  | (Asked & { type: 'statement' })

export type QuestionType = Question['type']
export type QuestionOf<T extends QuestionType> = Extract<Question, { type: T }>

export type Comparison = '<' | '<=' | '=' | '!=' | '>=' | '>'

/** Refers backwards only, by id. `true`/`false` of anything off the path is `false`: it counts as not asked. */
export type Condition =
  | { op: 'all'; of: Condition[] }
  | { op: 'any'; of: Condition[] }
  | { op: 'not'; of: Condition }
  | { op: 'answered'; question: Id }
  /** Any choice: at least one of the options was chosen (or ranked); grid: in that row, or in any. */
  | { op: 'chosen'; question: Id; options: Id[]; row?: Id }
  /** multiple, ranking: how many were chosen or ranked; a kind of missing is none. */
  | { op: 'count'; question: Id; is: Comparison; value: number }
  /** ranking: the option is among the first so many. */
  | { op: 'ranked'; question: Id; option: Id; within: number }
  /** scale, number (value: number), constant_sum (number, of that row), date or partial_date (value: as its answers). */
  | { op: 'compare'; question: Id; is: Comparison; value: number | string; row?: Id }
  /** postcode, area: the borough. */
  | { op: 'area'; question: Id; areas: string[] }

/** One answer, by the type of its question. An absent key is "left blank" if asked. */
export type Answer =
  | { option: Id; other?: string } // single, yes_no, long_list, consent, hidden
  | { options: Id[]; other?: string } // multiple, in authored order
  | { rows: Record<Id, Id> } // grid: row id → option id
  | { ticks: Record<Id, Id[]> } // grid with `multiple`: row id → option ids, in authored order
  | { ranked: Id[] } // ranking, best first
  | { amounts: Record<Id, number> } // constant_sum: row id → amount
  | { number: number } // scale, number
  | { text: string } // short_text, long_text
  | { date: string } // date: ISO; partial_date: 2026 or 2026-03
  | { area: string } // postcode, area: E09000001…33, or 'outside' (outside London or not known); never the postcode itself

export type Answers = Record<Id, Answer>
