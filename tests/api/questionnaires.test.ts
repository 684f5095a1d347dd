import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { auditEntries } from '../../server/platform/tables.ts'
import { setOpened } from '../../server/questionnaires/commands.ts'
import type { Draft, questionnairePage } from '../../server/questionnaires/queries.ts'
import { versionDocument } from '../../server/questionnaires/queries.ts'
import { questionnaires, questionnaireVersions } from '../../server/questionnaires/tables.ts'
import type { Act } from '../../shared/questionnaires/acts.ts'
import type { Question } from '../../shared/questionnaires/document.ts'
import { openWorld, type Person, type World } from '../support/world.ts'

type Page = NonNullable<Awaited<ReturnType<typeof questionnairePage>>>

let world: World
let officer: Person
beforeAll(async () => {
  world = await openWorld()
  officer = await world.person('officer')
})

const bodyOf = async <T>(response: Response) => (await response.json()) as T

/** A consultation of the officer's with an empty questionnaire. */
async function fresh(person = officer) {
  const made = await bodyOf<{ id: string }>(
    await person.api('POST', '/api/consultations', { title: 'Policing at night' }),
  )
  const path = `/api/consultations/${made.id}/questionnaires`
  const { id } = await bodyOf<{ id: string }>(await person.api('POST', path, { name: 'Full' }))
  const base = `/api/questionnaires/${id}`
  const page = async () => bodyOf<Page>(await person.api('GET', base))
  const send = (act: unknown, revision: number, by = person) => by.api('POST', `${base}/acts`, { revision, act })
  return { consultationId: made.id, id, base, page, send }
}

const en = (text: string) => ({ en: text })
const question = (id: string, more: object = {}): Question =>
  ({ id, code: id.replaceAll('-', '_'), type: 'long_text', text: en(`Question ${id}?`), ...more }) as Question
const add = (item: Question, at = 0): Act => ({ do: 'add', kind: 'question', into: 'page-1', at, item })
const stateOf = async (id: string) => {
  const [row] = await world.ctx.db.select().from(questionnaires).where(eq(questionnaires.id, id))
  return row!
}
const auditOf = (id: string) =>
  world.ctx.db
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.subject, `questionnaire:${id}`))

test('an act changes the draft and is audited without a word of the questionnaire', async () => {
  const { id, send } = await fresh()
  const done = await send(add(question('first', { text: en('A secret wording?') })), 0)
  expect(done.status).toBe(200)
  const draft = await bodyOf<Draft>(done)
  expect(draft).toMatchObject({ revision: 1, canUndo: true, canRedo: false })
  expect(draft.draft.sections[0]!.pages[0]!.questions.map((q) => q.id)).toEqual(['first'])
  const entries = (await auditOf(id)).filter((entry) => entry.verb === 'questionnaires.act')
  expect(entries.map((entry) => [entry.accountId, entry.detail])).toEqual([
    [officer.accountId, { do: 'add', revision: 1 }],
  ])
  expect(JSON.stringify(entries, (_k, v) => (typeof v === 'bigint' ? String(v) : v))).not.toContain('secret')
})

test('undo and redo go all the way back and forth, and survive a reload', async () => {
  const { base, page, send } = await fresh()
  const start = await page()
  for (const [n, act] of [add(question('a')), add(question('b')), { do: 'insert-equality' } as Act].entries()) {
    expect((await send(act, n)).status).toBe(200)
  }
  const full = await page()
  const step = (way: string, revision: number) => officer.api('POST', `${base}/${way}`, { revision })
  for (const revision of [3, 4, 5]) expect((await step('undo', revision)).status).toBe(200)
  expect(await page()).toMatchObject({ draft: start.draft, revision: 6, canUndo: false, canRedo: true })
  expect((await step('undo', 6)).status).toBe(409)
  for (const revision of [6, 7, 8]) expect((await step('redo', revision)).status).toBe(200)
  expect(await page()).toMatchObject({ draft: full.draft, canUndo: true, canRedo: false })
  expect((await step('redo', 9)).status).toBe(409)
})

test('a new act after an undo ends what could be done again', async () => {
  const { base, page, send } = await fresh()
  await send(add(question('a')), 0)
  await officer.api('POST', `${base}/undo`, { revision: 1 })
  await send(add(question('b')), 2)
  const now = await page()
  expect(now.canRedo).toBe(false)
  expect(now.draft.sections[0]!.pages[0]!.questions.map((q) => q.id)).toEqual(['b'])
})

