import { stringify } from 'csv-stringify/sync'
import { columnLetter } from '../../shared/analysis/column-letters.ts'
import { hiddenSign, hiddenWords } from '../../shared/analysis/disclosure-rules.ts'
import { testWords } from '../../shared/analysis/test-words.ts'
import { refusalWords, unweightedWords, weightingWords } from '../../shared/analysis/weighting-shown.ts'
import { ifRandom, selfSelecting, tooFewWords } from '../../shared/analysis/words.ts'
import { plainCell } from '../../shared/kernel/plain-cell.ts'
import { censusAttribution } from '../../shared/population/characteristics.ts'
import type { BookTable } from './book.ts'
import { shareOf } from './figures.ts'
import type { Frame } from './frame.ts'
import type { Cross, Inclusion, Overview } from './queries.ts'

export type Cell = string | number

/** A sheet must not take a text for a formula, whatever somebody called a question: heads and cells alike. */
export const safeText = (text: string): string => (text === hiddenSign ? text : plainCell(text))

/** The lines as a CSV file: UTF-8, said so at the beginning. */
export const csvOf = (lines: readonly Cell[][]): string =>
  stringify(
    lines.map((cells) => cells.map((cell) => (typeof cell === 'number' ? cell : safeText(cell)))),
    { bom: true, record_delimiter: '\r\n' },
  )

const shown = (value: number | null): Cell => value ?? hiddenSign
const share = (value: number | null): Cell => (value === null ? hiddenSign : Number(value.toFixed(4)))

/** What stands above every figure: whose it is, of when, and what its signs mean. */
export const headLines = (frame: Frame, synthetic: boolean, about: string): Cell[][] => [
  [frame.title],
  ...(about ? [[`Only answers ${about}`]] : []),
  [`Counted ${frame.at.slice(0, 10)}`],
  ...(synthetic ? [['Example: every response and figure here is synthetic.']] : []),
  [selfSelecting],
  [
    `“${hiddenSign}” means ${hiddenWords}. Counts of 1 to 4 are hidden, and as many others as are needed to keep them so.`,
  ],
  [],
]

/** Every question with its bases, one line an answer. */
export function overviewCsv(found: Overview): string {
  const { frame, synthetic, about, figures, selected, weighting } = found
  if (selected === null) return csvOf([...headLines(frame, synthetic, about), ['Too few to show.']])
  const isWeighted = weighting !== null && !('refusals' in weighting)
  const hasIntervals = figures.some(({ intervals }) => intervals !== null)
  const head: Cell[] = [
    'question',
    'statement',
    'answer',
    'count',
    'share of those who answered',
    ...(isWeighted ? ['weighted share'] : []),
    ...(hasIntervals ? ['interval from', 'interval to'] : []),
    'answered',
    ...(isWeighted ? ['effective number'] : []),
    'preferred not to say',
    'do not know',
    'left blank',
    'not asked',
  ]
  const lines = figures.flatMap(({ text, rowText, rows, bases, weighted, intervals, effective }) => {
    const tail: Cell[] = [
      shown(bases.answered),
      ...(isWeighted ? [shown(effective)] : []),
      ...[bases.declined, bases.dontKnow, bases.blank, bases.notAsked].map(shown),
    ]
    const about: Cell[] = [text, rowText ?? '']
    if (rows.length === 0) return [[...about, ...head.slice(2, head.indexOf('answered')).map(() => ''), ...tail]]
    return rows.map((row, r): Cell[] => [
      ...about,
      row.label,
      shown(row.count),
      share(row.share),
      ...(isWeighted ? [share(weighted?.[r] ?? null)] : []),
      ...(hasIntervals ? [share(intervals?.[r]?.[0] ?? null), share(intervals?.[r]?.[1] ?? null)] : []),
      ...tail,
    ])
  })
  const summaries = figures.flatMap(({ text, rowText, summaries }) =>
    summaries.map(({ name, value, interval }): Cell[] => [text, rowText ?? '', name, value, interval ?? '']),
  )
  return csvOf([
    ...headLines(frame, synthetic, about),
    ...methodLines(weighting),
    ...(hasIntervals
      ? [[ifRandom('Intervals')], ['Intervals: 95%, Wilson; of weighted shares on the log-odds scale.'], []]
      : []),
    head,
    ...lines,
    ...(summaries.length > 0 ? [[], ['question', 'statement', 'figure', 'value', 'interval']] : []),
    ...summaries,
  ])
}

