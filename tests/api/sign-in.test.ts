import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import {
  createAccount,
  createSignInLink,
  disableAccount,
  setPassword,
  takeSignInLink,
} from '../../server/accounts/commands.ts'
import { forgetWhatRanOut } from '../../server/accounts/forget-what-ran-out.ts'
import { startSession } from '../../server/accounts/sessions.ts'
import { session, signInLinks, staffSessions, verification } from '../../server/accounts/tables.ts'
import { subscriptions } from '../../server/app.ts'
import { deliverEvents, type Subscriber } from '../../server/platform/jobs.ts'
import { sha256 } from '../../server/platform/secret.ts'
import { auditEntries, outbox } from '../../server/platform/tables.ts'
import { totpCode } from '../support/totp.ts'
import { openWorld, origin, type World } from '../support/world.ts'

const password = 'a long enough passphrase'

async function officerWithPassword(world: World) {
  const email = `signing-in-${randomUUID()}@example.org`
  const actor = await createAccount(world.ctx, {
    email,
    name: 'Test officer',
    grants: [{ role: 'officer', scope: null }],
  })
  await setPassword(world.ctx, actor.accountId, password)
  return actor
}

/** A browser that keeps cookies over JSON calls. */
function browser(world: World) {
  const jar = new Map<string, string>()
  return async (path: string, body: unknown) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await world.app.request(`${origin}/api/accounts/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', origin, cookie },
      body: JSON.stringify(body),
    })
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const at = pair.indexOf('=')
      if (/max-age=0/i.test(line)) jar.delete(pair.slice(0, at))
      else jar.set(pair.slice(0, at), pair.slice(at + 1))
    }
    return { status: answer.status, body: (await answer.json()) as Record<string, string>, jar }
  }
}

test('an officer signs in with password and code, and only then has a session', async () => {
  const world = await openWorld()
  const officer = await officerWithPassword(world)
  const first = browser(world)
  expect(await first('sign-in', { email: officer.email, password })).toMatchObject({
    status: 200,
    body: { next: 'enrol' },
  })
  const { body: enrolled } = await first('enrol', { password })
  expect(enrolled.uri).toMatch(/^otpauth:\/\/totp\/Folkmoot/)
  const confirmed = await first('enrol/confirm', { code: totpCode(enrolled.secret!) })
  expect(confirmed.status).toBe(200)
  expect(confirmed.jar.has('folkmoot-local')).toBe(true)

  const second = browser(world)
  const asked = await second('sign-in', { email: officer.email, password })
  expect(asked.body.next).toBe('totp')
  expect(asked.jar.has('folkmoot-local')).toBe(false)
  const entered = await second('totp', { code: totpCode(enrolled.secret!, 1) })
  expect(entered.status).toBe(200)
  expect(entered.jar.has('folkmoot-local')).toBe(true)
  // better-auth's own session was only for the moment, and knows no browser.
  expect(await world.ctx.db.select().from(session).where(eq(session.userId, officer.accountId))).toEqual([])
  const entries = await world.ctx.db
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.subject, `account:${officer.accountId}`))
  expect(entries.filter((entry) => entry.verb === 'accounts.sign-in')).toHaveLength(2)
})

// Case 30: a code works once; a wrong one never.
test('a code that was used, or is wrong, signs nobody in', async () => {
  const world = await openWorld()
  const officer = await officerWithPassword(world)
  const first = browser(world)
  await first('sign-in', { email: officer.email, password })
  const { body } = await first('enrol', { password })
  const code = totpCode(body.secret!)
  expect((await first('enrol/confirm', { code })).status).toBe(200)
  const again = browser(world)
  await again('sign-in', { email: officer.email, password })
  expect((await again('totp', { code })).status).toBe(401)
  await again('sign-in', { email: officer.email, password })
  expect((await again('totp', { code: code === '000000' ? '000001' : '000000' })).status).toBe(401)
})

// Case 26: nothing tells a known e-mail from an unknown one.
test('a wrong password and an unknown e-mail get the same answer', async () => {
  const world = await openWorld()
  const officer = await officerWithPassword(world)
  const ask = browser(world)
  const wrong = await ask('sign-in', { email: officer.email, password: 'not the passphrase' })
  const unknown = await ask('sign-in', { email: `nobody-${randomUUID()}@example.org`, password })
  expect(wrong.status).toBe(401)
  expect([unknown.status, unknown.body]).toEqual([wrong.status, wrong.body])
})

test('ten tries in a quarter of an hour are the most', async () => {
  const world = await openWorld()
  const ask = browser(world)
  const email = `tried-${randomUUID()}@example.org`
  for (let i = 0; i < 10; i++) expect((await ask('sign-in', { email, password })).status).toBe(401)
  expect((await ask('sign-in', { email, password })).status).toBe(429)
})

// Case 26.
test('a mailed link is for coordinators alone, works once, and says the same to everybody', async () => {
  const world = await openWorld()
  const coordinator = await world.person('coordinator', randomUUID())
  const officer = await world.person('officer')
  const ask = browser(world)
  const answers = [
    await ask('mail-link', { email: coordinator.email }),
    await ask('mail-link', { email: officer.email }),
  ]
  expect(answers.map(({ status, body }) => [status, body])).toEqual([
    [200, { sent: true }],
    [200, { sent: true }],
  ])
  // Nothing that was asked waits for anything that tells the two apart.
  const asked = await world.ctx.db.select().from(outbox).where(eq(outbox.topic, 'accounts.link-asked'))
  const waiting = asked.filter(({ doneAt }) => !doneAt).map(({ payload }) => payload)
  expect(waiting).toEqual(expect.arrayContaining([{ email: coordinator.email }, { email: officer.email }]))
  const mails: { to: string; text: string }[] = []
  const keep: Subscriber = async (_ctx, payload) => void mails.push(payload as { to: string; text: string })
  await deliverEvents(world.ctx, {
    ...subscriptions({ smtpUrl: undefined, mailFrom: 'a@example.org' }),
    'mail.send': [keep],
  })
  expect(mails.filter((mail) => mail.to === officer.email)).toEqual([])
  const mail = mails.find((one) => one.to === coordinator.email)
  const path = new URL(mail?.text.match(/http\S+/)?.[0] ?? '').pathname
  const post = () => world.app.request(origin + path, { method: 'POST', headers: { origin } })
  expect((await world.app.request(origin + path)).status).toBe(200)
  const taken = await post()
  expect([taken.status, taken.headers.get('location')]).toEqual([303, '/desk'])
  expect((await post()).status).toBe(410)
})

test('an operator’s link opens a page with a button, signs in once, and dies with the account', async () => {
  const world = await openWorld()
  const officer = await world.person('officer')
  const link = new URL(await createSignInLink(world.ctx, officer.accountId, 24)).pathname
  const before = await world.ctx.db.select().from(staffSessions).where(eq(staffSessions.accountId, officer.accountId))
  expect(await (await world.app.request(origin + link)).text()).toContain('<form method="post">')
  const post = (path: string) => world.app.request(origin + path, { method: 'POST', headers: { origin } })
  expect((await post(link)).status).toBe(303)
  expect((await post(link)).status).toBe(410)
  const after = await world.ctx.db.select().from(staffSessions).where(eq(staffSessions.accountId, officer.accountId))
  expect(after).toHaveLength(before.length + 1)
  const other = new URL(await createSignInLink(world.ctx, officer.accountId, 24)).pathname
  await disableAccount(world.ctx, officer.accountId)
  expect((await post(other)).status).toBe(410)
  expect((await officer.api('GET', '/api/accounts/me')).status).toBe(401)
})

test('sessions, links and codes that let nobody in any more are deleted; those that do stay', async () => {
  const { ctx } = await openWorld()
  const { accountId } = await createAccount(ctx, {
    email: `gone-${randomUUID()}@example.org`,
    name: 'Long gone',
    grants: [],
  })
  const ago = (minutes: number) => ({ ...ctx, now: () => new Date(ctx.now().getTime() - minutes * 60_000) })
  const live = await startSession(ctx, accountId)
  await startSession(ago(31), accountId)
  const link = (at: typeof ctx, reusable = false) => createSignInLink(at, accountId, 1, reusable)
  const tokenOf = async (address: Promise<string>) => (await address).split('/').at(-1)!
  const waiting = await tokenOf(link(ctx))
  const again = await tokenOf(link(ctx, true))
  await link(ago(61))
  for (const used of [await tokenOf(link(ctx)), again]) expect(await takeSignInLink(ctx, used)).toBe(accountId)
  const old = { id: randomUUID(), createdAt: ago(90).now(), expiresAt: ago(60).now() }
  await ctx.db.insert(verification).values({ ...old, identifier: `of-${accountId}`, value: 'x' })
  await ctx.db.insert(session).values({ ...old, token: old.id, userId: accountId })

  await forgetWhatRanOut(ctx)

  const left = async (table: typeof staffSessions | typeof signInLinks) =>
    (await ctx.db.select({ hash: table.tokenHash }).from(table).where(eq(table.accountId, accountId))).map(({ hash }) =>
      Buffer.from(hash).toString('hex'),
    )
  const hashOf = (token: string) => Buffer.from(sha256(token)).toString('hex')
  expect(await left(staffSessions)).toEqual([hashOf(live)])
  expect((await left(signInLinks)).sort()).toEqual([hashOf(waiting), hashOf(again)].sort())
  expect(await ctx.db.$count(session, eq(session.userId, accountId))).toBe(0)
  expect(await ctx.db.$count(verification, eq(verification.id, old.id))).toBe(0)
})
