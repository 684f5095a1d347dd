import { findBorough } from '../population/boroughs.ts'
import type { Answer, Option, Question, QuestionOf, QuestionType } from '../questionnaires/document.ts'
import { optionsOf } from '../questionnaires/fixed-options.ts'
import { isTicked, missingIn, named } from './import-words.ts'

/** What of a question a column is about. */
export interface ColumnPlace {
  option?: string | undefined
  row?: string | undefined
  place?: number | undefined
  isWords?: boolean
  values?: ReadonlyMap<string, string | null> | undefined
  separator?: string | undefined
}

/** One cell of a row, with what of the question its column is about. */
export interface ImportCell extends ColumnPlace {
  /** The head of its column, for a message. */
  column: string
  text: string
  /** It stood guarded in our own export: whatever it looks like, somebody wrote it. */
  isText?: boolean
}

export interface ImportTools {
  boroughOf: (postcode: string) => string | null | undefined
  isMonthFirst: boolean
}

/** A cell that is no answer to its question, in words. */
export class NoAnswer extends Error {}

const missingOf = ({ text, isText }: ImportCell) => (isText ? undefined : missingIn(text))

const quoted = (text: string) => `"${text.length > 60 ? `${text.slice(0, 60)}…` : text.trim()}"`
const wrong = ({ column, text }: ImportCell, what: string) => new NoAnswer(`${quoted(column)}: ${quoted(text)} ${what}`)

type Read<T extends QuestionType> = (
  question: QuestionOf<T>,
  cells: ImportCell[],
  tools: ImportTools,
) => Answer | undefined

/** Cells that hold something; a sign of missing that is no blank stays. */
const filled = (cells: ImportCell[]) => cells.filter((cell) => !cell.isWords && missingOf(cell) !== 'none')

/** The option that a cell means: by the map, as a kind of missing, or by code or words. */
function optionIn(options: readonly Option[], cell: ImportCell): Option | undefined {
  const mapped = cell.values?.get(cell.text.trim())
  if (mapped === null) return undefined
  const missing = missingOf(cell)
  const found = missing
    ? options.find((option) => option.missing === missing)
    : (named(options, mapped ?? cell.text) ??
      (cell.text.trim() === '-oth-' ? options.find(({ other }) => other) : undefined))
  if (!found) throw wrong(cell, 'is none of the answers.')
  return found
}

const wordsIn = (cells: ImportCell[]): string | undefined => {
  const text = cells.find((cell) => cell.isWords && missingOf(cell) === undefined)?.text
  return text?.trim() === '' ? undefined : text
}

const withWords = (options: readonly Option[], chosen: readonly string[], words: string | undefined) =>
  words !== undefined && options.some(({ id, other }) => other && chosen.includes(id)) ? { other: words } : {}

function choice(question: Question, cells: ImportCell[]): Answer | undefined {
  const options = optionsOf(question)
  const words = wordsIn(cells)
  const found = filled(cells).map((cell) => (cell.option ? tickedIn(options, cell) : optionIn(options, cell)))
  const chosen =
    found.find((option) => option !== undefined) ??
    (words === undefined ? undefined : options.find(({ other }) => other))
  return chosen && { option: chosen.id, ...withWords(options, [chosen.id], words) }
}

function tickedIn(options: readonly Option[], cell: ImportCell): Option | undefined {
  const missing = missingOf(cell)
  if (missing === 'declined' || missing === 'dont_know') return options.find((option) => option.missing === missing)
  const option = options.find(({ id }) => id === cell.option)!
  const mapped = cell.values?.get(cell.text.trim())
  if (mapped !== undefined) return mapped === option.code ? option : undefined
  const is = isTicked(cell.text, option)
  if (is === undefined) throw wrong(cell, 'does not say whether this was chosen.')
  return is ? option : undefined
}

/** Several answers in one cell, as `;` parts them, or as the map says; a comma only where the whole is no answer. */
function severalIn(options: readonly Option[], cell: ImportCell): Option[] {
  const part = (separator: string) =>
    cell.text
      .split(separator)
      .filter((text) => text.trim() !== '')
      .map((text) => optionIn(options, { ...cell, text }))
  const whole = (list: (Option | undefined)[]) => list.filter((option) => option !== undefined)
  if (cell.separator) return whole(part(cell.separator))
  if (named(options, cell.text) || missingOf(cell) || cell.values?.has(cell.text.trim()))
    return whole([optionIn(options, cell)])
  return whole(part(cell.text.includes(';') ? ';' : ','))
}

/** The ids of what was chosen, in authored order. */
const idsOf = (options: readonly Option[], chosen: readonly (Option | undefined)[]): string[] =>
  options.flatMap(({ id }) => (chosen.some((option) => option?.id === id) ? [id] : []))

const several = (options: readonly Option[], cells: ImportCell[]) =>
  idsOf(
    options,
    filled(cells).flatMap((cell) => (cell.option ? [tickedIn(options, cell)] : severalIn(options, cell))),
  )

function numberIn(cell: ImportCell): number {
  const plain = cell.text.replace(/[\s,£%]/g, '')
  if (!/^[-+]?\d{1,15}(\.\d{1,9})?$/.test(plain)) throw wrong(cell, 'is no number.')
  return Number(plain)
}

