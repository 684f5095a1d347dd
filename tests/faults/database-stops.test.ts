import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Ctx } from '../../server/platform/context.ts'
import { type OpenDatabase, openPostgres, rows } from '../../server/platform/db.ts'
import { AppError } from '../../server/platform/errors.ts'
import { type Outcome, submit } from '../../server/responses/submit.ts'
import { aSubmission, freshKey } from '../support/answers.ts'
import { createDatabase, startCluster } from '../support/cluster.ts'
import { engine } from '../support/database.ts'
import { anOpenConsultation } from '../support/fixtures.ts'
import { missingFrom } from '../support/under-load.ts'
import { contextOver, worldOver } from '../support/world.ts'

/** `npm run test:kills` does more of it. */
const times = Number(process.env.FOLKMOOT_KILLS ?? 3)
const people = 12

const onlyPostgres = () => {
  if (engine === 'postgres') return true
  console.log(
    'The embedded engine has no connection to lose and no server to stop; its limit is on the page of promises.',
  )
  return false
}

type Told = Outcome | 'unavailable'

/** What one is told, as the page tells it: an outcome, or that it could not be sent. Any other refusal fails the test. */
const tell = (ctx: Ctx, submission: ReturnType<typeof aSubmission>): Promise<Told> =>
  submit(ctx, submission).catch((error) => {
    if (error instanceof AppError && error.code !== 'unavailable') throw error
    return 'unavailable' as const
  })

/** People who send, and send the same again when told that it could not be sent, while the work goes on. */
async function sendThrough(ctx: Ctx, to: Parameters<typeof aSubmission>[0], work: () => Promise<void>) {
  const receipts: string[] = []
  let [refused, over] = [0, false]
  const person = async () => {
    while (!over) {
      const submission = aSubmission(to, { key: freshKey() })
      for (let told = await tell(ctx, submission); ; told = await tell(ctx, submission)) {
        if (told !== 'unavailable') {
          expect(told.outcome).toBe('in')
          if (told.outcome === 'in') receipts.push(told.receipt)
          break
        }
        refused += 1
        await wait(20)
      }
    }
  }
  const all = Promise.all(Array.from({ length: people }, person))
  await work()
  over = true
  await all
  return { receipts, refused }
}

async function onOwnServer(
  work: (database: OpenDatabase & { url: string }, cluster: Awaited<ReturnType<typeof startCluster>>) => Promise<void>,
) {
  const cluster = await startCluster()
  const url = await createDatabase(cluster.url('postgres'))
  const database = { ...(await openPostgres(url, 12)), url }
  await database.migrate()
  await work(database, cluster)
  await database.close()
}

// Case 39; promise 1.
test(
  'the database stops at once under load, again and again: every acknowledged answer is there, once',
  async () => {
    if (!onlyPostgres()) return
    await onOwnServer(async (database, cluster) => {
      const { ctx } = worldOver(contextOver(database))
      const to = await anOpenConsultation(worldOver(ctx))
      const { receipts, refused } = await sendThrough(ctx, to, async () => {
        for (let n = 0; n < times; n += 1) {
          await wait(300 + Math.random() * 500)
          cluster.crash()
          await wait(500)
          while (!(await rows(database.db, sql`select 1 as up`).catch(() => null))) await wait(50)
        }
      })
      const { missing, stored } = await missingFrom(database, to, receipts)
      console.log(`${times} hard stops, ${receipts.length} answers acknowledged, ${refused} told to send again`)
      expect(refused).toBeGreaterThan(0)
      expect(missing).toEqual([])
      expect(stored).toBe(new Set(receipts).size)
      expect(receipts.length).toBe(stored)
    })
  },
  Math.max(120_000, times * 20_000),
)

const othersEnded = sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`

// Case 44.
test('a connection lost in the middle of a submission is settled by sending the same again: one row, one receipt', async () => {
  if (!onlyPostgres()) return
  await onOwnServer(async (database) => {
    const { ctx } = worldOver(contextOver(database))
    const to = await anOpenConsultation(worldOver(ctx))
    const hand = await openPostgres(database.url, 1)
    const { receipts, refused } = await sendThrough(ctx, to, async () => {
      for (let n = 0; n < 20; n += 1) {
        await wait(30)
        await rows(hand.db, othersEnded)
      }
    })
    const { missing, stored } = await missingFrom(hand, to, receipts)
    await hand.close()
    expect(refused).toBeGreaterThan(0)
    expect(missing).toEqual([])
    expect(stored).toBe(receipts.length)
  })
}, 120_000)

// A command of the desk is several statements: what follows a lost connection must not be kept by another.
test('connections lost inside transactions, among other work: nothing of a refused one is kept, and the next get a connection', async () => {
  if (!onlyPostgres()) return
  await onOwnServer(async (database) => {
    const few = await openPostgres(database.url, 2)
    await rows(few.db, sql`create table kept (attempt integer)`)
    let over = false
    const others = Promise.all(
      Array.from({ length: 6 }, async () => {
        while (!over) await rows(few.db, sql`select pg_sleep(0.02)`).catch(() => wait(1))
      }),
    )
    const attempts = Array.from({ length: 20 }, (_, n) => n)
    const committed: number[] = []
    for (const attempt of attempts) {
      const lost = attempt % 2 === 0
      await few.db
        .transaction(async (tx) => {
          await rows(tx, sql`insert into kept values (${attempt})`)
          if (lost) await rows(database.db, othersEnded)
          await wait(20)
          await rows(tx, sql`insert into kept values (${attempt})`)
          await rows(tx, sql`insert into kept values (${attempt})`)
        })
        .then(
          () => committed.push(attempt),
          () => expect(lost).toBe(true),
        )
    }
    over = true
    await others
    const kept = await rows<{ attempt: number }>(database.db, sql`select attempt from kept order by attempt`)
    await few.close()
    expect(committed).toEqual(attempts.filter((n) => n % 2 === 1))
    expect(kept.map((row) => row.attempt)).toEqual(committed.flatMap((n) => [n, n, n]))
  })
}, 60_000)