test('a stale editor gets a 409 and changes nothing; of two at once one wins', async () => {
  const { id, send } = await fresh()
  const both = await Promise.all([send(add(question('a')), 0), send(add(question('b')), 0)])
  expect(both.map((response) => response.status).sort()).toEqual([200, 409])
  const before = await stateOf(id)
  expect((await send(add(question('c')), 0)).status).toBe(409)
  expect(await stateOf(id)).toEqual(before)
})

test('deleting what others refer to is a 422 that names each use', async () => {
  const { id, send } = await fresh()
  await send(add(question('a')), 0)
  await send(add(question('b', { askIf: { op: 'answered', question: 'a' } }), 1), 1)
  const before = await stateOf(id)
  const refused = await send({ do: 'remove', ref: { kind: 'question', id: 'a' } }, 2)
  expect(refused.status).toBe(422)
  expect(JSON.stringify(await refused.json())).toContain('question:b')
  expect(await stateOf(id)).toEqual(before)
})

// SECURITY 6, 10 and 20
test('unknown keys, keys of the prototype, deep conditions and hidden fields are a 422, and nothing changes', async () => {
  const { id, base, send } = await fresh()
  await send(add(question('a')), 0)
  const before = await stateOf(id)
  const deep = `${'{"op":"not","of":'.repeat(10_000)}{"op":"answered","question":"a"}${'}'.repeat(10_000)}`
  const ref = '{"kind":"question","id":"a"}'
  const bodies = [
    '{"revision":1,"act":{"do":"insert-equality"},"role":"admin"}',
    '{"revision":1,"act":{"do":"insert-equality","status":"approved"}}',
    `{"revision":1,"act":{"do":"edit","ref":${ref},"set":{"__proto__":{"isAdmin":true}}}}`,
    `{"revision":1,"act":{"do":"edit","ref":${ref},"set":{"text":{"__proto__":"x","en":"y"}}}}`,
    `{"revision":1,"act":{"do":"edit","ref":${ref},"set":{"constructor":"x"}}}`,
    `{"revision":1,"act":{"do":"edit","ref":${ref},"set":{"id":"other"}}}`,
    `{"revision":1,"act":{"do":"edit","ref":${ref},"set":{"maximum":"many"}}}`,
    `{"revision":1,"act":{"do":"set-condition","ref":${ref},"condition":"constructor.constructor('return 1')()"}}`,
    `{"revision":1,"act":{"do":"set-condition","ref":${ref},"condition":${deep}}}`,
    `{"revision":1,"act":{"do":"add","kind":"question","into":"page-1","at":0,"item":{"id":"constructor","code":"x","type":"date","text":{"en":"x"}}}}`,
    `{"revision":1,"act":{"do":"edit","ref":${ref},"set":{"text":{"en":"NUL \\u0000"}}}}`,
  ]
  for (const body of bodies) {
    const response = await world.app.request(`http://127.0.0.1:3000${base}/acts`, {
      method: 'POST',
      headers: {
        cookie: officer.cookie,
        origin: 'http://127.0.0.1:3000',
        'sec-fetch-site': 'same-origin',
        'content-type': 'application/json',
      },
      body,
    })
    expect([response.status, body.slice(0, 120)]).toEqual([422, body.slice(0, 120)])
  }
  expect(await stateOf(id)).toEqual(before)
  expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined()
})

// SECURITY 1 and 4
test('mark-up in a title or a question is kept as the text it is', async () => {
  const { page, send } = await fresh()
  const wording = '<img src=x onerror=alert(1)></script><svg onload=alert(1)> \u202eabc 😀 [x](javascript:alert(1))'
  await send(add(question('a', { text: en(wording) })), 0)
  expect((await page()).draft.sections[0]!.pages[0]!.questions[0]!.text.en).toBe(wording)
})

test('publishing freezes a version that no later act touches; the same draft is not published twice', async () => {
  const { id, base, send } = await fresh()
  await send(add(question('a')), 0)
  const published = await officer.api('POST', `${base}/versions`, { revision: 1 })
  expect(published.status).toBe(201)
  const version = await bodyOf<{ id: string; number: number }>(published)
  expect(version.number).toBe(1)
  expect((await officer.api('POST', `${base}/versions`, { revision: 1 })).status).toBe(409)
  await send({ do: 'edit', ref: { kind: 'question', id: 'a' }, set: { text: en('Another wording?') } }, 1)
  const frozen = await versionDocument(world.ctx, version.id)
  expect(frozen!.sections[0]!.pages[0]!.questions[0]!.text).toEqual(en('Question a?'))
  expect((await officer.api('POST', `${base}/versions`, { revision: 2 })).status).toBe(201)
  const audited = (await auditOf(id)).filter((entry) => entry.verb === 'questionnaires.publish')
  expect(audited.map((entry) => (entry.detail as { number: number }).number).sort()).toEqual([1, 2])
})

