import { sql } from 'drizzle-orm'
import { afterAll, expect, test } from 'vitest'
import type { Ctx } from '../../server/platform/context.ts'
import { type OpenDatabase, rows } from '../../server/platform/db.ts'
import { settle } from '../../server/responses/settle.ts'
import { submit } from '../../server/responses/submit.ts'
import { askToBeTold } from '../../server/responses/update-requests.ts'
import { aSubmission } from '../support/answers.ts'
import { ownDatabase } from '../support/database.ts'
import { anOpenConsultation } from '../support/fixtures.ts'
import { contextOver, worldOver } from '../support/world.ts'

let database: OpenDatabase
afterAll(() => database?.close())

const people = 300

/** Everything that a row tells beside its columns, and what of its columns comes in an order. */
const orders = ['ctid', 'xmin::text::bigint, ctid', 'cmin::text::bigint, ctid', 'id'] as const
const byOrder: Record<(typeof orders)[number], ReturnType<typeof sql>> = {
  ctid: sql`ctid`,
  'xmin::text::bigint, ctid': sql`xmin::text::bigint, ctid`,
  'cmin::text::bigint, ctid': sql`cmin::text::bigint, ctid`,
  id: sql`id`,
}

/** How many the matching by rank gets right. Of a random one the mean is 1, whatever the number of people. */
const right = (a: string[], b: string[]) => a.filter((who, i) => who === b[i] || who === b[b.length - 1 - i]).length

// Case 63: those who asked to be told gave an address in the same minute; nothing else in the product names anybody.
test('once settled, no order of rows ties an address to an answer better than chance', async () => {
  database = await ownDatabase()
  const ctx = contextOver(database)
  const to = await anOpenConsultation(worldOver(ctx))
  const later = (minutes: number): Ctx => ({ ...ctx, now: () => new Date(ctx.now().getTime() + minutes * 60_000) })
  for (let i = 0; i < people; i += 1) {
    const answers = { priorities: { options: ['knives'] }, why: { text: `${i}` } }
    expect((await submit(ctx, aSubmission(to, { answers }))).outcome).toBe('in')
    await askToBeTold(ctx, to.consultationId, `${i}@example.org`)
  }
  const asked = async (order: (typeof orders)[number]) =>
    (
      await rows<{ who: string }>(
        database.db,
        sql`select split_part(email, '@', 1) as who from update_requests order by ${byOrder[order]}`,
      )
    ).map(({ who }) => who)
  const said = async (order: (typeof orders)[number] | 'txid') =>
    (
      await rows<{ who: string }>(
        database.db,
        sql`select answers -> 'why' ->> 'text' as who from responses order by ${order === 'txid' ? sql`txid, ctid` : byOrder[order]}`,
      )
    ).map(({ who }) => who)
  expect(right(await asked('ctid'), await said('ctid')), 'before settling the rows lie side by side').toBe(people)

  await settle(later(0))
  await settle(later(6))
  for (const a of orders) {
    for (const b of [...orders, 'txid'] as const) {
      const hits = right(await asked(a), await said(b))
      // Twice one, for both directions; twelve or more come by chance once in some hundred million times.
      expect(hits, `${a} against ${b}`).toBeLessThan(12)
    }
  }
  const left = await rows<{ n: number }>(
    database.db,
    sql`select ((select count(*) from outbox) + (select count(*) from audit_entries where verb like 'responses.%'))::int as n`,
  )
  expect(left[0]?.n).toBe(0)
}, 120_000)
