import { createHash } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { recountRelease } from '../../server/feedback/recount.ts'
import { recountFromResponses } from '../../server/feedback/recount-responses.ts'
import { releases, sealedCounts } from '../../server/feedback/tables.ts'
import { erase, withdraw } from '../../server/responses/receipts.ts'
import { countedDataset } from '../../server/responses/words.ts'
import type { SealedTable } from '../../shared/feedback/release-tables.ts'
import { canonical } from '../../shared/kernel/canonical.ts'
import { aClosedConsultation, lateAnswers } from '../support/answered.ts'
import { anOpenConsultation } from '../support/fixtures.ts'
import { base, commitment, finding, frozen, sent, wantedTables as tables } from '../support/frozen.ts'
import { openWorld } from '../support/world.ts'

/** SHA-256 of all numbers of `tables` over the sixty people, sealed and public, whichever engine counted them. */
const sixtyPeople = 'b0eddccb39d11dcda0e6f63ae05bec1c23fb1e58efb60679f4c233ae56aa24f4'

// Promise 4
test('a release says what it was made of: questions, rules, versions, a hash of what was counted, what was left out', async () => {
  const world = await openWorld()
  const closed = await aClosedConsultation(world)
  expect(await withdraw(world.ctx, closed.receipts[9]!)).toBe('withdrawn')
  const officer = await world.person('officer', closed.consultationId)
  expect((await officer.api('POST', `${base(closed.consultationId)}/release`, { tables })).status).toBe(200)
  const [release] = await world.ctx.db.select().from(releases).where(eq(releases.consultationId, closed.consultationId))
  const hash = expect.stringMatching(/^[0-9a-f]{64}$/)
  const counted = { versions: [closed.versionId], sha256: hash, equality: hash }
  expect(release?.manifest).toMatchObject({
    consultation: closed.slug,
    filter: { area: null, collector: null },
    tables: [{ id: 't1' }, { id: 't2' }, { id: 't3', by: 'What is your sex?' }],
    rules: { hideUpTo: 7, roundTo: 5, baseForShares: 30 },
    dataset: counted,
    counted: 59,
    groups: 0,
    leftOut: [{ reason: 'withdrawn by the person', responses: 1 }],
    method: expect.stringContaining('rounded to 5'),
  })
  expect(release?.manifest.code).toMatch(/\d/)
  // Another answer makes another hash; the same answers make the same one.
  expect(release?.manifest.dataset).toMatchObject(await countedDataset(world.ctx, closed.consultationId))
  await erase(world.ctx, closed.receipts[3]!)
  expect((await countedDataset(world.ctx, closed.consultationId)).sha256).not.toBe(release?.manifest.dataset.sha256)
})

test('nothing is frozen while answers may still come', async () => {
  const world = await openWorld()
  const open = await anOpenConsultation(world)
  const officer = await world.person('officer', open.consultationId)
  const answer = await officer.api('POST', `${base(open.consultationId)}/release`, { tables })
  expect(answer.status).toBe(409)
  expect(await world.ctx.db.$count(releases, eq(releases.consultationId, open.consultationId))).toBe(0)
})

test('a release may hold the borough and several answers by an equality question; two of those at once never', async () => {
  const world = await openWorld()
  const { consultationId } = await aClosedConsultation(world)
  const officer = await world.person('officer', consultationId)
  const freeze = async (one: { question: string; by: string | null }) =>
    (await officer.api('POST', `${base(consultationId)}/release`, { tables: [one] })).status
  for (const [question, by] of [
    ['contact', 'home'],
    ['sex', 'sex'],
    ['area', null],
    ['nothing', null],
  ] as const)
    expect([question, by, await freeze({ question, by })]).toEqual([question, by, 422])
  const wanted = [
    { question: 'home', by: 'sex' },
    { question: 'priorities', by: 'sex' },
    { question: 'sex', by: null },
  ]
  expect((await officer.api('POST', `${base(consultationId)}/release`, { tables: wanted })).status).toBe(200)
})

interface Preview {
  number: number
  people: number
  tables: { id: string; columns: { counts: (number | null)[] }[] }[]
  last: { people: number } | null
}

