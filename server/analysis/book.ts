import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Adjustment } from '../../shared/analysis/column-letters.ts'
import type { Column } from '../../shared/analysis/layout.ts'
import type { Ctx } from '../platform/context.ts'
import { AppError, notFound } from '../platform/errors.ts'
import { notWithin, refuseFewest } from './cross.ts'
import type { Crossed, CrossFigure } from './cross-figures.ts'
import { type Measures, measuresOf } from './cross-measures.ts'
import { type Asked, asCounted, filterOf, frameOf, toldOf } from './frame.ts'
import { type Choice, choiceOf, headOf, mayTest, type Overview } from './queries.ts'
import { counting } from './reader.ts'
import { columnsIn, oneWayRound, standing } from './table-columns.ts'
import { TablesBy } from './tables-by.ts'

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
  const columns = await columnsIn(link, frame)
  const { downs, acrosses } = standing(columns)
  const by = asked.by.map((key) => acrosses.find((column) => column.key === key) ?? missing())
  const keys = [downs, by].map((columns) => columns.map(({ key }) => key)) as [string[], string[]]
  const counted = await link
    .ask('bannerBook', [consultationId, frame.isOpen, filter, ...keys], { signal })
    .catch((error) => {
      throw signal.aborted ? new AppError('gone', 'It was stopped.') : error
    })
  const { selected, hasTables, hidden } = toldOf(counted, counted.around)
  const head = { ...headOf(frame, asked, counted, selected), by: by.map(choiceOf), questions: downs.length }
  const { elsewhere } = counted
  if (hasTables) refuseFewest(counted.around, elsewhere)
  // Each pair stands in the book once, under the question that stands down it.
  const isShown = (down: Column, across: Column) =>
    down.key !== across.key &&
    oneWayRound(columns, down, across)[0].key === down.key &&
    !notWithin(columns, filter, down, across)
  const heads = asCounted(frame, counted, by)
  const place = new Map(counted.downs.map((key, d) => [key, d]))
  const tablesBy = (across: Column, a: number) =>
    new TablesBy({
      ...{ columns: counted.columns, across, hidden },
      table: (key) => counted.tables[place.get(key) ?? -1]?.[a],
      elsewhere: (key) => elsewhere?.[place.get(key) ?? -1]?.[a],
    })
  return {
    head,
    questions: questionsOf({
      downs: hasTables ? asCounted(frame, counted, downs) : [],
      by: heads.map((across, a) => ({ across, tables: tablesBy(across, a) })),
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
  /** Of each variable, all questions by it. */
  by: { across: Column; tables: TablesBy }[]
  isShown: (down: Column, across: Column) => boolean
  tests: Adjustment | null
  signal: AbortSignal
}

async function* questionsOf({ downs, by, isShown, tests, signal }: Making): AsyncGenerator<BookQuestion> {
  for (const down of downs) {
    if (signal.aborted) return
    const shown = by.filter(({ across }) => isShown(down, across))
    yield { key: down.key, tables: shown.map(({ tables }) => bookTable(down, tables.of(down), tests)) }
    await nextTurn()
  }
}

function bookTable(down: Column, { figure, groups }: Crossed, tests: Adjustment | null): BookTable {
  return { figure, tests: measuresOf({ down, figure, groups, weighting: null }, tests).tests }
}
