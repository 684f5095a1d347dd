import { and, eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { subscriptions } from '../../server/app.ts'
import { collectors } from '../../server/collectors/tables.ts'
import { type consultationPage, publicConsultation, publicConsultations } from '../../server/consultations/queries.ts'
import { consultations, privacyNotices } from '../../server/consultations/tables.ts'
import { deliverEvents } from '../../server/platform/jobs.ts'
import { auditEntries } from '../../server/platform/tables.ts'
import { openWorld, type Person, type World } from '../support/world.ts'

type Page = NonNullable<Awaited<ReturnType<typeof consultationPage>>>
type Refused = { message: string; fields: Record<string, string> }

let world: World
let officer: Person
let approver: Person
beforeAll(async () => {
  world = await openWorld()
  officer = await world.person('officer')
  approver = await world.person('approver')
})

const bodyOf = async <T>(response: Response) => (await response.json()) as T
const day = 24 * 60 * 60 * 1000
const inDays = (days: number) => new Date(world.ctx.now().getTime() + days * day).toISOString()

async function fresh(title = 'Policing at night', by = officer) {
  const made = await bodyOf<{ id: string; slug: string }>(await by.api('POST', '/api/consultations', { title }))
  const base = `/api/consultations/${made.id}`
  const page = async () => bodyOf<Page>(await by.api('GET', base))
  return { ...made, base, page }
}

const words = {
  why: 'To set priorities for the year.',
  decided: 'The budget.',
  stillOpen: 'What comes first.',
  audience: 'Everyone who lives in London.',
  contact: 'engagement@example.org',
}
const notice = { text: 'We ask to set priorities. Answers are kept for two years.', quotesMayBePublished: true }

/** All that opening needs, written by the officer, from yesterday for thirty days. */
async function ready() {
  const made = await fresh()
  const dates = { opensAt: inDays(-1), closesAt: inDays(30), answerBy: inDays(90) }
  expect((await officer.api('PATCH', made.base, { ...words, ...dates })).status).toBe(200)
  expect((await officer.api('POST', `${made.base}/privacy-notices`, notice)).status).toBe(201)
  const { id } = await bodyOf<{ id: string }>(
    await officer.api('POST', `${made.base}/questionnaires`, { name: 'Full' }),
  )
  const item = { id: 'a', code: 'a', type: 'long_text', text: { en: 'What should come first?' } }
  const act = { do: 'add', kind: 'question', into: 'page-1', at: 0, item }
  expect((await officer.api('POST', `/api/questionnaires/${id}/acts`, { revision: 0, act })).status).toBe(200)
  expect((await officer.api('POST', `/api/questionnaires/${id}/versions`, { revision: 1 })).status).toBe(201)
  return { ...made, questionnaireId: id }
}

async function opened() {
  const made = await ready()
  expect((await officer.api('POST', `${made.base}/ask-to-open`)).status).toBe(200)
  expect((await approver.api('POST', `${made.base}/confirm-opening`)).status).toBe(200)
  return made
}

const rowOf = async (id: string) =>
  (await world.ctx.db.select().from(consultations).where(eq(consultations.id, id)))[0]!
const auditOf = async (id: string, verb: string) => {
  const of = and(eq(auditEntries.subject, `consultation:${id}`), eq(auditEntries.verb, verb))
  return world.ctx.db.select().from(auditEntries).where(of)
}

test('a consultation gets the only address made from its title, and its maker becomes its officer', async () => {
  const title = 'Café & policing: 2026?'
  const [first, second] = [await fresh(title), await fresh(title)]
  expect(first.slug).toMatch(/^cafe-policing-2026(-\d+)?$/)
  expect(second.slug).toMatch(/^cafe-policing-2026-\d+$/)
  expect(second.slug).not.toBe(first.slug)
  const grants = await world.ctx.db
    .select()
    .from(auditEntries)
    .where(and(eq(auditEntries.scope, first.id), eq(auditEntries.verb, 'accounts.grant')))
  expect(grants.map((entry) => entry.detail)).toEqual([{ role: 'officer' }])
  expect((await auditOf(first.id, 'consultations.create')).map((entry) => entry.accountId)).toEqual([officer.accountId])
})

test('six of the same title at once get six addresses', async () => {
  const made = await Promise.all(Array.from({ length: 6 }, () => fresh('All at once')))
  expect(new Set(made.map((one) => one.slug)).size).toBe(6)
})

test('an edit changes only what it names, and is audited by field names alone', async () => {
  const { id, base, page } = await fresh()
  const documents = [{ title: 'The evidence', url: 'https://example.org/evidence?year=2026' }]
  expect((await officer.api('PATCH', base, { why: 'Because it matters.', documents })).status).toBe(200)
  expect((await officer.api('PATCH', base, { decided: 'Nothing yet.' })).status).toBe(200)
  expect(await page()).toMatchObject({ why: 'Because it matters.', decided: 'Nothing yet.', documents, phase: 'draft' })
  expect((await auditOf(id, 'consultations.edit')).map((entry) => entry.detail)).toEqual(
    expect.arrayContaining([{ fields: ['why', 'documents'] }, { fields: ['decided'] }]),
  )
})

// SECURITY 4, 10 and 20
test('unknown keys, links that are not https, crossed dates and NUL are a 422 and change nothing', async () => {
  const { id, base } = await fresh()
  const before = await rowOf(id)
  const link = (url: string) => ({ documents: [{ title: 'A document', url }] })
  const wrongs = [
    { state: 'open' },
    { confirmedBy: 'me' },
    { title: ' ' },
    { why: 'NUL \0' },
    { opensAt: 'tomorrow' },
    { opensAt: inDays(3), closesAt: inDays(2) },
    ...[
      'javascript:alert(1)',
      'data:text/html,x',
      'http://example.org',
      'https://',
      'vbscript:x',
      'https://a b',
      '//example.org',
    ].map(link),
  ]
  for (const wrong of wrongs) expect([(await officer.api('PATCH', base, wrong)).status, wrong]).toEqual([422, wrong])
  expect((await officer.api('POST', '/api/consultations', { title: 'Fine', createdBy: 'me' })).status).toBe(422)
  expect(await rowOf(id)).toEqual(before)
})

// SECURITY 1
test('mark-up in the words is kept as the text it is', async () => {
  const { base, page } = await fresh('<svg onload=alert(1)> policing')
  const wording = '<img src=x onerror=alert(1)></script> \u202eabc 😀'
  await officer.api('PATCH', base, { why: wording })
  expect(await page()).toMatchObject({
    title: '<svg onload=alert(1)> policing',
    why: wording,
    slug: 'svg-onload-alert-1-policing',
  })
})

test('the privacy notice keeps every version, and the same words again are no new one', async () => {
  const { id, base } = await fresh()
  const write = async (change: object) =>
    bodyOf<{ number: number }>(await officer.api('POST', `${base}/privacy-notices`, { ...notice, ...change }))
  expect(await write({})).toEqual({ number: 1 })
  expect(await write({})).toEqual({ number: 1 })
  expect(await write({ quotesMayBePublished: false })).toEqual({ number: 2 })
  expect(await world.ctx.db.$count(privacyNotices, eq(privacyNotices.consultationId, id))).toBe(2)
  expect(
    (await officer.api('POST', `${base}/privacy-notices`, { text: 'Short', quotesMayBePublished: true })).status,
  ).toBe(422)
})

test('asking to open names every gap, and nothing is asked while one is left', async () => {
  const { base, page } = await fresh()
  const refused = await officer.api('POST', `${base}/ask-to-open`)
  expect(refused.status).toBe(422)
  const { fields } = await bodyOf<Refused>(refused)
  expect(Object.keys(fields).sort()).toEqual(
    [
      'answerBy',
      'audience',
      'closesAt',
      'contact',
      'decided',
      'opensAt',
      'privacyNotice',
      'questionnaires',
      'stillOpen',
      'why',
    ].sort(),
  )
  expect((await page()).phase).toBe('draft')
  expect((await page()).gaps).toEqual(fields)
})

test('what is ready is asked, confirmed by another person, and then public with its door', async () => {
  const { id, slug, base, page, questionnaireId } = await ready()
  expect(await publicConsultation(world.ctx, slug)).toBeUndefined()
  expect((await officer.api('POST', `${base}/ask-to-open`)).status).toBe(200)
  expect((await page()).phase).toBe('asked')
  expect(await publicConsultation(world.ctx, slug)).toBeUndefined()
  expect((await approver.api('POST', `${base}/confirm-opening`)).status).toBe(200)
  expect((await page()).phase).toBe('open')
  await deliverEvents(world.ctx, subscriptions({ smtpUrl: undefined, mailFrom: 'x@example.org' } as never))
  const doors = await world.ctx.db.select().from(collectors).where(eq(collectors.consultationId, id))
  expect(doors.map((door) => [door.kind, door.questionnaireId, door.slug])).toEqual([['web', questionnaireId, null]])
  const shown = await publicConsultation(world.ctx, slug)
  expect(shown).toMatchObject({ id, notice: { number: 1 } })
  expect(Object.keys(shown!)).not.toEqual(expect.arrayContaining(['askedBy']))
  expect(JSON.stringify(await publicConsultations(world.ctx))).not.toContain(officer.accountId)
  for (const verb of ['ask-to-open', 'confirm-opening'])
    expect(await auditOf(id, `consultations.${verb}`)).toHaveLength(1)
})

// SECURITY 22
test('who wrote any part of it may not confirm it, and an officer may not at all', async () => {
  const made = await ready()
  await officer.api('POST', `${made.base}/ask-to-open`)
  expect((await officer.api('POST', `${made.base}/confirm-opening`)).status).toBe(403)
  await officer.api('POST', `${made.base}/take-back`)
  expect((await approver.api('PATCH', made.base, { contact: 'other@example.org' })).status).toBe(200)
  await officer.api('POST', `${made.base}/ask-to-open`)
  const own = await approver.api('POST', `${made.base}/confirm-opening`)
  expect(own.status).toBe(409)
  expect((await bodyOf<Refused>(own)).message).toContain('another person')
  expect((await rowOf(made.id)).state).toBe('asked')
  const second = await world.person('approver')
  expect((await second.api('POST', `${made.base}/confirm-opening`)).status).toBe(200)
})

// SECURITY 22
test('an approver who touched the questionnaire may not confirm either', async () => {
  const made = await ready()
  const writer = await world.person('approver')
  const act = { do: 'set-title', title: { en: 'Changed by the approver' } }
  expect(
    (await writer.api('POST', `/api/questionnaires/${made.questionnaireId}/acts`, { revision: 1, act })).status,
  ).toBe(200)
  await officer.api('POST', `${made.base}/ask-to-open`)
  expect((await writer.api('POST', `${made.base}/confirm-opening`)).status).toBe(409)
})

test('while it waits nothing changes; sent back with a note it is a draft again', async () => {
  const { id, base, page } = await ready()
  await officer.api('POST', `${base}/ask-to-open`)
  expect((await officer.api('PATCH', base, { why: 'Another reason.' })).status).toBe(409)
  expect(
    (await officer.api('POST', `${base}/privacy-notices`, { ...notice, quotesMayBePublished: false })).status,
  ).toBe(409)
  expect((await approver.api('POST', `${base}/send-back`, { note: 'Say what is decided more plainly.' })).status).toBe(
    200,
  )
  expect(await page()).toMatchObject({ phase: 'draft', note: 'Say what is decided more plainly.', why: words.why })
  expect((await approver.api('POST', `${base}/send-back`, { note: '' })).status).toBe(409)
  expect((await approver.api('POST', `${base}/confirm-opening`)).status).toBe(409)
  expect(await auditOf(id, 'consultations.send-back')).toHaveLength(1)
})

test('of two approvers at once one opens it', async () => {
  const { id, base } = await ready()
  await officer.api('POST', `${base}/ask-to-open`)
  const second = await world.person('approver')
  const both = await Promise.all([approver, second].map((one) => one.api('POST', `${base}/confirm-opening`)))
  expect(both.map((response) => response.status).sort()).toEqual([200, 409])
  expect(await auditOf(id, 'consultations.confirm-opening')).toHaveLength(1)
})

test('after the opening the terms stand; contact, documents and the date of the answer may change', async () => {
  const { base, page } = await opened()
  expect((await officer.api('PATCH', base, { decided: 'Everything.' })).status).toBe(409)
  expect((await officer.api('PATCH', base, { closesAt: inDays(1) })).status).toBe(409)
  expect((await officer.api('PATCH', base, { contact: 'new@example.org' })).status).toBe(200)
  expect(await page()).toMatchObject({ decided: words.decided, contact: 'new@example.org' })
})

test('the closing moves later freely, earlier only with a reason, and not after it closed; both are on record', async () => {
  const { id, base, page } = await opened()
  const move = (body: object) => officer.api('POST', `${base}/closing`, body)
  expect((await move({ closesAt: inDays(40) })).status).toBe(200)
  expect((await move({ closesAt: inDays(35) })).status).toBe(422)
  expect((await move({ closesAt: inDays(-1), reason: 'Mistake' })).status).toBe(422)
  expect((await move({ closesAt: inDays(100) })).status).toBe(422)
  expect((await move({ closesAt: 'now', reason: 'A trial run.' })).status).toBe(200)
  expect((await page()).phase).toBe('closed')
  expect((await move({ closesAt: inDays(50) })).status).toBe(409)
  const entries = await auditOf(id, 'consultations.move-closing')
  expect(entries.map((entry) => (entry.detail as { why?: string }).why).sort()).toEqual(['A trial run.', undefined])
})

test('closing is by the clock', async () => {
  const { base, page } = await opened()
  const before = world.clock.now
  const closesAt = new Date((await page()).closesAt as unknown as string)
  try {
    world.clock.now = new Date(closesAt.getTime() - 1)
    const fresh = await world.person('officer')
    expect((await bodyOf<Page>(await fresh.api('GET', base))).phase).toBe('open')
    world.clock.now = closesAt
    expect((await bodyOf<Page>(await fresh.api('GET', base))).phase).toBe('closed')
  } finally {
    world.clock.now = before
  }
})

test('an analyst reads and may not change; a coordinator may neither; a stranger signs in first', async () => {
  const { id, base } = await ready()
  const before = await rowOf(id)
  const analyst = await world.person('analyst')
  expect((await analyst.api('GET', base)).status).toBe(200)
  const coordinator = await world.person('coordinator')
  for (const person of [analyst, coordinator]) {
    expect((await person.api('PATCH', base, { why: 'Mine.' })).status).toBe(403)
    expect((await person.api('POST', `${base}/ask-to-open`)).status).toBe(403)
    expect((await person.api('POST', `${base}/confirm-opening`)).status).toBe(403)
    expect((await person.api('POST', '/api/consultations', { title: 'Mine own' })).status).toBe(403)
  }
  expect((await approver.api('POST', '/api/consultations', { title: 'Mine own' })).status).toBe(403)
  expect((await coordinator.api('GET', base)).status).toBe(403)
  expect((await world.visitor()(base)).status).toBe(401)
  expect(await rowOf(id)).toEqual(before)
})

test("another's consultation is the same 404 as one that does not exist, and is not in the list", async () => {
  const [mine, theirs] = [await fresh(), await fresh()]
  const scoped = await world.person('officer', mine.id)
  expect((await scoped.api('GET', mine.base)).status).toBe(200)
  const [other, missing] = await Promise.all([
    scoped.api('GET', theirs.base),
    scoped.api('GET', '/api/consultations/7c9e6679-7425-40de-944b-e07fc1f90ae7'),
  ])
  expect([other.status, missing.status]).toEqual([404, 404])
  expect(await other.text()).toBe(await missing.text())
  expect((await scoped.api('PATCH', theirs.base, { why: 'Mine.' })).status).toBe(404)
  expect((await scoped.api('POST', `${theirs.base}/questionnaires`, { name: 'Mine' })).status).toBe(404)
  const { consultations: list } = await bodyOf<{ consultations: { id: string }[] }>(
    await scoped.api('GET', '/api/consultations'),
  )
  expect(list.map((one) => one.id)).toEqual([mine.id])
})
