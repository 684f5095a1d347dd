import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Ctx } from '../../server/platform/context.ts'
import { rows } from '../../server/platform/db.ts'
import { equalityAnswers } from '../../server/responses/equality-tables.ts'
import { type FeedPosition, type FeedRow, feedStart, responseFeed } from '../../server/responses/queries.ts'
import { saveEqualityAnswers, withdraw } from '../../server/responses/receipts.ts'
import { settle } from '../../server/responses/settle.ts'
import { submit } from '../../server/responses/submit.ts'
import { responses, settleMarks } from '../../server/responses/tables.ts'
import { aSubmission } from '../support/answers.ts'
import { anOpenConsultation, type OpenConsultation } from '../support/fixtures.ts'
import { openWorld } from '../support/world.ts'

const world = await openWorld()
const { ctx } = world
/** The settling job keeps marks by the clock: each test has a stretch of time of its own. */
let stretch = 0
const nextStretch = () => {
  stretch += 86_400_000
}
const after = (minutes: number): Ctx => ({
  ...ctx,
  now: () => new Date(ctx.now().getTime() + stretch + minutes * 60_000),
})
const unsettled = (to: OpenConsultation) =>
  ctx.db.$count(responses, sql`${responses.consultationId} = ${to.consultationId} and ${responses.txid} > 0`)

async function answersTo(to: OpenConsultation, n: number): Promise<string[]> {
  const receipts: string[] = []
  for (let i = 0; i < n; i++) {
    const sent = await submit(
      ctx,
      aSubmission(to, { answers: { priorities: { options: ['knives'] }, why: { text: `${i}` } } }),
    )
    if (sent.outcome === 'in') receipts.push(sent.receipt)
  }
  return receipts
}

/** A projection as slow and plain as can be: the rows by id, from all pages of the feed. */
function reader(limit = 7) {
  const seen = new Map<string, FeedRow>()
  let at: FeedPosition = feedStart
  let restarts = 0
  const catchUp = async (reading: Ctx = ctx) => {
    for (;;) {
      const page = await responseFeed(reading, at, limit)
      if (page.startAgain) {
        seen.clear()
        restarts++
      }
      for (const row of page.rows) seen.set(row.id, row)
      at = page.next
      if (page.caughtUp) return
    }
  }
  const of = (to: OpenConsultation) => [...seen.values()].filter((row) => row.consultationId === to.consultationId)
  return { catchUp, of, restarts: () => restarts, step: async () => (at = (await responseFeed(ctx, at, limit)).next) }
}

test('ten rows or more are settled: no transaction id, and an order on disk that is not the order of writing', async () => {
  nextStretch()
  const to = await anOpenConsultation(world)
  await answersTo(to, 60)
  await settle(after(0))
  expect(await unsettled(to)).toBe(60)
  await settle(after(6))
  expect(await unsettled(to)).toBe(0)
  const onDisk = await rows<{ why: string }>(
    ctx.db,
    sql`select answers -> 'why' ->> 'text' as why from responses where consultation_id = ${to.consultationId}::uuid order by ctid`,
  )
  const order = onDisk.map((row) => Number(row.why))
  const rising = order.filter((n, i) => i > 0 && n > (order[i - 1] as number)).length
  expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, i) => i))
  expect(rising).toBeGreaterThan(14)
  expect(rising).toBeLessThan(45)
})

test('fewer than ten wait for an hour, or for the close', async () => {
  nextStretch()
  const [open, closing] = [
    await anOpenConsultation(world),
    await anOpenConsultation(world, { consultation: { closesAt: after(30).now() } }),
  ]
  await answersTo(open, 3)
  await answersTo(closing, 3)
  await settle(after(0))
  await settle(after(20))
  expect([await unsettled(open), await unsettled(closing)]).toEqual([3, 3])
  await settle(after(46))
  expect([await unsettled(open), await unsettled(closing)]).toEqual([3, 0])
  await settle(after(61))
  expect(await unsettled(open)).toBe(0)
})

test('equality answers are settled too, in an order of their own', async () => {
  nextStretch()
  const to = await anOpenConsultation(world)
  for (const receipt of await answersTo(to, 12)) await saveEqualityAnswers(ctx, receipt, { sex: { option: 'male' } })
  await settle(after(0))
  await settle(after(6))
  const left = await ctx.db
    .select({ txid: equalityAnswers.txid })
    .from(equalityAnswers)
    .innerJoin(responses, eq(responses.id, equalityAnswers.responseId))
    .where(eq(responses.consultationId, to.consultationId))
  expect(left).toHaveLength(12)
  expect(left.every((row) => row.txid === 0n)).toBe(true)
})

test('a reader of the feed misses nothing through submitting, withdrawing and settling, and starts again only when behind', async () => {
  nextStretch()
  const to = await anOpenConsultation(world)
  const [prompt, late, midway] = [reader(), reader(), reader(5)]
  const receipts = await answersTo(to, 12)
  await prompt.catchUp()
  expect(prompt.of(to)).toHaveLength(12)
  await midway.step()
  await settle(after(0))
  await settle(after(6))
  await withdraw(ctx, receipts[3] as string)
  await answersTo(to, 4)
  for (const one of [prompt, late, midway]) {
    await one.catchUp()
    const states = one.of(to).map((row) => row.state)
    expect(states).toHaveLength(16)
    expect(states.filter((state) => state === 'withdrawn')).toHaveLength(1)
  }
  expect([prompt.restarts(), late.restarts(), midway.restarts()]).toEqual([0, 0, 1])
})

test('a withdrawal while rows settle is never lost', async () => {
  nextStretch()
  const to = await anOpenConsultation(world)
  const receipts = await answersTo(to, 20)
  await settle(after(0))
  const [done] = await Promise.all([
    Promise.all(receipts.slice(0, 10).map((receipt) => withdraw(ctx, receipt))),
    settle(after(6)),
  ])
  expect(new Set(done)).toEqual(new Set(['withdrawn']))
  const reading = reader()
  await reading.catchUp()
  expect(reading.of(to).filter((row) => row.state === 'withdrawn')).toHaveLength(10)
  expect(await ctx.db.$count(settleMarks)).toBeGreaterThan(0)
})
