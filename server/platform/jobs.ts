import { and, asc, eq, isNull, lte, sql } from 'drizzle-orm'
import type { Ctx } from './context.ts'
import { rows } from './db.ts'
import { faultOf } from './errors.ts'
import { outbox } from './tables.ts'

/** Work done again and again; one process of many does each turn. */
export interface Job {
  name: string
  everySeconds: number
  run: (ctx: Ctx) => Promise<void>
}

/** What a feature does when a feature to its left says that something happened. May be called twice for one event. */
export type Subscriber = (ctx: Ctx, payload: Record<string, unknown>) => Promise<void>
export type Subscriptions = Record<string, Subscriber[]>

const leaseSeconds = 300
/** After two seconds, four, eight, and so on, then every hour: three days in all, as long as a mail server may be away. */
const longestWait = 3600
const mostAttempts = 84

/**
 * Takes one due event under a lease, so that a slow handler holds no transaction; false when none is due. Of an event that
 * is done nothing stays but, for a day, that it was: a message holds an address, and may hold a link that signs somebody in.
 */
async function deliverOne(ctx: Ctx, subscriptions: Subscriptions): Promise<boolean> {
  const lease = new Date(ctx.now().getTime() + leaseSeconds * 1000)
  const due = ctx.db
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(isNull(outbox.doneAt), lte(outbox.dueAt, ctx.now()), sql`${outbox.attempts} < ${mostAttempts}`))
    .orderBy(asc(outbox.dueAt))
    .limit(1)
    .for('update', { skipLocked: true })
  const [event] = await ctx.db
    .update(outbox)
    .set({ dueAt: lease, attempts: sql`${outbox.attempts} + 1` })
    .where(eq(outbox.id, sql`(${due})`))
    .returning()
  if (!event) return false
  try {
    for (const handle of subscriptions[event.topic] ?? []) {
      await handle(ctx, event.payload as Record<string, unknown>)
    }
    await ctx.db.update(outbox).set({ doneAt: ctx.now(), lastError: null, payload: {} }).where(eq(outbox.id, event.id))
  } catch (error) {
    const again = new Date(ctx.now().getTime() + Math.min(2 ** event.attempts, longestWait) * 1000)
    const fault = faultOf(error)
    ctx.log.error({ topic: event.topic, event: event.id, ...fault }, 'an event failed')
    const lastError = [fault.kind, fault.code].filter(Boolean).join(' ')
    await ctx.db.update(outbox).set({ dueAt: again, lastError }).where(eq(outbox.id, event.id))
  }
  return true
}

/** Delivers all that is due; what a handler emits in turn is delivered too. */
export async function deliverEvents(ctx: Ctx, subscriptions: Subscriptions): Promise<void> {
  while (await deliverOne(ctx, subscriptions));
}

/** Events that were done a day ago are of no use to anybody; one that could not be delivered stays, for the operator. */
export const forgetEvents = async (ctx: Ctx) => {
  await ctx.db.delete(outbox).where(lte(outbox.doneAt, new Date(ctx.now().getTime() - 24 * 3_600_000)))
}

/** Whether this process takes this turn of the job: the row is moved on by whoever comes first. */
async function takeTurn(ctx: Ctx, job: Job): Promise<boolean> {
  const now = ctx.now().toISOString()
  const next = new Date(ctx.now().getTime() + job.everySeconds * 1000).toISOString()
  const taken = await rows(
    ctx.db,
    sql`insert into job_turns (name, due_at) values (${job.name}, ${next}::timestamptz)
        on conflict (name) do update set due_at = excluded.due_at where job_turns.due_at <= ${now}::timestamptz
        returning name`,
  )
  return taken.length > 0
}

/** Runs jobs and events until stopped; `stop` waits for what is under way. */
export function startJobs(ctx: Ctx, jobs: Job[], subscriptions: Subscriptions): { stop: () => Promise<void> } {
  const due = new Map(jobs.map((job) => [job.name, 0]))
  let stopped = false
  let timer: NodeJS.Timeout
  async function turn() {
    await deliverEvents(ctx, subscriptions)
    for (const job of jobs) {
      if (stopped || Date.now() < (due.get(job.name) ?? 0)) continue
      due.set(job.name, Date.now() + job.everySeconds * 1000)
      if (await takeTurn(ctx, job))
        await job.run(ctx).catch((error) => ctx.log.error({ job: job.name, ...faultOf(error) }, 'a job failed'))
    }
  }
  let under: Promise<void> = Promise.resolve()
  const loop = () => {
    under = turn()
      .catch((error) => ctx.log.error(faultOf(error), 'jobs paused for a moment'))
      .then(() => {
        if (!stopped) timer = setTimeout(loop, 500)
      })
  }
  loop()
  return {
    stop: () => {
      stopped = true
      clearTimeout(timer)
      return under
    },
  }
}
