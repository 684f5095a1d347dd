import type { Frequency } from '../../shared/analysis/count.ts'
import { baseForVerdict } from '../../shared/analysis/disclosure-rules.ts'
import type { Column } from '../../shared/analysis/layout.ts'
import type { Interval } from '../../shared/analysis/proportions.ts'
import { added, type Summary, type Sums, scaleSummary, shareSummary } from '../../shared/analysis/summaries.ts'
import type { ValueSummary, WeightedSums } from '../../shared/analysis/weighted-table.ts'
import { effectiveNumber, wholePercent } from '../../shared/analysis/weighting-shown.ts'
import { percent } from '../../shared/analysis/words.ts'
import { type Figure, inOrder, valueWords } from './figures.ts'

/** A figure in words, with its interval where intervals are turned on. */
export interface SummaryWords {
  name: string
  value: string
  interval: string | null
}

export interface FigureMeasures {
  /** Line by line: the weighted share in whole per cent; null where it would tell a hidden count. Null without weights. */
  weighted: (number | null)[] | null
  effective: number | null
  /** Line by line, of the share that counts: the weighted one where there are weights. Null where they are not turned on. */
  intervals: (Interval | null)[] | null
  /** Of a scale or a number: mean, median, the two highest points. */
  summaries: SummaryWords[]
}

interface Measured {
  column: Column
  frequency: Frequency
  figure: Figure
  /** Of this column; null without weights. */
  weighted: WeightedSums<Frequency> | null
  summary: ValueSummary | null
  hasIntervals: boolean
}

/**
 * Weighted shares, intervals and summaries of a figure as it is shown. A question of single answers with a hidden number is not weighted
 * and has no mean: with what is shown they would be a second equation on what is hidden.
 */
export function measuresOfFigure(measured: Measured): FigureMeasures {
  const { column, frequency, figure, weighted, hasIntervals } = measured
  const isWhole = column.kind === 'set' || figure.rows.every(({ count }) => count !== null)
  const enough = weighted === null || weighted.people.answered >= baseForVerdict
  const isOpen = isWhole && enough && figure.bases.answered !== null
  const sums = inOrder(column).map((i) => sumsAt(i, frequency, weighted))
  const base = weighted
    ? { people: weighted.people.answered, weight: weighted.sums.answered, square: weighted.squares.answered }
    : alike(frequency.answered)
  const shares = sums.map((one, r) =>
    figure.rows[r]!.share === null || (weighted && !isOpen) ? null : shareSummary(one, less(base, one)),
  )
  const whole = (summary: Summary | null) => summary && wholePercent(summary.value)
  return {
    weighted: weighted && shares.map(whole),
    effective: weighted && isOpen && base.square > 0 ? effectiveNumber(base.weight ** 2 / base.square) : null,
    intervals: hasIntervals ? shares.map((summary) => summary && intervalOf(summary, weighted !== null)) : null,
    summaries: isOpen ? summariesOf(measured, sums) : [],
  }
}

const alike = (n: number): Sums => ({ people: n, weight: n, square: n })

function sumsAt(i: number, { categories }: Frequency, weighted: WeightedSums<Frequency> | null): Sums {
  if (!weighted) return alike(categories[i]!)
  const { people, sums, squares } = weighted
  return { people: people.categories[i]!, weight: sums.categories[i]!, square: squares.categories[i]! }
}

const less = (whole: Sums, part: Sums): Sums => ({
  people: whole.people - part.people,
  weight: whole.weight - part.weight,
  square: whole.square - part.square,
})

const intervalOf = ({ interval: [low, high] }: Summary, isWeighted: boolean): Interval =>
  isWeighted ? [wholePercent(low), wholePercent(high)] : [low, high]

function summariesOf({ column, summary, weighted, hasIntervals }: Measured, sums: Sums[]): SummaryWords[] {
  const told = (name: string, { value, interval: [low, high] }: Summary, word: (n: number) => string) => {
    return { name, value: word(value), interval: hasIntervals ? `${word(low)} to ${word(high)}` : null }
  }
  const word = (value: number) => valueWords(column, value)
  if (column.type === 'scale') return scaleWords(column, sums, told, weighted !== null)
  if (column.kind !== 'value' || !summary) return []
  // Nobody speaks of a mean date.
  const mean = column.type.endsWith('date') ? [] : [told('Mean', summary.mean, word)]
  return [...mean, told('Median', summary.median, word)]
}

type Tell = (name: string, summary: Summary, word: (n: number) => string) => SummaryWords

function scaleWords(column: Column, sums: Sums[], told: Tell, isWeighted: boolean): SummaryWords[] {
  const rising = inOrder(column)
    .map((i, r) => ({ point: Number(column.categories[i]!.id), sums: sums[r]! }))
    .sort((a, b) => a.point - b.point)
  const points = rising.map(({ point }) => point)
  if (added(sums).people < 2) return []
  const found = scaleSummary(
    points,
    rising.map((one) => one.sums),
  )
  if (!found) return []
  const word = (value: number) => valueWords(column, value)
  const top = points.slice(-2).join(' and ')
  return [
    // Steps are few: a mean needs its decimals, with weights one less, for the reason shares have none.
    told('Mean', found.mean, (value) => value.toFixed(isWeighted ? 1 : 2)),
    told('Median', found.median, word),
    ...(found.topTwo ? [told(`Gave ${top}, the two highest`, found.topTwo, percent)] : []),
  ]
}
