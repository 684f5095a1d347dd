import { and, eq } from 'drizzle-orm'
import type { z } from 'zod'
import { type ExportInput, type exportDecision, exportState } from '../../shared/analysis/export-request.ts'
import { audit } from '../platform/audit.ts'
import { authorise } from '../platform/authorise.ts'
import { type Ctx, inTransaction } from '../platform/context.ts'
import { AppError, notFound } from '../platform/errors.ts'
import { exportRequests } from './tables.ts'

const subject = (id: string) => `export:${id}`

/** An analyst asks for the answers as a file; nothing leaves before a second person says yes. */
export function askForExport(ctx: Ctx, consultationId: string, asked: ExportInput): Promise<string> {
  return inTransaction(ctx, async (tx) => {
    authorise(tx, 'responses.export', consultationId)
    const [made] = await tx.db
      .insert(exportRequests)
      .values({ consultationId, ...asked, askedBy: tx.actor!.accountId, askedAt: tx.now() })
      .returning({ id: exportRequests.id })
    const { format, withoutText, reason } = asked
    const detail = { format, withoutText, why: reason }
    await audit(tx, { verb: 'responses.ask-export', subject: subject(made!.id), scope: consultationId, detail })
    return made!.id
  })
}

/** A second person says yes or, with the reason, no. Never to their own asking. */
export function decideExport(
  ctx: Ctx,
  consultationId: string,
  id: string,
  { confirm, note }: z.output<typeof exportDecision>,
): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    authorise(tx, 'responses.confirm-export', consultationId)
    const row = await lockRequest(tx, consultationId, id)
    if (row.decidedAt) throw new AppError('conflict', 'This has been decided already.')
    const decidedBy = tx.actor!.accountId
    if (row.askedBy === decidedBy)
      throw new AppError('conflict', 'You asked for this file, so another person must confirm it.')
    await tx.db
      .update(exportRequests)
      .set({ decidedBy, decidedAt: tx.now(), confirmed: confirm, note })
      .where(eq(exportRequests.id, id))
    const verb = confirm ? 'responses.confirm-export' : 'responses.refuse-export'
    await audit(tx, { verb, subject: subject(id), scope: consultationId, detail: note ? { note } : {} })
  })
}

/** Whoever asked begins to fetch the file. A yes that was given too long ago counts no more. */
export function openExport(ctx: Ctx, consultationId: string, id: string): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    authorise(tx, 'responses.export', consultationId)
    const row = await lockRequest(tx, consultationId, id)
    if (row.askedBy !== tx.actor!.accountId) throw notFound()
    const state = exportState(row, tx.now())
    if (state === 'open') return
    if (state !== 'ready') throw new AppError('conflict', whyNot[state])
    await tx.db.update(exportRequests).set({ openedAt: tx.now() }).where(eq(exportRequests.id, id))
    await audit(tx, { verb: 'responses.open-export', subject: subject(id), scope: consultationId })
  })
}

/**
 * Takes the one use of an opened file, for whoever asked; anything else is nothing here, and of two that come at once one
 * finds nothing.
 */
export function takeExport(ctx: Ctx, consultationId: string, id: string) {
  return inTransaction(ctx, async (tx) => {
    authorise(tx, 'responses.export', consultationId)
    const row = await lockRequest(tx, consultationId, id)
    if (row.askedBy !== tx.actor!.accountId || exportState(row, tx.now()) !== 'open') throw notFound()
    await tx.db.update(exportRequests).set({ fetchedAt: tx.now() }).where(eq(exportRequests.id, id))
    const { format, withoutText, reason } = row
    return { format, withoutText, reason }
  })
}

/** The use that was taken was of no use: it can be taken again. */
export async function giveBackExport(ctx: Ctx, id: string): Promise<void> {
  await ctx.db.update(exportRequests).set({ fetchedAt: null }).where(eq(exportRequests.id, id))
}

const whyNot = {
  waiting: 'A second person has not confirmed this yet.',
  refused: 'This was not confirmed.',
  fetched: 'This file was fetched already. Ask for another one.',
  lapsed: 'The time to fetch this file has passed. Ask for another one.',
}

async function lockRequest(tx: Ctx, consultationId: string, id: string) {
  const [row] = await tx.db
    .select()
    .from(exportRequests)
    .where(and(eq(exportRequests.id, id), eq(exportRequests.consultationId, consultationId)))
    .for('update')
  if (!row) throw notFound()
  return row
}
