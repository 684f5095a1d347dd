import { beforeAll, expect, test } from 'vitest'
import type { Act } from '../../shared/questionnaires/acts.ts'
import { openWorld, type Person, type World } from '../support/world.ts'

let world: World
let officer: Person
beforeAll(async () => {
  world = await openWorld()
  officer = await world.person('officer')
})

const hostile = '<img src=x onerror=alert(1)></script><svg onload=alert(1)>{{q1}}{{7*7}} \u202eabc 😀'
const literally =
  '&lt;img src=x onerror=alert(1)&gt;&lt;/script&gt;&lt;svg onload=alert(1)&gt;{{q1}}{{7*7}} \u202eabc 😀'

/** A questionnaire whose every text is hostile. */
async function drafted() {
  const json = async (method: string, path: string, body: unknown) =>
    (await officer.api(method, path, body)).json() as Promise<{ id: string }>
  const consultation = await json('POST', '/api/consultations', { title: 'A preview' })
  const { id } = await json('POST', `/api/consultations/${consultation.id}/questionnaires`, { name: 'Full' })
  const words = { en: hostile }
  const options = ['a', 'b'].map((code) => ({ id: code, code, label: words }))
  const acts: Act[] = [
    {
      do: 'add',
      kind: 'question',
      into: 'page-1',
      at: 0,
      item: { id: 'q', code: 'q', type: 'single', text: words, help: words, options },
    },
    {
      do: 'add',
      kind: 'question',
      into: 'page-1',
      at: 1,
      item: { id: 'g', code: 'g', type: 'grid', text: words, rows: options, options },
    },
    { do: 'edit', ref: { kind: 'page', id: 'page-1' }, set: { title: words } },
    { do: 'insert-equality' },
  ]
  for (const [revision, act] of acts.entries())
    await officer.api('POST', `/api/questionnaires/${id}/acts`, { revision, act })
  return { consultationId: consultation.id, path: `/preview/${id}` }
}

// SECURITY 1 and 5
test('mark-up and braces in a draft show as the text they are', async () => {
  const { path } = await drafted()
  const response = await officer.api('GET', path)
  expect(response.status).toBe(200)
  const html = await response.text()
  expect(html.split(literally).length - 1).toBeGreaterThanOrEqual(6)
  expect(html).not.toContain('<img')
  expect(html).not.toContain('<svg onload')
})

test('the preview shows each page of the draft, stands only in a frame of its own house, and is kept by nobody', async () => {
  const { path } = await drafted()
  const response = await officer.api('GET', `${path}/eq-page-age`)
  expect(await response.text()).toContain('What is your age?')
  expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'self'")
  expect(response.headers.get('cache-control')).toContain('no-store')
  expect((await officer.api('GET', `${path}/nowhere`)).status).toBe(404)
})

test('on a page of its own the preview says that it is one; in the frame of the builder it is the page alone', async () => {
  const { path } = await drafted()
  const html = async (dest: string) =>
    (
      await world.app.request(world.ctx.publicOrigin + path, {
        headers: { cookie: officer.cookie, 'sec-fetch-dest': dest },
      })
    ).text()
  expect(await html('document')).toContain('nothing you enter is kept')
  expect(await html('iframe')).not.toContain('nothing you enter is kept')
})

// SECURITY 15 and 19
test('a draft is shown to those who may read it and to nobody else', async () => {
  const { path, consultationId } = await drafted()
  const own = await world.person('analyst', consultationId)
  expect((await own.api('GET', path)).status).toBe(200)
  const coordinator = await world.person('coordinator')
  expect((await coordinator.api('GET', path)).status).toBe(403)
  const elsewhere = await world.person('officer', (await drafted()).consultationId)
  expect((await elsewhere.api('GET', path)).status).toBe(404)
  const stranger = await world.visitor()(path)
  expect(stranger.status).not.toBe(200)
  expect(await stranger.text()).not.toContain('onerror')
})
