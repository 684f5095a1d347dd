import { type SQL, sql } from 'drizzle-orm'
import { grace } from '../consultations/queries.ts'
import { type Ctx, inTransaction } from '../platform/context.ts'
import { rows } from '../platform/db.ts'

/** A reader of the feed that polls this often never finds a row settled before it read it. */
const readersMinutes = 5
const rowsAtOnce = 10
const hoursAtMost = 1
/** A random part of what is due, so that nobody waits long for the table; then the next. */
const mostAtOnce = 1000

/**
 * Breaks the ties between rows that were written together: rewrites responses and equality answers in shuffled order, each
 * table in transactions of its own, and sets their transaction id to 0. Due are the rows of a consultation once there are ten, once
 * one is an hour old, and once it has closed. What the rows themselves do not say, their age, is read off marks of
 * "this was the horizon then".
 */
export async function settle(ctx: Ctx): Promise<{ responses: number; equality: number }> {
  await mark(ctx)
  const read = await horizonAt(ctx, readersMinutes)
  if (read === null) return { responses: 0, equality: 0 }
  const old = (await horizonAt(ctx, hoursAtMost * 60)) ?? 0n
  return {
    responses: await settleRows(ctx, responseRows, read, old),
    equality: await settleRows(ctx, equalityRows, read, old),
  }
}

async function mark(ctx: Ctx): Promise<void> {
  const now = ctx.now()
  await rows(
    ctx.db,
    sql`insert into settle_marks (horizon, at) select pg_snapshot_xmin(pg_current_snapshot())::text::bigint, ${now.toISOString()}::timestamptz
        on conflict do nothing`,
  )
  await rows(ctx.db, sql`delete from settle_marks where at < ${minutesBefore(now, 2 * hoursAtMost * 60)}::timestamptz`)
}

/** Every row with a smaller transaction id is at least so many minutes old. */
async function horizonAt(ctx: Ctx, minutes: number): Promise<bigint | null> {
  const [found] = await rows<{ horizon: string | null }>(
    ctx.db,
    sql`select max(horizon)::text as horizon from settle_marks where at <= ${minutesBefore(ctx.now(), minutes)}::timestamptz`,
  )
  return found?.horizon ? BigInt(found.horizon) : null
}

const minutesBefore = (now: Date, minutes: number) => new Date(now.getTime() - minutes * 60_000).toISOString()

/** The due ones among rows (consultation, id, txid), by the three rules. */
const due = (from: SQL, ctx: Ctx, read: bigint, old: bigint) => sql`
  with unsettled as (${from}), ripe as (
    select u.consultation_id from unsettled u join consultations k on k.id = u.consultation_id
    group by u.consultation_id, k.closes_at
    having count(*) >= ${rowsAtOnce} or min(u.txid) < ${old.toString()}::bigint
      or k.closes_at + ${grace} < ${ctx.now().toISOString()}::timestamptz
  )
  select u.id from unsettled u join ripe using (consultation_id) where u.txid < ${read.toString()}::bigint`

interface Due extends Record<string, unknown> {
  id: string
}

/** Which rows of a table may be due, and how they are rewritten in the order that was set. */
interface Settled {
  from: (read: bigint) => SQL
  rewrite: SQL
  isFed: boolean
}

const responseRows: Settled = {
  from: (read) =>
    sql`select consultation_id, id, txid from responses where txid > 0 and txid < ${read.toString()}::bigint`,
  rewrite: sql`do $$ declare one uuid; begin
    foreach one in array string_to_array(current_setting('folkmoot.turn'), ',')::uuid[] loop
      update responses set txid = 0 where id = one and txid > 0 and txid < current_setting('folkmoot.read')::bigint;
    end loop; end $$`,
  isFed: true,
}

const equalityRows: Settled = {
  from: (
    read,
  ) => sql`select r.consultation_id, e.id, e.txid from equality_answers e join responses r on r.id = e.response_id
                      where e.txid > 0 and e.txid < ${read.toString()}::bigint`,
  rewrite: sql`do $$ declare one uuid; begin
    foreach one in array string_to_array(current_setting('folkmoot.turn'), ',')::uuid[] loop
      update equality_answers set txid = 0 where id = one and txid > 0 and txid < current_setting('folkmoot.read')::bigint;
    end loop; end $$`,
  isFed: false,
}

/**
 * What is due is found once, then rewritten a random part at a time: asked again between the parts, the few that a part
 * left of a consultation would be fewer than ten and wait.
 */
async function settleRows(ctx: Ctx, of: Settled, read: bigint, old: bigint): Promise<number> {
  const ids = shuffled(ctx, await rows<Due>(ctx.db, due(of.from(read), ctx, read, old)))
  for (let done = 0; done < ids.length; done += mostAtOnce) {
    await inTransaction(ctx, async (tx) => {
      await inTurn(tx, ids.slice(done, done + mostAtOnce), read)
      await rows(tx.db, of.rewrite)
      if (of.isFed) await tellReaders(tx, read)
    })
  }
  return ids.length
}

/** Rows up to here have moved to the front of the feed: a reader that had not come so far begins again. */
const tellReaders = (tx: Ctx, read: bigint) =>
  rows(
    tx.db,
    sql`insert into feed_state (id, generation, settled_through) values (1, 1, ${(read - 1n).toString()}::bigint)
        on conflict (id) do update set generation = feed_state.generation + 1,
          settled_through = greatest(feed_state.settled_through, excluded.settled_through)`,
  )

/** Sets the order for the loop in the database: one row after the other, so that they land on the disk in it. */
async function inTurn(tx: Ctx, ids: string[], read: bigint): Promise<void> {
  await rows(tx.db, sql`select set_config('folkmoot.turn', ${ids.join(',')}, true)`)
  await rows(tx.db, sql`select set_config('folkmoot.read', ${read.toString()}, true)`)
}

/** All of them in any order: Fisher and Yates, with the server's own randomness. */
function shuffled(ctx: Ctx, found: Due[]): string[] {
  const ids = found.map((row) => row.id)
  const random = new DataView(ctx.random(ids.length * 4).slice().buffer)
  for (let i = ids.length - 1; i > 0; i--) {
    const j = Math.floor((random.getUint32(i * 4) / 2 ** 32) * (i + 1))
    ;[ids[i], ids[j]] = [ids[j] as string, ids[i] as string]
  }
  return ids
}
