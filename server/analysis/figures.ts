import type { Frequency } from '../../shared/analysis/count.ts'
import type { Column } from '../../shared/analysis/layout.ts'
import { noPlace } from '../../shared/analysis/question-columns.ts'
import { type HiddenColumn, type KindOfMissing, kindsOfMissing } from '../../shared/analysis/shown-columns.ts'
import type { Shown } from '../../shared/analysis/suppression.ts'
import { percent } from '../../shared/analysis/words.ts'
import { number, say } from '../../shared/kernel/text.ts'

/** The bases of a figure: the four kinds of missing are kept apart. Null: not shown. */
export type Bases = Record<'asked' | 'answered' | KindOfMissing, Shown>

export interface FigureRow {
  id: string
  label: string
  /** Null: not shown. */
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
  /** Of a number the mean; of what was put in order its mean place. In words. */
  mean: string | null
  sentence: string
}

export const inOrder = (column: Column): number[] => column.order ?? column.categories.map((_, i) => i)

function basesOf(frequency: Frequency, hidden: HiddenColumn): Bases {
  const { answered, declined, dontKnow, blank } = frequency
  const kinds = kindsOfMissing.map((kind): [KindOfMissing, Shown] => [
    kind,
    hidden.kinds[kind] ? null : frequency[kind],
  ])
  return {
    asked: hidden.kinds.notAsked ? null : answered + declined + dontKnow + blank,
    answered: hidden.answered ? null : answered,
    ...(Object.fromEntries(kinds) as Record<KindOfMissing, Shown>),
  }
}

/** One question as an analyst may see it; what is hidden is told by `HiddenColumns`, over all questions of the page. */
export function figureOf(column: Column, frequency: Frequency, hidden: HiddenColumn, language = 'en'): Figure {
  const bases = basesOf(frequency, hidden)
  const shown = frequency.categories.map((count, i): Shown => (hidden.categories[i] ? null : count))
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
  const mean = column.type === 'ranking' ? meanPlace(rows) : meanWords(column, frequency.mean ?? null)
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
    mean,
    sentence: sentenceOf(column, bases, { rows, quartiles, mean }),
  }
}

export const shareOf = (count: Shown, base: Shown) => (count === null || !base ? null : count / base)

function quartileWords(column: Column, quartiles: [number, number, number] | null): [string, string, string] | null {
  if (!quartiles) return null
  const word = (value: number) => valueWords(column, value)
  return [word(quartiles[0]), word(quartiles[1]), word(quartiles[2])]
}

const isDate = ({ type }: Column) => type === 'date' || type === 'partial_date'
const figure = (value: number) => Number(value.toFixed(1)).toLocaleString('en-GB')

/** A month, not a day: a day may be one person's. */
export function valueWords(column: Column, value: number): string {
  if (!isDate(column)) return figure(value)
  const day = new Date(Math.round(value) * 86_400_000)
  return new Intl.DateTimeFormat('en-GB', {
    ...(column.precision === 'year' ? {} : { month: 'long' }),
    year: 'numeric',
    timeZone: 'UTC',
  }).format(day)
}

/** Nobody speaks of a mean date. */
const meanWords = (column: Column, mean: number | null) => (mean === null || isDate(column) ? null : figure(mean))

/** The mean of the places given, by those who gave one; only where no place is hidden, so that it gives none away. */
function meanPlace(rows: FigureRow[]): string | null {
  const places = rows.filter(({ id }) => id !== noPlace.id)
  if (places.some(({ count }) => count === null)) return null
  const given = places.reduce((sum, { count }) => sum + count!, 0)
  return given === 0 ? null : figure(places.reduce((sum, { id, count }) => sum + Number(id) * count!, 0) / given)
}

/** With the base go all shares. */
function withoutBase(rows: FigureRow[]): string {
  return rows.some(({ count }) => count !== null)
    ? 'How many answered is not shown, so no shares are: it would tell how a few people answered another question.'
    : 'Too few answered, or were not asked, to show any of it.'
}

/** Words first: the sentence a figure begins with. */
function sentenceOf(
  column: Column,
  bases: Bases,
  { rows, quartiles, mean }: Pick<Figure, 'rows' | 'quartiles' | 'mean'>,
): string {
  if (bases.answered === 0) return 'Nobody has answered this yet.'
  if (bases.answered === null) return withoutBase(rows)
  const base = number(bases.answered)
  if (column.kind === 'text') return `${base} wrote something.`
  if (column.type === 'ranking') return placeSentence(rows, mean, base)
  if (column.kind === 'value') return valueSentence(quartiles, mean, base)
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
    ? `“${first.label}” was chosen most often: by ${percent(first.share)} of ${base} who answered.`
    : `“${first.label}” was the most frequent answer: ${percent(first.share)} of ${base} who answered.`
}

function valueSentence(quartiles: Figure['quartiles'], mean: string | null, base: string): string {
  if (!quartiles) return `${base} answered: too few to show what.`
  const parts = `Half of ${base} said ${quartiles[1]} or less; a quarter ${quartiles[0]} or less, a quarter ${quartiles[2]} or more.`
  return mean === null ? parts : `${parts} The mean is ${mean}.`
}

function placeSentence(rows: FigureRow[], mean: string | null, base: string): string {
  const first = rows.find(({ id }) => id === '1')?.share ?? null
  if (first === null) return `${base} answered: too few to show what.`
  const place = mean === null ? '' : ` Its mean place is ${mean} among those who gave it one.`
  return `Put first by ${percent(first)} of ${base} who answered.${place}`
}
