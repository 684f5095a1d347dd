import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createSignInLink, disableAccount, grantRole, setPassword } from '../../server/accounts/commands.ts'
import { sessionCookie } from '../../server/accounts/sessions.ts'
import { grants, staffSessions } from '../../server/accounts/tables.ts'
import { inTransaction } from '../../server/platform/context.ts'
import { openWorld, origin, type World } from '../support/world.ts'

const minute = 60_000
let world: World
let began: Date
beforeEach(async () => {
  world = await openWorld()
  began = world.clock.now
})
afterEach(() => {
  world.clock.now = began
})
const later = (minutes: number) => {
  world.clock.now = new Date(world.clock.now.getTime() + minutes * minute)
}
const me = async (person: { api: (m: string, p: string) => Promise<Response> }) =>
  (await person.api('GET', '/api/accounts/me')).status

// Case 29.
test('a session ends 30 minutes after its last request', async () => {
  const officer = await world.person('officer')
  later(29)
  expect(await me(officer)).toBe(200)
  later(29)
  expect(await me(officer)).toBe(200)
  later(31)
  expect(await me(officer)).toBe(401)
})

// Case 29.
test('a session ends after 8 hours however busy it is', async () => {
  const officer = await world.person('officer')
  for (let half = 0; half < 19; half += 1) {
    later(25)
    expect(await me(officer)).toBe(200)
  }
  later(10)
  expect(await me(officer)).toBe(401)
})

// Case 29.
test('signing out ends the session, for every copy of its cookie', async () => {
  const officer = await world.person('officer')
  const copy = { api: officer.api }
  expect((await officer.api('POST', '/api/accounts/sign-out')).status).toBe(200)
  expect(await me(copy)).toBe(401)
})

// Case 29.
test('a new password ends every session of the account, and of nobody else', async () => {
  const [officer, other] = [await world.person('officer'), await world.person('officer')]
  await setPassword(world.ctx, officer.accountId, 'a long enough pass phrase')
  expect([await me(officer), await me(other)]).toEqual([401, 200])
})

// Case 29.
test('a disabled account is out at its next request', async () => {
  const officer = await world.person('officer')
  expect(await me(officer)).toBe(200)
  await disableAccount(world.ctx, officer.accountId)
  expect(await me(officer)).toBe(401)
})

// Case 29.
test('a grant given or taken counts at the next request', async () => {
  const officer = await world.person('officer')
  const roles = async () => {
    const { grants: held } = (await (await officer.api('GET', '/api/accounts/me')).json()) as {
      grants: { role: string }[]
    }
    return held.map((grant) => grant.role).sort()
  }
  await inTransaction(world.ctx, (tx) => grantRole(tx, officer.accountId, 'analyst', null))
  expect(await roles()).toEqual(['analyst', 'officer'])
  await world.ctx.db.delete(grants).where(eq(grants.accountId, officer.accountId))
  expect(await roles()).toEqual([])
})

test('the database keeps only a hash of what is in the cookie', async () => {
  const officer = await world.person('officer')
  const token = officer.cookie.split('=')[1]!
  const kept = await world.ctx.db.select().from(staffSessions).where(eq(staffSessions.accountId, officer.accountId))
  expect(kept).toHaveLength(1)
  expect(Buffer.from(kept[0]!.tokenHash)).toHaveLength(32)
  expect(JSON.stringify(kept)).not.toContain(token)
})

/** Opens the link as its person does: the page, then its button. */
async function press(link: string, cookie?: [string, string]) {
  const visitor = world.visitor()
  if (cookie) visitor.cookies.set(...cookie)
  const page = await visitor(link)
  if (page.status !== 200) return { page, visitor, pressed: page }
  const pressed = await visitor.fill(await page.text(), {})
  return { page, visitor, pressed }
}

const cookieName = () => sessionCookie(origin)

// Case 23.
test('a sign-in link works once, by a press of its button and not by being fetched', async () => {
  const officer = await world.person('officer')
  const link = await createSignInLink(world.ctx, officer.accountId, 24)
  for (let scan = 0; scan < 3; scan += 1) {
    const scanner = world.visitor()
    await scanner(link)
    expect(scanner.cookies.has(cookieName())).toBe(false)
  }
  const first = await press(link)
  expect(first.pressed.status).toBe(303)
  expect(first.visitor.cookies.has(cookieName())).toBe(true)
  expect((await first.visitor('/api/accounts/me')).status).toBe(200)
  expect((await press(link)).visitor.cookies.has(cookieName())).toBe(false)
})

// Case 29.
test('a cookie fixed before signing in is not the session afterwards', async () => {
  const officer = await world.person('officer')
  const { visitor } = await press(await createSignInLink(world.ctx, officer.accountId, 24), [
    cookieName(),
    'fixed-by-somebody',
  ])
  expect(visitor.cookies.get(cookieName())).toBeDefined()
  expect(visitor.cookies.get(cookieName())).not.toBe('fixed-by-somebody')
})

// Case 23.
test('a used, an expired, a disabled and an unknown link are told apart by nobody', async () => {
  const [used, old, disabled] = [
    await world.person('officer'),
    await world.person('officer'),
    await world.person('officer'),
  ]
  const usedLink = await createSignInLink(world.ctx, used.accountId, 24)
  await press(usedLink)
  const disabledLink = await createSignInLink(world.ctx, disabled.accountId, 48)
  await disableAccount(world.ctx, disabled.accountId)
  const oldLink = await createSignInLink(world.ctx, old.accountId, 24)
  later(24 * 60 + 1)
  const unknown = `${origin}/sign-in/${'A'.repeat(43)}`
  const answers = await Promise.all(
    [usedLink, oldLink, disabledLink, unknown].map(async (link) => {
      const visitor = world.visitor()
      const pressed = await visitor.form(link, {})
      const html = (await pressed.text()).replaceAll(new URL(link).pathname, '').replace(/nonce="[^"]*"/g, '')
      return { status: pressed.status, html, cookies: [...visitor.cookies.keys()] }
    }),
  )
  for (const answer of answers) expect(answer).toEqual(answers[0])
  expect(answers[0]!.cookies).toEqual([])
})
