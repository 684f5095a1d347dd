import type { Around } from '../../shared/analysis/around.ts'
import type { Adjustment } from '../../shared/analysis/column-letters.ts'
import { type Column, homesAmong } from '../../shared/analysis/layout.ts'
import { everybody, type Filter } from '../../shared/analysis/select.ts'
import type { Shown } from '../../shared/analysis/suppression.ts'
import { authorise } from '../platform/authorise.ts'
import type { Ctx } from '../platform/context.ts'
import { AppError } from '../platform/errors.ts'
import { type WeightAsked, weightBy } from './census-targets.ts'
import type { Counted } from './counter.ts'
import type { CrossFigure } from './cross-figures.ts'
import { type ToldMeasures, toldMeasures } from './cross-measures.ts'
import { asCounted, type Frame, toldOf } from './frame.ts'
import { counting } from './reader.ts'
import { TablesBy } from './tables-by.ts'
import type { WorkerLink } from './worker-link.ts'

export interface CrossCounted extends ToldMeasures {
  counted: Counted
  selected: Shown
  /** Null when too few are left to show any of it. */
  figure: CrossFigure | null
}

/** With imported weights figures are of those who brought one: a share over two people is not shown beside a count of many. */
export async function whoseWeights(
  link: WorkerLink,
  { consultationId, isOpen }: Frame,
  filter: Filter,
  weight: WeightAsked | null | undefined,
): Promise<Filter> {
  if (weight !== 'imported') return filter
  const { isAllWeighted, hasWeights } = await link.ask('crosstabs', [consultationId, isOpen, everybody, []])
  if (!hasWeights)
    throw new AppError('bad-input', 'No answer of this consultation brought a weight, so there is none to weight by.')
  if (isAllWeighted) return filter
  if (filter.where.length > 0)
    throw new AppError('bad-request', 'Only some came with a weight: imported weights go with no other filter.')
  return { ...filter, isWeighted: true }
}

interface CrossAsked {
  frame: Frame
  filter: Filter
  down: Column
  across: Column
  columns: readonly Column[]
  weight: WeightAsked | null
  /** Letters and tests, which an analyst turns on with a reason. */
  tests: Adjustment | null
}

/**
 * One question by another as an analyst may see it, with weights and tests if they are asked for: the one way for the desk,
 * its files and the operator's command. Counts and weights are of one moment. Tests need the right to export.
 */
export async function countCross(ctx: Ctx, asked: CrossAsked): Promise<CrossCounted> {
  const { frame, down, across, columns, weight, tests } = asked
  const { consultationId, isOpen } = frame
  if (tests) authorise(ctx, 'analysis.export', consultationId)
  const link = await counting(ctx)
  const filter = await whoseWeights(link, frame, asked.filter, weight)
  const pair: [string, string] = [down.key, across.key]
  const weights = weight && (await weightBy(ctx, columns, weight))
  const counted = await link.ask('crossed', [consultationId, isOpen, filter, pair, weights])
  const { tables, elsewhere, weighting, around } = counted
  const { selected, hasTables, hidden } = toldOf(counted, around)
  if (!hasTables) return { counted, selected, figure: null, weighted: null, tests: null }
  refuseFewest(around, elsewhere)
  const [rows, heads] = asCounted(frame, counted, [down, across]) as [Column, Column]
  const by = new TablesBy({
    ...{ columns: counted.columns, across: heads, hidden },
    table: (key) => tables[key],
    elsewhere: (key) => elsewhere?.[key],
  })
  const { figure, groups } = by.of(rows)
  return { counted, selected, figure, ...toldMeasures({ down: rows, figure, groups, weighting }, tests) }
}

/** People of whom no table within a filter is shown: with them those in the others may change places. */
export function refuseFewest({ by }: Around, elsewhere: unknown) {
  if (by && !elsewhere)
    throw new AppError(
      'bad-request',
      'The fewest answers came from here, and of those no table within a borough or a way in is shown: it keeps the tables of the others safe. All questions, one by one, are; and the table with the boroughs or the ways in across it.',
    )
}

/**
 * Why a table is not shown within a filter, in words; null where it may be. Each three columns are looked at in one way, and two equality
 * questions never within one borough.
 */
export function notWithin(columns: readonly Column[], { where }: Filter, down: Column, across: Column): string | null {
  const by = where[0]?.column
  if (!by) return null
  const isPlace = by === 'area'
  if (isPlace && down.part === 'equality' && across.part === 'equality')
    return 'Two equality questions are never crossed within one borough. Look at all boroughs together.'
  const isHome = (column: Column) => homesAmong(columns).some(({ key }) => key === column.key)
  if (across.part === 'about' || isHome(across) || (isPlace && isHome(down)))
    return 'Within a borough or a way in, a question is crossed by other questions alone. Take the filter off to see it by borough or by way in.'
  return null
}
