import type { Adjustment } from '../../shared/analysis/column-letters.ts'
import type { Crosstab } from '../../shared/analysis/count.ts'
import type { Column } from '../../shared/analysis/layout.ts'
import type { WeightedTableTest } from '../../shared/analysis/rao-scott.ts'
import { everybody, type Filter } from '../../shared/analysis/select.ts'
import { type ShownTest, shownLetters, shownTest, type Testable, testable } from '../../shared/analysis/shown-tests.ts'
import type { Refusal, WeightingReport } from '../../shared/analysis/weighting.ts'
import { authorise } from '../platform/authorise.ts'
import type { Ctx } from '../platform/context.ts'
import { censusTargets } from './census-targets.ts'
import { logCount } from './commands.ts'
import type { Counted, WeightedAnswer } from './counter.ts'
import { type CrossFigure, columnsOf, crossFigureOf } from './cross-figures.ts'
import { inOrder } from './figures.ts'
import { type Frame, frameOf, named } from './frame.ts'
import { selectedOf } from './queries.ts'
import { counting } from './reader.ts'
import { acrossColumn, filterOf, lineColumn, refuseTooFine } from './table-columns.ts'
import type { WeightBy } from './weigh.ts'

export interface TableAsked {
  rows: string
  by: string
  /** `CODE=option,option`; all of them must hold. */
  filters: string[]
  /** `imported`, or census characteristics. */
  weight: 'imported' | string[] | null
  /** Letters and tests, which an analyst turns on with a reason. */
  tests: Adjustment | null
}

export interface WeightedFigure {
  /** Line by line: the weighted share of those who answered, null where the count is hidden. */
  shares: (number | null)[][]
  effective: (number | null)[]
  /** Rao and Scott's, of what is shown. */
  test: Pick<WeightedTableTest, 'f' | 'df' | 'p'> | null
  report: WeightingReport | null
  /** People without an imported weight, who are left out. */
  without: number
}

export interface TableFigure {
  frame: Pick<Frame, 'slug' | 'title' | 'at' | 'isOpen'>
  synthetic: boolean
  people: number
  selected: number | null
  filters: string[]
  /** Null when too few are left to show any of it. */
  figure: CrossFigure | null
  weighted: WeightedFigure | { refusals: Refusal[] } | null
  /** By line and column. */
  letters: string[][] | null
  test: ShownTest | null
  /** Lines with a hidden number were tested as one. */
  restTogether: boolean
}

/**
 * One question by another as an analyst may see it, with weights and tests if they are asked for. Suppressed as every
 * crosstab of the desk; weighted shares and tests are made of what is shown, so that they tell no more. Logged.
 */
export async function tableOf(ctx: Ctx, consultationId: string, asked: TableAsked): Promise<TableFigure> {
  authorise(ctx, 'analysis.export', consultationId)
  const frame = await frameOf(ctx, consultationId)
  const link = await counting(ctx)
  const columns = named(frame, (await link.ask('crosstabs', [consultationId, frame.isOpen, everybody, []])).columns)
  const [down, across] = [lineColumn(columns, asked.rows), acrossColumn(columns, asked.by)]
  // With imported weights the table is of those who have one: a share over two people is not shown beside a count of many.
  const filter = { ...filterOf(columns, asked.filters), isWeighted: asked.weight === 'imported' }
  refuseTooFine([down, across, ...filter.where.map(({ column }) => columns.find(({ key }) => key === column)!)])
  const counted = await link.ask('crosstabs', [consultationId, frame.isOpen, filter, [[down.key, across.key]]])
  const table = counted.tables[0]!
  await logCount(ctx, 'export', consultationId, { figure: 'table', ...asked })
  const about = aboutOf(frame, counted, asked)
  if (about.selected === null)
    return { ...about, figure: null, weighted: null, letters: null, test: null, restTogether: false }
  const figure = crossFigureOf(down, across, table)
  const shown = {
    cells: figure.rows.map(({ cells }) => cells.map(({ count }) => count)),
    bases: figure.columns.map(({ base }) => base),
  }
  // People whose answer is not known are no group to compare with.
  const tested = testable(shown, (c) => figure.columns[c]!.id === '')
  const weighted =
    asked.weight === null
      ? null
      : await weightedOf({ ctx, frame, filter, down, across, table, figure, tested, by: asked.weight, columns })
  return { ...about, figure, weighted, ...testsOf(asked, figure, shown, tested, weighted) }
}

