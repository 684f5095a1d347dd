import { eq } from 'drizzle-orm'
import type { Ctx } from '../platform/context.ts'
import type { Draft } from './drafts.ts'
import { receiptOf } from './keys.ts'
import { type Outcome, submit } from './submit.ts'
import { responseDrafts } from './tables.ts'

const receiptHours = 2

/**
 * Sends a draft, and once it is in wipes a person's answers and the exact time from it. A second tab, the back button
 * and a retry all get the receipt again.
 */
export async function sendDraft(ctx: Ctx, draft: Draft): Promise<Outcome> {
  if (draft.sent) return { outcome: 'in', receipt: receiptOf(draft.key), again: true }
  const { collectorId, versionId, noticeNumber, key, answers, startedAt, seed } = draft
  const howWeAsked = draft.howWeAsked ?? undefined
  const outcome = await submit(ctx, { collectorId, versionId, noticeNumber, key, answers, howWeAsked, startedAt, seed })
  if (outcome.outcome === 'in') await markSent(ctx, draft)
  return outcome
}

/** The receipt of a draft that was sent: its page can be loaded again. */
export const receiptOfDraft = (draft: Draft): string | null => (draft.sent ? receiptOf(draft.key) : null)

async function markSent(ctx: Ctx, draft: Draft): Promise<void> {
  const day = new Date(`${ctx.now().toISOString().slice(0, 10)}T00:00:00Z`)
  const wiped = { answers: {}, linkHash: null, startedAt: day, expiresAt: hoursOn(ctx.now(), receiptHours) }
  await ctx.db
    .update(responseDrafts)
    .set({ sent: true, ...(draft.groupId ? {} : wiped) })
    .where(eq(responseDrafts.id, draft.id))
}

const hoursOn = (from: Date, hours: number) => new Date(from.getTime() + hours * 3_600_000)
