import { count } from '../kernel/text.ts'
import type { Adjustment } from './column-letters.ts'
import { baseForVerdict } from './disclosure-rules.ts'

/** What tests say, one plain sentence each. */

/** A reason for more than is usual, tests or a file of answers, has at least so many characters. */
export const leastReason = 10
export const reasonTooShort = 'Say in a few words why, ten letters at least.'

const pWords = (p: number) => (p < 0.001 ? 'p under 0.001' : `p = ${p.toFixed(3)}`)

const meaning = (p: number) =>
  p < 0.05
    ? 'The columns differ by more than chance alone would make them.'
    : 'Chance alone may make the columns differ as much.'

interface Tests {
  adjustment: Adjustment
  chiSquare: ChiSquare | null
  raoScott: { f: number; df: [number, number]; p: number } | null
  tested: { hasRest: boolean; columns: readonly number[] }
}

/** Letters first, then the test of the whole table, then what was taken together. */
export function testWords({ adjustment, chiSquare, raoScott, tested }: Tests): string[] {
  return [
    ...(tested.columns.length < 2
      ? ['There are not two columns to compare: their numbers are hidden or too small.']
      : [letterWords(adjustment)]),
    ...(chiSquare ? [chiSquareWords(chiSquare)] : []),
    ...(raoScott ? [raoScottWords(raoScott)] : []),
    ...(tested.hasRest && (chiSquare || raoScott) ? ['Lines with a hidden number were tested as one.'] : []),
  ]
}

interface ChiSquare {
  statistic: number
  df: number
  p: number
  lowCells: number
}

function chiSquareWords({ statistic, df, p, lowCells }: ChiSquare): string {
  const doubtful =
    lowCells > 0 ? ` Doubtful: ${count(lowCells, 'cell')} would be expected to hold fewer than five.` : ''
  return `Chi-square: ${statistic.toFixed(1)} on ${count(df, 'degree')} of freedom, ${pWords(p)}. ${meaning(p)}${doubtful}`
}

const raoScottWords = ({ f, df, p }: { f: number; df: [number, number]; p: number }): string =>
  `Rao and Scott’s test: F = ${f.toFixed(2)} on ${df.map((n) => n.toFixed(1)).join(' and ')} degrees of freedom, ${pWords(p)}. ${meaning(p)}`

const adjusted: Record<Adjustment, string> = { holm: 'by Holm', bonferroni: 'by Bonferroni', none: 'not at all' }

/** What the letters of every table say. */
export const letterWords = (adjustment: Adjustment): string =>
  `A letter after a share names a column whose share is lower by more than chance alone would make it (95%, adjusted ${adjusted[adjustment]} over the pairs of the line; bases under ${baseForVerdict} and “No answer” are not compared).`
