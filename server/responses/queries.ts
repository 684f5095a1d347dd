import { sql } from 'drizzle-orm'
import type { Ctx } from '../platform/context.ts'
import { rows } from '../platform/db.ts'
import { beforeAnyUuid } from '../platform/uuid.ts'

/** Where a reader of the change feed stands: everything before it has been read. */
export interface FeedPosition {
  generation: number
  txid: bigint
  id: string
}

/** Before the first row: settled and restored rows carry 0 and are read first. */
export const feedStart: FeedPosition = { generation: -1, txid: -1n, id: beforeAnyUuid }

export interface FeedRow {
  id: string
  consultationId: string
  versionId: string
  collectorId: string
  groupId: string | null
  /** JSON as the database gives it, for whoever needs it to take apart; null once erased. */
  answers: string | null
  state: 'in' | 'withdrawn' | 'erased' | 'replaced'
  synthetic: boolean
  /** The weight that an imported response brought; else null. */
  weight: number | null
}

export interface FeedPage {
  /** New and changed rows in order; a row seen before replaces what was known of it. */
  rows: FeedRow[]
  next: FeedPosition
  /** Everything committed before this call has been read. */
  caughtUp: boolean
  /** Rows not yet read were settled meanwhile: forget everything and begin at `feedStart`. */
  startAgain: boolean
}

/**
 * The feed of changes to responses, read in the order (txid, id) below every transaction still open, so that none is
 * ever missed; never by `id > last`. Settling moves rows to transaction 0, which a reader past them does not see
 * again; one that had not reached them is told to start again.
 */
export async function responseFeed(ctx: Ctx, after: FeedPosition, limit: number): Promise<FeedPage> {
  // The rows are wide, so nothing is sorted twice: one row joined to the page on true leaves the page in its own order. What
  // every row repeats is made into text once.
  const found = await rows<RawRow>(
    ctx.db,
    sql`with horizon as (select pg_snapshot_xmin(pg_current_snapshot())::text as txid),
        state as (select coalesce(max(generation), 0) as generation, coalesce(max(settled_through), 0)::text as through from feed_state),
        page as (
          select r.txid, r.id, r.consultation_id, r.version_id, r.collector_id, r.group_id, r.answers, r.state, r.synthetic,
            r.weight
          from responses r
          where (r.txid, r.id) > (${after.txid.toString()}::bigint, ${after.id}::uuid) and r.txid < (select txid::bigint from horizon)
          order by r.txid, r.id limit ${limit}
        )
        select s.generation, s.through, h.txid as horizon, p.txid::text as txid, p.id,
          p.consultation_id as "consultationId", p.version_id as "versionId", p.collector_id as "collectorId",
          p.group_id as "groupId", p.answers::text as answers, p.state, p.synthetic, p.weight
        from state s cross join horizon h left join page p on true`,
  )
  return pageOf(found, after, limit)
}

/** The row on which nothing was found has neither transaction nor id. */
interface RawRow extends FeedRow, Record<string, unknown> {
  generation: number
  through: string
  horizon: string
  txid: string | null
}

function pageOf(found: RawRow[], after: FeedPosition, limit: number): FeedPage {
  const first = found[0] as RawRow
  const generation = Number(first.generation)
  const atStart = after.generation === feedStart.generation
  if (!atStart && after.generation !== generation && after.txid <= BigInt(first.through))
    return { rows: [], next: feedStart, caughtUp: false, startAgain: true }
  const page = first.txid === null ? [] : found
  const caughtUp = page.length < limit
  const last = page.at(-1)
  const end = { txid: BigInt(first.horizon), id: beforeAnyUuid }
  const here = caughtUp || !last ? end : { txid: BigInt(last.txid ?? 0), id: last.id }
  return { rows: page, next: { generation, ...here }, caughtUp, startAgain: false }
}

/** Steps of ten: a live figure must not tell of one person. */
const inTens = (n: number) => Math.floor(n / 10) * 10

export interface ResponseCount {
  /** People's answers that are in, in steps of ten. */
  people: number
  /** Groups whose formal response is in. */
  groups: number
  synthetic: boolean
}

/** How many answers are in, by consultation: people in steps of ten, groups apart. */
export async function responseCounts(ctx: Ctx, consultationIds: string[]): Promise<Map<string, ResponseCount>> {
  const found = await rows<{ id: string; people: number; formal: number; synthetic: boolean }>(
    ctx.db,
    sql`select consultation_id as id, count(*) filter (where group_id is null)::int as people,
          count(*) filter (where group_id is not null)::int as formal, bool_or(synthetic) as synthetic
        from responses where state = 'in'
          and consultation_id in (select jsonb_array_elements_text(${JSON.stringify(consultationIds)}::text::jsonb)::uuid)
        group by consultation_id`,
  )
  return new Map(
    found.map((row) => [row.id, { people: inTens(row.people), groups: row.formal, synthetic: row.synthetic }]),
  )
}

/** Whether anybody who was not made up has answered. */
export async function realResponses(ctx: Ctx, consultationId: string): Promise<boolean> {
  const found = await rows(
    ctx.db,
    sql`select 1 as one from responses where consultation_id = ${consultationId}::uuid and not synthetic limit 1`,
  )
  return found.length > 0
}

export interface GroupProgress {
  groupId: string
  collectorId: string
  state: 'asked' | 'started' | 'sent'
}

/** How far each group asked has come: never what it answered. */
export async function groupProgress(ctx: Ctx, consultationId: string): Promise<GroupProgress[]> {
  const found = await rows<{ group_id: string; collector_id: string; state: GroupProgress['state'] }>(
    ctx.db,
    sql`select c.group_id, c.id as collector_id,
          case when exists (select 1 from responses r where r.collector_id = c.id and r.state = 'in') then 'sent'
               when exists (select 1 from response_drafts d where d.collector_id = c.id and d.group_id = c.group_id) then 'started'
               else 'asked' end as state
        from collectors c where c.consultation_id = ${consultationId}::uuid and c.kind = 'group'`,
  )
  return found.map((row) => ({ groupId: row.group_id, collectorId: row.collector_id, state: row.state }))
}
