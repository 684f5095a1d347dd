import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { endWithdrawals } from '../../server/collectors/commands.ts'
import { consultations } from '../../server/consultations/tables.ts'
import type { Ctx } from '../../server/platform/context.ts'
import { sealAudit, verifyAudit } from '../../server/platform/seal.ts'
import { equalityFeed } from '../../server/responses/equality-feed.ts'
import { equalityAnswers } from '../../server/responses/equality-tables.ts'
import { typedReceiptHash } from '../../server/responses/keys.ts'
import { erase, lookUp, saveEqualityAnswers, withdraw } from '../../server/responses/receipts.ts'
import { submit } from '../../server/responses/submit.ts'
import { responses } from '../../server/responses/tables.ts'
import { askToBeTold, peopleToTell, takeAddress } from '../../server/responses/update-requests.ts'
import { aSubmission } from '../support/answers.ts'
import { anOpenConsultation } from '../support/fixtures.ts'
import { openWorld } from '../support/world.ts'

const world = await openWorld()
const { ctx } = world
const later = (days: number): Ctx => ({ ...ctx, now: () => new Date(ctx.now().getTime() + days * 86_400_000) })

async function anAnswer() {
  const to = await anOpenConsultation(world)
  const sent = await submit(ctx, aSubmission(to))
  return { to, receipt: sent.outcome === 'in' ? sent.receipt : '' }
}
async function rowOf(receipt: string) {
  const [row] = await ctx.db
    .select()
    .from(responses)
    .where(eq(responses.receiptHash, typedReceiptHash(receipt) as Uint8Array))
  return row as typeof responses.$inferSelect
}
const equalityOf = async (receipt: string) => equalityFeed(ctx, [(await rowOf(receipt)).id])

test('a receipt shows whether the answer is in, counted and answered, and never the answer', async () => {
  const { to, receipt } = await anAnswer()
  const page = await lookUp(ctx, ` ${receipt.toLowerCase().replaceAll('-', ' ')} `)
  expect(page).toMatchObject({
    state: 'in',
    receivedOn: '2026-03-16',
    counted: false,
    answered: false,
    mayWithdraw: true,
    equalityGiven: false,
  })
  expect(page?.consultation).toMatchObject({ slug: to.slug, closesAt: new Date('2026-04-15T10:00:00Z') })
  expect(JSON.stringify(page)).not.toContain('knives')
  expect(await lookUp(later(31), receipt)).toMatchObject({ counted: true, answered: false })
  await ctx.db.update(consultations).set({ state: 'answered' }).where(eq(consultations.id, to.consultationId))
  expect(await lookUp(later(31), receipt)).toMatchObject({ counted: true, answered: true })
})

test('a code that nobody was given is nothing', async () => {
  for (const code of ['', 'nonsense', '0000-0000-0000-0000-0000-0000', "'; --", 'x'.repeat(100_000)]) {
    expect(await lookUp(ctx, code)).toBeUndefined()
    expect(await withdraw(ctx, code)).toBe('unknown')
    expect(await erase(ctx, code)).toBe('unknown')
    expect(await saveEqualityAnswers(ctx, code, {})).toBe('unknown')
  }
})

test('an answer is withdrawn until the first release is frozen, and the change feed sees it', async () => {
  const [early, late] = [await anAnswer(), await anAnswer()]
  const before = (await rowOf(early.receipt)).txid
  expect(await withdraw(ctx, early.receipt)).toBe('withdrawn')
  expect(await withdraw(ctx, early.receipt)).toBe('withdrawn')
  const after = await rowOf(early.receipt)
  expect(after.state).toBe('withdrawn')
  expect(after.txid > before).toBe(true)
  expect(await lookUp(later(31), early.receipt)).toMatchObject({
    state: 'withdrawn',
    counted: false,
    mayWithdraw: false,
  })

  await endWithdrawals(ctx, late.to.consultationId)
  expect(await lookUp(ctx, late.receipt)).toMatchObject({ mayWithdraw: false })
  expect(await withdraw(ctx, late.receipt)).toBe('too-late')
  expect((await rowOf(late.receipt)).state).toBe('in')
})