/** `4`, or `4 - Very safe`. */
function stepIn(cell: ImportCell): number {
  const mapped = cell.values?.get(cell.text.trim())
  const found = /^\s*(-?\d{1,6})(\.0+)?(\s*[-–:.)=].*|\s*)$/.exec(mapped ?? cell.text)
  if (!found) throw wrong(cell, 'is no point of the scale.')
  return Number(found[1])
}

const first = (cells: ImportCell[]): ImportCell | undefined => filled(cells)[0]
const one =
  <A extends Answer>(read: (cell: ImportCell, tools: ImportTools) => A) =>
  (_question: unknown, cells: ImportCell[], tools: ImportTools): A | undefined => {
    const cell = first(cells)
    return cell && read(cell, tools)
  }

/** ISO, with or without a time behind it; else day, month and year as the map says they stand. */
function dateIn(cell: ImportCell, { isMonthFirst }: ImportTools): string {
  const text = cell.text.trim()
  const iso = /^(\d{4}-\d{2}-\d{2})([T ].*)?$/.exec(text)
  if (iso) return iso[1]!
  const [, a = '', b = '', year] = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})( .*)?$/.exec(text) ?? []
  if (!year) throw wrong(cell, 'is no date. Write 2026-03-31 or 31/03/2026.')
  const [day, month] = isMonthFirst ? [b, a] : [a, b]
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

function areaIn(cell: ImportCell, { boroughOf }: ImportTools): string {
  const text = cell.text.trim()
  if (text === 'outside' || /^E09\d{6}$/.test(text)) return text
  const known = findBorough(text)?.code ?? boroughOf(text)
  if (known === undefined) throw wrong(cell, 'is neither a London borough nor a full postcode.')
  return known ?? 'outside'
}

const byRow = <T>(cells: ImportCell[], read: (cells: ImportCell[]) => T | undefined): Record<string, T> => {
  const rows = [...new Set(filled(cells).flatMap(({ row }) => (row ? [row] : [])))]
  const entries = rows.map((row) => [row, read(cells.filter((cell) => cell.row === row))] as const)
  return Object.fromEntries(entries.filter((entry): entry is readonly [string, T] => entry[1] !== undefined))
}
const ifAny = <T extends object, A>(found: T, answer: (found: T) => A): A | undefined =>
  Object.keys(found).length > 0 ? answer(found) : undefined

const text = one((cell) => ({ text: cell.text }))
const place = one((cell, tools) => ({ area: areaIn(cell, tools) }))

/** One row for each type of question: a type without its way in does not compile. */
const readers: { [T in QuestionType]: Read<T> } = {
  single: choice,
  yes_no: choice,
  long_list: choice,
  hidden: choice,
  consent: (question, cells) => {
    const cell = first(cells)
    const option = optionsOf(question)[0]!
    return cell && isTicked(cell.text, option) ? { option: option.id } : undefined
  },
  multiple: (question, cells) => {
    const words = wordsIn(cells)
    const chosen = several(question.options, cells)
    const other = question.options.find((option) => option.other)
    const ids =
      words !== undefined && other && !chosen.includes(other.id)
        ? idsOf(question.options, [other, ...question.options.filter(({ id }) => chosen.includes(id))])
        : chosen
    return ids.length > 0 ? { options: ids, ...withWords(question.options, ids, words) } : undefined
  },
  grid: (question, cells) => {
    if (question.multiple) {
      const read = (list: ImportCell[]) => {
        const ids = several(question.options, list)
        return ids.length > 0 ? ids : undefined
      }
      return ifAny(byRow(cells, read), (ticks) => ({ ticks }))
    }
    const read = (list: ImportCell[]) => {
      const cell = first(list)
      return cell && optionIn(question.options, cell)?.id
    }
    return ifAny(byRow(cells, read), (rows) => ({ rows }))
  },
  ranking: (question, cells) => {
    const places = filled(cells).map((cell): [number, string | undefined] =>
      cell.option ? [numberIn(cell), cell.option] : [cell.place ?? 1, optionIn(question.options, cell)?.id],
    )
    const ranked = places
      .filter(([at]) => at > 0)
      .toSorted(([a], [b]) => a - b)
      .flatMap(([, id]) => (id ? [id] : []))
    return ranked.length > 0 ? { ranked } : undefined
  },
  scale: one((cell) => ({ number: stepIn(cell) })),
  number: one((cell) => ({ number: numberIn(cell) })),
  constant_sum: (_question, cells) => {
    const read = (list: ImportCell[]) => {
      const cell = first(list)
      return cell && numberIn(cell)
    }
    return ifAny(byRow(cells, read), (amounts) => ({ amounts }))
  },
  short_text: text,
  long_text: text,
  date: one((cell, tools) => ({ date: dateIn(cell, tools) })),
  partial_date: one((cell) => ({ date: cell.text.trim() })),
  postcode: place,
  area: place,
  statement: () => undefined,
}

/** The answer that a row's cells give to a question; undefined when they are blank. `NoAnswer` says which cell is none. */
export const answerIn = (question: Question, cells: ImportCell[], tools: ImportTools): Answer | undefined =>
  (readers[question.type] as Read<QuestionType>)(question as never, cells, tools)
