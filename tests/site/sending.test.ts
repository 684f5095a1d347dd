import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { collectors } from '../../server/collectors/tables.ts'
import { rows } from '../../server/platform/db.ts'
import { aGroup, anOpenConsultation, type OpenConsultation } from '../support/fixtures.ts'
import type { Visitor } from '../support/visitor.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})

const receiptIn = (html: string) => /class="code"[^>]*>(.*?)<\/strong>/s.exec(html)?.[1]?.replace(/<[^>]+>/g, '') ?? ''
const headingOf = (html: string) => /<h1[^>]*>(.*?)<\/h1>/s.exec(html)?.[1] ?? ''
const day = 24 * 60 * 60 * 1000

async function countOf(consultationId: string): Promise<number> {
  const [found] = await rows<{ n: number }>(
    world.ctx.db,
    sql`select count(*)::int as n from responses where consultation_id = ${consultationId}::uuid`,
  )
  return Number(found?.n)
}

/** Answers up to "Check your answers". */
async function toCheck(slug: string, visitor: Visitor = world.visitor()) {
  let at = await visitor.follow(await visitor.fill(await (await visitor(`/c/${slug}`)).text(), {}))
  at = await visitor.follow(await visitor.fill(at.html, { 'q-priorities': 'hate' }))
  at = await visitor.follow(await visitor.fill(at.html, {}))
  at = await visitor.follow(await visitor.fill(at.html, {}))
  expect(headingOf(at.html)).toBe('Check your answers')
  return { visitor, check: at.html }
}

async function sent(consultation: OpenConsultation) {
  const { visitor, check } = await toCheck(consultation.slug)
  const done = await visitor.follow(await visitor.fill(check, {}))
  return { visitor, check, receipt: receiptIn(done.html) }
}

// 40, 42
test('sent twice, from a second tab or by the back button: one answer, the same receipt', async () => {
  const consultation = await anOpenConsultation(world)
  const { visitor, check, receipt } = await sent(consultation)
  const again = await visitor.follow(await visitor.fill(check, {}))
  expect(receiptIn(again.html)).toBe(receipt)
  const back = await visitor.follow(await visitor(`/c/${consultation.slug}/respond/page/first`))
  expect(receiptIn(back.html)).toBe(receipt)
  expect(await countOf(consultation.consultationId)).toBe(1)
})

// 41
test('the same key with other answers is told so with 409, and the first stays', async () => {
  const consultation = await anOpenConsultation(world)
  const { visitor, check, receipt } = await sent(consultation)
  const other = JSON.stringify({ priorities: { options: ['knives'] } })
  const refused = await visitor.fill(check, { answers: other })
  expect(refused.status).toBe(409)
  expect(await refused.text()).toContain('You have already sent this')
  expect(await countOf(consultation.consultationId)).toBe(1)
  const status = await (await world.visitor().form('/receipt', { code: receipt })).text()
  expect(status).toContain('Your answer is in since')
})

// 69
test('a check page left open for days still sends what it shows', async () => {
  const consultation = await anOpenConsultation(world)
  const { visitor, check } = await toCheck(consultation.slug)
  visitor.cookies.clear()
  const done = await visitor.fill(check, {})
  expect(done.status).toBe(200)
  const receipt = receiptIn(await done.text())
  expect(receiptIn(await (await visitor.fill(check, {})).text())).toBe(receipt)
  expect(await countOf(consultation.consultationId)).toBe(1)
})

// 69
test('a page posted when the draft is gone begins a new one with what was written', async () => {
  const { slug } = await anOpenConsultation(world)
  const visitor = world.visitor()
  const first = await visitor.follow(await visitor.fill(await (await visitor(`/c/${slug}`)).text(), {}))
  visitor.cookies.clear()
  const next = await visitor.follow(await visitor.fill(first.html, { 'q-priorities': 'hate' }))
  expect(next.path).toBe(`/c/${slug}/respond/page/second`)
})

test('tampered answers on the check page are refused with 422 and nothing is stored', async () => {
  const consultation = await anOpenConsultation(world)
  const { visitor, check } = await toCheck(consultation.slug)
  visitor.cookies.clear()
  const bad = [
    { nonsense: { text: 'x' } },
    { priorities: { options: ['no-such'] } },
    { priorities: { option: 'knives' } },
  ]
  for (const answers of bad) expect((await visitor.fill(check, { answers: JSON.stringify(answers) })).status).toBe(422)
  expect((await visitor.fill(check, { key: ['a', 'b'] })).status).toBe(422)
  expect(await countOf(consultation.consultationId)).toBe(0)
})