// Security list 54
test('an answer is erased at any time: answers, hash and equality answers gone, the receipt says so, the trail holds', async () => {
  const { to, receipt } = await anAnswer()
  await saveEqualityAnswers(ctx, receipt, { sex: { option: 'female' } })
  await endWithdrawals(ctx, to.consultationId)
  const { id, txid } = await rowOf(receipt)
  expect(await erase(ctx, receipt)).toBe('erased')
  const row = await rowOf(receipt)
  expect(row).toMatchObject({ state: 'erased', answers: null, contentHash: null, howWeAsked: null })
  expect(row.txid > txid).toBe(true)
  expect(await ctx.db.$count(equalityAnswers, eq(equalityAnswers.responseId, id))).toBe(0)
  expect(await lookUp(ctx, receipt)).toMatchObject({ state: 'erased', equalityGiven: false, mayWithdraw: false })
  expect(await saveEqualityAnswers(ctx, receipt, { sex: { option: 'female' } })).toBe('not-in')
  expect(await erase(ctx, receipt)).toBe('erased')
  await sealAudit(ctx)
  expect((await verifyAudit(ctx)).ok).toBe(true)
})

test('equality answers are kept apart, can be changed, and bring the response to the feed again', async () => {
  const { receipt } = await anAnswer()
  const before = (await rowOf(receipt)).txid
  expect(await saveEqualityAnswers(ctx, receipt, { sex: { option: 'female' } })).toBe('saved')
  expect([...(await equalityOf(receipt)).values()]).toEqual([{ sex: { option: 'female' } }])
  expect(await saveEqualityAnswers(ctx, receipt, { sex: { option: 'declined' } })).toBe('saved')
  expect([...(await equalityOf(receipt)).values()]).toEqual([{ sex: { option: 'declined' } }])
  const row = await rowOf(receipt)
  expect(row.txid > before).toBe(true)
  expect(JSON.stringify(row.answers)).not.toContain('declined')
  expect(await lookUp(ctx, receipt)).toMatchObject({ equalityGiven: true })
})

test('equality answers that are not of the block are refused', async () => {
  const { receipt } = await anAnswer()
  for (const answers of [
    { priorities: { options: ['hate'] } },
    { sex: { option: 'x' } },
    { sex: { option: 'female', more: 1 } },
    [],
  ])
    await expect(saveEqualityAnswers(ctx, receipt, answers)).rejects.toMatchObject({ code: 'bad-input' })
  expect((await equalityOf(receipt)).size).toBe(0)
})

test('erasing while equality answers are saved leaves none behind', async () => {
  for (let i = 0; i < 20; i++) {
    const { receipt } = await anAnswer()
    const { id } = await rowOf(receipt)
    await Promise.all([
      saveEqualityAnswers(ctx, receipt, { sex: { option: 'male' } }),
      erase(ctx, receipt),
      saveEqualityAnswers(ctx, receipt, { sex: { option: 'female' } }),
    ])
    expect(await ctx.db.$count(equalityAnswers, eq(equalityAnswers.responseId, id))).toBe(0)
  }
})

test('an address to be told is kept once, told once and gone with that, and refused when it is none', async () => {
  const { consultationId } = await anOpenConsultation(world)
  await askToBeTold(ctx, consultationId, ' Someone@Example.org ')
  await askToBeTold(ctx, consultationId, 'someone@example.org')
  await askToBeTold(ctx, consultationId, 'other@example.org')
  const waiting = await peopleToTell(ctx, consultationId)
  expect(waiting.map((one) => one.email).sort()).toEqual(['other@example.org', 'someone@example.org'])
  const [first, second] = waiting
  expect(await takeAddress(ctx, first!.id)).toBe(true)
  expect(await takeAddress(ctx, first!.id)).toBe(false)
  expect(await peopleToTell(ctx, consultationId)).toEqual([second])
  await expect(askToBeTold(ctx, consultationId, 'nobody')).rejects.toMatchObject({ code: 'bad-input' })
})
