import { and, eq, max } from 'drizzle-orm'
import type { Ctx } from '../platform/context.ts'
import { AppError, notFound } from '../platform/errors.ts'
import { type commitments, feedbackAnswers, findings } from './tables.ts'

export type AnswerRow = typeof feedbackAnswers.$inferSelect

/** The answer of a consultation, locked for the change that follows; 404 when nothing was frozen yet. */
export async function lockAnswer(tx: Ctx, consultationId: string): Promise<AnswerRow> {
  const [found] = await tx.db
    .select()
    .from(feedbackAnswers)
    .where(eq(feedbackAnswers.consultationId, consultationId))
    .for('update')
  if (!found) throw notFound()
  return found
}

/** The same for writing: only a draft is written on, and whoever writes may not publish it later. */
export async function writeOn(tx: Ctx, consultationId: string): Promise<AnswerRow> {
  const answer = await lockAnswer(tx, consultationId)
  if (answer.state === 'published')
    throw new AppError('conflict', 'This answer is published; it does not change any more.')
  if (answer.state === 'sent')
    throw new AppError('conflict', 'This answer is with the approver. Ask for it back before you change it.')
  const writer = tx.actor?.accountId
  if (writer && !answer.writers.includes(writer)) {
    const writers = [...answer.writers, writer]
    await tx.db.update(feedbackAnswers).set({ writers }).where(eq(feedbackAnswers.id, answer.id))
  }
  return answer
}

/** The next number of a finding or a commitment; numbers are never used twice. */
export async function nextNumber(
  tx: Ctx,
  table: typeof findings | typeof commitments,
  answerId: string,
): Promise<number> {
  const [found] = await tx.db
    .select({ last: max(table.number) })
    .from(table)
    .where(eq(table.answerId, answerId))
  return (found?.last ?? 0) + 1
}

export async function findingOf(tx: Ctx, answerId: string, findingId: string) {
  const [found] = await tx.db
    .select()
    .from(findings)
    .where(and(eq(findings.id, findingId), eq(findings.answerId, answerId)))
  if (!found) throw notFound()
  return found
}