// SECURITY 22
test('a further version, once opening was asked for, is published by somebody who did not write it', async () => {
  const { id, base, send } = await fresh()
  await send(add(question('a')), 0)
  expect((await officer.api('POST', `${base}/versions`, { revision: 1 })).status).toBe(201)
  await setOpened(world.ctx, [id], true)
  await send({ do: 'edit', ref: { kind: 'question', id: 'a' }, set: { text: en('Another wording?') } }, 1)
  const own = await officer.api('POST', `${base}/versions`, { revision: 2 })
  expect(own.status).toBe(409)
  expect((await bodyOf<{ message: string }>(own)).message).toContain('ask an approver')
  const approver = await world.person('approver')
  expect((await approver.api('POST', `${base}/versions`, { revision: 2 })).status).toBe(201)
})

test('the database itself refuses to change or delete a published version', async () => {
  const { base, send } = await fresh()
  await send(add(question('a')), 0)
  const { id } = await bodyOf<{ id: string }>(await officer.api('POST', `${base}/versions`, { revision: 1 }))
  const row = eq(questionnaireVersions.id, id)
  await expect(world.ctx.db.update(questionnaireVersions).set({ number: 9 }).where(row)).rejects.toThrow()
  await expect(world.ctx.db.delete(questionnaireVersions).where(row)).rejects.toThrow()
  expect(await world.ctx.db.$count(questionnaireVersions, row)).toBe(1)
})

test('a questionnaire with a question that is never asked, or none at all, is not published, and the reason is named', async () => {
  const { id, base, send } = await fresh()
  const empty = await officer.api('POST', `${base}/versions`, { revision: 0 })
  expect(empty.status).toBe(422)
  expect(JSON.stringify(await empty.json())).toContain('no question to answer')
  await send(add(question('n', { type: 'number', maximum: 10 })), 0)
  await send(add(question('dead', { askIf: { op: 'compare', question: 'n', is: '>', value: 10 } }), 1), 1)
  const refused = await officer.api('POST', `${base}/versions`, { revision: 2 })
  expect(refused.status).toBe(422)
  expect(JSON.stringify(await refused.json())).toContain('never asked')
  expect(await world.ctx.db.$count(questionnaireVersions, eq(questionnaireVersions.questionnaireId, id))).toBe(0)
})

test('an analyst reads and may not change; a coordinator may neither; a stranger signs in first', async () => {
  const { id, base, send } = await fresh()
  const before = await stateOf(id)
  const analyst = await world.person('analyst')
  expect((await analyst.api('GET', base)).status).toBe(200)
  expect((await send(add(question('a')), 0, analyst)).status).toBe(403)
  const coordinator = await world.person('coordinator')
  expect((await coordinator.api('GET', base)).status).toBe(403)
  expect((await send(add(question('a')), 0, coordinator)).status).toBe(403)
  expect((await world.visitor()(base)).status).toBe(401)
  expect(await stateOf(id)).toEqual(before)
})

test("another's questionnaire is the same 404 as one that does not exist", async () => {
  const { base, consultationId } = await fresh()
  const other = await fresh()
  const scoped = await world.person('officer', consultationId)
  expect((await scoped.api('GET', base)).status).toBe(200)
  const [theirs, missing, wrong] = await Promise.all([
    scoped.api('GET', other.base),
    scoped.api('GET', '/api/questionnaires/7c9e6679-7425-40de-944b-e07fc1f90ae7'),
    scoped.api('GET', '/api/questionnaires/not-an-id'),
  ])
  expect([theirs.status, missing.status, wrong.status]).toEqual([404, 404, 404])
  expect(await theirs.text()).toBe(await missing.text())
  for (const way of ['acts', 'undo', 'redo', 'versions']) {
    const body = way === 'acts' ? { revision: 0, act: { do: 'insert-equality' } } : { revision: 0 }
    expect((await scoped.api('POST', `${other.base}/${way}`, body)).status).toBe(404)
  }
})

test('two questionnaires of a consultation have two names', async () => {
  const { consultationId, base } = await fresh()
  const path = `/api/consultations/${consultationId}/questionnaires`
  expect((await officer.api('POST', path, { name: 'Full' })).status).toBe(409)
  expect((await officer.api('POST', path, { name: 'Postcard' })).status).toBe(201)
  expect((await officer.api('PATCH', base, { name: 'Postcard' })).status).toBe(409)
  expect((await officer.api('PATCH', base, { name: 'Long form' })).status).toBe(200)
})
