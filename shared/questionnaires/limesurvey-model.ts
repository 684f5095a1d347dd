import type { Cell } from './fidelity.ts'
import type { Words } from './sketch.ts'

/** A LimeSurvey structure as both of its formats hold it, each part with its cells. */
export interface LimeSurvey {
  language: string
  languages: string[]
  title: Words
  welcome: Words
  groups: LimeGroup[]
  /** What is said of a cell that nothing stands for. */
  left: (cell: Cell) => string
}

export interface LimeGroup {
  name: string
  title: Words
  description: Words
  relevance?: Cell | undefined
  questions: LimeQuestion[]
}

/** A subquestion or an answer; `scale` tells the two axes or headings of some arrays apart. */
export interface LimeItem {
  name: string
  named?: Cell | undefined
  label: Words
  scale: number
  /** Its number in the file, by which newer conditions call it: `Q481_S482`. */
  qid?: string | undefined
  relevance?: Cell | undefined
}

/** Another question whose choices decide which parts of this one are shown. */
export interface LimeFilter {
  question: string
  /** Those that were chosen there, or those that were not. */
  chosen: boolean
  cell: Cell
}

export interface LimeQuestion {
  /** The one letter of LimeSurvey. */
  type: string
  typed: Cell
  name: string
  named: Cell
  /** `12345X1X20`, by which older conditions call it. */
  sgqa?: string | undefined
  /** Its number in the file, by which newer conditions call it: `Q481`. */
  qid?: string | undefined
  text: Words
  help: Words
  relevance?: Cell | undefined
  mandatory?: Cell | undefined
  other?: Cell | undefined
  attributes: Map<string, Cell>
  attributeWords: Map<string, Words>
  /** Found when all questions are known. */
  filters?: LimeFilter[]
  subs: LimeItem[]
  answers: LimeItem[]
  /** Everything that belongs to it, for when it is left out. */
  cells: Cell[]
}
