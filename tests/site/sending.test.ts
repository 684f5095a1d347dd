import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { rows } from '../../server/platform/db.ts'
import { countOf, headingOf, receiptIn, sent, toCheck } from '../support/answering.ts'
import { anOpenConsultation } from '../support/fixtures.ts'
import { openWorld, type World } from '../support/world.ts'

const day = 24 * 60 * 60 * 1000

let world: World
beforeAll(async () => {
  world = await openWorld()
})

// 40, 42
test('sent twice, from a second tab or by the back button: one answer, the same receipt', async () => {
  const consultation = await anOpenConsultation(world)
  const { visitor, check, receipt } = await sent(world, consultation)
  const again = await visitor.follow(await visitor.fill(check, {}))
  expect(receiptIn(again.html)).toBe(receipt)
  const back = await visitor.follow(await visitor(`/c/${consultation.slug}/respond/page/first`))
  expect(receiptIn(back.html)).toBe(receipt)
  expect(await countOf(world, consultation.consultationId)).toBe(1)
})

// 41
test('the same key with other answers is told so with 409, and the first stays', async () => {
  const consultation = await anOpenConsultation(world)
  const { visitor, check, receipt } = await sent(world, consultation)
  const other = JSON.stringify({ priorities: { options: ['knives'] } })
  const refused = await visitor.fill(check, { answers: other })
  expect(refused.status).toBe(409)
  expect(await refused.text()).toContain('You have already sent this')
  expect(await countOf(world, consultation.consultationId)).toBe(1)
  const status = await (await world.visitor().form('/receipt', { code: receipt })).text()
  expect(status).toContain('<h1>Your answer is in</h1>')
})

// 69
test('a check page left open for days still sends what it shows', async () => {
  const consultation = await anOpenConsultation(world)
  const { visitor, check } = await toCheck(world, consultation.slug)
  visitor.cookies.clear()
  const done = await visitor.fill(check, {})
  expect(done.status).toBe(200)
  const receipt = receiptIn(await done.text())
  expect(receiptIn(await (await visitor.fill(check, {})).text())).toBe(receipt)
  expect(await countOf(world, consultation.consultationId)).toBe(1)
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
  const { visitor, check } = await toCheck(world, consultation.slug)
  visitor.cookies.clear()
  const bad = [
    { nonsense: { text: 'x' } },
    { priorities: { options: ['no-such'] } },
    { priorities: { option: 'knives' } },
  ]
  for (const answers of bad) expect((await visitor.fill(check, { answers: JSON.stringify(answers) })).status).toBe(422)
  expect((await visitor.fill(check, { key: ['a', 'b'] })).status).toBe(422)
  expect(await countOf(world, consultation.consultationId)).toBe(0)
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
  const [early, late] = [await toCheck(world, consultation.slug), await toCheck(world, consultation.slug)]
  const { visitor: done, receipt } = await sent(world, consultation)
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
  const { visitor, check } = await toCheck(world, consultation.slug)
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
