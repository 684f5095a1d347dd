import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Adjustment } from '../../shared/analysis/column-letters.ts'
import type { Crosstab } from '../../shared/analysis/count.ts'
import type { Column } from '../../shared/analysis/layout.ts'
import type { HiddenColumns } from '../../shared/analysis/shown-columns.ts'
import type { Ctx } from '../platform/context.ts'
import { AppError, notFound } from '../platform/errors.ts'
import { type CrossFigure, crossed } from './cross-figures.ts'
import { type Measures, measuresOf } from './cross-measures.ts'
import { type Asked, asCounted, filterOf, frameOf, hiddenOf } from './frame.ts'
import { type Choice, choiceOf, headOf, isThreeWay, mayTest, type Overview } from './queries.ts'
import { counting } from './reader.ts'
import { columnsIn, standing } from './table-columns.ts'

export interface BookAsked extends Asked {
  /** The variables that every question is shown by, by their keys. */
  by: string[]
  tests?: Adjustment | undefined
  reason?: string | undefined
}

/** One question by one of the variables. */
export interface BookTable {
  figure: CrossFigure
  tests: Measures['tests']
}

export interface BookQuestion {
  key: string
  tables: BookTable[]
}

export interface BookHead extends Omit<Overview, 'figures' | 'margins' | 'weighting'> {
  by: Choice[]
  /** How many will come. */
  questions: number
}

export interface Book {
  head: BookHead
  /** One question after another, each as it is made; other work of the server goes on between them. */
  questions: AsyncGenerator<BookQuestion>
}

/**
 * Every question by each of a few variables: each table is the crosstab of its pair, counted at one moment, shown and tested by
 * the same functions. Stopped by the signal, in the counting thread too.
 */
export async function bookOf(ctx: Ctx, consultationId: string, asked: BookAsked, signal: AbortSignal): Promise<Book> {
  if (asked.tests) mayTest(ctx, consultationId, asked.reason)
  const frame = await frameOf(ctx, consultationId)
  const filter = filterOf(frame, asked)
  const link = await counting(ctx)
  const { downs, acrosses } = standing(await columnsIn(link, frame))
  const by = asked.by.map((key) => acrosses.find((column) => column.key === key) ?? missing())
  const keys = [downs, by].map((columns) => columns.map(({ key }) => key)) as [string[], string[]]
  const counted = await link
    .ask('bannerBook', [consultationId, frame.isOpen, filter, ...keys], { signal })
    .catch((error) => {
      throw signal.aborted ? new AppError('gone', 'It was stopped.') : error
    })
  const head = { ...headOf(frame, asked, counted), by: by.map(choiceOf), questions: downs.length }
  const tables = head.selected === null ? [] : counted.tables
  const isShown = (down: Column, across: Column) => down.key !== across.key && !isThreeWay(down, across, asked)
  return {
    head,
    questions: questionsOf({
      downs: asCounted(frame, counted, downs),
      by: asCounted(frame, counted, by),
      tables,
      hidden: hiddenOf(counted),
      isShown,
      tests: asked.tests ?? null,
      signal,
    }),
  }
}

const missing = (): never => {
  throw notFound()
}

interface Making {
  downs: Column[]
  by: Column[]
  tables: Crosstab[][]
  hidden: HiddenColumns
  isShown: (down: Column, across: Column) => boolean
  tests: Adjustment | null
  signal: AbortSignal
}

async function* questionsOf({
  downs,
  by,
  tables,
  hidden,
  isShown,
  tests,
  signal,
}: Making): AsyncGenerator<BookQuestion> {
  for (const [d, own] of tables.entries()) {
    if (signal.aborted) return
    const down = downs[d]!
    const shown = by.map((across, a) => ({ across, table: own[a]! })).filter(({ across }) => isShown(down, across))
    yield { key: down.key, tables: shown.map(({ across, table }) => bookTable({ down, across, table, hidden }, tests)) }
    await nextTurn()
  }
}

function bookTable(tabled: Parameters<typeof crossed>[0], tests: Adjustment | null): BookTable {
  const { figure, groups } = crossed(tabled)
  return { figure, tests: measuresOf({ down: tabled.down, figure, groups, weighting: null }, tests).tests }
}
