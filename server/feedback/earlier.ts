import { and, asc, eq, lt } from 'drizzle-orm'
import type { PublicTable, SealedTable } from '../../shared/feedback/release-tables.ts'
import type { EarlierRelease } from '../../shared/feedback/seal-tables.ts'
import type { Ctx } from '../platform/context.ts'
import { releases, sealedCounts } from './tables.ts'

/** A consultation's releases before this number (all of them without one), oldest first; `sealed` is null once deleted on its date. */
export const releasesBefore = (ctx: Ctx, consultationId: string, number?: number) =>
  ctx.db
    .select({
      id: releases.id,
      number: releases.number,
      manifest: releases.manifest,
      shown: releases.tables,
      sealed: sealedCounts.tables,
    })
    .from(releases)
    .leftJoin(sealedCounts, eq(sealedCounts.releaseId, releases.id))
    .where(
      and(eq(releases.consultationId, consultationId), number === undefined ? undefined : lt(releases.number, number)),
    )
    .orderBy(asc(releases.number))

/** Those of them that a new release is made beside: whose sealed counts are still there. */
export const sealedOf = (
  earlier: readonly { sealed: SealedTable[] | null; shown: PublicTable[] }[],
): EarlierRelease[] => earlier.flatMap(({ sealed, shown }) => (sealed ? [{ sealed, shown }] : []))