test('an unknown address is a 404 page, whatever it hangs below', async () => {
  const visitor = world.visitor()
  for (const path of [
    '/c/none',
    '/c/none/respond',
    '/c/none/privacy',
    '/c/none/tell-me',
    '/nothing',
    '/c/none/respond/x/check',
  ]) {
    const response = await visitor(path)
    expect([404, 401], path).toContain(response.status)
    expect(response.headers.get('content-type')).toContain('text/html')
  }
})

// 19
test('a draft consultation looks like one that does not exist', async () => {
  const { slug } = await anOpenConsultation(world, { consultation: { state: 'draft' } })
  const visitor = world.visitor()
  for (const path of ['', '/respond', '/privacy', '/tell-me']) {
    const [draft, missing] = [await visitor(`/c/${slug}${path}`), await visitor(`/c/zz${slug}${path}`)]
    expect(draft.status).toBe(404)
    expect(await draft.text()).toBe(await missing.text())
  }
})

// 50
test('after closing: the date in plain words, a quarter of an hour for drafts begun before, the receipt for ever', async () => {
  const consultation = await anOpenConsultation(world)
  const [early, late] = [await toCheck(consultation.slug), await toCheck(consultation.slug)]
  const { visitor: done, receipt } = await sent(consultation)
  const before = world.clock.now
  const closesAt = new Date(before.getTime() + 30 * day)
  try {
    world.clock.now = new Date(before.getTime() + 23 * 60 * 60 * 1000)
    await early.visitor(`/c/${consultation.slug}/respond`)
    await rows(
      world.ctx.db,
      sql`update consultations set closes_at = ${new Date(world.clock.now.getTime() + 60_000).toISOString()}::timestamptz where id = ${consultation.consultationId}::uuid`,
    )
    world.clock.now = new Date(world.clock.now.getTime() + 5 * 60_000)
    const grace = await early.visitor.follow(await early.visitor.fill(early.check, {}))
    expect(headingOf(grace.html)).toBe('Your answer is in')
    const stranger = await world.visitor()(`/c/${consultation.slug}/respond/page/first`)
    expect(stranger.status).toBe(410)
    expect(await stranger.text()).toContain('This closed on ')

    world.clock.now = new Date(world.clock.now.getTime() + 15 * 60_000)
    const tooLate = await late.visitor.fill(late.check, {})
    expect(tooLate.status).toBe(410)
    const status = await (await done.form('/receipt', { code: receipt })).text()
    expect(status).toContain('Counted when this closed')
    expect(closesAt > before).toBe(true)
  } finally {
    world.clock.now = before
  }
})

test('not open yet: the day it opens', async () => {
  const opensAt = new Date(world.ctx.now().getTime() + 3 * day)
  const { slug } = await anOpenConsultation(world, { consultation: { opensAt } })
  const visitor = world.visitor()
  expect(await (await visitor(`/c/${slug}`)).text()).toContain('Opens 19 March 2026')
  const door = await visitor(`/c/${slug}/respond`)
  expect(door.status).toBe(409)
  expect(await door.text()).toContain('This opens on Thursday 19 March')
})

// 43
test('when the database fails, the answer is 503 with everything kept in the page, never a thank-you', async () => {
  const consultation = await anOpenConsultation(world)
  const { visitor, check } = await toCheck(consultation.slug)
  await rows(world.ctx.db, sql`alter table responses rename to responses_away`)
  let page: string
  try {
    const failed = await visitor.fill(check, {})
    expect(failed.status).toBe(503)
    page = await failed.text()
    expect(page).toContain('Your answers are kept in this page')
    expect(page).not.toContain('Your answer is in')
  } finally {
    await rows(world.ctx.db, sql`alter table responses_away rename to responses`)
  }
  const done = await visitor.follow(await visitor.fill(page, {}))
  expect(headingOf(done.html)).toBe('Your answer is in')
})

// 32
test('a form from another site is refused; one from an old browser with the form token is not', async () => {
  const { slug } = await anOpenConsultation(world)
  const visitor = world.visitor()
  const first = await visitor.follow(await visitor.fill(await (await visitor(`/c/${slug}`)).text(), {}))
  const token = /name="form_token" value="([^"]+)"/.exec(first.html)?.[1] ?? ''
  const body = new URLSearchParams({ 'q-priorities': 'hate', form_token: token })
  const at = `/c/${slug}/respond/page/first`
  const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const post = (headers: Record<string, string>, sentBody = body) =>
    world.app.request(world.ctx.publicOrigin + at, { method: 'POST', body: sentBody, headers: { cookie, ...headers } })
  expect((await post({ origin: 'https://elsewhere.example' })).status).toBe(403)
  expect((await post({ 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  expect((await post({}, new URLSearchParams({ 'q-priorities': 'hate' }))).status).toBe(403)
  expect((await post({})).status).toBe(303)
})

test('oversize is 413, files and JSON are refused, odd keys change no object', async () => {
  const { slug } = await anOpenConsultation(world)
  const { visitor } = { visitor: world.visitor() }
  await visitor.form(`/c/${slug}/respond`, {})
  const at = `/c/${slug}/respond/page/first`
  expect((await visitor.form(at, { 'q-why': 'x'.repeat(300_000) })).status).toBe(413)
  const many = Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`f${i}`, '1']))
  expect((await visitor.form(at, many)).status).toBe(413)
  const file = new FormData()
  file.append('q-why', new Blob(['x']), 'x.svg')
  expect((await visitor(at, { method: 'POST', body: file })).status).toBe(422)
  const json = { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }
  expect((await visitor(at, json)).status).toBe(400)
  await visitor.form(at, { '__proto__.isAdmin': '1', __proto__x: '1', constructor: '1', 'q-priorities': 'hate' })
  expect(({} as { isAdmin?: unknown }).isAdmin).toBeUndefined()
})

