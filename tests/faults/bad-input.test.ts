import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { createAccount } from '../../server/accounts/commands.ts'
import { sessionCookie, startSession } from '../../server/accounts/sessions.ts'
import { inTransaction } from '../../server/platform/context.ts'
import { roles } from '../../shared/accounts/policy.ts'
import { anOpenConsultation, aQuestionnaire } from '../support/fixtures.ts'
import { aWholeConsultation, type Objects, theGround } from '../support/rights-objects.ts'
import { addressOf, parametersOf } from '../support/rights-walk.ts'
import { openWorld, origin, type World, worldOver } from '../support/world.ts'

let outer: World
beforeAll(async () => {
  outer = await openWorld()
})

/** With ids as the builder gives them: an act on any other document is refused before it is looked at. */
const editable = JSON.parse(
  JSON.stringify(aQuestionnaire())
    .replaceAll('"last_contact"', '"last-contact"')
    .replace('"code":"last-contact"', '"code":"last"'),
)

class Undone extends Error {}

/** A world that is undone at the end, with somebody who may do everything, so that nothing stops bad input but its check. */
async function undone(work: (world: World, objects: Objects, send: Send) => Promise<void>) {
  const walked = inTransaction(outer.ctx, async (tx) => {
    const world = worldOver(tx, outer.clock)
    const objects = { ...(await theGround(tx)), ...(await aWholeConsultation(world, { document: editable })) }
    const draft = await anOpenConsultation(world, { consultation: { state: 'draft' } })
    await work(world, { ...objects, ...others, draftId: draft.consultationId }, await senderFor(world))
    throw new Undone()
  })
  await expect(walked).rejects.toThrow(Undone)
}

const others = { token: 'x', pageId: 'first', table: 'table-1', area: 'E09000007', name: 'site.css' }

type Send = (method: string, path: string, body?: string) => Promise<{ status: number; text: string }>

async function senderFor(world: World): Promise<Send> {
  const grants = roles.map((role) => ({ role, scope: null }))
  const { accountId } = await createAccount(world.ctx, {
    email: `all-${randomUUID()}@example.org`,
    name: 'All',
    grants,
  })
  const cookie = `${sessionCookie(origin)}=${await startSession(world.ctx, accountId)}`
  return async (method, path, body) => {
    const type = path.startsWith('/api/') ? 'application/json' : 'application/x-www-form-urlencoded'
    const headers = { cookie, origin, ...(body === undefined ? {} : { 'content-type': type }) }
    let answer = { status: 0, text: '' }
    // A transaction inside the transaction: on PostgreSQL a statement that fails would spoil all that come after.
    const sent = inTransaction(world.ctx, async () => {
      const response = await world.app.request(origin + path, {
        method,
        headers,
        ...(body === undefined ? {} : { body }),
      })
      answer = { status: response.status, text: await response.text() }
      throw new Undone()
    })
    await sent.catch((error) => {
      if (!(error instanceof Undone)) throw error
    })
    return answer
  }
}

const inside = /at .*\.[tj]s:\d+|select "|insert into "|node_modules|PostgresError|Failed query|ZodError/

const names = [
  '%00',
  'a%00b',
  '%ED%A0%80',
  '%ff',
  "'%20or%201=1--",
  '%22%3Bdrop%20table%20user',
  '..%2f..%2fetc%2fpasswd',
  '%2e%2e%5c',
  '__proto__',
  'constructor',
  '0',
  '-1',
  '99999999999999999999',
  'NaN',
  '%0d%0aSet-Cookie:%20a=1',
  'a'.repeat(4000),
  '%F0%9F%98%80%E2%80%AE',
]

// Cases 9, 10 and 18.
test('no name in an address makes any route fail', async () => {
  await undone(async (world, objects, send) => {
    const failed: string[] = []
    for (const route of world.routes) {
      for (const parameter of new Set(parametersOf(route.path))) {
        for (const name of names) {
          const path = addressOf(route.path, { ...objects, [parameter]: 'NASTY' }).replace('NASTY', name)
          const answer = await send(route.method, path, route.method === 'GET' ? undefined : '{}')
          if (answer.status >= 500 || inside.test(answer.text)) failed.push(`${answer.status} ${route.method} ${path}`)
        }
      }
    }
    expect(failed).toEqual([])
  })
}, 240_000)

