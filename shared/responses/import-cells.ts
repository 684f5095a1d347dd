import type { Answer, Option, Question, QuestionOf, QuestionType } from '../questionnaires/document.ts'
import { optionsOf } from '../questionnaires/fixed-options.ts'
import {
  areaIn,
  dateIn,
  type ImportCell,
  type ImportTools,
  meant,
  numberIn,
  partialDateIn,
  stepIn,
  wrong,
} from './import-values.ts'
import { isTicked, missingIn, named } from './import-words.ts'

const missingOf = ({ text, isText }: ImportCell) => (isText ? undefined : missingIn(text))

type Read<T extends QuestionType> = (
  question: QuestionOf<T>,
  cells: ImportCell[],
  tools: ImportTools,
) => Answer | undefined

/** Cells that hold something; a sign of missing that is no blank stays. What the map calls no answer is blank. */
const filled = (cells: ImportCell[]) =>
  cells.filter((cell) => !cell.isWords && missingOf(cell) !== 'none' && cell.values?.get(cell.text.trim()) !== null)

/** LimeSurvey's sign for what was not shown; a blank, but for an option of that name and for words of somebody's own. */
const isNotShown = ({ text, values }: ImportCell) => text.trim() === 'N/A' && !values?.has('N/A')
const shown = (cells: ImportCell[]) => filled(cells).filter((cell) => !isNotShown(cell))

/** The option that a cell means: by the map, as a kind of missing, or by code or words. */
function optionIn(options: readonly Option[], cell: ImportCell): Option | undefined {
  const mapped = cell.values?.get(cell.text.trim())
  if (mapped === null) return undefined
  const missing = missingOf(cell)
  const found = missing
    ? options.find((option) => option.missing === missing)
    : (named(options, mapped ?? cell.text) ??
      (cell.text.trim() === '-oth-' ? options.find(({ other }) => other) : undefined))
  if (!found && !isNotShown(cell)) throw wrong(cell, 'is none of the answers.')
  return found
}

/** The words that stand beside "other" in these cells. */
const wordsIn = (cells: ImportCell[]): ImportCell | undefined =>
  cells.find((cell) => cell.isWords && missingOf(cell) === undefined && cell.text.trim() !== '')

const optionOf = (options: readonly Option[], cell: ImportCell) =>
  cell.option ? tickedIn(options, cell) : optionIn(options, cell)

/** The one option that the cells choose; a second one is told, not dropped. */
function oneIn(options: readonly Option[], cells: ImportCell[]): Option | undefined {
  const found = filled(cells).flatMap((cell) => {
    const option = optionOf(options, cell)
    return option ? [{ cell, option }] : []
  })
  const second = found.find(({ option }) => option.id !== found[0]!.option.id)
  if (second) throw wrong(second.cell, 'is a second answer, where there is one.')
  return found[0]?.option
}

function choice(question: Question, cells: ImportCell[]): Answer | undefined {
  const options = optionsOf(question)
  const words = wordsIn(cells)
  const chosen = oneIn(options, cells) ?? (words && options.find(({ other }) => other))
  if (words && !chosen?.other) throw wrong(words, 'stands beside another answer, which takes no words.')
  return chosen && { option: chosen.id, ...(words && { other: words.text }) }
}

