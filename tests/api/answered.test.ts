import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import type { Answered } from '../../server/analysis/answered.ts'
import { consultations } from '../../server/consultations/tables.ts'
import { auditEntries } from '../../server/platform/tables.ts'
import { questionnaireVersions } from '../../server/questionnaires/tables.ts'
import { newKey } from '../../server/responses/keys.ts'
import { submitAll } from '../../server/responses/submit.ts'
import type { Answers } from '../../shared/questionnaires/document.ts'
import { anOpenConsultation, type OpenConsultation } from '../support/fixtures.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})

/** So many people's answers, through the one door. */
async function sendAll(open: OpenConsultation, many: number, answersOf: (i: number) => Answers) {
  const { collectorId, versionId } = open
  const outcomes = await submitAll(
    world.ctx,
    Array.from({ length: many }, (_, i) => ({
      collectorId,
      versionId,
      noticeNumber: 1,
      key: newKey(world.ctx),
      answers: answersOf(i),
      startedAt: world.ctx.now(),
    })),
  )
  expect(outcomes.every(({ outcome }) => outcome === 'in')).toBe(true)
}

const chosen = (option: string): Answers => ({ priorities: { options: [option] } })

async function asked() {
  const open = await anOpenConsultation(world)
  const officer = await world.person('officer', open.consultationId)
  const look = (questionnaireId: string) =>
    officer.api('GET', `/api/analysis/${open.consultationId}/answered/${questionnaireId}`)
  const found = async () => (await look(open.questionnaireId)).json() as Promise<Answered>
  return { open, look, found }
}

test('how many have answered each question of the version that is out: no other version, nobody where they are few', async () => {
  const { open, look, found } = await asked()
  await sendAll(open, 20, () => chosen('knives'))
  const second = { id: randomUUID(), questionnaireId: open.questionnaireId, number: 2, document: open.document }
  await world.ctx.db.insert(questionnaireVersions).values({ ...second, publishedAt: world.ctx.now(), publishedBy: 'x' })
  await sendAll({ ...open, versionId: second.id }, 12, (i) => ({
    ...chosen('hate'),
    ...(i < 7 ? { safety: { number: 4 } } : {}),
    ...(i < 4 ? { years: { number: 9 } } : {}),
    ...(i < 9 ? { confidence: { rows: { listen: 'high', ...(i < 6 ? { fair: 'low' } : {}) } } } : {}),
  }))
  const closed = { closesAt: new Date(world.ctx.now().getTime() - 1000) }
  await world.ctx.db.update(consultations).set(closed).where(eq(consultations.id, open.consultationId))

  const { version, questions } = await found()
  expect(version).toBe(2)
  expect(questions).toMatchObject({ priorities: 12, safety: 7, years: null, confidence: 9, street: 0 })
  expect(questions).not.toHaveProperty('thanks')
  const subject = eq(auditEntries.subject, `consultation:${open.consultationId}`)
  const [logged] = await world.ctx.db.select().from(auditEntries).where(subject)
  expect(logged).toMatchObject({ verb: 'analysis.read', detail: { figure: 'answered' } })

  const other = await anOpenConsultation(world)
  expect((await look(other.questionnaireId)).status).toBe(404)
})

test('how many have answered is not told where their figure hides it: it would tell how few answered what leads to it', async () => {
  const { open, found } = await asked()
  await sendAll(open, 20, (i) => ({
    ...chosen('hate'),
    ...(i < 17 ? { contact: { option: 'yes' }, last_contact: { date: '2026-01-10' } } : { contact: { option: 'no' } }),
  }))
  expect((await found()).questions).toMatchObject({ contact: 20, last_contact: null })
})

test('nothing is told where only a few answered another version: what they said would be had by subtraction', async () => {
  const { open, found } = await asked()
  await sendAll(open, 3, () => chosen('knives'))
  const second = { id: randomUUID(), questionnaireId: open.questionnaireId, number: 2, document: open.document }
  await world.ctx.db.insert(questionnaireVersions).values({ ...second, publishedAt: world.ctx.now(), publishedBy: 'x' })
  await sendAll({ ...open, versionId: second.id }, 17, () => chosen('hate'))
  expect((await found()).questions).toMatchObject({ priorities: null, safety: null })
})

test('while it is open, how many have answered moves on in whole steps', async () => {
  const { open, found } = await asked()
  await sendAll(open, 17, () => chosen('knives'))
  expect((await found()).questions.priorities).toBe(10)
})
