import { and, eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { commitmentInput, commitmentProgressInput } from '../../shared/feedback/inputs.ts'
import { knowsPlanItems } from '../plans/queries.ts'
import { audit } from '../platform/audit.ts'
import { authorise } from '../platform/authorise.ts'
import { type Ctx, inTransaction } from '../platform/context.ts'
import { AppError, notFound } from '../platform/errors.ts'
import { type AnswerRow, findingOf, lockAnswer, nextNumber, writeOn } from './answer.ts'
import { commitments } from './tables.ts'

type Written = z.output<typeof commitmentInput>

export function addCommitment(ctx: Ctx, consultationId: string, input: Written): Promise<{ id: string }> {
  return inTransaction(ctx, async (tx) => {
    authorise(tx, 'feedback.write', consultationId)
    const answer = await writeOn(tx, consultationId)
    const values = await columnsOf(tx, answer, input)
    const number = await nextNumber(tx, commitments, answer.id)
    const [made] = await tx.db
      .insert(commitments)
      .values({ ...values, answerId: answer.id, number })
      .returning()
    if (!made) throw new AppError('unavailable', 'The commitment was not kept.')
    await audit(tx, { verb: 'feedback.add-commitment', subject: `commitment:${made.id}`, scope: consultationId })
    return { id: made.id }
  })
}

export function editCommitment(ctx: Ctx, consultationId: string, commitmentId: string, input: Written): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    authorise(tx, 'feedback.write', consultationId)
    const answer = await writeOn(tx, consultationId)
    const values = await columnsOf(tx, answer, input)
    await change(tx, answer, commitmentId, values)
    await audit(tx, { verb: 'feedback.edit-commitment', subject: `commitment:${commitmentId}`, scope: consultationId })
  })
}

export function removeCommitment(ctx: Ctx, consultationId: string, commitmentId: string): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    authorise(tx, 'feedback.write', consultationId)
    const answer = await writeOn(tx, consultationId)
    const gone = await tx.db.delete(commitments).where(itsOwn(answer, commitmentId)).returning({ id: commitments.id })
    if (gone.length === 0) throw notFound()
    await audit(tx, {
      verb: 'feedback.remove-commitment',
      subject: `commitment:${commitmentId}`,
      scope: consultationId,
    })
  })
}

/** After publication a commitment is not rewritten: it is done, or gets a new date beside the old one, and says why. */
export function reportOnCommitment(
  ctx: Ctx,
  consultationId: string,
  commitmentId: string,
  report: z.output<typeof commitmentProgressInput>,
): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    authorise(tx, 'feedback.write', consultationId)
    const answer = await lockAnswer(tx, consultationId)
    await change(tx, answer, commitmentId, report)
    const detail = { doneOn: report.doneOn, newDueOn: report.newDueOn }
    const subject = `commitment:${commitmentId}`
    await audit(tx, { verb: 'feedback.report-on-commitment', subject, scope: consultationId, detail })
  })
}

const itsOwn = (answer: AnswerRow, id: string) => and(eq(commitments.id, id), eq(commitments.answerId, answer.id))

async function change(tx: Ctx, answer: AnswerRow, id: string, values: Partial<typeof commitments.$inferInsert>) {
  const changed = await tx.db
    .update(commitments)
    .set(values)
    .where(itsOwn(answer, id))
    .returning({ id: commitments.id })
  if (changed.length === 0) throw notFound()
}

async function columnsOf(tx: Ctx, answer: AnswerRow, input: Written) {
  const { finding, objective, action, ...rest } = input
  if (finding) await findingOf(tx, answer.id, finding)
  if (!(await knowsPlanItems(tx, objective ? [objective] : [], action ? [action] : []))) {
    throw new AppError('bad-input', 'That objective or action is not in the plan.', {
      objective: 'Choose from the plan.',
    })
  }
  return { ...rest, findingId: finding, objectiveId: objective, actionId: action }
}
