import { sql } from 'drizzle-orm'
import type { Answers } from '../../shared/questionnaires/document.ts'
import { emit } from '../platform/audit.ts'
import { type Ctx, inTransaction } from '../platform/context.ts'
import { rows } from '../platform/db.ts'
import { AppError } from '../platform/errors.ts'
import { hex } from '../platform/secret.ts'
import { versionDocument } from '../questionnaires/queries.ts'
import { settleAnswers } from './check-submission.ts'
import { typedReceiptHash } from './keys.ts'

/** What a receipt shows: whether the answer is in, counted, and what came of it; never the answers. */
export interface ReceiptPage {
  state: 'in' | 'withdrawn' | 'erased' | 'replaced'
  /** ISO date, London. */
  receivedOn: string
  consultation: { id: string; slug: string; title: string; closesAt: Date | null; answerBy: Date | null }
  /** The consultation has closed with this answer among those counted. */
  counted: boolean
  /** What came of it is published. */
  answered: boolean
  mayWithdraw: boolean
  synthetic: boolean
  /** A group's formal response. */
  formal: boolean
  versionId: string
  equalityGiven: boolean
}

interface Found extends Record<string, unknown> {
  state: ReceiptPage['state']
  received_on: string
  consultation_id: string
  slug: string
  title: string
  closes: number | null
  answer_by: number | null
  published: string
  frozen: boolean
  synthetic: boolean
  formal: boolean
  version_id: string
  equality: boolean
}

/** The receipt's page; undefined for a code that is not one, or that nobody was given. */
export async function lookUp(ctx: Ctx, code: string): Promise<ReceiptPage | undefined> {
  const hash = typedReceiptHash(code)
  if (!hash) return undefined
  const [found] = await rows<Found>(
    ctx.db,
    sql`select r.state, r.received_on::text as received_on, k.id as consultation_id, k.slug, k.title,
          extract(epoch from k.closes_at) * 1000 as closes, extract(epoch from k.answer_by) * 1000 as answer_by,
          k.state as published, c.frozen_at is not null as frozen, r.synthetic, r.group_id is not null as formal, r.version_id,
          exists (select 1 from equality_answers e where e.response_id = r.id) as equality
        from responses r join collectors c on c.id = r.collector_id join consultations k on k.id = r.consultation_id
        where r.receipt_hash = decode(${hex(hash)}, 'hex')`,
  )
  return found && receiptPage(ctx, found)
}

const instantOf = (milliseconds: number | null) => (milliseconds === null ? null : new Date(Number(milliseconds)))

function receiptPage(ctx: Ctx, found: Found): ReceiptPage {
  const closesAt = instantOf(found.closes)
  return {
    state: found.state,
    receivedOn: found.received_on,
    consultation: {
      id: found.consultation_id,
      slug: found.slug,
      title: found.title,
      closesAt,
      answerBy: instantOf(found.answer_by),
    },
    counted: found.state === 'in' && closesAt !== null && closesAt <= ctx.now(),
    answered: found.published === 'answered',
    mayWithdraw: found.state === 'in' && !found.frozen,
    synthetic: found.synthetic,
    formal: found.formal,
    versionId: found.version_id,
    equalityGiven: found.equality,
  }
}

/**
 * Withdraws the answer: it is not counted any more, and the row is seen again by the change feed. `too-late` once a
 * release that may count it was frozen. Waits for a freeze under way.
 */
export async function withdraw(ctx: Ctx, code: string): Promise<'withdrawn' | 'too-late' | 'not-in' | 'unknown'> {
  const before = await lookUp(ctx, code)
  if (!before) return 'unknown'
  if (before.state === 'withdrawn') return 'withdrawn'
  if (before.state !== 'in') return 'not-in'
  const done = await rows(
    ctx.db,
    sql`with door as (
          select c.id from responses r join collectors c on c.id = r.collector_id
          where r.receipt_hash = decode(${hex(typedReceiptHash(code) as Uint8Array)}, 'hex') and c.frozen_at is null
          for share of c
        )
        update responses r set state = 'withdrawn', txid = pg_current_xact_id()::text::bigint
        from door where r.collector_id = door.id and r.state = 'in'
          and r.receipt_hash = decode(${hex(typedReceiptHash(code) as Uint8Array)}, 'hex')
        returning r.id`,
  )
  if (done.length > 0) return 'withdrawn'
  // Somebody with the same receipt was quicker, or the counting was.
  const now = (await lookUp(ctx, code))?.state
  return now === 'in' ? 'too-late' : now === 'withdrawn' ? 'withdrawn' : 'not-in'
}

