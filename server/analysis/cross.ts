import type { Adjustment } from '../../shared/analysis/column-letters.ts'
import type { Column } from '../../shared/analysis/layout.ts'
import type { Filter } from '../../shared/analysis/select.ts'
import { authorise } from '../platform/authorise.ts'
import type { Ctx } from '../platform/context.ts'
import { AppError } from '../platform/errors.ts'
import { type WeightAsked, weightBy } from './census-targets.ts'
import type { Counted } from './counter.ts'
import { type CrossFigure, crossed } from './cross-figures.ts'
import { type Measures, measuresOf } from './cross-measures.ts'
import { asCounted, type Frame, hiddenOf, selectedOf } from './frame.ts'
import { counting } from './reader.ts'

export interface CrossCounted extends Measures {
  counted: Counted
  /** Null when too few are left to show any of it. */
  figure: CrossFigure | null
}

/** With imported weights figures are of those who brought one: a share over two people is not shown beside a count of many. */
export const whoseWeights = (filter: Filter, weight: WeightAsked | null | undefined): Filter =>
  weight === 'imported' ? { ...filter, isWeighted: true } : filter

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
  const filter = whoseWeights(asked.filter, weight)
  if (tests) authorise(ctx, 'analysis.export', consultationId)
  const pair: [string, string] = [down.key, across.key]
  const by = weight && (await weightBy(ctx, columns, weight))
  const link = await counting(ctx)
  const found = by
    ? await link.ask('weightedCrosstab', [consultationId, isOpen, filter, pair, by])
    : { ...(await link.ask('crosstabs', [consultationId, isOpen, filter, [pair], false, true])), weighting: null }
  if (weight === 'imported' && !found.hasWeights)
    throw new AppError('bad-input', 'No answer of this consultation brought a weight, so there is none to weight by.')
  const table = 'table' in found ? found.table : found.tables[0]
  if (!table || selectedOf(found) === null) return { counted: found, figure: null, weighted: null, tests: null }
  const [rows, heads] = asCounted(frame, found, [down, across]) as [Column, Column]
  const { figure, groups } = crossed({ down: rows, across: heads, table, hidden: hiddenOf(found) })
  return { counted: found, figure, ...measuresOf({ down: rows, figure, groups, weighting: found.weighting }, tests) }
}
