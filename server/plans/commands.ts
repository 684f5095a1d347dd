import { and, desc, eq } from 'drizzle-orm'
import { type ProgressReport, progressReport } from '../../shared/plans/report.ts'
import { audit } from '../platform/audit.ts'
import { authorise } from '../platform/authorise.ts'
import { type Ctx, inTransaction } from '../platform/context.ts'
import { notFound } from '../platform/errors.ts'
import { actions, objectiveReports, objectives } from './tables.ts'

/** `stale`: somebody reported after the writer last looked; nothing was written. */
export type Reported = { outcome: 'reported'; number: number } | { outcome: 'stale'; number: number }

/** Adds a report to an objective's history; what stood there before stays. */
export function reportProgress(ctx: Ctx, objectiveId: string, input: ProgressReport): Promise<Reported> {
  return inTransaction(ctx, async (tx) => {
    authorise(tx, 'plan.report', null)
    const report = progressReport.parse(input)
    await lockObjective(tx, objectiveId)
    if (report.actionId) await actionOf(tx, objectiveId, report.actionId)
    const last = await lastNumber(tx, objectiveId)
    if (last !== report.seen) return { outcome: 'stale', number: last }
    const number = last + 1
    await tx.db.insert(objectiveReports).values({
      objectiveId,
      actionId: report.actionId,
      number,
      rag: report.rag,
      progress: report.progress,
      at: tx.now(),
      byAccount: tx.actor!.accountId,
      byName: tx.actor!.name,
    })
    await audit(tx, {
      verb: 'plan.report',
      subject: `objective:${objectiveId}`,
      detail: { number, rag: report.rag, actionId: report.actionId },
    })
    return { outcome: 'reported', number }
  })
}

/** Two reports at once wait for each other here, so that the second finds the first. */
async function lockObjective(tx: Ctx, id: string) {
  const [found] = await tx.db.select({ id: objectives.id }).from(objectives).where(eq(objectives.id, id)).for('update')
  if (!found) throw notFound()
}

async function actionOf(tx: Ctx, objectiveId: string, id: string) {
  const [found] = await tx.db
    .select({ id: actions.id })
    .from(actions)
    .where(and(eq(actions.id, id), eq(actions.objectiveId, objectiveId)))
  if (!found) throw notFound()
}

async function lastNumber(tx: Ctx, objectiveId: string): Promise<number> {
  const [last] = await tx.db
    .select({ number: objectiveReports.number })
    .from(objectiveReports)
    .where(eq(objectiveReports.objectiveId, objectiveId))
    .orderBy(desc(objectiveReports.number))
    .limit(1)
  return last?.number ?? 0
}
