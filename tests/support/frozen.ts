import { eq } from 'drizzle-orm'
import { expect } from 'vitest'
import { auditEntries } from '../../server/platform/tables.ts'
import { aClosedConsultation } from './answered.ts'
import type { Person, World } from './world.ts'

/** One question of several answers, one of one, and one by an equality question. */
export const wantedTables = [
  { question: 'priorities', by: null },
  { question: 'contact', by: null },
  { question: 'contact', by: 'sex' },
]
export const finding = {
  heading: 'Knife crime was named most often',
  text: 'Two in three put it first.',
  evidence: [{ kind: 'cell', table: 't1', row: 'knives', column: 'all' }],
  objectives: [],
  actions: [],
}
export const commitment = {
  kind: 'we_will',
  text: 'put knife crime first in the plan.',
  because: '',
  owner: 'Head of Policy and Planning',
  dueOn: '2026-12-31',
  finding: null,
  objective: null,
  action: null,
}

export const base = (consultationId: string) => `/api/feedback/${consultationId}`
export const last = async (world: World, verb: string, scope: string) =>
  (await world.ctx.db.select().from(auditEntries).where(eq(auditEntries.scope, scope))).filter((e) => e.verb === verb)

export async function frozen(world: World, officer?: Person) {
  const closed = await aClosedConsultation(world)
  const writer = officer ?? (await world.person('officer', closed.consultationId))
  const answer = await writer.api('POST', `${base(closed.consultationId)}/release`, { tables: wantedTables })
  expect(answer.status).toBe(200)
  return { ...closed, writer }
}

export async function sent(world: World) {
  const all = await frozen(world)
  const at = base(all.consultationId)
  expect((await all.writer.api('POST', `${at}/findings`, finding)).status).toBe(200)
  expect((await all.writer.api('POST', `${at}/commitments`, commitment)).status).toBe(200)
  expect((await all.writer.api('PUT', `${at}/summary`, { said: 'Knives first.', did: 'It is first.' })).status).toBe(
    200,
  )
  expect((await all.writer.api('POST', `${at}/send`, {})).status).toBe(200)
  return { ...all, approver: await world.person('approver', all.consultationId) }
}
