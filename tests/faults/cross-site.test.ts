import { beforeAll, expect, test } from 'vitest'
import { formToken } from '../../server/platform/origin-check.ts'
import { anOpenConsultation } from '../support/fixtures.ts'
import { openWorld, origin, type Person, type World } from '../support/world.ts'

let world: World
let officer: Person
beforeAll(async () => {
  world = await openWorld()
  officer = await world.person('officer')
})

const signOut = (headers: Record<string, string>, body?: BodyInit) =>
  world.app.request(`${origin}/api/accounts/sign-out`, {
    method: 'POST',
    headers: { cookie: officer.cookie, ...headers },
    body,
  })

const foreign: [string, Record<string, string>, BodyInit?][] = [
  [
    'a form of another site',
    { origin: 'https://evil.example', 'content-type': 'application/x-www-form-urlencoded' },
    'a=1',
  ],
  ['JSON of another site', { origin: 'https://evil.example', 'content-type': 'application/json' }, '{}'],
  ['JSON sent as plain text', { origin: 'https://evil.example', 'content-type': 'text/plain' }, '{}'],
  ['no content type', { origin: 'https://evil.example' }],
  ['an opaque origin', { origin: 'null', 'content-type': 'application/x-www-form-urlencoded' }, 'a=1'],
  ['a sibling subdomain', { origin: 'http://other.127.0.0.1:3000', 'sec-fetch-site': 'same-site' }],
  ['another port of this host', { origin: 'http://127.0.0.1:3001' }],
  ['https for http', { origin: 'https://127.0.0.1:3000' }],
  ['cross-site by the browser, own origin by a header', { origin, 'sec-fetch-site': 'cross-site' }],
  ['a typed address', { 'sec-fetch-site': 'none' }],
  ['no word of where it comes from', {}],
  ['a form with a made-up token', { 'content-type': 'application/x-www-form-urlencoded' }, 'form_token=guess'],
]

// Case 32.
test.each(foreign)('%s is refused and changes nothing', async (_what, headers, body) => {
  const answer = await signOut(headers, body)
  expect(answer.status).toBe(403)
  expect(answer.headers.get('access-control-allow-origin')).toBeNull()
  expect((await officer.api('GET', '/api/accounts/me')).status).toBe(200)
})

// Case 32.
test('a form token of another session is refused', async () => {
  const other = await world.person('officer')
  const token = formToken(world.ctx, other.cookie.split('=')[1]!)
  const answer = await signOut({ 'content-type': 'application/x-www-form-urlencoded' }, `form_token=${token}`)
  expect(answer.status).toBe(403)
})

// Case 32.
test('behind a TLS proxy, a form of our own is taken though its browser sends no Sec-Fetch-Site', async () => {
  const { buildApp } = await import('../../server/app.ts')
  const publicOrigin = 'https://consult.example.org'
  const { app } = buildApp({ ...world.ctx, publicOrigin })
  const post = (from: string) =>
    app.request('http://10.0.0.5:3000/api/accounts/sign-in', {
      method: 'POST',
      headers: { origin: from, host: 'consult.example.org', 'content-type': 'application/json' },
      body: '{}',
    })
  expect((await post(publicOrigin)).status).toBe(422)
  expect((await post('http://10.0.0.5:3000')).status).toBe(403)
  expect((await post('http://consult.example.org')).status).toBe(403)
})

// Case 32.
test('an API address takes JSON only', async () => {
  const fresh = await world.person('officer')
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
    const answer = await world.app.request(`${origin}/api/accounts/password`, {
      method: 'POST',
      headers: {
        cookie: fresh.cookie,
        origin,
        'sec-fetch-site': 'same-origin',
        'content-type': type,
        'content-length': '2',
      },
      body: '{}',
    })
    expect([type, answer.status]).toEqual([type, 400])
  }
})

// Case 33.
test('a path written otherwise is decided as the path it means, or is nothing', async () => {
  const status = async (path: string) => (await world.app.request(origin + path, { headers: { cookie: '' } })).status
  for (const path of ['/api/accounts/me', '/api/%61ccounts/me', '/api/x/../accounts/me', '/api/x/%2e%2e/accounts/me']) {
    expect([path, await status(path)]).toEqual([path, 401])
  }
  for (const path of [
    '//api/accounts/me',
    '/api//accounts/me',
    '/api/accounts%2fme',
    '/api%5Caccounts/me',
    '/API/accounts/me',
  ]) {
    expect([path, [401, 404].includes(await status(path))]).toEqual([path, true])
  }
})

// Cases 18 and 33.
test('no path leads out of the folder of assets', async () => {
  const tries = [
    '/assets/../package.json',
    '/assets/..%2f..%2fpackage.json',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/assets/..%5c..%5cpackage.json',
    '/assets//etc/passwd',
    '/assets/%00',
  ]
  for (const path of tries) {
    const answer = await world.app.request(origin + path)
    expect([path, answer.status]).toEqual([path, 404])
    expect(await answer.text()).not.toContain('"name": "folkmoot"')
  }
})

test('every answer carries the headers of its area', async () => {
  for (const path of ['/api/accounts/me', '/desk', '/nothing-here']) {
    const { headers } = await world.app.request(origin + path)
    expect(headers.get('content-security-policy')).toMatch(
      /default-src 'none'.*base-uri 'none'; frame-ancestors 'none'/,
    )
    expect(headers.get('content-security-policy')).not.toMatch(/script-src[^;]*unsafe/)
    expect(headers.get('referrer-policy')).toBe('same-origin')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('x-powered-by')).toBeNull()
  }
})

// Case 32.
test('a browser that says nothing may begin an answer, only without a cookie or with its token', async () => {
  const { slug } = await anOpenConsultation(world)
  const begin = (headers: Record<string, string>, body = '') =>
    world.app.request(`${origin}/c/${slug}/respond`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body,
    })
  const first = await begin({})
  expect(first.status).toBe(303)
  const cookie = (first.headers.get('set-cookie') ?? '').split(';')[0]!
  expect((await begin({ cookie })).status).toBe(403)
  expect((await begin({ cookie: officer.cookie })).status).toBe(403)
  expect((await begin({ origin: 'https://evil.example' })).status).toBe(403)
  const home = await (await world.app.request(`${origin}/c/${slug}`, { headers: { cookie } })).text()
  const token = /name="form_token" value="([^"]+)"/.exec(home)?.[1] ?? ''
  expect((await begin({ cookie }, `form_token=${token}`)).status).toBe(303)
})