const queries: Record<string, string[]> = {
  '/plan': ['theme', 'lead', 'rag', 'objective'],
  '/api/plans': ['theme', 'lead', 'rag'],
  '/api/desk/plan': ['theme', 'lead', 'rag'],
  '/receipt': ['code'],
  '/api/analysis/:consultationId/frequencies': ['borough', 'collector', 'weight', 'intervals', 'reason'],
  '/api/analysis/:consultationId/crosstab': ['borough', 'collector', 'down', 'across', 'weight', 'tests', 'reason'],
  '/api/analysis/:consultationId/inclusion/:area': ['collector'],
  '/api/analysis/:consultationId/free-text': ['question', 'after'],
}

// Case 9.
test('no query makes any page or list fail', async () => {
  await undone(async (world, objects, send) => {
    const failed: string[] = []
    for (const route of world.routes.filter(({ method }) => method === 'GET')) {
      for (const name of ['%00', "'%20or%201=1", '__proto__', '99999999999999999999', '%3Cscript%3E', '']) {
        for (const asked of ['sort', ...(queries[route.path] ?? [])]) {
          const path = `${addressOf(route.path, objects)}?${asked}=${name}&${asked}=${name}`
          const answer = await send('GET', path)
          if (answer.status >= 500 || inside.test(answer.text)) failed.push(`${answer.status} ${path}`)
        }
      }
    }
    expect(failed).toEqual([])
  })
}, 240_000)

const words = { en: 'Words' }
const risk = { risk: 'A', mitigation: '', owner: '', state: 'open' }
const milestone = { title: 'A', kind: 'activity', owner: '', startsOn: null, dueOn: '2026-05-01', doneOn: null }
const finding = { heading: 'A', text: 'B', evidence: [{ kind: 'count' }], objectives: [], actions: [] }
const commitment = {
  kind: 'we_will',
  text: 'A',
  because: 'B',
  owner: 'C',
  dueOn: '2027-01-01',
  finding: null,
  objective: null,
  action: null,
}
const numberQuestion = { id: 'q-new', code: 'q_new', type: 'number', text: words, minimum: 0, maximum: 9, decimals: 0 }
const adding = { do: 'add', kind: 'question', into: 'first', at: 0, item: numberQuestion }
const condition = { op: 'compare', question: 'years', is: '<', value: 3 }
const conditional = { do: 'set-condition', ref: { kind: 'question', id: 'home' }, condition }

/** A body that each of these takes; below, each value in it is replaced in turn. */
const bodies: [string, unknown][] = [
  ['POST /api/accounts/sign-in', { email: 'a@example.org', password: 'a password of some length' }],
  ['POST /api/accounts/totp', { code: '123456' }],
  ['POST /api/accounts/enrol', { password: 'a password of some length' }],
  ['POST /api/accounts/mail-link', { email: 'nobody@example.org' }],
  ['POST /api/accounts/password', { password: 'a passphrase nobody thinks of' }],
  ['POST /api/consultations', { title: 'A title' }],
  [
    'PATCH /api/consultations/:draftId',
    {
      title: 'A title',
      why: 'A',
      documents: [{ title: 'A', url: 'https://example.org/a' }],
      opensAt: '2026-03-20T10:00:00Z',
      closesAt: '2026-04-20T10:00:00Z',
      answerBy: '2026-06-20T10:00:00Z',
    },
  ],
  [
    'POST /api/consultations/:draftId/privacy-notices',
    { text: 'Who asks, why, and how long we keep it.', quotesMayBePublished: true },
  ],
  ['POST /api/consultations/:consultationId/closing', { closesAt: '2026-04-20T10:00:00Z', reason: 'A' }],
  ['POST /api/collectors/:consultationId/groups', { groupIds: ['00000000-0000-4000-8000-000000000000'] }],
  ['PATCH /api/questionnaires/:questionnaireId', { name: 'A' }],
  ['POST /api/questionnaires/:questionnaireId/acts', { revision: 0, act: adding }],
  ['POST /api/questionnaires/:questionnaireId/acts', { revision: 0, act: conditional }],
  ['POST /api/questionnaires/:questionnaireId/undo', { revision: 0 }],
  ['POST /api/questionnaires/:questionnaireId/versions', { revision: 0 }],
  ['POST /api/questionnaires/:questionnaireId/redo', { revision: 0 }],
  ['POST /api/consultations/:draftId/questionnaires', { name: 'A' }],
  ['POST /api/consultations/:draftId/send-back', { note: 'A' }],
  ['POST /api/responses/:consultationId/fill', { count: 1 }],
  [
    'POST /api/analysis/:consultationId/exports',
    { format: 'csv', withoutText: true, reason: 'Tables for the committee' },
  ],
  ['POST /api/analysis/:consultationId/exports/:exportId/decision', { confirm: false, note: 'Counts will do.' }],
  ['POST /api/feedback/:consultationId/preview', { tables: [{ question: 'priorities', by: null }] }],
  ['POST /api/feedback/:consultationId/release', { tables: [{ question: 'priorities', by: null }] }],
  ['PUT /api/feedback/:consultationId/summary', { said: 'A', did: 'B' }],
  ['POST /api/feedback/:consultationId/findings', finding],
  ['PUT /api/feedback/:consultationId/findings/:findingId', finding],
  [
    'POST /api/feedback/:consultationId/quotes',
    { question: 'why', response: '00000000-0000-4000-8000-000000000000', edited: 'A' },
  ],
  ['POST /api/feedback/:consultationId/commitments', commitment],
  ['PUT /api/feedback/:consultationId/commitments/:commitmentId', commitment],
  [
    'POST /api/feedback/:consultationId/commitments/:commitmentId/progress',
    { doneOn: '2026-03-16', newDueOn: null, note: 'A' },
  ],
  ['POST /api/feedback/:consultationId/send-back', { note: 'A' }],
  ['POST /api/plans/objectives/:objectiveId/reports', { actionId: null, rag: 'green', progress: 'Done.', seen: 0 }],
  ['POST /api/projects/:slug/items', { kind: 'risk', content: risk }],
  ['PUT /api/projects/:slug/items/:itemId', { kind: 'risk', content: risk, revision: 0 }],
  ['POST /api/projects/:slug/items', { kind: 'milestone', content: milestone }],
  ['PUT /api/projects/:slug/items/:itemId/position', { position: 0 }],
  ['PUT /api/projects/:slug/consultation', { consultationId: null }],
]

