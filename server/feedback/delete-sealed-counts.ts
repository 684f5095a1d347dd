import { eq, lte } from 'drizzle-orm'
import { londonDate } from '../../shared/kernel/london.ts'
import { audit } from '../platform/audit.ts'
import { type Ctx, inTransaction } from '../platform/context.ts'
import { recountRelease } from './recount.ts'
import { releases, sealedCounts } from './tables.ts'

/**
 * Deletes sealed counts whose date has come; how many. The public tables stay, held by a seal of their own: but only where
 * everything agreed to the last. What did not agree stays withheld.
 */
export async function deleteSealedCounts(ctx: Ctx): Promise<number> {
  const due = await ctx.db
    .select({ releaseId: sealedCounts.releaseId })
    .from(sealedCounts)
    .where(lte(sealedCounts.deleteOn, londonDate(ctx.now())))
  let deleted = 0
  for (const { releaseId } of due) if (await deleteOne(ctx, releaseId)) deleted += 1
  return deleted
}

function deleteOne(ctx: Ctx, releaseId: string): Promise<boolean> {
  return inTransaction(ctx, async (tx) => {
    const [release] = await tx.db
      .select({ consultationId: releases.consultationId })
      .from(releases)
      .where(eq(releases.id, releaseId))
      .for('update')
    const recount = await recountRelease(tx, releaseId)
    const gone = await tx.db.delete(sealedCounts).where(eq(sealedCounts.releaseId, releaseId)).returning()
    if (gone.length === 0 || !release) return false
    if (recount.ok) await tx.db.update(releases).set({ countsDeletedAt: tx.now() }).where(eq(releases.id, releaseId))
    const detail = { agreed: recount.ok }
    const entry = { verb: 'feedback.delete-sealed-counts', subject: `release:${releaseId}`, detail }
    await audit(tx, { ...entry, scope: release.consultationId })
    return true
  })
}
