import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Ctx } from '../platform/context.ts'
import { AppError } from '../platform/errors.ts'
import { keyFor, sha256 } from '../platform/secret.ts'
import { updateRequests } from './tables.ts'

const address = z.email().max(254)

/**
 * Keeps an e-mail address to be told what came of it, apart from every answer. Asking twice changes nothing and looks
 * the same, so that nobody can find out who asked.
 */
export async function askToBeTold(ctx: Ctx, consultationId: string, email: string): Promise<void> {
  const parsed = address.safeParse(email.trim().toLowerCase())
  if (!parsed.success)
    throw new AppError('bad-input', 'Enter an e-mail address in the form name@example.org.', {
      email: 'Enter an e-mail address in the form name@example.org',
    })
  const id = crypto.randomUUID()
  await ctx.db
    .insert(updateRequests)
    .values({ id, consultationId, email: parsed.data, unsubscribeHash: sha256(unsubscribeToken(ctx, id)) })
    .onConflictDoNothing()
}

/** Made from the server's secret each time, so that only its hash is kept. */
const unsubscribeToken = (ctx: Ctx, id: string): string =>
  Buffer.from(keyFor(ctx.secret, `unsubscribe ${id}`)).toString('base64url')

export interface ToTell {
  id: string
  email: string
  unsubscribeToken: string
}

/** Those who asked and were not told yet. */
export async function peopleToTell(ctx: Ctx, consultationId: string): Promise<ToTell[]> {
  const waiting = await ctx.db
    .select({ id: updateRequests.id, email: updateRequests.email })
    .from(updateRequests)
    .where(and(eq(updateRequests.consultationId, consultationId), isNull(updateRequests.toldAt)))
  return waiting.map((one) => ({ ...one, unsubscribeToken: unsubscribeToken(ctx, one.id) }))
}

/** Takes the right to tell this person: true once only, so that a retry sends no second mail. */
export async function markTold(tx: Ctx, id: string): Promise<boolean> {
  const told = await tx.db
    .update(updateRequests)
    .set({ toldAt: tx.now() })
    .where(and(eq(updateRequests.id, id), isNull(updateRequests.toldAt)))
    .returning({ id: updateRequests.id })
  return told.length > 0
}

/** Forgets the address; the same for a token that was never given. */
export async function unsubscribe(ctx: Ctx, token: string): Promise<void> {
  await ctx.db.delete(updateRequests).where(eq(updateRequests.unsubscribeHash, sha256(token)))
}
