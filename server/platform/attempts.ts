import { createHmac } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Ctx } from './context.ts'
import { rows } from './db.ts'
import { keyFor } from './secret.ts'
import { attemptCounts } from './tables.ts'

/**
 * Counts an attempt of this kind by this someone and says whether it is still within the limit. Kept by a keyed hash, in
 * the database, so that every process counts together; a slot is the window, in seconds.
 */
export async function withinLimit(
  ctx: Ctx,
  kind: string,
  who: string,
  limit: number,
  windowSeconds: number,
): Promise<boolean> {
  const bucket = new Uint8Array(createHmac('sha256', keyFor(ctx.secret, 'attempts')).update(`${kind}\n${who}`).digest())
  const slot = new Date(Math.floor(ctx.now().getTime() / (windowSeconds * 1000)) * windowSeconds * 1000)
  const [counted] = await ctx.db
    .insert(attemptCounts)
    .values({ bucket, slot, attempts: 1 })
    .onConflictDoUpdate({
      target: [attemptCounts.bucket, attemptCounts.slot],
      set: { attempts: sql`${attemptCounts.attempts} + 1` },
    })
    .returning({ attempts: attemptCounts.attempts })
  return (counted?.attempts ?? 0) <= limit
}

/**
 * Whether this is the first time in at least the window: for what may be used once. Unlike a limit it looks into the slot
 * before as well, so that what was used at the end of one slot is not new at the beginning of the next.
 */
export async function isFirst(ctx: Ctx, kind: string, who: string, windowSeconds: number): Promise<boolean> {
  const before = { ...ctx, now: () => new Date(ctx.now().getTime() - windowSeconds * 1000) }
  // Both are counted: of two that come at once on either side of the end of a slot, one is second in one of them.
  const [now, earlier] = [
    await withinLimit(ctx, kind, who, 1, windowSeconds),
    await withinLimit(before, kind, who, 1, windowSeconds),
  ]
  return now && earlier
}

/** Counts older than a day are of no use to anybody. */
export const forgetAttempts = async (ctx: Ctx) => {
  await rows(
    ctx.db,
    sql`delete from attempt_counts where slot < ${ctx.now().toISOString()}::timestamptz - interval '1 day'`,
  )
}
