import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { subscriptions } from '../../server/app.ts'
import { consultations } from '../../server/consultations/tables.ts'
import { quotes, releases, sealedCounts } from '../../server/feedback/tables.ts'
import { rows } from '../../server/platform/db.ts'
import { deliverEvents } from '../../server/platform/jobs.ts'
import { erase, withdraw } from '../../server/responses/receipts.ts'
import { responses } from '../../server/responses/tables.ts'
import { askToBeTold } from '../../server/responses/update-requests.ts'
import { aClosedConsultation, wrote } from '../support/answered.ts'
import { base, commitment, finding, frozen, last, sent, wantedTables as tables } from '../support/frozen.ts'
import { openWorld } from '../support/world.ts'

test('a release holds the public tables, seals the exact counts, and ends withdrawing', async () => {
  const world = await openWorld()
  const { consultationId, writer, receipts } = await frozen(world)
  const found = (await (await writer.api('GET', base(consultationId))).json()) as {
    release: { tables: { id: string; columns: { counts: unknown[]; shares: unknown[]; base: unknown }[] }[] }
  }
  const [priorities, contact, bySex] = found.release.tables
  // 40 → 40, 3 is hidden and 17 with it (everybody chose one, so the parts add up to 60), nobody chose the rest.
  expect(priorities?.columns[0]).toMatchObject({ base: 60, counts: [40, null, null, 0, 0, 0] })
  expect(priorities?.columns[0]?.shares[0]).toBeCloseTo(40 / 60)
  expect(contact?.columns[0]).toMatchObject({ base: 60, counts: [30, 30] })
  // 15 men are fewer than 30: hidden whole. The 15 who did not say stand between them and what the rows would give away.
  expect(bySex?.columns[1]?.counts).toEqual([null, null])
  expect(bySex?.columns[0]?.counts).toEqual([15, 15])
  expect(JSON.stringify(found)).not.toContain('"counts":[40,17,3')
  expect(await last(world, 'feedback.freeze', consultationId)).toHaveLength(1)
  expect(await withdraw(world.ctx, receipts[5]!)).toBe('too-late')
  expect((await writer.api('POST', `${base(consultationId)}/release`, { tables })).status).toBe(409)
})

test('a finding rests on a number that may be shown', async () => {
  const world = await openWorld()
  const { consultationId, writer } = await frozen(world)
  const at = `${base(consultationId)}/findings`
  const hidden = { ...finding, evidence: [{ kind: 'cell', table: 't1', row: 'traffic', column: 'all' }] }
  const nowhere = { ...finding, evidence: [{ kind: 'cell', table: 't9', row: 'knives', column: 'all' }] }
  for (const body of [hidden, nowhere, { ...finding, evidence: [] }, { ...finding, state: 'published' }]) {
    expect((await writer.api('POST', at, body)).status).toBe(422)
  }
  expect((await writer.api('POST', at, { ...finding, objectives: [randomUUID()] })).status).toBe(422)
  const made = (await (await writer.api('POST', at, finding)).json()) as { id: string }
  expect(await last(world, 'feedback.add-finding', consultationId)).toHaveLength(1)
  expect((await writer.api('PUT', `${at}/${made.id}`, { ...finding, heading: 'Changed' })).status).toBe(200)
  expect((await writer.api('PUT', `${at}/${randomUUID()}`, finding)).status).toBe(404)
  expect((await writer.api('DELETE', `${at}/${made.id}`)).status).toBe(200)
})

// Security list 62
test('a quote is published without addresses, phone numbers and postcodes, and only where the notice said so', async () => {
  const world = await openWorld()
  const { consultationId, writer } = await frozen(world)
  const [row] = await rows<{ id: string }>(
    world.ctx.db,
    sql`select id from responses where consultation_id = ${consultationId}::uuid and answers ? 'why'`,
  )
  const at = `${base(consultationId)}/quotes`
  const quote = { question: 'why', response: row?.id, edited: 'More officers on [street] please.' }
  expect((await writer.api('POST', at, { ...quote, edited: wrote })).status).toBe(422)
  expect((await writer.api('POST', at, { ...quote, response: randomUUID() })).status).toBe(404)
  expect((await writer.api('POST', at, quote)).status).toBe(200)
  const desk = (await (await writer.api('GET', base(consultationId))).json()) as { quotes: Record<string, string>[] }
  expect(desk.quotes).toMatchObject([{ original: wrote, edited: quote.edited }])
  // Reading a person's own words goes on record, without the words.
  const [reading] = await last(world, 'feedback.read-originals', consultationId)
  expect(reading?.detail).toEqual({ quotes: 1 })
  await rows(
    world.ctx.db,
    sql`update privacy_notices set quotes_may_be_published = false where consultation_id = ${consultationId}::uuid`,
  )
  expect((await writer.api('POST', at, quote)).status).toBe(409)
})