const values: unknown[] = [
  'a\0b',
  '\ud800',
  '',
  '0000-01-01',
  '9999-12-31',
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59Z',
  '<script>alert(1)</script>',
  '\u202e\u{1F600}',
  'x'.repeat(30_000),
  Number.MAX_SAFE_INTEGER,
  2 ** 31,
  -1,
  1e308,
  0.5,
  null,
  true,
  [],
  {},
  ['a'],
  'ffffffff-ffff-4fff-8fff-ffffffffffff',
]

/** The body with each of its values, one at a time, made each of the nasty ones. */
function* spoilt(body: unknown): Generator<unknown> {
  for (const value of values) yield value
  if (Array.isArray(body)) {
    for (const [i, inner] of body.entries()) for (const other of spoilt(inner)) yield body.with(i, other)
  } else if (typeof body === 'object' && body !== null) {
    for (const [key, inner] of Object.entries(body)) for (const other of spoilt(inner)) yield { ...body, [key]: other }
    yield { ...body, role: 'admin', status: 'approved', verified: true }
  }
}

// Cases 2, 10 and 20.
test('no value in a body makes any route fail', async () => {
  await undone(async (_world, objects, send) => {
    const failed = new Set<string>()
    const taken = new Set<string>()
    let sent = 0
    for (const [route, body] of bodies) {
      const [method = '', path = ''] = route.split(' ')
      for (const bad of [body, ...spoilt(body)]) {
        const answer = await send(method, addressOf(path, objects), JSON.stringify(bad))
        sent += 1
        if (answer.status < 300) taken.add(route)
        if (answer.status >= 500 || inside.test(answer.text))
          failed.add(`${answer.status} ${route} ${JSON.stringify(bad).slice(0, 300)}`)
      }
    }
    console.log(
      `${sent} bodies sent; ${bodies.filter(([route]) => !taken.has(route)).map(([route]) => route)} took none`,
    )
    expect([...failed]).toEqual([])
    expect(taken).toContain('POST /api/questionnaires/:questionnaireId/acts')
  })
}, 240_000)

// Cases 6 and 10: nothing nests without end.
test.each([
  ['conditions', '{"op":"not","of":', '{"op":"answered","question":"years"}', '}', 10_000],
  ['lists of conditions', '{"op":"all","of":[', '', ']}', 10_000],
])('ten thousand %s inside one another are refused', async (_what, open, middle, close, depth) => {
  await undone(async (_world, objects, send) => {
    const nested = open.repeat(depth) + middle + close.repeat(depth)
    const body = `{"revision":0,"act":{"do":"set-condition","ref":{"kind":"question","id":"home"},"condition":${nested}}}`
    const answer = await send('POST', addressOf('/api/questionnaires/:questionnaireId/acts', objects), body)
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
  })
})
