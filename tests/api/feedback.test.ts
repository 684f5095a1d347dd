import { createHash, randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { subscriptions } from '../../server/app.ts'
import { consultations } from '../../server/consultations/tables.ts'
import { recountRelease } from '../../server/feedback/recount.ts'
import { recountFromResponses } from '../../server/feedback/recount-responses.ts'
import { quotes, releases, sealedCounts } from '../../server/feedback/tables.ts'
import { rows } from '../../server/platform/db.ts'
import { deliverEvents } from '../../server/platform/jobs.ts'
import { auditEntries } from '../../server/platform/tables.ts'
import { erase, withdraw } from '../../server/responses/receipts.ts'
import { responses } from '../../server/responses/tables.ts'
import { askToBeTold } from '../../server/responses/update-requests.ts'
import { countedDataset } from '../../server/responses/words.ts'
import { canonical, type SealedTable } from '../../shared/feedback/release-tables.ts'
import { aClosedConsultation, lateAnswers, wrote } from '../support/answered.ts'
import { anOpenConsultation } from '../support/fixtures.ts'
import { openWorld, type Person, type World } from '../support/world.ts'

const tables = [
  { question: 'priorities', by: null },
  { question: 'contact', by: null },
  { question: 'contact', by: 'sex' },
]
const finding = {
  heading: 'Knife crime was named most often',
  text: 'Two in three put it first.',
  evidence: [{ kind: 'cell', table: 't1', row: 'knives', column: 'all' }],
  objectives: [],
  actions: [],
}
const commitment = {
  kind: 'we_will',
  text: 'put knife crime first in the plan.',
  because: '',
  owner: 'Head of Policy and Planning',
  dueOn: '2026-12-31',
  finding: null,
  objective: null,
  action: null,
}

/** SHA-256 of all numbers of `tables` over the sixty people, sealed and public, whichever engine counted them. */
const sixtyPeople = 'b0eddccb39d11dcda0e6f63ae05bec1c23fb1e58efb60679f4c233ae56aa24f4'

const base = (consultationId: string) => `/api/feedback/${consultationId}`
const last = async (world: World, verb: string, scope: string) =>
  (await world.ctx.db.select().from(auditEntries).where(eq(auditEntries.scope, scope))).filter((e) => e.verb === verb)

async function frozen(world: World, officer?: Person) {
  const closed = await aClosedConsultation(world)
  const writer = officer ?? (await world.person('officer', closed.consultationId))
  const answer = await writer.api('POST', `${base(closed.consultationId)}/release`, { tables })
  expect(answer.status).toBe(200)
  return { ...closed, writer }
}

async function sent(world: World) {
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

// Promise 4
test('a release says what it was made of: questions, rules, versions, a hash of what was counted, what was left out', async () => {
  const world = await openWorld()
  const closed = await aClosedConsultation(world)
  expect(await withdraw(world.ctx, closed.receipts[9]!)).toBe('withdrawn')
  const officer = await world.person('officer', closed.consultationId)
  expect((await officer.api('POST', `${base(closed.consultationId)}/release`, { tables })).status).toBe(200)
  const [release] = await world.ctx.db.select().from(releases).where(eq(releases.consultationId, closed.consultationId))
  const hash = expect.stringMatching(/^[0-9a-f]{64}$/)
  const counted = { versions: [closed.versionId], sha256: hash, equality: hash }
  expect(release?.manifest).toMatchObject({
    consultation: closed.slug,
    filter: { area: null, collector: null },
    tables: [{ id: 't1' }, { id: 't2' }, { id: 't3', by: 'What is your sex?' }],
    rules: { hideUpTo: 7, roundTo: 5, baseForShares: 30 },
    dataset: counted,
    counted: 59,
    groups: 0,
    leftOut: [{ reason: 'withdrawn by the person', responses: 1 }],
    method: expect.stringContaining('rounded to 5'),
  })
  expect(release?.manifest.code).toMatch(/\d/)
  // Another answer makes another hash; the same answers make the same one.
  expect(release?.manifest.dataset).toMatchObject(await countedDataset(world.ctx, closed.consultationId))
  await erase(world.ctx, closed.receipts[3]!)
  expect((await countedDataset(world.ctx, closed.consultationId)).sha256).not.toBe(release?.manifest.dataset.sha256)
})

test('nothing is frozen while answers may still come', async () => {
  const world = await openWorld()
  const open = await anOpenConsultation(world)
  const officer = await world.person('officer', open.consultationId)
  const answer = await officer.api('POST', `${base(open.consultationId)}/release`, { tables })
  expect(answer.status).toBe(409)
  expect(await world.ctx.db.$count(releases, eq(releases.consultationId, open.consultationId))).toBe(0)
})

test('a release may hold the borough and several answers by an equality question; two of those at once never', async () => {
  const world = await openWorld()
  const { consultationId } = await aClosedConsultation(world)
  const officer = await world.person('officer', consultationId)
  const freeze = async (one: { question: string; by: string | null }) =>
    (await officer.api('POST', `${base(consultationId)}/release`, { tables: [one] })).status
  for (const [question, by] of [
    ['contact', 'home'],
    ['sex', 'sex'],
    ['area', null],
    ['nothing', null],
  ] as const)
    expect([question, by, await freeze({ question, by })]).toEqual([question, by, 422])
  const wanted = [
    { question: 'home', by: 'sex' },
    { question: 'priorities', by: 'sex' },
    { question: 'sex', by: null },
  ]
  expect((await officer.api('POST', `${base(consultationId)}/release`, { tables: wanted })).status).toBe(200)
})

interface Preview {
  number: number
  people: number
  tables: { id: string; columns: { counts: (number | null)[] }[] }[]
  last: { people: number } | null
}

// Security list 59
test('a second release needs ten more answers in all and in each table, and takes the draft with it', async () => {
  const world = await openWorld()
  const { consultationId, writer, ...rest } = await frozen(world)
  const to = { consultationId, ...rest }
  const at = base(consultationId)
  expect((await writer.api('POST', `${at}/findings`, finding)).status).toBe(200)
  const again = (wanted: typeof tables) => writer.api('POST', `${at}/release`, { tables: wanted })
  await lateAnswers(world, to, 9)
  expect((await again(tables)).status).toBe(409)
  const notReady = (await (await writer.api('GET', `${at}/freezable`)).json()) as { ready: boolean; why: string }
  expect(notReady).toMatchObject({ ready: false, why: expect.stringContaining('10 more') })

  await lateAnswers(world, to, 31)
  // Nobody more gave their sex: that table would tell of nobody but those who came, so it is named and refused.
  const refused = await again(tables)
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('What is your sex?')
  const wanted = tables.filter(({ by }) => by === null)
  const preview = (await (await writer.api('POST', `${at}/preview`, { tables: wanted })).json()) as Preview
  expect(preview).toMatchObject({ number: 2, people: 100, last: { people: 60 } })
  expect(preview.tables.map(({ id, columns }) => [id, columns[0]?.counts])).toEqual([
    ['t1', [80, null, null, 0, 0, 0]],
    ['t2', [50, 50]],
  ])
  expect(await world.ctx.db.$count(releases, eq(releases.consultationId, consultationId))).toBe(1)

  expect((await again(wanted)).status).toBe(200)
  const desk = (await (await writer.api('GET', at)).json()) as { release: Preview; findings: unknown[] }
  expect(desk.release.tables).toEqual(preview.tables)
  expect(desk.findings).toHaveLength(1)
  const kept = await world.ctx.db.select().from(releases).where(eq(releases.consultationId, consultationId))
  expect(kept.map(({ number, manifest }) => [number, manifest.number, manifest.counted]).toSorted()).toEqual([
    [1, 1, 60],
    [2, 2, 100],
  ])
  for (const { id } of kept) expect(await recountRelease(world.ctx, id)).toMatchObject({ ok: true })
})

// Promise 4
test('sealed counts are made again from the responses, byte for byte, until one is erased or more have come', async () => {
  const world = await openWorld()
  const { consultationId, receipts, ...rest } = await frozen(world)
  const [release] = await world.ctx.db.select().from(releases).where(eq(releases.consultationId, consultationId))
  const again = () => recountFromResponses(world.ctx, release!.id)
  expect(await again()).toMatchObject({ ok: true })
  // The same counts and the same public tables to the byte, whichever database counted them.
  const [sealed] = await world.ctx.db.select().from(sealedCounts).where(eq(sealedCounts.releaseId, release!.id))
  const numbers = [
    sealed!.tables.map((table) => ({ ...table, question: '', by: '', rows: [], columns: [] })),
    release!.tables.map(({ id, columns }) => [id, columns.map(({ base, counts, shares }) => [base, counts, shares])]),
  ]
  expect(createHash('sha256').update(canonical(numbers)).digest('hex')).toBe(sixtyPeople)

  const [first] = sealed!.tables
  const edited = [{ ...first!, counts: [41, 17, 3, 0, 0, 0] }, ...sealed!.tables.slice(1)] as SealedTable[]
  const put = (tables: SealedTable[]) =>
    world.ctx.db.update(sealedCounts).set({ tables }).where(eq(sealedCounts.releaseId, release!.id))
  await put(edited)
  expect(await again()).toMatchObject({ ok: false })
  await put(sealed!.tables)

  expect(await erase(world.ctx, receipts[3]!)).toBe('erased')
  expect(await again()).toMatchObject({ ok: null, words: expect.stringContaining('1 of the responses') })
  await lateAnswers(world, { consultationId, ...rest }, 5)
  expect(await again()).toMatchObject({ ok: null })
})

test('an answer that waits or is published keeps its release', async () => {
  const world = await openWorld()
  const { consultationId, writer, approver, ...rest } = await sent(world)
  await lateAnswers(world, { consultationId, ...rest }, 40)
  const at = base(consultationId)
  const again = () => writer.api('POST', `${at}/release`, { tables: [{ question: 'contact', by: null }] })
  expect((await again()).status).toBe(409)
  expect((await approver.api('POST', `${at}/publish`, {})).status).toBe(200)
  expect((await again()).status).toBe(409)
})

test('a draft is not sent while a finding rests on a number that the new release does not show', async () => {
  const world = await openWorld()
  const { consultationId, writer, ...rest } = await frozen(world)
  const at = base(consultationId)
  await writer.api('POST', `${at}/findings`, finding)
  await writer.api('POST', `${at}/commitments`, commitment)
  await writer.api('PUT', `${at}/summary`, { said: 'a', did: 'b' })
  await lateAnswers(world, { consultationId, ...rest }, 40)
  const without = { tables: [{ question: 'contact', by: null }] }
  expect((await writer.api('POST', `${at}/release`, without)).status).toBe(200)
  const answer = await writer.api('POST', `${at}/send`, {})
  expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('Finding 1')])
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
