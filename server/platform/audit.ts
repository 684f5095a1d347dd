import type { Ctx } from './context.ts'
import { auditEntries, outbox } from './tables.ts'

export interface Entry {
  /** What was done, as `feature.verb`: `plan.report`. */
  verb: string
  /** What it was done to, as `kind:id`. */
  subject: string
  /** The consultation or group it belongs to. */
  scope?: string | null
  /** Facts about the act; never an answer or a hash of one. */
  detail?: Record<string, unknown>
}

/** Writes the audit row of a staff write, in the write's own transaction. */
export async function audit(tx: Ctx, entry: Entry): Promise<void> {
  await tx.db.insert(auditEntries).values({
    at: tx.now(),
    accountId: tx.actor?.accountId ?? null,
    verb: entry.verb,
    subject: entry.subject,
    scope: entry.scope ?? null,
    detail: { ...entry.detail, ...(tx.actor?.reason ? { reason: tx.actor.reason } : {}) },
  })
}

/** Sends an event to whoever subscribed to the topic in `app.ts`, once the transaction commits. */
export async function emit(tx: Ctx, topic: string, payload: Record<string, unknown>, dueAt = tx.now()): Promise<void> {
  await tx.db.insert(outbox).values({ topic, payload, dueAt })
}
