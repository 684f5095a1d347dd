import type { Crosstab, Frequency } from '../../shared/analysis/count.ts'
import type { Column, VersionDocument } from '../../shared/analysis/layout.ts'
import { everybody } from '../../shared/analysis/select.ts'
import type { Ctx } from '../platform/context.ts'
import { frameOf } from './frame.ts'
import { counting, versionsOf } from './reader.ts'

export interface ExactCounts {
  people: number
  groups: number
  synthetic: boolean
  columns: Column[]
  frequencies: Frequency[]
  /** One a pair asked for, [down, across]; null where there is no such column. */
  crosstabs: (Crosstab | null)[]
  /** What was asked, oldest first. */
  versions: VersionDocument[]
}

/**
 * Unrounded counts of everybody, for sealing alone: no route may hand them on. Never inside a transaction, as all
 * counting.
 */
export async function exactCounts(ctx: Ctx, consultationId: string, pairs: [string, string][]): Promise<ExactCounts> {
  const { isOpen } = await frameOf(ctx, consultationId)
  const link = await counting(ctx)
  const all = await link.ask('frequencies', [consultationId, isOpen, everybody])
  const crossed = await link.ask('crosstabs', [consultationId, isOpen, everybody, pairs])
  const versions = (await versionsOf(ctx, [consultationId])).get(consultationId) ?? []
  const { people, groups, synthetic, columns } = all
  return { people, groups, synthetic, columns, frequencies: all.frequencies, crosstabs: crossed.tables, versions }
}
