import type { Crosstab, Frequency } from '../../shared/analysis/count.ts'
import { analystRule } from '../../shared/analysis/disclosure-rules.ts'
import { type Column, firstCategory } from '../../shared/analysis/layout.ts'
import {
  hiddenParts,
  isSmall,
  nearestShown,
  oneWay,
  overlapping,
  type Shown,
} from '../../shared/analysis/suppression.ts'
import { twoWay } from '../../shared/analysis/two-way.ts'
import { number, percent } from '../../shared/analysis/words.ts'
import { say } from '../../shared/kernel/text.ts'

/** The bases of a figure: the four kinds of missing are kept apart. They say nothing of what anybody answered. */
export interface Bases {
  asked: number
  answered: number
  declined: number
  dontKnow: number
  blank: number
  notAsked: number
}

export interface FigureRow {
  id: string
  label: string
  /** Null: too few to show. */
  count: Shown
  /** Of those who answered. */
  share: number | null
}

/** One question's frequencies as they may be shown to an analyst. */
export interface Figure {
  key: string
  question: string
  code: string
  type: Column['type']
  kind: Column['kind']
  part: 'main' | 'equality'
  text: string
  rowText: string | null
  bases: Bases
  rows: FigureRow[]
  /** Of a number or date: lower quartile, median, upper quartile, in words. */
  quartiles: [string, string, string] | null
  sentence: string
}

export const inOrder = (column: Column): number[] => column.order ?? column.categories.map((_, i) => i)

const basesOf = ({ answered, declined, dontKnow, blank, notAsked }: Frequency): Bases => ({
  asked: answered + declined + dontKnow + blank,
  answered,
  declined,
  dontKnow,
  blank,
  notAsked,
})

export function figureOf(column: Column, frequency: Frequency, language = 'en'): Figure {
  const bases = basesOf(frequency)
  const shown =
    column.kind === 'set' ? overlapping(frequency.categories, analystRule) : inTheirOrder(column, frequency.categories)
  const rows = inOrder(column).map((i): FigureRow => {
    const category = column.categories[i]!
    return {
      id: category.id,
      label: say(category.label, language),
      count: shown[i]!,
      share: shareOf(shown[i]!, bases.answered),
    }
  })
  const quartiles = quartileWords(column, frequency.quartiles ?? null)
  return {
    key: column.key,
    question: column.question ?? column.key,
    code: column.code,
    type: column.type,
    kind: column.kind,
    part: column.part === 'equality' ? 'equality' : 'main',
    text: say(column.text, language),
    rowText: column.rowText ? say(column.rowText, language) : null,
    bases,
    rows,
    quartiles,
    sentence: sentenceOf(column, bases, rows, quartiles),
  }
}

/** Hidden with its neighbour as the question lists them, in every table alike. */
function inTheirOrder(column: Column, counts: number[]): Shown[] {
  const order = inOrder(column)
  const shown = oneWay(
    order.map((i) => counts[i]!),
    analystRule,
    'neighbour',
  )
  const back = new Array<Shown>(counts.length).fill(null)
  order.forEach((i, place) => {
    back[i] = shown[place]!
  })
  return back
}

const shareOf = (count: Shown, base: Shown) => (count === null || !base ? null : count / base)

function quartileWords(column: Column, quartiles: [number, number, number] | null): [string, string, string] | null {
  if (!quartiles) return null
  const word = (value: number) =>
    column.type === 'date' ? monthOf(value) : Number(value.toFixed(1)).toLocaleString('en-GB')
  return [word(quartiles[0]), word(quartiles[1]), word(quartiles[2])]
}

/** A month, not a day: a day may be one person's. */
const monthOf = (days: number) =>
  new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(days * 86_400_000)

/** Words first: the sentence a figure begins with. */
function sentenceOf(
  column: Column,
  bases: Bases,
  rows: FigureRow[],
  quartiles: [string, string, string] | null,
): string {
  if (bases.answered === 0) return 'Nobody has answered this yet.'
  const base = number(bases.answered)
  if (column.kind === 'text') return `${base} wrote something.`
  if (column.kind === 'value')
    return quartiles
      ? `Half of ${base} said ${quartiles[1]} or less; a quarter ${quartiles[0]} or less, a quarter ${quartiles[2]} or more.`
      : `${base} answered: too few to show what.`
  const shown = rows.filter((row) => row.count !== null && row.count > 0)
  const first = shown.reduce<FigureRow | null>(
    (most, row) => (most === null || row.count! > most.count! ? row : most),
    null,
  )
  if (!first || first.share === null) return `${base} answered: too few to show what.`
  const tied = shown.filter((row) => row.count === first.count)
  if (tied.length > 1)
    return `No answer stands first: ${tied.length} were given by ${percent(first.share)} of ${base} each.`
  return column.kind === 'set'
    ? `${first.label} was chosen most often: by ${percent(first.share)} of ${base} who answered.`
    : `${first.label} was the most frequent answer: ${percent(first.share)} of ${base} who answered.`
}

