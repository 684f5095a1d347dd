import { stringify } from 'csv-stringify/sync'
import { hiddenSign } from '../../shared/analysis/disclosure-rules.ts'
import { ifRandom, selfSelecting } from '../../shared/analysis/words.ts'
import { censusAttribution } from '../../shared/population/characteristics.ts'
import type { Frame } from './frame.ts'
import type { Cross, Inclusion, Overview } from './queries.ts'

type Cell = string | number

/** A sheet must not take a cell for a formula, whatever somebody called a question: heads and cells alike. */
const write = (lines: Cell[][]): string =>
  `\uFEFF${stringify(lines, { escape_formulas: true, record_delimiter: '\r\n' })}`

const shown = (value: number | null): Cell => value ?? hiddenSign
const share = (value: number | null): Cell => (value === null ? hiddenSign : Number(value.toFixed(4)))

const notes = (frame: Frame, synthetic: boolean, about: string): Cell[][] => [
  [frame.title],
  ...(about ? [[`Only answers ${about}`]] : []),
  [`Counted ${frame.at.slice(0, 10)}`],
  ...(synthetic ? [['Example: every response and figure here is synthetic.']] : []),
  [selfSelecting],
  [`${hiddenSign}: too few to show. Counts of 1 to 4 are hidden, and as many others as are needed to keep them so.`],
  [],
]

export function overviewCsv({ frame, synthetic, about, figures, selected }: Overview): string {
  if (selected === null) return write([...notes(frame, synthetic, about), ['Too few to show.']])
  const head: Cell[] = [
    'question',
    'statement',
    'answer',
    'count',
    'share of those who answered',
    'answered',
    'preferred not to say',
    'do not know',
    'left blank',
    'not asked',
  ]
  const lines = figures.flatMap(({ text, rowText, rows, bases }) => {
    const tail: Cell[] = [bases.answered, bases.declined, bases.dontKnow, bases.blank, bases.notAsked]
    if (rows.length === 0) return [[text, rowText ?? '', '', '', '', ...tail]]
    return rows.map((row): Cell[] => [text, rowText ?? '', row.label, shown(row.count), share(row.share), ...tail])
  })
  return write([...notes(frame, synthetic, about), head, ...lines])
}

export function crossCsv({ frame, synthetic, about, figure }: Cross): string {
  const begin = notes(frame, synthetic, about)
  if (!figure) return write([...begin, ['Too few to show.']])
  const { down, across, columns, rows } = figure
  const head: Cell[] = [
    [down.text, down.rowText].filter(Boolean).join(': '),
    ...columns.map(({ label }) => label),
    'all',
  ]
  return write([
    ...begin,
    [`By: ${across.text}`],
    head,
    ...rows.map((row): Cell[] => [row.label, ...row.cells.map((cell) => shown(cell.count)), shown(row.total)]),
    ['answered', ...columns.map(({ base }) => shown(base)), figure.answered],
  ])
}

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
  return write([...notes(frame, synthetic, `in ${area.name}`), [ifRandom], [censusAttribution], head, ...lines])
}
