import { and, eq, sql } from 'drizzle-orm'
import type { Answers } from '../../shared/questionnaires/document.ts'
import type { HowWeAsked } from '../../shared/responses/how-we-asked.ts'
import { collectorById } from '../collectors/queries.ts'
import { audit } from '../platform/audit.ts'
import { authorise } from '../platform/authorise.ts'
import { type Ctx, inTransaction } from '../platform/context.ts'
import { rows } from '../platform/db.ts'
import { AppError, notFound } from '../platform/errors.ts'
import { newToken } from '../platform/secret.ts'
import { refuseUnstorable } from './check-submission.ts'
import { type Draft, draftColumns, newDraft } from './drafts.ts'
import { newKey } from './keys.ts'
import { responseDrafts } from './tables.ts'

/** The group that a collector asks; its coordinators alone pass. */
async function groupAsked(ctx: Ctx, collectorId: string): Promise<string> {
  const collector = await collectorById(ctx, collectorId)
  if (!collector?.groupId) throw notFound()
  authorise(ctx, 'group.answer', collector.groupId)
  return collector.groupId
}

/** The group's draft, begun when there is none: one for the group, whoever of its coordinators opens it. */
export async function groupDraft(
  ctx: Ctx,
  from: { collectorId: string; versionId: string; noticeNumber: number },
): Promise<Draft> {
  const groupId = await groupAsked(ctx, from.collectorId)
  const lasting = { groupId, expiresAt: new Date('9999-12-31T00:00:00Z') }
  await ctx.db
    .insert(responseDrafts)
    .values({ ...newDraft(ctx, from, newToken(ctx)), ...lasting })
    .onConflictDoNothing()
  return (await groupDraftNow(ctx, from.collectorId)) as Draft
}

/** The group's draft, if it has begun one. */
export async function groupDraftNow(ctx: Ctx, collectorId: string): Promise<Draft | undefined> {
  const groupId = await groupAsked(ctx, collectorId)
  const [draft] = await ctx.db
    .select(draftColumns)
    .from(responseDrafts)
    .where(and(eq(responseDrafts.collectorId, collectorId), eq(responseDrafts.groupId, groupId)))
  return draft
}

/** Keeps how the group asked people, beside its answers. */
export async function saveHowWeAsked(ctx: Ctx, collectorId: string, howWeAsked: HowWeAsked): Promise<void> {
  const groupId = await groupAsked(ctx, collectorId)
  refuseUnstorable(howWeAsked)
  const saved = await ctx.db
    .update(responseDrafts)
    .set({ howWeAsked })
    .where(
      and(
        eq(responseDrafts.collectorId, collectorId),
        eq(responseDrafts.groupId, groupId),
        eq(responseDrafts.sent, false),
      ),
    )
    .returning({ id: responseDrafts.id })
  if (saved.length === 0) throw new AppError('conflict', 'This has been sent. Choose “Change our answer” first.')
}

/** Opens a sent draft again, with a new key: sending it replaces the formal response, and both are kept. */
export async function reviseGroupAnswer(ctx: Ctx, collectorId: string): Promise<void> {
  const groupId = await groupAsked(ctx, collectorId)
  await ctx.db
    .update(responseDrafts)
    .set({ sent: false, key: newKey(ctx), startedAt: ctx.now() })
    .where(
      and(
        eq(responseDrafts.collectorId, collectorId),
        eq(responseDrafts.groupId, groupId),
        eq(responseDrafts.sent, true),
      ),
    )
}

export interface FormalResponse {
  collectorId: string
  groupId: string
  versionId: string
  answers: Answers
  howWeAsked: HowWeAsked | null
  receivedOn: string
  synthetic: boolean
}

/** The formal responses of the groups, as they stand; reading them is on record. */
export async function formalResponses(ctx: Ctx, consultationId: string): Promise<FormalResponse[]> {
  return inTransaction(ctx, async (tx) => {
    authorise(tx, 'group.read-answers', consultationId)
    const found = await rows<Record<string, unknown> & { answers: Answers | string; how: HowWeAsked | string | null }>(
      tx.db,
      sql`select collector_id as "collectorId", group_id as "groupId", version_id as "versionId", answers, how_we_asked as how,
            received_on::text as "receivedOn", synthetic
          from responses where consultation_id = ${consultationId}::uuid and group_id is not null and state = 'in'`,
    )
    await audit(tx, { verb: 'responses.read-formal', subject: `consultation:${consultationId}`, scope: consultationId })
    return found.map(({ answers, how, ...row }) => ({
      ...row,
      answers: read(answers),
      howWeAsked: read(how),
    })) as FormalResponse[]
  })
}

const read = <T>(value: T | string): T => (typeof value === 'string' ? (JSON.parse(value) as T) : value)
