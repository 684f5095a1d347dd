import { publicRule, type ReleaseRule } from '../analysis/disclosure-rules.ts'
import { isSmall, rounded, type Shown } from '../analysis/suppression.ts'

/** What a release was made of, so that anybody can say how each number came about. */
export interface Manifest {
  consultation: string
  /** 1, 2, …: which release of the consultation it is. */
  number: number
  frozenOn: string
  /** The one filter set of the whole release. */
  filter: { area: string | null; collector: string | null }
  /** The query: each question, by what, with the columns counted, and the larger groups that small ones were joined to. */
  tables: { id: string; question: string; key: string; by?: string; byKey?: string; joined?: string[] }[]
  rules: ReleaseRule
  code: string
  /** Everything that was counted: the questionnaires' versions, a SHA-256 over each answer with its id and version, and one over the equality answers. */
  dataset: { versions: string[]; sha256: string; equality: string }
  /** Responses counted, by the analysis feed; groups are listed apart. */
  counted: number
  groups: number
  synthetic: boolean
  /** Withdrawn and erased before the freeze, and anything excluded with its reason. */
  leftOut: { reason: string; responses: number }[]
  method: string
}

export const methodSentence =
  'Counts of 1 to 7 are hidden, with others from which they could be worked out, and the rest are rounded to 5; shares come from the rounded counts and are not shown when fewer than 30 answered.'

/** How many answered, as a page says it: rounded as the tables are, and no number at all where it is too small. */
export const publicCount = (n: number): Shown => (isSmall(n, publicRule) ? null : rounded(n, publicRule))
