import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Ctx } from '../platform/context.ts'
import { AppError } from '../platform/errors.ts'
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
  await ctx.db.insert(updateRequests).values({ consultationId, email: parsed.data }).onConflictDoNothing()
}

export interface ToTell {
  id: string
  email: string
}

/** Those who asked and were not told yet. */
export const peopleToTell = (ctx: Ctx, consultationId: string): Promise<ToTell[]> =>
  ctx.db
    .select({ id: updateRequests.id, email: updateRequests.email })
    .from(updateRequests)
    .where(eq(updateRequests.consultationId, consultationId))

/** Takes the right to tell this person, and deletes the address: true once only, so that a retry sends no second mail. */
export async function takeAddress(tx: Ctx, id: string): Promise<boolean> {
  const taken = await tx.db.delete(updateRequests).where(eq(updateRequests.id, id)).returning({ id: updateRequests.id })
  return taken.length > 0
}