// Security list 59
test('a second release needs ten more answers in all and in each table, and takes the draft with it', async () => {
  const world = await openWorld()
  const { consultationId, writer, ...rest } = await frozen(world)
  const to = { consultationId, ...rest }
  const at = base(consultationId)
  expect((await writer.api('POST', `${at}/findings`, finding)).status).toBe(200)
  const again = (wanted: typeof tables) => writer.api('POST', `${at}/release`, { tables: wanted })
  await lateAnswers(world, to, 9)
  expect((await again(tables)).status).toBe(409)
  const notReady = (await (await writer.api('GET', `${at}/freezable`)).json()) as { ready: boolean; why: string }
  expect(notReady).toMatchObject({ ready: false, why: expect.stringContaining('10 more') })

  await lateAnswers(world, to, 31)
  // Nobody more gave their sex: that table would tell of nobody but those who came, so it is named and refused.
  const refused = await again(tables)
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('What is your sex?')
  const wanted = tables.filter(({ by }) => by === null)
  const preview = (await (await writer.api('POST', `${at}/preview`, { tables: wanted })).json()) as Preview
  expect(preview).toMatchObject({ number: 2, people: 100, last: { people: 60 } })
  expect(preview.tables.map(({ id, columns }) => [id, columns[0]?.counts])).toEqual([
    ['t1', [80, null, null, 0, 0, 0]],
    ['t2', [50, 50]],
  ])
  expect(await world.ctx.db.$count(releases, eq(releases.consultationId, consultationId))).toBe(1)

  expect((await again(wanted)).status).toBe(200)
  const desk = (await (await writer.api('GET', at)).json()) as { release: Preview; findings: unknown[] }
  expect(desk.release.tables).toEqual(preview.tables)
  expect(desk.findings).toHaveLength(1)
  const kept = await world.ctx.db.select().from(releases).where(eq(releases.consultationId, consultationId))
  expect(kept.map(({ number, manifest }) => [number, manifest.number, manifest.counted]).toSorted()).toEqual([
    [1, 1, 60],
    [2, 2, 100],
  ])
  for (const { id } of kept) expect(await recountRelease(world.ctx, id)).toMatchObject({ ok: true })
})

// Promise 4
test('sealed counts are made again from the responses, byte for byte, until one is erased or more have come', async () => {
  const world = await openWorld()
  const { consultationId, receipts, ...rest } = await frozen(world)
  const [release] = await world.ctx.db.select().from(releases).where(eq(releases.consultationId, consultationId))
  const again = () => recountFromResponses(world.ctx, release!.id)
  expect(await again()).toMatchObject({ ok: true })
  // The same counts and the same public tables to the byte, whichever database counted them.
  const [sealed] = await world.ctx.db.select().from(sealedCounts).where(eq(sealedCounts.releaseId, release!.id))
  const numbers = [
    sealed!.tables.map((table) => ({ ...table, question: '', by: '', rows: [], columns: [] })),
    release!.tables.map(({ id, columns }) => [id, columns.map(({ base, counts, shares }) => [base, counts, shares])]),
  ]
  expect(createHash('sha256').update(canonical(numbers)).digest('hex')).toBe(sixtyPeople)

  const [first] = sealed!.tables
  const edited = [{ ...first!, counts: [41, 17, 3, 0, 0, 0] }, ...sealed!.tables.slice(1)] as SealedTable[]
  const put = (tables: SealedTable[]) =>
    world.ctx.db.update(sealedCounts).set({ tables }).where(eq(sealedCounts.releaseId, release!.id))
  await put(edited)
  expect(await again()).toEqual({ ok: false, words: 'The sealed counts do not follow from the responses.' })
  // Frozen by a version that put an answer in other words, or that counted otherwise.
  const [row, ...rows] = first!.rows
  await put([{ ...first!, rows: [{ ...row!, label: { en: 'As it was put' } }, ...rows] }, ...sealed!.tables.slice(1)])
  expect(await again()).toMatchObject({
    ok: true,
    words: expect.stringMatching(/: every number agrees\. This version/),
  })
  await put(edited)
  const manifest = { ...release!.manifest, code: '0.0.1' }
  await world.ctx.db.update(releases).set({ manifest }).where(eq(releases.id, release!.id))
  expect((await again()).words).toMatch(/responses\. It was frozen by version 0\.0\.1 of the program; this is \d/)
  await put(sealed!.tables)

  expect(await erase(world.ctx, receipts[3]!)).toBe('erased')
  expect(await again()).toMatchObject({ ok: null, words: expect.stringContaining('1 of the responses') })
  await lateAnswers(world, { consultationId, ...rest }, 5)
  expect(await again()).toMatchObject({ ok: null })
})

test('an answer that waits or is published keeps its release', async () => {
  const world = await openWorld()
  const { consultationId, writer, approver, ...rest } = await sent(world)
  await lateAnswers(world, { consultationId, ...rest }, 40)
  const at = base(consultationId)
  const again = () => writer.api('POST', `${at}/release`, { tables: [{ question: 'contact', by: null }] })
  expect((await again()).status).toBe(409)
  expect((await approver.api('POST', `${at}/publish`, {})).status).toBe(200)
  expect((await again()).status).toBe(409)
})

test('a draft is not sent while a finding rests on a number that the new release does not show', async () => {
  const world = await openWorld()
  const { consultationId, writer, ...rest } = await frozen(world)
  const at = base(consultationId)
  await writer.api('POST', `${at}/findings`, finding)
  await writer.api('POST', `${at}/commitments`, commitment)
  await writer.api('PUT', `${at}/summary`, { said: 'a', did: 'b' })
  await lateAnswers(world, { consultationId, ...rest }, 40)
  const without = { tables: [{ question: 'contact', by: null }] }
  expect((await writer.api('POST', `${at}/release`, without)).status).toBe(200)
  const answer = await writer.api('POST', `${at}/send`, {})
  expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('Finding 1')])
})
