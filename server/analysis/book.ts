import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Adjustment } from '../../shared/analysis/column-letters.ts'
import type { Column } from '../../shared/analysis/layout.ts'
import type { Hides } from '../../shared/analysis/shown-columns.ts'
import type { Ctx } from '../platform/context.ts'
import { AppError, notFound } from '../platform/errors.ts'
import { type WeightAsked, weightBy } from './census-targets.ts'
import { notWithin, refuseFewest, whoseWeights } from './cross.ts'
import type { CrossFigure } from './cross-figures.ts'
import { type Measures, measuresOf, shownWeighting } from './cross-measures.ts'
import { type Asked, asCounted, filterOf, frameOf, toldOf } from './frame.ts'
import { type Choice, choiceOf, headOf, mayTest, type Overview } from './queries.ts'
import { counting } from './reader.ts'
import { columnsIn, oneWayRound, standing } from './table-columns.ts'
import { TablesBy } from './tables-by.ts'
import type { Answer } from './worker-link.ts'

export interface BookAsked extends Asked {
  /** The variables that every question is shown by, by their keys. */
  by: string[]
  weight?: WeightAsked | undefined
  tests?: Adjustment | undefined
  reason?: string | undefined
}

/** One question by one of the variables. How the weighting went stands in the head. */
export interface BookTable extends Measures {
  figure: CrossFigure
}

export interface BookQuestion {
  key: string
  tables: BookTable[]
}

export interface BookHead extends Omit<Overview, 'figures' | 'margins'> {
  by: Choice[]
  /** How its letters are adjusted; null where nothing is tested. */
  tests: Adjustment | null
  /** How many will come. */
  questions: number
}

export interface Book {
  head: BookHead
  /** One question after another, each as it is made; other work of the server goes on between them. */
  questions: AsyncGenerator<BookQuestion>
}

/**
 * Every question by each of a few variables: each table is the crosstab of its pair, counted at one moment, weighted, shown and
 * tested by the same functions. Stopped by the signal, in the counting thread too.
 */
export async function bookOf(ctx: Ctx, consultationId: string, asked: BookAsked, signal: AbortSignal): Promise<Book> {
  if (asked.tests) mayTest(ctx, consultationId, asked.reason)
  const frame = await frameOf(ctx, consultationId)
  const link = await counting(ctx)
  const filter = await whoseWeights(link, frame, filterOf(frame, asked), asked.weight)
  const columns = await columnsIn(link, frame)
  const { downs, acrosses } = standing(columns)
  const by = asked.by.map((key) => acrosses.find((column) => column.key === key) ?? missing())
  const keys = [downs, by].map((columns) => columns.map(({ key }) => key)) as [string[], string[]]
  const weights = asked.weight ? await weightBy(ctx, columns, asked.weight) : null
  const counted = await link
    .ask('bannerBook', [consultationId, frame.isOpen, filter, ...keys, weights], { signal })
    .catch((error) => {
      throw signal.aborted ? new AppError('gone', 'It was stopped.') : error
    })
  const { selected, hasTables, hidden } = toldOf(counted, counted.around)
  const { elsewhere, weighting } = counted
  const isRefused = weighting !== null && !weighting.ok
  const head = {
    ...headOf(frame, asked, counted, selected),
    by: by.map(choiceOf),
    weighting: hasTables && weighting ? shownWeighting(weighting) : null,
    tests: isRefused ? null : (asked.tests ?? null),
    questions: downs.length,
  }
  if (hasTables) refuseFewest(counted.around, elsewhere)
  // Each pair stands in the book once, under the question that stands down it.
  const isShown = (down: Column, across: Column) =>
    down.key !== across.key &&
    oneWayRound(columns, down, across)[0].key === down.key &&
    !notWithin(columns, filter, down, across)
  const heads = asCounted(frame, counted, by)
  return {
    head,
    questions: questionsOf({
      downs: hasTables ? asCounted(frame, counted, downs) : [],
      by: heads.map((across, a) => ({ across, table: tablesBy({ counted, hidden, across, a, tests: head.tests }) })),
      isShown,
      signal,
    }),
  }
}

const missing = (): never => {
  throw notFound()
}

interface By {
  counted: Answer<'bannerBook'>
  hidden: Hides
  /** The variable, and its place among those of the book. */
  across: Column
  a: number
  tests: Adjustment | null
}

/** Makes any question's table by the variable, as it may be shown. */
function tablesBy({ counted, hidden, across, a, tests }: By): (down: Column) => BookTable {
  const { columns, downs, tables, elsewhere, weighting } = counted
  const place = new Map(downs.map((key, d) => [key, d]))
  const at = <T>(all: T[][] | null, key: string) => all?.[place.get(key) ?? -1]?.[a]
  const by = new TablesBy({
    ...{ columns, across, hidden },
    table: (key) => at(tables, key),
    elsewhere: (key) => at(elsewhere, key),
  })
  return (down) => {
    const crossed = by.of(down)
    const own = weighting?.ok ? { ...weighting, sums: at(weighting.sums, down.key)! } : weighting
    return { figure: crossed.figure, ...measuresOf({ down, ...crossed, weighting: own }, tests) }
  }
}

interface Making {
  downs: Column[]
  by: { across: Column; table: (down: Column) => BookTable }[]
  isShown: (down: Column, across: Column) => boolean
  signal: AbortSignal
}

async function* questionsOf({ downs, by, isShown, signal }: Making): AsyncGenerator<BookQuestion> {
  for (const down of downs) {
    if (signal.aborted) return
    const shown = by.filter(({ across }) => isShown(down, across))
    yield { key: down.key, tables: shown.map(({ table }) => table(down)) }
    await nextTurn()
  }
}