/** How the figures were weighted, or why not. */
export function methodLines(weighting: Overview['weighting']): Cell[][] {
  if (weighting === null) return []
  if ('refusals' in weighting) return [['Not weighted:'], ...weighting.refusals.map((one) => [refusalWords(one)]), []]
  const census = weighting.report ? [[censusAttribution]] : []
  return [...weightingWords(weighting.report, weighting.without).map((words) => [words]), ...census, []]
}

/** The table as lines of a sheet, or that there is none. */
export function crossCsv({ frame, synthetic, about, people, figure, weighted, tests }: Cross): string {
  const begin = headLines(frame, synthetic, about)
  if (!figure) return csvOf([...begin, [tooFewWords(people)]])
  return csvOf([
    ...begin,
    ...methodLines(weighted),
    ...(tests ? testLines(testWords(tests)) : []),
    ...crossLines({ figure, weighted: weighted && 'shares' in weighted ? weighted : null, tests }),
  ])
}

/** What the letters and tests below are, and what they are not. */
export const testLines = (says: string[]): Cell[][] => [...says.map((words) => [words]), [ifRandom('Tests')], []]

/** The counts, then what is made of them: shares, weighted shares, letters, each with its bases. */
export function crossLines({ figure, weighted, tests }: BookTable): Cell[][] {
  const { down, across, columns, rows } = figure
  const head: Cell[] = [
    [down.text, down.rowText].filter(Boolean).join(': '),
    ...columns.map(({ label }, c) => (tests ? `${columnLetter(c)}: ${label}` : label)),
    'all',
  ]
  const part = (name: string, cells: (r: number) => Cell[]): Cell[][] => [
    [],
    [name],
    head,
    ...rows.map((row, r): Cell[] => [row.label, ...cells(r)]),
  ]
  const shares = (r: number) => [
    ...rows[r]!.cells.map((cell) => share(cell.share)),
    share(shareOf(rows[r]!.total, figure.answered)),
  ]
  const left = weighted && unweightedWords(weighted.unweighted)
  return [
    [`By: ${across.text}`],
    ...(down.kind === 'set'
      ? [['One person may choose several answers: a column adds up to more than its base.']]
      : []),
    ...part('People', (r) => [...rows[r]!.cells.map((cell) => shown(cell.count)), shown(rows[r]!.total)]),
    ['answered', ...columns.map(({ base }) => shown(base)), shown(figure.answered)],
    ...part('Share of those who answered', shares),
    ...(weighted
      ? [
          ...part('Weighted share of those who answered', (r) => [...weighted.shares[r]!, weighted.all[r]!].map(share)),
          ['effective number', ...weighted.effective.map(shown), weighted.effectiveAll],
          ...(left ? [[left]] : []),
        ]
      : []),
    ...(tests ? part('Letters', (r) => tests.letters[r]!) : []),
  ]
}

/** Who was heard in one area, one line a category. */
export function inclusionCsv({ frame, synthetic, area, blocks }: Inclusion): string {
  const head: Cell[] = [
    'characteristic',
    'base of the census',
    'category',
    'answered',
    'share of those who answered',
    'interval from',
    'interval to',
    'share of the area',
    'index',
    'verdict',
    'people to close it',
    'answered the question',
  ]
  const lines = blocks.flatMap(({ name, base, rows, answered }) =>
    rows.map((row): Cell[] => [
      name,
      base,
      row.label,
      shown(row.answered),
      share(row.share),
      share(row.interval?.[0] ?? null),
      share(row.interval?.[1] ?? null),
      share(row.areaShare),
      row.index === null ? '' : Number(row.index.toFixed(1)),
      row.verdict,
      row.shortfall ?? '',
      shown(answered),
    ]),
  )
  return csvOf([
    ...headLines(frame, synthetic, `in ${area.name}`),
    [ifRandom('Verdicts')],
    [censusAttribution],
    head,
    ...lines,
  ])
}