function tickedIn(options: readonly Option[], cell: ImportCell): Option | undefined {
  const missing = missingOf(cell)
  if (missing === 'declined' || missing === 'dont_know') return options.find((option) => option.missing === missing)
  const option = options.find(({ id }) => id === cell.option)!
  const mapped = cell.values?.get(cell.text.trim())
  if (mapped !== undefined) return mapped === option.code ? option : undefined
  const is = isTicked(cell.text, option)
  if (is === undefined && isNotShown(cell)) return undefined
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

/** `Y`, `1`, `true` and their like of a question that takes yes or no. */
function saidPlainly(cell: ImportCell): ImportCell {
  const [yes, no] = optionsOf({ type: 'yes_no' } as Question)
  const is = cell.values || named([yes!, no!], cell.text) ? undefined : isTicked(cell.text, yes!)
  return is === undefined ? cell : { ...cell, text: is ? 'yes' : 'no' }
}

/** Which place an option has: the number in its own cell, or the option in the place's. 0 is none. */
function placeIn(options: readonly Option[], cell: ImportCell): { at: number; id: string; cell: ImportCell }[] {
  const at = cell.option ? numberIn(cell) : (cell.place ?? 1)
  if (!Number.isInteger(at) || at < 0) throw wrong(cell, 'is no place. Write 1 for the first.')
  const id = cell.option ?? optionIn(options, cell)?.id
  return id && at > 0 ? [{ at, id, cell }] : []
}

const first = (cells: ImportCell[]): ImportCell | undefined => shown(cells)[0]
const one =
  <Q, A extends Answer>(read: (cell: ImportCell, tools: ImportTools, question: Q) => A) =>
  (question: Q, cells: ImportCell[], tools: ImportTools): A | undefined => {
    const cell = first(cells)
    return cell && read(cell, tools, question)
  }

const byRow = <T>(cells: ImportCell[], read: (cells: ImportCell[]) => T | undefined): Record<string, T> => {
  const rows = [...new Set(filled(cells).flatMap(({ row }) => (row ? [row] : [])))]
  const entries = rows.map((row) => [row, read(cells.filter((cell) => cell.row === row))] as const)
  return Object.fromEntries(entries.filter((entry): entry is readonly [string, T] => entry[1] !== undefined))
}
const ifAny = <T extends object, A>(found: T, answer: (found: T) => A): A | undefined =>
  Object.keys(found).length > 0 ? answer(found) : undefined

/** Words of somebody's own stay as they are, N/A too. */
const text = (_question: unknown, cells: ImportCell[]): Answer | undefined => {
  const cell = filled(cells)[0]
  return cell && { text: meant(cell) }
}
const place = one((cell, tools) => ({ area: areaIn(cell, tools) }))

/** One row for each type of question: a type without its way in does not compile. */
const readers: { [T in QuestionType]: Read<T> } = {
  single: choice,
  yes_no: (question, cells) => choice(question, cells.map(saidPlainly)),
  long_list: choice,
  hidden: choice,
  consent: (question, cells) => {
    const cell = first(cells)
    const option = optionsOf(question)[0]!
    return cell && tickedIn([option], { ...cell, option: option.id }) && { option: option.id }
  },
  multiple: ({ options }, cells) => {
    const words = wordsIn(cells)
    const chosen = several(options, cells)
    const hasOther = options.some(({ id, other }) => other && chosen.includes(id))
    const ids = idsOf(options, [
      ...options.filter(({ id }) => chosen.includes(id)),
      words && !hasOther ? options.find(({ other }) => other) : undefined,
    ])
    return ids.length > 0 ? { options: ids, ...(words && { other: words.text }) } : undefined
  },
  grid: (question, cells) => {
    if (question.multiple) {
      const read = (list: ImportCell[]) => {
        const ids = several(question.options, list)
        return ids.length > 0 ? ids : undefined
      }
      return ifAny(byRow(cells, read), (ticks) => ({ ticks }))
    }
    return ifAny(
      byRow(cells, (list) => oneIn(question.options, list)?.id),
      (rows) => ({ rows }),
    )
  },
  ranking: ({ options }, cells) => {
    const given = shown(cells)
    const instead = given.map(missingOf).find((kind) => kind !== undefined)
    const order = given
      .filter((cell) => missingOf(cell) === undefined)
      .flatMap((cell) => placeIn(options, cell))
      .toSorted((a, b) => a.at - b.at)
    const twice = order.find(({ at }, i) => order[i - 1]?.at === at)
    if (twice) throw wrong(twice.cell, 'is a place that another answer has too.')
    const ranked = [
      ...order.map(({ id }) => id),
      ...options.flatMap((one) => (instead && one.missing === instead ? [one.id] : [])),
    ]
    return ranked.length > 0 ? { ranked } : undefined
  },
  scale: one((cell, _tools, question: QuestionOf<'scale'>) => ({ number: stepIn(cell, question) })),
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
  partial_date: one((cell) => ({ date: partialDateIn(cell) })),
  postcode: place,
  area: place,
  statement: () => undefined,
}

/** The answer that a row's cells give to a question; undefined when they are blank. `NoAnswer` says which cell is none. */
export const answerIn = (question: Question, cells: ImportCell[], tools: ImportTools): Answer | undefined =>
  (readers[question.type] as Read<QuestionType>)(question as never, cells, tools)
