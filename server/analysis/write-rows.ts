import { has } from '../../shared/analysis/bits.ts'
import { firstCategory } from '../../shared/analysis/layout.ts'
import type { Store } from '../../shared/analysis/projection.ts'
import { type MissingName, missingKinds, type Value, type Variable } from '../../shared/analysis/variables.ts'
import type { Answer } from '../../shared/questionnaires/document.ts'
import type { ExportPage, ExportRow } from './export-pages.ts'

/** How a format writes one cell; the same four ways for every kind of column. */
export interface CellForm {
  option: (value: Value, variable: Variable) => string
  missing: (kind: MissingName) => string
  number: (n: number) => string
  text: (text: string) => string
  empty: string
}

type Cell = (row: number) => string

/**
 * One page as lines of cells: what is about the response, then its answers. Every option's and every missing kind's cell is
 * made once, so that a hundred thousand rows are mostly looked up.
 */
export function linesOf(page: ExportPage, variables: readonly Variable[], form: CellForm, from: number): Cell[] {
  const { rows, projection } = page
  const about =
    (read: (row: ExportRow, n: number) => string): Cell =>
    (row) =>
      read(rows[row]!, row)
  return [
    about((_, n) => form.number(from + n)),
    about(({ version }) => form.number(version)),
    about(({ wayIn }) => form.text(wayIn)),
    about(({ receivedOn }) => form.text(receivedOn)),
    about(({ speed }) => form.text(speed)),
    about(({ synthetic }) => form.number(synthetic ? 1 : 0)),
    about(({ weight }) => (weight === null ? form.empty : form.number(weight))),
    about(({ seed }) => (seed === null ? form.empty : form.number(seed))),
    ...variables.map((variable) => cellOf(variable, projection.byKey.get(variable.column)!, rows, form)),
  ]
}

function cellOf(variable: Variable, store: Store, rows: ExportRow[], form: CellForm): Cell {
  const missing = missingKinds.map(form.missing)
  const { codes } = store
  if (variable.type === 'choice') {
    const all = [...missing, ...variable.values.map((value) => form.option(value, variable))]
    return (row) => all[codes[row]!]!
  }
  if (variable.type === 'tick') {
    const [no, yes] = [form.option(variable.values[0]!, variable), form.option(variable.values[1]!, variable)]
    const bits = store.bits[variable.place]!
    return (row) => (codes[row]! < firstCategory ? missing[codes[row]!]! : has(bits, row) ? yes : no)
  }
  if (variable.type === 'number') {
    const values = store.values!
    return (row) => (codes[row]! < firstCategory ? missing[codes[row]!]! : form.number(values[row]!))
  }
  return (row) => {
    const text = textOf(variable, rows[row]!)
    return text === null ? missing[missingOf(variable, codes[row]!, rows[row]!)]! : form.text(text)
  }
}

const answerTo = (question: string, { answers }: ExportRow): Answer | undefined =>
  Object.hasOwn(answers, question) ? answers[question] : undefined

/** The words or the date itself, which the projection does not keep; null when there are none. */
export function textOf({ question, type }: Variable, row: ExportRow): string | null {
  const answer = answerTo(question, row)
  if (!answer) return null
  if (type === 'words') return ('other' in answer && answer.other) || null
  return 'text' in answer ? answer.text : 'date' in answer ? answer.date : null
}

const [notAsked, blank] = [0, 1]

/** Which kind of missing a cell without words is. Words beside "other" are asked only of those who chose it. */
export function missingOf({ type, question, others }: Variable, code: number, row: ExportRow): number {
  if (type !== 'words') return code < firstCategory ? code : blank
  const answer = answerTo(question, row)
  const chosen = answer && 'option' in answer ? [answer.option] : answer && 'options' in answer ? answer.options : []
  return others.some((id) => chosen.includes(id)) ? blank : notAsked
}
