import { columnLetter } from '../../shared/analysis/column-letters.ts'
import { baseForVerdict, hiddenSign } from '../../shared/analysis/disclosure-rules.ts'
import { capital } from '../../shared/kernel/text.ts'
import type { BookQuestion, Cross, CrossFigure } from './api.ts'
import { countWords, percent } from './figure-words.ts'

/** What a table of one question by another shows just now: in its cells, in words, and on the clipboard. */
export type Show = 'weighted' | 'shares' | 'counts'
/** Weighted shares; how they came about is told beside them. */
export type OwnWeights = NonNullable<BookQuestion['tables'][number]['weighted']>

export interface ShownCross {
  figure: CrossFigure
  weighted: OwnWeights | null
  tests: Cross['tests']
  show: Show
}

export interface Cell {
  count: number | null
  share: number | null
  weighted: number | null
}

/** The question down the table, in a grid with its line. */
export const titleOf = ({ down }: CrossFigure): string => [down.text, down.rowText].filter(Boolean).join(' ')

/** Where one person may stand in several lines. */
export const severalWords = 'They could choose several answers, so a column adds up to more than 100%.'

/** What can be shown, for whoever reads the table to choose. */
export const showChoices = (isWeighted: boolean): { key: Show; says: string }[] => [
  ...(isWeighted ? [{ key: 'weighted' as const, says: 'Weighted shares' }] : []),
  { key: 'shares', says: isWeighted ? 'Shares as people answered' : 'Shares' },
  { key: 'counts', says: 'People' },
]

/** What was chosen where it is there to show; else the weighted shares where there are any. */
export const showOf = (chosen: Show | null, isWeighted: boolean): Show => {
  if (chosen === null || (chosen === 'weighted' && !isWeighted)) return isWeighted ? 'weighted' : 'shares'
  return chosen
}

export const cellAt = ({ figure, weighted }: Omit<ShownCross, 'show'>, r: number, c: number): Cell => ({
  count: figure.rows[r]?.cells[c]?.count ?? null,
  share: figure.rows[r]?.cells[c]?.share ?? null,
  weighted: weighted?.shares[r]?.[c] ?? null,
})

export const allAt = ({ figure, weighted }: Omit<ShownCross, 'show'>, r: number): Cell => {
  const count = figure.rows[r]?.total ?? null
  const share = count === null || !figure.answered ? null : count / figure.answered
  return { count, share, weighted: weighted?.all[r] ?? null }
}

/** In words; null where there is a count but no weighted share. A hidden count is not asked for. */
export function cellWords({ count, share, weighted }: Cell, show: Show): string | null {
  if (show === 'counts') return countWords(count)
  if (show === 'shares') return percent(share)
  return weighted === null ? null : percent(weighted)
}

/** Which columns the share of a cell is significantly above; no letter beside people, which are not compared. */
export const lettersAt = ({ tests, show }: ShownCross, r: number, c: number): string =>
  show === 'counts' ? '' : (tests?.letters[r]?.[c] ?? '')

export const headAt = ({ figure, tests }: Pick<ShownCross, 'figure' | 'tests'>, c: number): string =>
  [tests ? columnLetter(c) : '', figure.columns[c]?.label ?? ''].filter(Boolean).join(' ')

/** The table as it is shown, for a sheet or a letter: heads first, the sign of a file for what is hidden. */
export function sheetOf(shown: ShownCross): (string | number)[][] {
  const { figure, weighted, show } = shown
  const { columns, rows, answered } = figure
  const words = (cell: Cell) => {
    if (cell.count === null) return hiddenSign
    return show === 'counts' ? cell.count : (cellWords(cell, show) ?? 'not weighted')
  }
  const worth = (effective: number | null | undefined) => effective ?? 'not weighted'
  return [
    ['Answer', ...columns.map((_, c) => headAt(shown, c)), 'All'],
    ...rows.map((row, r) => [
      row.label,
      ...columns.map((_, c) => {
        const letters = lettersAt(shown, r, c)
        const value = words(cellAt(shown, r, c))
        return letters ? `${value} ${letters}` : value
      }),
      words(allAt(shown, r)),
    ]),
    ['Answered', ...columns.map(({ base }) => base ?? hiddenSign), answered ?? hiddenSign],
    ...(weighted
      ? [['Worth about, weighted', ...columns.map((_, c) => worth(weighted.effective[c])), weighted.effectiveAll]]
      : []),
  ]
}

/** Where the widest difference between two columns lies, in words: of shown shares only, weighted where there are weights. */
export function widestWords(crossed: Omit<ShownCross, 'show'>): string {
  const { rows, columns, across } = crossed.figure
  const gaps = rows.flatMap((row, r) => {
    const shown = columns.flatMap(({ id, base, label }, c) => {
      const cell = cellAt(crossed, r, c)
      const share = crossed.weighted ? cell.weighted : cell.share
      return share === null || id === '' || (base ?? 0) < baseForVerdict ? [] : [{ share, label }]
    })
    const sorted = shown.sort((a, b) => a.share - b.share)
    const [low, high] = [sorted[0], sorted.at(-1)]
    return low && high ? [{ row: row.label, low, high, gap: high.share - low.share }] : []
  })
  const widest = gaps.sort((a, b) => b.gap - a.gap)[0]
  const told = (words: string) => (crossed.weighted ? `Weighted, ${words}` : capital(words))
  if (!widest || widest.gap < 0.005)
    return told(`by “${across.text}”, no two columns with ${baseForVerdict} or more answers differ.`)
  const { row, low, high } = widest
  return told(
    `the widest difference is in “${row}”: ${percent(high.share)} of “${high.label}” and ${percent(low.share)} of “${low.label}”.`,
  )
}
