import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { rows } from '../../server/platform/db.ts'
import { headingOf, sent } from '../support/answering.ts'
import { anOpenConsultation } from '../support/fixtures.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})

test('the receipt: in, withdrawn after a second page that asks, erased; a wrong one keeps what was typed', async () => {
  const consultation = await anOpenConsultation(world)
  const { receipt } = await sent(world, consultation)
  const visitor = world.visitor()
  const wrong = await visitor.form('/receipt', { code: '<b>AAAA' })
  expect(wrong.status).toBe(422)
  expect(await wrong.text()).toContain('value="&lt;b&gt;AAAA"')

  const status = await (await visitor.form('/receipt', { code: receipt.toLowerCase().replaceAll('-', ' ') })).text()
  expect(headingOf(status)).toBe('Your answer is in')
  expect(status).toContain('Monday 16 March 2026')
  const sure = await (await visitor.fill(status, {}, { action: '/receipt/withdraw' })).text()
  expect(headingOf(sure)).toBe('Withdraw your answer?')
  const gone = await (await visitor.fill(sure, {}, { action: '/receipt/withdraw' })).text()
  expect(headingOf(gone)).toBe('Your answer is withdrawn')
  const sureErase = await (await visitor.fill(gone, {}, { action: '/receipt/erase' })).text()
  const erased = await (await visitor.fill(sureErase, {}, { action: '/receipt/erase' })).text()
  expect(headingOf(erased)).toBe('Your answer is erased')
})

test('the page after sending says how the answer stands now, and never thanks for an erased one', async () => {
  const consultation = await anOpenConsultation(world)
  const { visitor, receipt } = await sent(world, consultation)
  const base = `/c/${consultation.slug}/respond/in`
  expect(headingOf(await (await visitor(base)).text())).toBe('Your answer is in')
  await visitor.form('/receipt/erase', { code: receipt, sure: 'yes' })
  expect(headingOf(await (await visitor(base)).text())).toBe('Your answer is erased')
})

test('to be told by e-mail is asked apart, and a wrong address is shown again', async () => {
  const consultation = await anOpenConsultation(world)
  const visitor = world.visitor()
  const form = await (await visitor(`/c/${consultation.slug}/tell-me`)).text()
  const wrong = await visitor.fill(form, { email: 'not "an" address' })
  expect(wrong.status).toBe(422)
  const shown = await wrong.text()
  expect(shown).toContain('value="not &quot;an&quot; address"')
  const told = await visitor.fill(shown, { email: 'Resident@example.org' })
  expect(told.status).toBe(200)
  const kept = await rows<{ email: string }>(
    world.ctx.db,
    sql`select email from update_requests where consultation_id = ${consultation.consultationId}::uuid`,
  )
  expect(kept.map(({ email }) => email)).toEqual(['resident@example.org'])
})
