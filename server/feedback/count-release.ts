import { publicRule } from '../../shared/analysis/disclosure-rules.ts'
import { factsOf } from '../../shared/feedback/question-facts.ts'
import { isBreakdown, mayBreakDown, mayRelease } from '../../shared/feedback/releasable.ts'
import type { SealedTable } from '../../shared/feedback/release-tables.ts'
import { type EarlierRelease, pairKey, sealTables, type WantedTable } from '../../shared/feedback/seal-tables.ts'
import { type ExactCounts, equalityHash, exactCounts } from '../analysis/exact-counts.ts'
import type { Ctx } from '../platform/context.ts'
import { AppError } from '../platform/errors.ts'
import { countedDataset } from '../responses/words.ts'

/** Beyond this the audit of one table would take too long to wait for. */
const mostCells = 1000

/** Counts everybody and makes the sealed tables that were asked for, beside what earlier releases sealed. Never inside a transaction. */
export async function countTables(
  ctx: Ctx,
  consultationId: string,
  wanted: readonly WantedTable[],
  earlier: readonly EarlierRelease[],
): Promise<{ counts: ExactCounts; sealed: SealedTable[] }> {
  const pairs = wanted.flatMap(({ question, by }): [string, string][] => (by ? [[question, by]] : []))
  const counts = await exactCounts(ctx, consultationId, pairs)
  for (const one of wanted) refuseUnknown(counts, one)
  const crosstabs = new Map(
    pairs.flatMap(([question, by], i) => {
      const table = counts.crosstabs[i]
      return table ? [[pairKey(question, by), table] as const] : []
    }),
  )
  const facts = factsOf(counts.versions)
  return { counts, sealed: sealTables({ ...counts, crosstabs, facts }, wanted, earlier, publicRule) }
}

/** What is counted now, by its hashes: nothing is read out. */
export async function datasetOf(ctx: Ctx, consultationId: string) {
  const dataset = await countedDataset(ctx, consultationId)
  return { ...dataset, equality: await equalityHash(ctx, consultationId) }
}

function refuseUnknown({ columns }: ExactCounts, { question, by }: WantedTable) {
  const of = (key: string | null) => columns.find((column) => column.key === key)
  const [column, across] = [of(question), of(by)]
  const isKnown =
    column && mayRelease(column) && (by === null || (across && isBreakdown(across) && mayBreakDown(column)))
  if (!isKnown) {
    throw new AppError('bad-input', 'One of the tables cannot be in a release.', { tables: 'Choose from the list.' })
  }
  if (across && column.categories.length * across.categories.length > mostCells) {
    const words = `A table of ${column.categories.length} answers by ${across.categories.length} groups is too large to be checked. Release the question on its own.`
    throw new AppError('bad-input', words, { tables: words })
  }
}