/**
 * Erases the answer at any time: answers, their hash, the equality answers and what a group keeps to change it by go, in
 * one transaction; the row stays, so that the receipt can say "erased".
 */
export async function erase(ctx: Ctx, code: string): Promise<'erased' | 'unknown'> {
  const hash = typedReceiptHash(code)
  if (!hash) return 'unknown'
  return inTransaction(ctx, async (tx) => {
    const [gone] = await rows<{ id: string }>(
      tx.db,
      sql`update responses set answers = null, content_hash = null, how_we_asked = null, state = 'erased',
            speed = 'unknown', weight = null, txid = pg_current_xact_id()::text::bigint
          where receipt_hash = decode(${hex(hash)}, 'hex') returning id`,
    )
    if (!gone) return 'unknown'
    // A statement of its own: it must see equality answers saved while the first one waited.
    await rows(tx.db, sql`delete from equality_answers where response_id = ${gone.id}::uuid`)
    await rows(tx.db, draftOfGroup(gone.id))
    // Features to the right drop what they made of it: a quote, for one.
    await emit(tx, 'response.erased', { responseId: gone.id })
    return 'erased'
  })
}

/** A group's draft outlives its sending, with all that was sent. One that was opened again has a key of its own, and stays. */
const draftOfGroup = (responseId: string) =>
  sql`delete from response_drafts d using responses r
      where r.id = ${responseId}::uuid and d.collector_id = r.collector_id and d.group_id is not null
        and sha256(convert_to(d.key, 'UTF8')) = r.key_hash`

/** One person's equality answers under the receipt of an answer that is in. */
export interface EqualitySave {
  receipt: string
  answers: unknown
}

/**
 * Keeps equality answers, apart from the answer, and stamps the response so that the change feed sees it. Saving again
 * replaces them. `not-in` when the answer was withdrawn, erased or replaced meanwhile, or is a group's.
 */
export async function saveEqualityAnswers(
  ctx: Ctx,
  receipt: string,
  answers: unknown,
): Promise<'saved' | 'not-in' | 'unknown'> {
  const found = await lookUp(ctx, receipt)
  if (!found) return 'unknown'
  if (found.state !== 'in' || found.formal) return 'not-in'
  await saveAllEqualityAnswers(ctx, found.versionId, [{ receipt, answers }])
  return 'saved'
}

/** The same for many answers to one version, in the same statement. */
export async function saveAllEqualityAnswers(ctx: Ctx, versionId: string, saves: EqualitySave[]): Promise<void> {
  const document = await versionDocument(ctx, versionId)
  if (!document) throw new AppError('unavailable', 'This questionnaire cannot be read.')
  const ready = saves.map(({ receipt, answers }) => {
    const settled = settleAnswers(document, answers, 'equality')
    if (settled.faults.length > 0)
      throw new AppError('bad-input', settled.faults[0]?.message ?? 'An answer needs another look.')
    return { receipt: hex(typedReceiptHash(receipt) ?? new Uint8Array(32)), answers: settled.answers satisfies Answers }
  })
  await rows(
    ctx.db,
    sql`with given as (
          select decode(g.receipt, 'hex') as receipt, g.answers
          from jsonb_to_recordset(${JSON.stringify(ready)}::text::jsonb) as g(receipt text, answers jsonb)
        ), stamped as (
          update responses r set txid = pg_current_xact_id()::text::bigint
          from given g where r.receipt_hash = g.receipt and r.state = 'in' and r.group_id is null
            and r.version_id = ${versionId}::uuid
          returning r.id, r.receipt_hash
        )
        insert into equality_answers (response_id, answers)
        select s.id, g.answers from stamped s join given g on g.receipt = s.receipt_hash
        on conflict (response_id) do update set answers = excluded.answers, txid = excluded.txid`,
  )
}