// Security list 54
test('an erased answer takes its quote with it', async () => {
  const world = await openWorld()
  const { consultationId, writer, receipts } = await frozen(world)
  const [row] = await world.ctx.db.select().from(responses).where(eq(responses.consultationId, consultationId))
  const withText = await rows<{ id: string }>(
    world.ctx.db,
    sql`select id from responses where consultation_id = ${consultationId}::uuid and answers ? 'why'`,
  )
  expect(row).toBeDefined()
  const quote = { question: 'why', response: withText[0]?.id, edited: 'More officers please.' }
  expect((await writer.api('POST', `${base(consultationId)}/quotes`, quote)).status).toBe(200)
  expect(await erase(world.ctx, receipts[0]!)).toBe('erased')
  await deliverEvents(world.ctx, subscriptions({ smtpUrl: undefined, mailFrom: 'test@example.org' }))
  expect(await world.ctx.db.$count(quotes, eq(quotes.responseId, withText[0]?.id ?? ''))).toBe(0)
})

// Security list 22
test('the answer is published by another person than its writers, once everything is there', async () => {
  const world = await openWorld()
  const early = await frozen(world)
  expect((await early.writer.api('POST', `${base(early.consultationId)}/send`, {})).status).toBe(422)

  const { consultationId, slug, writer, approver } = await sent(world)
  const at = base(consultationId)
  const visitor = world.visitor()
  expect((await visitor(`/c/${slug}/results`)).status).toBe(404)
  expect((await writer.api('POST', `${at}/findings`, finding)).status).toBe(409)
  expect((await writer.api('POST', `${at}/publish`, {})).status).toBe(403)
  expect((await (await world.person('approver', randomUUID())).api('POST', `${at}/publish`, {})).status).toBe(404)

  await askToBeTold(world.ctx, consultationId, 'asked@example.org')
  await askToBeTold(world.ctx, consultationId, 'asked@example.org')
  expect((await approver.api('POST', `${at}/send-back`, { note: 'Which street?' })).status).toBe(200)
  expect((await approver.api('POST', `${at}/publish`, {})).status).toBe(409)
  expect((await writer.api('POST', `${at}/send`, {})).status).toBe(200)
  expect((await approver.api('POST', `${at}/publish`, {})).status).toBe(200)
  expect(await last(world, 'feedback.publish', consultationId)).toHaveLength(1)
  const [after] = await world.ctx.db.select().from(consultations).where(eq(consultations.id, consultationId))
  expect(after?.state).toBe('answered')
  const page = await visitor(`/c/${slug}/results`)
  const html = await page.text()
  expect(page.status).toBe(200)
  for (const words of ['67% of 60', 'Knives first.', 'Head of Policy and Planning', 'How was this computed?']) {
    expect(html).toContain(words)
  }
})

test('an approver who wrote a part of it may not publish it', async () => {
  const world = await openWorld()
  const closed = await aClosedConsultation(world)
  const officer = await world.person('officer', closed.consultationId)
  const approver = await world.person('approver', closed.consultationId)
  const at = base(closed.consultationId)
  await officer.api('POST', `${at}/release`, { tables })
  await approver.api('POST', `${at}/findings`, finding)
  await officer.api('POST', `${at}/commitments`, commitment)
  await officer.api('PUT', `${at}/summary`, { said: 'a', did: 'b' })
  await officer.api('POST', `${at}/send`, {})
  expect((await approver.api('POST', `${at}/publish`, {})).status).toBe(409)
})

test('when a sealed count is edited, page and recount refuse', async () => {
  const world = await openWorld()
  const { consultationId, slug, approver, writer } = await sent(world)
  const at = base(consultationId)
  expect((await approver.api('POST', `${at}/publish`, {})).status).toBe(200)
  expect(await (await writer.api('GET', `${at}/recount`)).json()).toMatchObject({ ok: true, tables: 3 })
  const [release] = await world.ctx.db.select().from(releases).where(eq(releases.consultationId, consultationId))
  const [sealed] = await world.ctx.db
    .select()
    .from(sealedCounts)
    .where(eq(sealedCounts.releaseId, release?.id ?? ''))
  const edited = JSON.parse(JSON.stringify(sealed?.tables).replace('"counts":[40,', '"counts":[41,'))
  expect(edited).not.toEqual(sealed?.tables)
  await world.ctx.db
    .update(sealedCounts)
    .set({ tables: edited })
    .where(eq(sealedCounts.releaseId, release?.id ?? ''))
  expect(await (await writer.api('GET', `${at}/recount`)).json()).toMatchObject({ ok: false })
  const page = await world.visitor()(`/c/${slug}/results`)
  expect(page.status).toBe(503)
  expect(await page.text()).not.toContain('67%')
})
