import { parse } from 'csv-parse/sync'
import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import type { ListedExport } from '../../server/analysis/export-list.ts'
import { exportRequests } from '../../server/analysis/tables.ts'
import type { Thing } from '../../server/desk/today.ts'
import { auditEntries } from '../../server/platform/tables.ts'
import { newKey } from '../../server/responses/keys.ts'
import { submitAll } from '../../server/responses/submit.ts'
import { anOpenConsultation, type OpenConsultation } from '../support/fixtures.ts'
import { openWorld, type Person, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})

const reason = 'Tables for the committee'

interface Asked {
  to: OpenConsultation
  analyst: Person
  approver: Person
  base: string
  id: string
}

async function asked(body: Record<string, unknown> = { format: 'csv', withoutText: false, reason }): Promise<Asked> {
  const to = await anOpenConsultation(world)
  const one = { ...to, noticeNumber: 1, startedAt: null }
  await submitAll(world.ctx, [
    { ...one, key: newKey(world.ctx), answers: { priorities: { options: ['knives'] }, why: { text: 'Because' } } },
    { ...one, key: newKey(world.ctx), answers: { priorities: { options: ['none'] } } },
  ])
  const analyst = await world.person('analyst', to.consultationId)
  const approver = await world.person('approver', to.consultationId)
  const base = `/api/analysis/${to.consultationId}/exports`
  const answer = await analyst.api('POST', base, body)
  expect(answer.status).toBe(201)
  return { to, analyst, approver, base, id: ((await answer.json()) as { id: string }).id }
}

const confirm = ({ approver, base, id }: Asked) => approver.api('POST', `${base}/${id}/decision`, { confirm: true })
const open = ({ analyst, base, id }: Asked) => analyst.api('POST', `${base}/${id}/open`)
const fetchFile = ({ analyst, base, id }: Asked, person = analyst) => person.api('GET', `${base}/${id}/file`)
const status = async (answer: Promise<Response>) => (await answer).status

async function listed({ analyst, base }: Asked): Promise<ListedExport[]> {
  return ((await (await analyst.api('GET', base)).json()) as { exports: ListedExport[] }).exports
}

const verbsOf = async ({ to }: Asked) =>
  (await world.ctx.db.select().from(auditEntries).where(eq(auditEntries.scope, to.consultationId)))
    .filter(({ verb }) => verb.startsWith('responses.'))
    .map(({ verb, accountId }) => [verb, accountId])
    .toSorted()

// Case 17.
test('a file leaves once a second person has confirmed it, to whoever asked, once, and each step is on record', async () => {
  const one = await asked()
  expect(await status(open(one))).toBe(409)
  expect(await status(fetchFile(one))).toBe(404)
  expect(await status(confirm(one))).toBe(204)
  expect(await status(fetchFile(one))).toBe(404)
  expect(await status(open(one))).toBe(204)
  const colleague = await world.person('analyst', one.to.consultationId)
  expect(await status(colleague.api('POST', `${one.base}/${one.id}/open`))).toBe(404)
  expect(await status(fetchFile(one, colleague))).toBe(404)
  expect(await status(fetchFile(one, one.approver))).toBe(403)
  const file = await fetchFile(one)
  expect([file.status, file.headers.get('cache-control')]).toEqual([200, 'no-store'])
  expect(file.headers.get('content-disposition')).toBe(`attachment; filename="${one.to.slug}-answers.csv"`)
  const bytes = Buffer.from(await file.arrayBuffer())
  expect(file.headers.get('content-length')).toBe(String(bytes.length))
  const rows = parse(bytes, { bom: true, columns: true }) as Record<string, string>[]
  expect(rows.map(({ why }) => why).toSorted()).toEqual(['Because', '[not asked]'])
  expect(await status(fetchFile(one))).toBe(404)
  expect(await status(fetchFile({ ...one, id: '0' }))).toBe(404)
  expect(await status(open(one))).toBe(409)
  expect(await listed(one)).toMatchObject([{ state: 'fetched', isMine: true, reason, decidedBy: 'Test approver' }])
  const [analyst, approver] = [one.analyst.accountId, one.approver.accountId]
  expect(await verbsOf(one)).toEqual([
    ['responses.ask-export', analyst],
    ['responses.confirm-export', approver],
    ['responses.export', analyst],
    ['responses.open-export', analyst],
  ])
})

