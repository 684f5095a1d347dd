import { and, eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { collectors } from '../../server/collectors/tables.ts'
import { inTransaction } from '../../server/platform/context.ts'
import { rows } from '../../server/platform/db.ts'
import { erase, lookUp, withdraw } from '../../server/responses/receipts.ts'
import { type Outcome, submit } from '../../server/responses/submit.ts'
import { responses } from '../../server/responses/tables.ts'
import { aSubmission } from '../support/answers.ts'
import { aGroup, anOpenConsultation } from '../support/fixtures.ts'
import { openWorld } from '../support/world.ts'

const world = await openWorld()
const { ctx } = world
const times = (n: number) => Array.from({ length: n }, (_, i) => i)

// Security list 25, 40; promise 2
test('fifty posts of the same key at once: one row, one receipt', async () => {
  const to = await anOpenConsultation(world)
  for (const round of times(ctx.engine === 'postgres' ? 20 : 2)) {
    const submission = aSubmission(to)
    const outcomes = await Promise.all(times(50).map(() => submit(ctx, submission)))
    const receipts = new Set(outcomes.map((one) => (one.outcome === 'in' ? one.receipt : one.outcome)))
    expect(receipts.size).toBe(1)
    expect(outcomes.filter((one) => one.outcome === 'in' && !one.again)).toHaveLength(1)
    expect(await ctx.db.$count(responses, eq(responses.consultationId, to.consultationId))).toBe(round + 1)
  }
})

// Security list 25, 41
test('fifty posts of one key with different answers: exactly one is kept, the others are told', async () => {
  const to = await anOpenConsultation(world)
  const submission = aSubmission(to)
  const answers = (i: number) => ({ priorities: { options: ['knives'] }, why: { text: `answer ${i}` } })
  const outcomes = await Promise.all(times(50).map((i) => submit(ctx, { ...submission, answers: answers(i) })))
  expect(outcomes.filter((one) => one.outcome === 'in')).toHaveLength(1)
  expect(outcomes.filter((one) => one.outcome === 'different')).toHaveLength(49)
})

test("a group's formal response replaces the earlier one, both kept, also when two coordinators send at once", async () => {
  const to = await anOpenConsultation(world)
  const { groupId, slug } = await aGroup(world)
  const [door] = await ctx.db
    .insert(collectors)
    .values({
      consultationId: to.consultationId,
      questionnaireId: to.questionnaireId,
      kind: 'group',
      slug,
      groupId,
      askedAt: ctx.now(),
    })
    .returning()
  const people = await Promise.all(times(4).map(() => world.person('coordinator', groupId)))
  const howWeAsked = {
    meetings: [{ date: '2026-03-01', what: 'Open meeting', attendance: 40 }],
    consulted: 'Traders',
    minorityView: '',
  }
  const from = { collectorId: door?.id, howWeAsked }
  await Promise.all(people.map((person) => submit(person.ctx, aSubmission(to, from as object))))
  const rows = await ctx.db.select().from(responses).where(eq(responses.groupId, groupId))
  expect(rows.map((row) => row.state).sort()).toEqual(['in', 'replaced', 'replaced', 'replaced'])
  expect(rows.every((row) => JSON.stringify(row.howWeAsked) === JSON.stringify(rows[0]?.howWeAsked))).toBe(true)

  const stranger = await world.person('coordinator', (await aGroup(world)).groupId)
  await expect(submit(stranger.ctx, aSubmission(to, from as object))).rejects.toMatchObject({ code: 'not-found' })
  await expect(submit(ctx, aSubmission(to, from as object))).rejects.toMatchObject({ code: 'not-signed-in' })
  expect(await ctx.db.$count(responses, and(eq(responses.groupId, groupId), eq(responses.state, 'in')))).toBe(1)
})

// Security list 42 and 54
test('withdrawn twice at once it is withdrawn, and said so to both; erased meanwhile it is erased', async () => {
  for (const _round of times(10)) {
    const to = await anOpenConsultation(world)
    const [one, other] = await Promise.all(times(2).map(() => submit(ctx, aSubmission(to))))
    const code = (sent?: Outcome) => (sent?.outcome === 'in' ? sent.receipt : '')
    const told = await Promise.all(times(4).map(() => withdraw(ctx, code(one))))
    expect(told).toEqual(Array(4).fill('withdrawn'))
    const mixed = await Promise.all([withdraw(ctx, code(other)), erase(ctx, code(other)), erase(ctx, code(other))])
    expect(mixed.slice(1)).toEqual(['erased', 'erased'])
    expect(mixed[0]).not.toBe('too-late')
    expect([(await lookUp(ctx, code(one)))?.state, (await lookUp(ctx, code(other)))?.state]).toEqual([
      'withdrawn',
      'erased',
    ])
  }
})

// Security list 43
test('when the database refuses, nobody is thanked: 503, and the same answer can be sent again', async () => {
  const to = await anOpenConsultation(world)
  const submission = aSubmission(to)
  const failed = inTransaction(ctx, async (tx) => {
    await rows(tx.db, sql`set transaction read only`)
    await submit(tx, submission)
  })
  await expect(failed).rejects.toMatchObject({ code: 'unavailable', status: 503 })
  expect(await ctx.db.$count(responses, eq(responses.consultationId, to.consultationId))).toBe(0)
  expect(await submit(ctx, submission)).toMatchObject({ outcome: 'in', again: false })
})
