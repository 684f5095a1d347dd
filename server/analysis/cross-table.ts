import type { Adjustment } from '../../shared/analysis/column-letters.ts'
import { authorise } from '../platform/authorise.ts'
import type { Ctx } from '../platform/context.ts'
import { AppError } from '../platform/errors.ts'
import type { WeightAsked } from './census-targets.ts'
import { logCount } from './commands.ts'
import type { Counted } from './counter.ts'
import { countCross, notWithin } from './cross.ts'
import type { CrossFigure } from './cross-figures.ts'
import type { ToldMeasures } from './cross-measures.ts'
import { type Frame, frameOf } from './frame.ts'
import { counting } from './reader.ts'
import { acrossColumn, columnsIn, filterOf, lineColumn, oneWayRound } from './table-columns.ts'

export interface TableAsked {
  rows: string
  by: string
  /** `borough=Haringey`, or `way_in=…`; one at the most. */
  filters: string[]
  /** `imported`, or census characteristics. */
  weight: WeightAsked | null
  /** Letters and tests, which an analyst turns on with a reason. */
  tests: Adjustment | null
}

export interface TableFigure extends ToldMeasures {
  frame: Pick<Frame, 'slug' | 'title' | 'at' | 'isOpen'>
  synthetic: boolean
  people: number
  selected: number | null
  filters: string[]
  /** Null when too few are left to show any of it. */
  figure: CrossFigure | null
}

/**
 * One question by another as an analyst may see it, named by codes, with weights and tests if they are asked for. Suppressed
 * as every crosstab of the desk; weighted shares and tests are made of what is shown, so that they tell no more. Logged.
 */
export async function tableOf(ctx: Ctx, consultationId: string, asked: TableAsked): Promise<TableFigure> {
  authorise(ctx, 'analysis.export', consultationId)
  const frame = await frameOf(ctx, consultationId)
  const link = await counting(ctx)
  const columns = await columnsIn(link, frame)
  const [down, across] = oneWayRound(columns, lineColumn(columns, asked.rows), acrossColumn(columns, asked.by))
  const filter = filterOf(columns, asked.filters)
  const not = notWithin(columns, filter, down, across)
  if (not) throw new AppError('bad-input', not)
  const { weight, tests } = asked
  const found = await countCross(ctx, { frame, filter, down, across, columns, weight, tests })
  await logCount(ctx, 'export', consultationId, { figure: 'table', ...asked })
  const { counted, ...measured } = found
  return { ...aboutOf(frame, counted, asked), ...measured }
}

const aboutOf = (frame: Frame, counted: Counted, asked: TableAsked) => ({
  frame: { slug: frame.slug, title: frame.title, at: frame.at, isOpen: frame.isOpen },
  synthetic: counted.synthetic || frame.synthetic,
  people: counted.people,
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
  const frame = await frameOf(ctx, consultationId)
  const columns = await columnsIn(await counting(ctx), frame)
  return { question: lineColumn(columns, rows).key, by: acrossColumn(columns, by).key }
}