test('asking for the head of the file alone does not spend its one use', async () => {
  const one = await asked()
  await confirm(one)
  await open(one)
  const head = await one.analyst.api('HEAD', `${one.base}/${one.id}/file`)
  expect([head.status, head.headers.get('allow')]).toEqual([405, 'GET'])
  const file = await fetchFile(one)
  expect([file.status, (await file.text()).includes('Because')]).toEqual([200, true])
})

test('of two fetches at once one has the file and the other finds nothing', async () => {
  const one = await asked()
  await confirm(one)
  await open(one)
  const both = await Promise.all([fetchFile(one), fetchFile(one)])
  expect(both.map((answer) => answer.status).toSorted()).toEqual([200, 404])
  await Promise.all(both.map((answer) => answer.text()))
})

test('a yes holds three days and an opened file a quarter of an hour', async () => {
  const put = (id: string, change: Partial<typeof exportRequests.$inferInsert>) =>
    world.ctx.db.update(exportRequests).set(change).where(eq(exportRequests.id, id))
  const before = (minutes: number) => new Date(world.ctx.now().getTime() - minutes * 60_000)
  const late = await asked()
  await confirm(late)
  await put(late.id, { decidedAt: before(72 * 60) })
  expect(await status(open(late))).toBe(409)
  expect(await listed(late)).toMatchObject([{ state: 'lapsed' }])
  const slow = await asked()
  await confirm(slow)
  await put(slow.id, { decidedAt: before(72 * 60 - 1) })
  expect(await status(open(slow))).toBe(204)
  await put(slow.id, { openedAt: before(15) })
  expect(await status(fetchFile(slow))).toBe(404)
  await put(slow.id, { openedAt: before(14) })
  const file = await fetchFile(slow)
  expect(file.status).toBe(200)
  await file.text()
})

test('nobody confirms their own asking, and a no says why and is the end of it', async () => {
  const one = await asked()
  const colleague = await world.person('analyst', one.to.consultationId)
  await world.ctx.db
    .update(exportRequests)
    .set({ askedBy: one.approver.accountId })
    .where(eq(exportRequests.id, one.id))
  expect(await status(confirm(one))).toBe(409)
  await world.ctx.db.update(exportRequests).set({ askedBy: colleague.accountId }).where(eq(exportRequests.id, one.id))
  const decide = (body: unknown) => one.approver.api('POST', `${one.base}/${one.id}/decision`, body)
  expect(await status(decide({ confirm: false }))).toBe(422)
  expect(await status(decide({ confirm: false, note: 'Counts will do.', sudo: true }))).toBe(422)
  expect(await status(decide({ confirm: false, note: 'Counts will do.' }))).toBe(204)
  expect(await status(confirm(one))).toBe(409)
  expect(await status(colleague.api('POST', `${one.base}/${one.id}/open`))).toBe(409)
  expect(await listed(one)).toMatchObject([{ state: 'refused', note: 'Counts will do.' }])
})

test('asking needs a format there is and a reason, and changes nothing without them', async () => {
  const one = await asked()
  const ask = (body: unknown) => status(one.analyst.api('POST', one.base, body))
  expect(await ask({ format: 'pdf', withoutText: false, reason })).toBe(422)
  expect(await ask({ format: 'csv', withoutText: false, reason: 'why' })).toBe(422)
  expect(await ask({ format: 'csv', withoutText: false, reason, confirmed: true })).toBe(422)
  expect(await listed(one)).toHaveLength(1)
})

test('every format is fetched as itself, without what people wrote when that was asked, and the codebook has no answer', async () => {
  const types = { csv: /^text\/csv/, xlsx: /spreadsheetml/, sav: /^application\/x-spss/, json: /^application\/json/ }
  for (const [format, type] of Object.entries(types)) {
    const one = await asked({ format, withoutText: true, reason })
    await confirm(one)
    await open(one)
    const file = await fetchFile(one)
    expect(file.headers.get('content-type')).toMatch(type)
    expect(Buffer.from(await file.arrayBuffer()).toString('latin1')).not.toContain('Because')
    const book = await one.analyst.api('GET', `/api/analysis/${one.to.consultationId}/codebook.csv`)
    expect(await book.text()).toMatch(/priorities_knives/)
  }
})

test('what was asked for waits for the approver of that consultation alone', async () => {
  const one = await asked()
  const things = async (person: Person) =>
    ((await (await person.api('GET', '/api/desk/today')).json()) as { things: Thing[] }).things
  expect(await things(one.approver)).toMatchObject([
    { kind: 'File asked for', to: 'export', consultationId: one.to.consultationId },
  ])
  expect(await things(one.analyst)).toEqual([])
  await confirm(one)
  expect(await things(one.approver)).toEqual([])
})
