import { eq, lt, or } from 'drizzle-orm'
import type { Actor, Ctx } from '../platform/context.ts'
import { newToken, sha256 } from '../platform/secret.ts'
import { actorById } from './queries.ts'
import { staffSessions } from './tables.ts'

const idleMs = 30 * 60_000
const absoluteMs = 8 * 60 * 60_000
const seenEveryMs = 60_000

/** Over https the browser itself refuses the cookie from any other host; plain http is for this machine alone. */
export const sessionCookie = (publicOrigin: string) =>
  publicOrigin.startsWith('https://') ? '__Host-folkmoot' : 'folkmoot-local'

/** A new session: the opaque 256-bit token for the cookie; only its SHA-256 is kept. */
export async function startSession(ctx: Ctx, accountId: string): Promise<string> {
  const token = newToken(ctx)
  const now = ctx.now()
  await ctx.db.insert(staffSessions).values({ tokenHash: sha256(token), accountId, startedAt: now, seenAt: now })
  return token
}

/** Whose session it is, with today's grants; null when unknown, idle for 30 minutes, 8 hours old, or the account disabled. */
export async function readSession(ctx: Ctx, token: string): Promise<Actor | null> {
  const hash = sha256(token)
  const [found] = await ctx.db.select().from(staffSessions).where(eq(staffSessions.tokenHash, hash))
  if (!found) return null
  const now = ctx.now().getTime()
  const { idle, old } = limitsAt(ctx)
  if (found.seenAt < idle || found.startedAt < old) {
    await ctx.db.delete(staffSessions).where(eq(staffSessions.tokenHash, hash))
    return null
  }
  if (now - found.seenAt.getTime() > seenEveryMs) {
    await ctx.db.update(staffSessions).set({ seenAt: ctx.now() }).where(eq(staffSessions.tokenHash, hash))
  }
  return actorById(ctx, found.accountId)
}

/** Whoever was seen last before `idle`, or came before `old`, has to sign in again. */
const limitsAt = (ctx: Ctx) => ({
  idle: new Date(ctx.now().getTime() - idleMs),
  old: new Date(ctx.now().getTime() - absoluteMs),
})

export async function deleteOldSessions(ctx: Ctx): Promise<void> {
  const { idle, old } = limitsAt(ctx)
  await ctx.db.delete(staffSessions).where(or(lt(staffSessions.seenAt, idle), lt(staffSessions.startedAt, old)))
}

export const endSession = (ctx: Ctx, token: string) =>
  ctx.db.delete(staffSessions).where(eq(staffSessions.tokenHash, sha256(token)))

export const endAllSessions = (ctx: Ctx, accountId: string) =>
  ctx.db.delete(staffSessions).where(eq(staffSessions.accountId, accountId))
