import { eq } from 'drizzle-orm'
import { markAnswered } from '../consultations/commands.ts'
import { audit, emit } from '../platform/audit.ts'
import { authorise } from '../platform/authorise.ts'
import { type Ctx, inTransaction } from '../platform/context.ts'
import { AppError } from '../platform/errors.ts'
import { type AnswerRow, lockAnswer, writeOn } from './answer.ts'
import { recountRelease } from './recount.ts'
import { commitments, feedbackAnswers, findings } from './tables.ts'
import { looseFindings } from './write-findings.ts'

/** The three sentences at the head of the page. */
export function writeSummary(ctx: Ctx, consultationId: string, summary: { said: string; did: string }): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    authorise(tx, 'feedback.write', consultationId)
    const answer = await writeOn(tx, consultationId)
    await tx.db.update(feedbackAnswers).set(summary).where(eq(feedbackAnswers.id, answer.id))
    await audit(tx, { verb: 'feedback.write-summary', subject: `answer:${answer.id}`, scope: consultationId })
  })
}

/** Sends the draft to the approver's queue; 422 while something a reader would look for is missing. */
export function sendForApproval(ctx: Ctx, consultationId: string): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    authorise(tx, 'feedback.write', consultationId)
    const answer = await writeOn(tx, consultationId)
    await refuseUnfinished(tx, answer)
    await tx.db
      .update(feedbackAnswers)
      .set({ state: 'sent', sentAt: tx.now(), note: '' })
      .where(eq(feedbackAnswers.id, answer.id))
    await audit(tx, { verb: 'feedback.send', subject: `answer:${answer.id}`, scope: consultationId })
  })
}

async function refuseUnfinished(tx: Ctx, answer: AnswerRow) {
  const fields: Record<string, string> = {}
  if (!answer.said) fields.said = 'Write what people said, in a sentence or two.'
  if (!answer.did) fields.did = 'Write what was done, in a sentence or two.'
  const found = await tx.db.select({ id: findings.id }).from(findings).where(eq(findings.answerId, answer.id))
  if (found.length === 0) fields.findings = 'Write at least one finding.'
  const loose = await looseFindings(tx, answer)
  if (loose.length > 0) {
    const rest = loose.length === 1 ? `Finding ${loose[0]} rests` : `Findings ${loose.join(', ')} rest`
    fields.findings = `${rest} on a number that this release does not show. Pin another one.`
  }
  const promised = await tx.db
    .select({ id: commitments.id })
    .from(commitments)
    .where(eq(commitments.answerId, answer.id))
  if (promised.length === 0) fields.commitments = 'Write at least one commitment: we will, we did, or we will not.'
  if (Object.keys(fields).length > 0)
    throw new AppError('bad-input', 'The answer is not ready to be published.', fields)
}

/** The approver sends it back with a note, or a writer takes it back: it is a draft again. */
export function sendBack(ctx: Ctx, consultationId: string, note: string): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    authorise(tx, 'feedback.approve', consultationId)
    await toDraft(tx, consultationId, note, 'feedback.send-back')
  })
}

export function takeBack(ctx: Ctx, consultationId: string): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    authorise(tx, 'feedback.write', consultationId)
    await toDraft(tx, consultationId, '', 'feedback.take-back')
  })
}

async function toDraft(tx: Ctx, consultationId: string, note: string, verb: string) {
  const answer = await lockAnswer(tx, consultationId)
  if (answer.state !== 'sent') throw new AppError('conflict', 'This answer is not waiting for an approver.')
  await tx.db.update(feedbackAnswers).set({ state: 'draft', note }).where(eq(feedbackAnswers.id, answer.id))
  await audit(tx, { verb, subject: `answer:${answer.id}`, scope: consultationId })
}

/**
 * Publishes what is waiting: another person than any of its writers, and only when every number still follows from the
 * sealed counts. Those who asked to be told hear of it by an event.
 */
export function publishAnswer(ctx: Ctx, consultationId: string): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    authorise(tx, 'feedback.approve', consultationId)
    const answer = await lockAnswer(tx, consultationId)
    if (answer.state !== 'sent') throw new AppError('conflict', 'This answer is not waiting for an approver.')
    const publishedBy = tx.actor?.accountId ?? ''
    if (answer.writers.includes(publishedBy)) {
      throw new AppError('conflict', 'You wrote a part of this, so another person must publish it.')
    }
    const counted = await recountRelease(tx, answer.releaseId)
    if (!counted.ok) throw new AppError('conflict', `Not published. ${counted.fault}`)
    await tx.db
      .update(feedbackAnswers)
      .set({ state: 'published', publishedAt: tx.now(), publishedBy, note: '' })
      .where(eq(feedbackAnswers.id, answer.id))
    await markAnswered(tx, consultationId)
    await audit(tx, { verb: 'feedback.publish', subject: `answer:${answer.id}`, scope: consultationId })
    await emit(tx, 'feedback.published', { consultationId })
  })
}