export interface CrossColumn {
  id: string
  label: string
  base: Shown
}

/** One question by one variable, as it may be shown to an analyst. */
export interface CrossFigure {
  down: { key: string; text: string; rowText: string | null; kind: Column['kind'] }
  across: { key: string; text: string }
  columns: CrossColumn[]
  rows: { id: string; label: string; total: Shown; cells: { count: Shown; share: number | null }[] }[]
  answered: number
  /** How many cells are hidden. */
  hidden: number
}

/** Columns of a crosstab before anything is hidden: the places of the categories they hold, and their name. */
interface Group {
  id: string
  label: string
  codes: number[]
}

/**
 * Groups of under five people stand together with their neighbour: a column hidden beside them would say no less of them
 * and lose more. People whose answer is not known have the last column, so that totals stay totals.
 */
function columnsOf(across: Column, bases: number[], language: string): Group[] {
  const known = inOrder(across).map((i): Group => {
    const { id, label } = across.categories[i]!
    return { id, label: say(label, language), codes: [firstCategory + i] }
  })
  const codes = Array.from({ length: firstCategory }, (_, code) => code)
  const groups: Group[] = [...known, { id: '', label: 'No answer to this', codes }]
  const counts = groups.map((group) => group.codes.reduce((sum, code) => sum + bases[code]!, 0))
  const small = counts.map((count) => isSmall(count, analystRule))
  for (let first = small.indexOf(true); first !== -1; first = small.indexOf(true)) {
    const beside = nearestShown(
      counts,
      counts.map((_, i) => i === first),
    )
    if (beside === -1) break
    const [low, high] = [Math.min(first, beside), Math.max(first, beside)]
    const one = {
      id: `${groups[low]!.id} ${groups[high]!.id}`,
      label: `${groups[low]!.label}, ${groups[high]!.label}`,
      codes: [...groups[low]!.codes, ...groups[high]!.codes],
    }
    groups[high] = one
    counts[high] = counts[low]! + counts[high]!
    small[high] = isSmall(counts[high], analystRule)
    for (const list of [groups, counts, small]) list.splice(low, 1)
  }
  return groups.filter((_, i) => counts[i]! > 0)
}

export function crossFigureOf(down: Column, across: Column, table: Crosstab, language = 'en'): CrossFigure {
  const groups = columnsOf(across, table.bases, language)
  const fold = (counts: number[]) => groups.map(({ codes }) => codes.reduce((sum, code) => sum + counts[code]!, 0))
  const cells = inOrder(down).map((i) => fold(table.cells[i]!))
  const bases = fold(table.bases)
  const shown = down.kind === 'set' ? severalAnswers(cells, bases) : oneAnswer(cells)
  return {
    down: {
      key: down.key,
      text: say(down.text, language),
      rowText: down.rowText ? say(down.rowText, language) : null,
      kind: down.kind,
    },
    across: { key: across.key, text: say(across.text, language) },
    columns: groups.map(({ id, label }, c) => ({ id, label, base: shown.bases[c]! })),
    rows: inOrder(down).map((i, r) => ({
      id: down.categories[i]!.id,
      label: say(down.categories[i]!.label, language),
      total: shown.totals[r]!,
      cells: shown.cells[r]!.map((count, c) => ({ count, share: shareOf(count, shown.bases[c]!) })),
    })),
    answered: bases.reduce((sum, n) => sum + n, 0),
    hidden: shown.cells.flat().filter((cell) => cell === null).length,
  }
}

interface ShownCells {
  cells: Shown[][]
  bases: Shown[]
  totals: Shown[]
}

function oneAnswer(cells: number[][]): ShownCells {
  const { cells: shown, columnTotals, rowTotals } = twoWay(cells, analystRule)
  return { cells: shown, bases: columnTotals, totals: rowTotals }
}

/** Options overlap, so only a row adds up: each is a line of its own, and so is the line of bases. */
function severalAnswers(cells: number[][], bases: number[]): ShownCells {
  const line = (counts: number[]): Shown[] => {
    const hidden = hiddenParts(counts, analystRule)
    return counts.map((count, i) => (hidden[i] ? null : count))
  }
  const totals = cells.map((row) => row.reduce((sum, n) => sum + n, 0))
  return { cells: cells.map(line), bases: line(bases), totals: overlapping(totals, analystRule) }
}
