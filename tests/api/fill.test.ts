import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { openWebCollector } from '../../server/collectors/commands.ts'
import { collectorFor } from '../../server/collectors/queries.ts'
import { collectors } from '../../server/collectors/tables.ts'
import { consultations } from '../../server/consultations/tables.ts'
import { auditEntries } from '../../server/platform/tables.ts'
import { equalityAnswers } from '../../server/responses/equality-tables.ts'
import { submit } from '../../server/responses/submit.ts'
import { responses } from '../../server/responses/tables.ts'
import { aSubmission } from '../support/answers.ts'
import { aGroup, anOpenConsultation } from '../support/fixtures.ts'
import { openWorld } from '../support/world.ts'

const world = await openWorld()
const { ctx } = world
const audited = (verb: string, scope: string) =>
  ctx.db.$count(auditEntries, and(eq(auditEntries.verb, verb), eq(auditEntries.scope, scope)))
const missing = '00000000-0000-4000-8000-000000000000'

test('an officer fills an open consultation: through submit, marked for ever, on record', async () => {
  const to = await anOpenConsultation(world)
  const officer = await world.person('officer', to.consultationId)
  const filled = await officer.api('POST', `/api/responses/${to.consultationId}/fill`, { count: 137 })
  expect([filled.status, await filled.json()]).toEqual([200, { count: 137 }])
  const all = await ctx.db.select().from(responses).where(eq(responses.consultationId, to.consultationId))
  expect(all).toHaveLength(137)
  expect(all.every((row) => row.synthetic && row.state === 'in')).toBe(true)
  expect(await ctx.db.$count(equalityAnswers)).toBeGreaterThan(50)
  expect(await audited('responses.fill-with-synthetic', to.consultationId)).toBe(1)

  await submit(ctx, aSubmission(to))
  expect(
    await ctx.db.$count(
      responses,
      and(eq(responses.consultationId, to.consultationId), eq(responses.synthetic, false)),
    ),
  ).toBe(0)
  const [now] = await ctx.db.select().from(consultations).where(eq(consultations.id, to.consultationId))
  expect(now?.synthetic).toBe(true)
  const counts = await officer.api('GET', `/api/responses/${to.consultationId}/counts`)
  expect(await counts.json()).toEqual({ people: 130, groups: 0, synthetic: true })
})

test('where somebody real has answered nothing synthetic comes in', async () => {
  const to = await anOpenConsultation(world)
  await submit(ctx, aSubmission(to))
  const officer = await world.person('officer', to.consultationId)
  expect((await officer.api('POST', `/api/responses/${to.consultationId}/fill`, { count: 5 })).status).toBe(409)
  const [now] = await ctx.db.select().from(consultations).where(eq(consultations.id, to.consultationId))
  expect(now?.synthetic).toBe(false)
  expect(await ctx.db.$count(responses, eq(responses.consultationId, to.consultationId))).toBe(1)
})

test('filling refuses other roles, other consultations, missing ones, bad counts and a closed door', async () => {
  const to = await anOpenConsultation(world)
  const [officer, analyst] = [
    await world.person('officer', to.consultationId),
    await world.person('analyst', to.consultationId),
  ]
  const other = await world.person('officer', (await anOpenConsultation(world)).consultationId)
  const path = `/api/responses/${to.consultationId}/fill`
  expect((await analyst.api('POST', path, { count: 5 })).status).toBe(403)
  expect((await other.api('POST', path, { count: 5 })).status).toBe(404)
  expect((await officer.api('POST', `/api/responses/${missing}/fill`, { count: 5 })).status).toBe(404)
  for (const body of [
    { count: 0 },
    { count: 5001 },
    { count: 1.5 },
    { count: '5' },
    {},
    { count: 5, synthetic: false },
  ])
    expect((await officer.api('POST', path, body)).status).toBe(422)
  await ctx.db.update(consultations).set({ closesAt: ctx.now() }).where(eq(consultations.id, to.consultationId))
  expect((await officer.api('POST', path, { count: 5 })).status).toBe(409)
  expect(await ctx.db.$count(responses, eq(responses.consultationId, to.consultationId))).toBe(0)
  expect(await audited('responses.fill-with-synthetic', to.consultationId)).toBe(0)
})

test('an officer asks groups once each: a way in of their own, on record, and the board shows it', async () => {
  const to = await anOpenConsultation(world)
  const officer = await world.person('officer', to.consultationId)
  const [one, two] = [await aGroup(world), await aGroup(world)]
  const path = `/api/collectors/${to.consultationId}/groups`
  const body = { groupIds: [one.groupId, two.groupId] }
  expect(await (await officer.api('POST', path, body)).json()).toEqual({ asked: 2 })
  expect(await (await officer.api('POST', path, body)).json()).toEqual({ asked: 2 })
  const made = and(eq(collectors.consultationId, to.consultationId), eq(collectors.kind, 'group'))
  expect(await ctx.db.$count(collectors, made)).toBe(2)
  expect(await audited('collectors.ask-groups', to.consultationId)).toBe(2)
  expect(await collectorFor(ctx, to.slug, one.slug)).toMatchObject({ kind: 'group', groupId: one.groupId })
  const board = (await (await officer.api('GET', `/api/responses/${to.consultationId}/groups`)).json()) as {
    state: string
  }[]
  expect(board.map((row) => row.state)).toEqual(['asked', 'asked'])
})

test('asking groups refuses other roles, others, missing groups and bad input', async () => {
  const to = await anOpenConsultation(world)
  const officer = await world.person('officer', to.consultationId)
  const { groupId } = await aGroup(world)
  const path = `/api/collectors/${to.consultationId}/groups`
  expect(
    (await (await world.person('analyst', to.consultationId)).api('POST', path, { groupIds: [groupId] })).status,
  ).toBe(403)
  expect((await (await world.person('officer', missing)).api('POST', path, { groupIds: [groupId] })).status).toBe(404)
  expect((await officer.api('POST', path, { groupIds: [missing] })).status).toBe(404)
  for (const bad of [{}, { groupIds: [] }, { groupIds: ['x'] }, { groupIds: [groupId], more: 1 }])
    expect((await officer.api('POST', path, bad)).status).toBe(422)
  expect(
    await ctx.db.$count(
      collectors,
      and(eq(collectors.consultationId, to.consultationId), eq(collectors.kind, 'group')),
    ),
  ).toBe(0)
})

test('the open door is one, however often it is opened, and a draft has none', async () => {
  const to = await anOpenConsultation(world)
  expect(await openWebCollector(ctx, to.consultationId, to.questionnaireId)).toBe(to.collectorId)
  expect(await collectorFor(ctx, to.slug, null)).toMatchObject({ id: to.collectorId, kind: 'web' })
  expect(await collectorFor(ctx, to.slug, 'nobody')).toBeUndefined()
  await ctx.db.update(consultations).set({ state: 'draft' }).where(eq(consultations.id, to.consultationId))
  expect(await collectorFor(ctx, to.slug, null)).toBeUndefined()
})
