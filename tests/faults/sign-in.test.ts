import { beforeAll, expect, test } from 'vitest'
import { createAccount, setPassword } from '../../server/accounts/commands.ts'
import { sessionCookie } from '../../server/accounts/sessions.ts'
import { totpCode } from '../support/totp.ts'
import type { Visitor } from '../support/visitor.ts'
import { openWorld, origin, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})

const phrase = 'correct horse battery staple'
let made = 0
async function anAccount(password: string | null = phrase): Promise<{ email: string; accountId: string }> {
  made += 1
  const email = `sign-in-${made}-${crypto.randomUUID().slice(0, 6)}@example.org`
  const { accountId } = await createAccount(world.ctx, {
    email,
    name: 'A person',
    grants: [{ role: 'officer', scope: null }],
  })
  if (password !== null) await setPassword(world.ctx, accountId, password)
  return { email, accountId }
}

const call = (visitor: Visitor, path: string, body: unknown) =>
  visitor(`/api/accounts${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  })
const signedIn = async (visitor: Visitor) =>
  visitor.cookies.has(sessionCookie(origin)) && (await visitor('/api/accounts/me')).status === 200

/** Password, then a second factor of the account's own: the visitor is signed in. */
async function enrolled() {
  const { email } = await anAccount()
  const visitor = world.visitor()
  await call(visitor, '/sign-in', { email, password: phrase })
  const { secret } = (await (await call(visitor, '/enrol', { password: phrase })).json()) as { secret: string }
  const confirmed = await call(visitor, '/enrol/confirm', { code: totpCode(secret) })
  return { email, secret, visitor, confirmed }
}

test('a first sign-in asks for a second factor and gives a session only after its code', async () => {
  const { email } = await anAccount()
  const visitor = world.visitor()
  const answer = await call(visitor, '/sign-in', { email, password: phrase })
  expect([answer.status, await answer.json()]).toEqual([200, { next: 'enrol' }])
  expect(await signedIn(visitor)).toBe(false)
  const { secret } = (await (await call(visitor, '/enrol', { password: phrase })).json()) as { secret: string }
  expect(await signedIn(visitor)).toBe(false)
  expect((await call(visitor, '/enrol/confirm', { code: totpCode(secret) })).status).toBe(200)
  expect(await signedIn(visitor)).toBe(true)
})

test('from then on the password alone is not enough', async () => {
  const { email, secret } = await enrolled()
  const visitor = world.visitor()
  const answer = await call(visitor, '/sign-in', { email, password: phrase })
  expect(await answer.json()).toEqual({ next: 'totp' })
  expect(await signedIn(visitor)).toBe(false)
  expect((await call(visitor, '/totp', { code: totpCode(secret, 1) })).status).toBe(200)
  expect(await signedIn(visitor)).toBe(true)
})

// Case 30.
test('a code works once', async () => {
  const { email, secret } = await enrolled()
  const code = totpCode(secret, 1)
  const answers: number[] = []
  for (let time = 0; time < 2; time += 1) {
    const visitor = world.visitor()
    await call(visitor, '/sign-in', { email, password: phrase })
    answers.push((await call(visitor, '/totp', { code })).status)
    expect(await signedIn(visitor)).toBe(time === 0)
  }
  expect(answers).toEqual([200, 401])
})

// Case 30: tries are counted by quarters of an hour of the product's clock; the authenticator's code is good across their ends.
test('a code works once also on either side of the end of a quarter of an hour', async () => {
  const began = world.clock.now
  const { email, secret } = await enrolled()
  const code = totpCode(secret, 1)
  const answers: number[] = []
  for (const at of ['2026-03-16T10:14:59.900Z', '2026-03-16T10:15:00.100Z']) {
    world.clock.now = new Date(at)
    const visitor = world.visitor()
    await call(visitor, '/sign-in', { email, password: phrase })
    answers.push((await call(visitor, '/totp', { code })).status)
  }
  world.clock.now = began
  expect(answers).toEqual([200, 401])
})

// Case 30.
test('after ten wrong codes even the right one is refused', async () => {
  const { email, secret } = await enrolled()
  const right = totpCode(secret, 1)
  const wrong = right === '000000' ? '111111' : '000000'
  for (let time = 0; time < 2; time += 1) {
    const visitor = world.visitor()
    await call(visitor, '/sign-in', { email, password: phrase })
    for (let guess = 0; guess < 5; guess += 1)
      expect((await call(visitor, '/totp', { code: wrong })).status).not.toBe(200)
  }
  const visitor = world.visitor()
  await call(visitor, '/sign-in', { email, password: phrase })
  expect((await call(visitor, '/totp', { code: right })).status).not.toBe(200)
  expect(await signedIn(visitor)).toBe(false)
})

// Case 30.
test('with the password alone nobody can put another second factor in place', async () => {
  const { email } = await enrolled()
  const visitor = world.visitor()
  await call(visitor, '/sign-in', { email, password: phrase })
  const answer = await call(visitor, '/enrol', { password: phrase })
  expect(answer.status).toBe(401)
  expect(await answer.text()).not.toContain('secret')
})

// Case 30.
test('a new password keeps the second factor', async () => {
  const { email, visitor } = await enrolled()
  const changed = await call(visitor, '/password', { password: 'another long pass phrase' })
  expect(changed.status).toBe(200)
  const again = world.visitor()
  const answer = await call(again, '/sign-in', { email, password: 'another long pass phrase' })
  expect(await answer.json()).toEqual({ next: 'totp' })
})

// Case 26.
test('a wrong password and an unknown e-mail get the same answer, after the same work', async () => {
  const [known, noPassword] = [await anAccount(), await anAccount(null)]
  const wrongPassword = 'not the pass phrase at all'
  const emails = [known.email, noPassword.email, `nobody-${crypto.randomUUID()}@example.org`]
  await call(world.visitor(), '/sign-in', { email: (await anAccount()).email, password: wrongPassword })
  const answers = []
  for (const email of emails) {
    const took: number[] = []
    let said = ''
    for (let time = 0; time < 5; time += 1) {
      const began = performance.now()
      const answer = await call(world.visitor(), '/sign-in', { email, password: wrongPassword })
      took.push(performance.now() - began)
      said = `${answer.status} ${await answer.text()} ${[...answer.headers.keys()].sort().join(' ')}`
    }
    answers.push({ said, least: Math.min(...took) })
  }
  expect(answers[1]!.said).toBe(answers[0]!.said)
  expect(answers[2]!.said).toBe(answers[0]!.said)
  // Hashing a password takes tens of milliseconds: an answer without it would be many times quicker.
  for (const answer of answers) expect(answer.least).toBeGreaterThan(answers[0]!.least / 3)
})

test('the eleventh try at an e-mail within 15 minutes is refused, right password or not', async () => {
  const { email } = await anAccount()
  const answers: number[] = []
  for (let time = 0; time < 10; time += 1) {
    answers.push((await call(world.visitor(), '/sign-in', { email, password: 'wrong one again' })).status)
  }
  expect(new Set(answers)).toEqual(new Set([401]))
  expect((await call(world.visitor(), '/sign-in', { email, password: phrase })).status).toBe(429)
})

// Case 27.
test('a password of a megabyte is refused before any hashing; 64 characters are welcome', async () => {
  const visitor = world.visitor()
  const huge = await call(visitor, '/sign-in', { email: 'a@example.org', password: 'x'.repeat(1_000_000) })
  expect(huge.status).toBe(413)
  expect((await call(visitor, '/sign-in', { email: 'a@example.org', password: 'x'.repeat(129) })).status).toBe(422)
  const long = 'sixty-four characters: '.padEnd(64, 'longer ')
  const { email } = await anAccount(long)
  expect((await call(visitor, '/sign-in', { email, password: long })).status).toBe(200)
})

// Case 27.
test('a short password and one of the most used are refused', async () => {
  const { visitor } = await enrolled()
  for (const password of ['short', 'password1234', '123456789012', 'qwertyuiopas', 'Passw0rd1234', 'aaaaaaaaaaaa']) {
    const answer = await call(visitor, '/password', { password })
    expect([password, answer.status]).toEqual([password, 422])
  }
})

// Case 20.
test('unknown keys are refused', async () => {
  const { email } = await anAccount()
  const answer = await call(world.visitor(), '/sign-in', { email, password: phrase, role: 'admin' })
  expect(answer.status).toBe(422)
})
