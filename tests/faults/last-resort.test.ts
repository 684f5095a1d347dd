import { Writable } from 'node:stream'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OpenDatabase } from '../../server/platform/db.ts'
import { ownDatabase } from '../support/database.ts'
import { contextOver, openWorld, origin, type World, worldOver } from '../support/world.ts'

// A product whose database has gone away: every request that needs it meets the last resort.
let database: OpenDatabase
let broken: World
const logged: string[] = []
beforeAll(async () => {
  database = await ownDatabase()
  await database.close()
  const stream = new Writable({
    write(chunk, _encoding, done) {
      logged.push(String(chunk))
      done()
    },
  })
  broken = worldOver({ ...contextOver(database), log: pino({ base: undefined }, stream) })
})
afterAll(() => {
  logged.length = 0
})

const secretish = /at .*\.ts:\d+|select |insert |password|node_modules|\/server\/|relation|ECONNREFUSED|CONNECTION_/i

test('when the database is gone, an API call is told so in plain words with a reference, and nothing of the inside', async () => {
  const answer = await broken.app.request(`${origin}/api/accounts/me`, { headers: { cookie: 'folkmoot-local=abc' } })
  expect(answer.status).toBe(500)
  const refusal = (await answer.json()) as Record<string, string>
  expect(Object.keys(refusal).sort()).toEqual(['code', 'fields', 'message', 'reference'])
  expect(refusal.message).toContain(refusal.reference)
  expect(JSON.stringify(refusal)).not.toMatch(secretish)
})

test('and a page is a page, with the same reference in the log', async () => {
  const before = logged.length
  const answer = await broken.app.request(`${origin}/`)
  const html = await answer.text()
  expect(answer.status).toBeGreaterThanOrEqual(500)
  expect(answer.headers.get('content-type')).toContain('text/html')
  expect(html.replace(/<link[^>]*>|<script[^>]*>/g, '')).not.toMatch(/at .*\.ts:\d+|select |node_modules|ECONNREFUSED/)
  const reference = logged.slice(before).map((line) => (JSON.parse(line) as { reference?: string }).reference)[0]
  expect(reference).toBeTruthy()
  expect(html).toContain(reference)
})

// Case 12.
test('one event is one line of JSON, whatever the request carried, and holds none of it', async () => {
  const before = logged.length
  const headers = {
    cookie: `folkmoot-local=${encodeURIComponent('x\r\n{"level":60,"msg":"forged"}')}`,
    'user-agent': 'Mozilla {"level":60,"msg":"forged"}',
    'x-forwarded-for': '203.0.113.7',
  }
  await broken.app.request(`${origin}/api/accounts/me?email=person@example.org`, { headers })
  const lines = logged.slice(before)
  expect(lines.length).toBeGreaterThan(0)
  for (const line of lines) {
    expect(line.trimEnd().split('\n')).toHaveLength(1)
    expect(() => JSON.parse(line)).not.toThrow()
    expect(line).not.toMatch(/forged|Mozilla|203\.0\.113\.7|person@example/)
  }
})

// Case 52.
test.each([
  ['broken JSON', '{"email":', 400],
  ['a list for an object', '[]', 422],
  ['null', 'null', 422],
  ['a number', '7', 422],
  ['ten thousand brackets', '['.repeat(10_000), 400],
  ['a prototype', '{"__proto__":{"isAdmin":true},"email":"a@example.org","password":"x"}', 422],
  ['a constructor', '{"constructor":{"prototype":{"isAdmin":true}},"email":"a@example.org","password":"x"}', 422],
  ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x7b, 0x00]), 400],
  ['300 kB', `{"email":"${'a'.repeat(300_000)}"}`, 413],
])('%s is refused as bad input', async (_what, body, status) => {
  const world = await openWorld()
  const answer = await world.app.request(`${origin}/api/accounts/sign-in`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) },
    body,
  })
  expect(answer.status).toBe(status)
  expect(await answer.text()).not.toMatch(/SyntaxError|Unexpected token|at .*\.ts/)
  expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined()
})

// Case 9.
test.each([
  '/api/population/E09000007?sort=name";drop table user',
  "/api/population/E09000007'%20or%201=1",
  '/api/plans?theme=%27%20or%20pg_sleep(5)--',
  '/api/plans?per_page=1e9',
  '/api/projects/..%2f..%2fetc%2fpasswd',
  '/api/consultations/00000000-0000-0000-0000-00000000000g',
])('%s finds nothing and breaks nothing', async (path) => {
  const world = await openWorld()
  const officer = await world.person('officer')
  const began = performance.now()
  const answer = await officer.api('GET', path)
  expect([200, 400, 404]).toContain(answer.status)
  expect(performance.now() - began).toBeLessThan(2000)
})
