import { beforeAll, expect, test } from 'vitest'
import { collectors } from '../../server/collectors/tables.ts'
import type { consultationList } from '../../server/desk/consultations.ts'
import { aGroup, anOpenConsultation } from '../support/fixtures.ts'
import { openWorld, type World } from '../support/world.ts'

type Line = Awaited<ReturnType<typeof consultationList>>[number]

let world: World
beforeAll(async () => {
  world = await openWorld()
})

async function lineOf(consultationId: string): Promise<Line> {
  const analyst = await world.person('analyst', consultationId)
  const response = await analyst.api('GET', '/api/desk/consultations')
  const { consultations } = (await response.json()) as { consultations: Line[] }
  expect(consultations).toHaveLength(1)
  return consultations[0]!
}

test('the list says how a consultation stands and what comes next', async () => {
  const open = await anOpenConsultation(world)
  expect(await lineOf(open.consultationId)).toMatchObject({
    phase: 'open',
    answers: 0,
    questionnaires: [{ name: 'Full', version: 1, questions: 10, changed: false }],
    groups: { asked: 0, sent: 0 },
    nextStep: 'Closes by itself',
  })
  const { groupId, slug } = await aGroup(world)
  const { consultationId, questionnaireId } = open
  await world.ctx.db
    .insert(collectors)
    .values({ consultationId, questionnaireId, kind: 'group', groupId, slug, askedAt: world.ctx.now() })
  expect(await lineOf(consultationId)).toMatchObject({
    groups: { asked: 1, sent: 0 },
    nextStep: '1 of 1 groups have not sent',
  })
})

test('a draft shows the first thing that is missing, and no count of answers', async () => {
  const officer = await world.person('officer')
  const made = (await (await officer.api('POST', '/api/consultations', { title: 'A new one' })).json()) as {
    id: string
  }
  expect(await lineOf(made.id)).toMatchObject({ phase: 'draft', answers: null, nextStep: 'Say why people are asked' })
})

test('the list is for those who work on consultations', async () => {
  const coordinator = await world.person('coordinator')
  expect((await coordinator.api('GET', '/api/desk/consultations')).status).toBe(403)
  expect((await world.visitor()('/api/desk/consultations')).status).toBe(401)
})
