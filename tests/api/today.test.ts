import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { collectors } from '../../server/collectors/tables.ts'
import { consultations } from '../../server/consultations/tables.ts'
import type { Thing } from '../../server/desk/today.ts'
import type { Role } from '../../shared/accounts/policy.ts'
import { aGroup, anOpenConsultation } from '../support/fixtures.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})

type Change = Partial<typeof consultations.$inferInsert>
const put = (id: string, change: Change) =>
  world.ctx.db.update(consultations).set(change).where(eq(consultations.id, id))

/** What waits for somebody who holds the role on these consultations and on no other. */
async function kindsFor(role: Role, ...ids: string[]): Promise<string[]> {
  const things = await Promise.all(
    ids.map(async (id) => {
      const response = await (await world.person(role, id)).api('GET', '/api/desk/today')
      return ((await response.json()) as { things: Thing[] }).things
    }),
  )
  return things.flat().map((thing) => thing.kind)
}

test('a draft waits for its officer, and one sent back says why', async () => {
  const { consultationId } = await anOpenConsultation(world)
  await put(consultationId, { state: 'draft' })
  expect(await kindsFor('officer', consultationId)).toEqual(['Draft'])
  expect(await kindsFor('analyst', consultationId)).toEqual([])
  await put(consultationId, { note: 'Say who is asked.' })
  const officer = await world.person('officer', consultationId)
  const { things } = (await (await officer.api('GET', '/api/desk/today')).json()) as { things: Thing[] }
  expect(things).toMatchObject([{ kind: 'Sent back', detail: 'The approver wrote: “Say who is asked.”' }])
})

test('what an officer asked to open waits for the approver alone', async () => {
  const { consultationId } = await anOpenConsultation(world)
  await put(consultationId, { state: 'asked' })
  expect(await kindsFor('approver', consultationId)).toEqual(['To confirm'])
  expect(await kindsFor('officer', consultationId)).toEqual([])
})

test('groups that have not sent wait while it is open, and an answer is owed once it has closed', async () => {
  const { consultationId, questionnaireId } = await anOpenConsultation(world)
  expect(await kindsFor('officer', consultationId)).toEqual([])
  const { groupId, slug } = await aGroup(world)
  await world.ctx.db
    .insert(collectors)
    .values({ consultationId, questionnaireId, kind: 'group', groupId, slug, askedAt: world.ctx.now() })
  expect(await kindsFor('officer', consultationId)).toEqual(['Groups'])
  const day = 24 * 60 * 60 * 1000
  const before = (days: number) => new Date(world.ctx.now().getTime() - days * day)
  await put(consultationId, { opensAt: before(40), closesAt: before(2) })
  expect(await kindsFor('officer', consultationId)).toEqual(['Answer owed'])
})

test('the oldest debt stands first, and nobody sees what another works on', async () => {
  const [first, second] = [await anOpenConsultation(world), await anOpenConsultation(world)]
  const at = (days: number) => new Date(world.ctx.now().getTime() + days * 24 * 60 * 60 * 1000)
  await put(first.consultationId, { state: 'draft', opensAt: at(9), closesAt: at(40) })
  await put(second.consultationId, { state: 'draft', opensAt: at(3), closesAt: at(40) })
  const all = await world.person('officer')
  const { things } = (await (await all.api('GET', '/api/desk/today')).json()) as { things: Thing[] }
  const ids = things.map((thing) => thing.consultationId)
  expect(ids.indexOf(second.consultationId)).toBeLessThan(ids.indexOf(first.consultationId))
  const one = await world.person('officer', first.consultationId)
  const own = (await (await one.api('GET', '/api/desk/today')).json()) as { things: Thing[] }
  expect(own.things.map((thing) => thing.consultationId)).toEqual([first.consultationId])
})

test('today is for those who work on consultations', async () => {
  expect((await (await world.person('coordinator')).api('GET', '/api/desk/today')).status).toBe(403)
  expect((await world.visitor()('/api/desk/today')).status).toBe(401)
})
