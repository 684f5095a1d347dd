import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import type { Overview } from '../../server/analysis/queries.ts'
import { auditEntries } from '../../server/platform/tables.ts'
import { newKey } from '../../server/responses/keys.ts'
import { submitAll } from '../../server/responses/submit.ts'
import { anOpenConsultation } from '../support/fixtures.ts'
import { openWorld, type Person, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})

test('tests and intervals need a reason, which the audit trail keeps, and the right to export', async () => {
  const to = await anOpenConsultation(world)
  const people = Array.from({ length: 40 }, (_, i) => ({
    ...to,
    noticeNumber: 1,
    key: newKey(world.ctx),
    answers: { priorities: { options: ['knives'] }, contact: { option: i % 2 === 0 ? 'yes' : 'no' } },
    startedAt: null,
  }))
  expect((await submitAll(world.ctx, people)).map(({ outcome }) => outcome)).toEqual(people.map(() => 'in'))
  const analyst = await world.person('analyst', to.consultationId)
  const officer = await world.person('officer', to.consultationId)
  const base = `/api/analysis/${to.consultationId}`
  const reason = '&reason=Annex%20B%20of%20the%20paper'
  const status = async (person: Person, more: string) =>
    (await person.api('GET', `${base}/crosstab?down=contact&across=area${more}`)).status
  expect(await status(analyst, '&tests=holm')).toBe(422)
  expect(await status(analyst, '&tests=holm&reason=why')).toBe(422)
  expect(await status(officer, `&tests=holm${reason}`)).toBe(403)
  expect(await status(analyst, `&tests=holm${reason}`)).toBe(200)
  const contact = async (query: string) => {
    const found = (await (await analyst.api('GET', `${base}/frequencies${query}`)).json()) as Overview
    return found.figures.find(({ key }) => key === 'contact')!
  }
  expect((await contact(`?intervals=on${reason}`)).intervals![0]![0]).toBeCloseTo(0.352, 3)
  expect((await contact('')).intervals).toBeNull()
  const kept = await world.ctx.db.select().from(auditEntries).where(eq(auditEntries.scope, to.consultationId))
  const reasons = kept.filter(({ detail }) => (detail as { reason?: string })?.reason === 'Annex B of the paper')
  expect(reasons.map(({ verb }) => verb)).toEqual(['analysis.read', 'analysis.read'])
})
