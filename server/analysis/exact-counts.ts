import { createHash } from 'node:crypto'
import type { Crosstab, Frequency } from '../../shared/analysis/count.ts'
import type { Column, VersionDocument } from '../../shared/analysis/layout.ts'
import { everybody } from '../../shared/analysis/select.ts'
import type { Ctx } from '../platform/context.ts'
import { equalityFeed } from '../responses/equality-feed.ts'
import { countedIds } from '../responses/words.ts'
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

const atOnce = 5000

/** One SHA-256 over the equality answers that are counted, each with its response's id: what no other table may be asked beside them. */
export async function equalityHash(ctx: Ctx, consultationId: string): Promise<string> {
  const ids = await countedIds(ctx, consultationId)
  const hash = createHash('sha256')
  for (let from = 0; from < ids.length; from += atOnce) {
    const page = ids.slice(from, from + atOnce)
    const answers = await equalityFeed(ctx, page, 'text')
    for (const id of page) hash.update(`${id} ${answers.get(id) ?? '-'}\n`)
  }
  return hash.digest('hex')
}