const aboutOf = (frame: Frame, counted: Counted, asked: TableAsked) => ({
  frame: { slug: frame.slug, title: frame.title, at: frame.at, isOpen: frame.isOpen },
  synthetic: counted.synthetic || frame.synthetic,
  people: counted.people,
  selected: selectedOf(counted),
  filters: asked.filters,
})

/** The columns that the codes name, by their keys: for a table that is made elsewhere. */
export async function tableKeys(
  ctx: Ctx,
  consultationId: string,
  rows: string,
  by: string,
): Promise<{ question: string; by: string }> {
  authorise(ctx, 'analysis.export', consultationId)
  const { isOpen } = await frameOf(ctx, consultationId)
  const { columns } = await (await counting(ctx)).ask('crosstabs', [consultationId, isOpen, everybody, []])
  return { question: lineColumn(columns, rows).key, by: acrossColumn(columns, by).key }
}

/** How few they are is not told: a few would stand out. */
function withoutNumber(refusal: Refusal): Refusal {
  return 'answered' in refusal ? { ...refusal, answered: 0 } : refusal
}

interface Weighing {
  ctx: Ctx
  frame: Frame
  filter: Filter
  down: Column
  across: Column
  table: Crosstab
  figure: CrossFigure
  tested: Testable
  by: 'imported' | string[]
  columns: readonly Column[]
}

async function weightedOf({
  ctx,
  frame,
  filter,
  down,
  across,
  table,
  figure,
  tested,
  by,
  columns,
}: Weighing): Promise<WeightedFigure | { refusals: Refusal[] }> {
  const link = await counting(ctx)
  const weightBy: WeightBy = by === 'imported' ? by : await censusTargets(ctx, columns, by)
  const lines = inOrder(down).map((place) => [place])
  const groups = columnsOf(across, table.bases, 'en').map(({ codes }) => codes)
  const ask = (asked: { lines: number[][]; columns: number[][] }): Promise<WeightedAnswer> =>
    link.ask('weightedTable', [frame.consultationId, frame.isOpen, filter, [down.key, across.key], asked, weightBy])
  const whole = await ask({ lines, columns: groups })
  if (!whole.ok) return { refusals: whole.refusals.map(withoutNumber) }
  const { cells, bases, effective } = whole.table
  // The test is of what is shown: hidden lines as one.
  const rest = lines.filter((_, r) => !tested.lines.includes(r)).flat()
  const shownLines = [...tested.lines.map((r) => lines[r]!), ...(rest.length > 0 ? [rest] : [])]
  const of =
    down.kind === 'codes' ? await ask({ lines: shownLines, columns: tested.columns.map((c) => groups[c]!) }) : whole
  const isShown = (r: number, c: number) => figure.rows[r]!.cells[c]!.count !== null && figure.columns[c]!.base !== null
  return {
    shares: cells.map((line, r) => line.map((w, c) => (isShown(r, c) && bases[c]! > 0 ? w / bases[c]! : null))),
    effective: effective.map((n, c) => (figure.columns[c]!.base === null ? null : n)),
    test: of.ok ? of.table.test : null,
    report: whole.report,
    without: whole.without,
  }
}

function testsOf(
  asked: TableAsked,
  figure: CrossFigure,
  shown: Parameters<typeof shownTest>[0],
  tested: Testable,
  weighted: TableFigure['weighted'],
) {
  const { tests } = asked
  if (tests === null) return { letters: null, test: null, restTogether: false }
  const isWeighted = weighted !== null && 'shares' in weighted
  const bases = figure.columns.map(({ base }, c) => (isWeighted ? (weighted.effective[c] ?? 0) : (base ?? 0)))
  const shares = (r: number) => (isWeighted ? weighted.shares[r]! : figure.rows[r]!.cells.map(({ share }) => share))
  return {
    letters: figure.rows.map((_, r) => shownLetters(shares(r), bases, tested, tests)),
    // Several answers a person overlap: one test of the whole table is not made of them.
    test: figure.down.kind === 'set' ? null : shownTest(shown, tested),
    restTogether: tested.hasRest,
  }
}
