import { and, eq, isNotNull, lte, or } from 'drizzle-orm'
import type { Ctx } from '../platform/context.ts'
import { deleteOldSessions } from './sessions.ts'
import { session, signInLinks, verification } from './tables.ts'

/** Deletes sessions, links and codes that let nobody in any more: they would only tell who was here, and when. */
export async function forgetWhatRanOut(ctx: Ctx): Promise<void> {
  const now = ctx.now()
  await deleteOldSessions(ctx)
  const isUsed = and(isNotNull(signInLinks.usedAt), eq(signInLinks.reusable, false))
  await ctx.db.delete(signInLinks).where(or(lte(signInLinks.expiresAt, now), isUsed))
  await ctx.db.delete(session).where(lte(session.expiresAt, now))
  await ctx.db.delete(verification).where(lte(verification.expiresAt, now))
}
