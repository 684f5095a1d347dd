import { and, eq, gt, not, type SQL, sql } from 'drizzle-orm'
import type { Answers } from '../../shared/questionnaires/document.ts'
import type { HowWeAsked } from '../../shared/responses/how-we-asked.ts'
import { grace } from '../consultations/queries.ts'
import { authorise } from '../platform/authorise.ts'
import type { Ctx } from '../platform/context.ts'
import { rows } from '../platform/db.ts'
import { notFound } from '../platform/errors.ts'
import { hex, newToken, sha256 } from '../platform/secret.ts'
import { refuseUnstorable } from './check-submission.ts'
import { newKey } from './keys.ts'
import { responseDrafts } from './tables.ts'

export interface Draft {
  id: string
  collectorId: string
  versionId: string
  noticeNumber: number
  groupId: string | null
  answers: Answers
  howWeAsked: HowWeAsked | null
  key: string
  /** One byte, which turns what is shuffled. */
  seed: number
  startedAt: Date
  /** It has been sent: show the receipt, not the questions. */
  sent: boolean
}

export const draftColumns = {
  id: responseDrafts.id,
  collectorId: responseDrafts.collectorId,
  versionId: responseDrafts.versionId,
  noticeNumber: responseDrafts.noticeNumber,
  groupId: responseDrafts.groupId,
  answers: responseDrafts.answers,
  howWeAsked: responseDrafts.howWeAsked,
  key: responseDrafts.key,
  seed: responseDrafts.seed,
  startedAt: responseDrafts.startedAt,
  sent: responseDrafts.sent,
}

export const cookieSeconds = 24 * 3600
const inADay = (now: Date) => new Date(now.getTime() + cookieSeconds * 1000)

/** A new draft with everything that is made once for it; the caller says whose it is. */
export const newDraft = (
  ctx: Ctx,
  from: { collectorId: string; versionId: string; noticeNumber: number; answers?: Answers },
  token: string,
) => ({
  ...from,
  cookieHash: sha256(token),
  cookieUntil: inADay(ctx.now()),
  key: newKey(ctx),
  seed: ctx.random(1)[0]!,
  startedAt: ctx.now(),
  expiresAt: inADay(ctx.now()),
})

/** Starts a draft; the token goes into the cookie (24 hours) and is kept only as its hash. */
export async function startDraft(
  ctx: Ctx,
  from: { collectorId: string; versionId: string; noticeNumber: number; answers?: Answers },
): Promise<{ token: string; draft: Draft }> {
  const token = newToken(ctx)
  if (from.answers) refuseUnstorable(from.answers)
  const [draft] = await ctx.db
    .insert(responseDrafts)
    .values(newDraft(ctx, from, token))
    .returning(draftColumns)
  return { token, draft: draft as Draft }
}

/** The draft of this cookie; undefined when it is unknown, too old, or its time is over. */
export async function draftByCookie(ctx: Ctx, token: string | undefined): Promise<Draft | undefined> {
  if (!token) return undefined
  const [draft] = await ctx.db
    .select(draftColumns)
    .from(responseDrafts)
    .where(
      and(
        eq(responseDrafts.cookieHash, sha256(token)),
        gt(responseDrafts.cookieUntil, ctx.now()),
        gt(responseDrafts.expiresAt, ctx.now()),
      ),
    )
  return draft
}

/**
 * Saves the answers of one page: its questions (`asked`) are replaced, all others stay, in one statement, so that two
 * tabs never undo each other. A group's is its coordinators' alone. Returns the draft as it now is, or undefined when it
 * was sent or is over meanwhile.
 */
export async function saveDraftPage(
  ctx: Ctx,
  draft: Pick<Draft, 'id' | 'groupId'>,
  asked: string[],
  answers: Answers,
): Promise<Draft | undefined> {
  if (draft.groupId) authorise(ctx, 'group.answer', draft.groupId)
  refuseUnstorable(answers)
  const strangers = Object.keys(answers).filter((id) => !asked.includes(id))
  if (strangers.length > 0) throw notFound()
  const now = ctx.now()
  const [saved] = await ctx.db
    .update(responseDrafts)
    .set({
      answers: sql`(${responseDrafts.answers} - array(select jsonb_array_elements_text(${JSON.stringify(asked)}::text::jsonb))) || ${JSON.stringify(answers)}::text::jsonb`,
      cookieUntil: inADay(now),
      expiresAt: sql`greatest(${responseDrafts.expiresAt}, ${inADay(now).toISOString()}::timestamptz)`,
    })
    .where(and(eq(responseDrafts.id, draft.id), eq(responseDrafts.sent, false), gt(responseDrafts.expiresAt, now)))
    .returning(draftColumns)
  return saved
}

/** Makes the link to come back by, until the consultation closes. A new one ends the one before. Returns its token. */
export async function makePrivateLink(ctx: Ctx, draftId: string): Promise<string> {
  const token = newToken(ctx)
  const found = await rows<{ id: string }>(
    ctx.db,
    sql`update response_drafts d
        set link_hash = decode(${hex(sha256(token))}, 'hex'),
            expires_at = greatest(d.expires_at, k.closes_at + ${grace})
        from collectors c join consultations k on k.id = c.consultation_id
        where d.id = ${draftId}::uuid and not d.sent and d.group_id is null and c.id = d.collector_id
        returning d.id`,
  )
  if (found.length === 0) throw notFound()
  return token
}

/** Exchanges the link's token for a fresh cookie, so that the address holds no token. Undefined for any link that is not good. */
export async function takePrivateLink(
  ctx: Ctx,
  linkToken: string,
): Promise<{ token: string; draft: Draft } | undefined> {
  const token = newToken(ctx)
  const day = inADay(ctx.now())
  const [draft] = await ctx.db
    .update(responseDrafts)
    .set({
      cookieHash: sha256(token),
      cookieUntil: day,
      expiresAt: sql`greatest(${responseDrafts.expiresAt}, ${day.toISOString()}::timestamptz)`,
    })
    .where(and(eq(responseDrafts.linkHash, sha256(linkToken)), eq(responseDrafts.sent, false), not(isOver(ctx))))
    .returning(draftColumns)
  return draft && { token, draft }
}

/** Deletes the drafts whose time is over. A group's draft has none. */
export async function expireDrafts(ctx: Ctx): Promise<void> {
  await ctx.db.delete(responseDrafts).where(isOver(ctx))
}

/** Past its time, and not kept by a private link to a consultation that closes later than it did when the link was made. */
const isOver = (ctx: Ctx): SQL => {
  const now = ctx.now().toISOString()
  return sql`(${responseDrafts.expiresAt} <= ${now}::timestamptz and not (${responseDrafts.linkHash} is not null and exists (
    select 1 from collectors c join consultations k on k.id = c.consultation_id
    where c.id = ${responseDrafts.collectorId} and k.closes_at + ${grace} > ${now}::timestamptz)))`
}