test('the receipt: in, withdrawn after a second page that asks, erased; a wrong one keeps what was typed', async () => {
  const consultation = await anOpenConsultation(world)
  const { receipt } = await sent(consultation)
  const visitor = world.visitor()
  const wrong = await visitor.form('/receipt', { code: '<b>AAAA' })
  expect(wrong.status).toBe(422)
  expect(await wrong.text()).toContain('value="&lt;b&gt;AAAA"')

  const status = await (await visitor.form('/receipt', { code: receipt.toLowerCase().replaceAll('-', ' ') })).text()
  expect(status).toContain('Your answer is in since Monday 16 March 2026')
  const sure = await (await visitor.fill(status, {}, { action: '/receipt/withdraw' })).text()
  expect(headingOf(sure)).toBe('Withdraw your answer?')
  const gone = await (await visitor.fill(sure, {}, { action: '/receipt/withdraw' })).text()
  expect(headingOf(gone)).toContain('withdrawn')
  const sureErase = await (await visitor.fill(gone, {}, { action: '/receipt/erase' })).text()
  const erased = await (await visitor.fill(sureErase, {}, { action: '/receipt/erase' })).text()
  expect(headingOf(erased)).toBe('Your answer is erased.')
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

test('a group answers through its own door, says how it asked people, and replaces its answer', async () => {
  const consultation = await anOpenConsultation(world)
  const group = await aGroup(world)
  await world.ctx.db.insert(collectors).values({
    consultationId: consultation.consultationId,
    questionnaireId: consultation.questionnaireId,
    kind: 'group',
    slug: group.slug,
    groupId: group.groupId,
    askedAt: world.ctx.now(),
  })
  const base = `/c/${consultation.slug}/respond/${group.slug}`
  expect((await world.visitor()(base)).status).toBe(401)
  const foreign = await world.person('coordinator', (await aGroup(world)).groupId)
  expect((await world.app.request(world.ctx.publicOrigin + base, { headers: { cookie: foreign.cookie } })).status).toBe(
    404,
  )

  const person = await world.person('coordinator', group.groupId)
  const visitor = world.visitor()
  const [name, value] = person.cookie.split('=')
  visitor.cookies.set(name ?? '', value ?? '')
  let at = await visitor.follow(await visitor.fill(await (await visitor(base)).text(), {}))
  at = await visitor.follow(await visitor.fill(at.html, { 'q-priorities': 'hate' }))
  at = await visitor.follow(await visitor.fill(at.html, {}))
  at = await visitor.follow(await visitor.fill(at.html, {}))
  expect(headingOf(at.html)).toBe('How we asked people')
  const bad = await visitor.fill(at.html, { 'meeting.0.date': '2026-02-30', 'meeting.0.attendance': 'lots' })
  expect(bad.status).toBe(422)
  const how = {
    'meeting.0.date': '2026-03-02',
    'meeting.0.what': 'Town hall',
    'meeting.0.attendance': '41',
    minority: 'Some wanted <i>traffic</i> first.',
  }
  at = await visitor.follow(await visitor.fill(await bad.text(), how))
  expect(at.html).toContain('41 came')
  expect(at.html).toContain('Some wanted &lt;i&gt;traffic&lt;/i&gt; first.')
  at = await visitor.follow(await visitor.fill(at.html, {}))
  expect(headingOf(at.html)).toBe('Your answer is in')
  const first = receiptIn(at.html)
  expect(at.html).not.toContain('Help us see who is missing')

  at = await visitor.follow(await visitor.fill(await (await visitor(base)).text(), {}))
  expect(headingOf(at.html)).toBe('Check your answers')
  at = await visitor.follow(await visitor.fill(at.html, {}))
  expect(receiptIn(at.html)).not.toBe(first)
  expect(await (await visitor.form('/receipt', { code: first })).text()).toContain('took the place of this one')
})
