import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { deleteSealedCounts } from '../../server/feedback/delete-sealed-counts.ts'
import { recountRelease } from '../../server/feedback/recount.ts'
import { releases, sealedCounts } from '../../server/feedback/tables.ts'
import { loadPlan } from '../../server/plans/load-plan.ts'
import { planPage } from '../../server/plans/queries.ts'
import { auditEntries } from '../../server/platform/tables.ts'
import type { Role } from '../../shared/accounts/policy.ts'
import { aPublishedAnswer, counted, editSealed, exact } from '../support/published-answer.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
let objective: string
beforeAll(async () => {
  world = await openWorld()
  await loadPlan(world.ctx)
  objective = (await planPage(world.ctx))!.themes[0]!.objectives[1]!.id
})

const read = async (path: string) => {
  const answer = await world.visitor()(path)
  return { status: answer.status, text: await answer.text() }
}
const withheld = 'What people said is withheld'
const pagesOf = (slug: string) => [
  `/c/${slug}/results`,
  `/c/${slug}/results/tables/t1`,
  `/c/${slug}/results/tables.csv`,
  '/feedback',
  '/feedback.rss',
  '/plan',
  '/',
]

test('when a sealed count is edited, no page says what rests on it: not the plan, the hub, the list or the feed', async () => {
  const heading = 'Findings of a release that will be broken'
  const said = 'Said on a release that will be broken.'
  const { slug, releaseId } = await aPublishedAnswer(world, { heading, said, objective })
  for (const path of ['/feedback', '/feedback.rss', '/']) expect((await read(path)).text, path).toContain(said)
  expect((await read('/plan')).text).toContain(heading)

  await editSealed(world, releaseId)
  for (const path of pagesOf(slug)) {
    const { status, text } = await read(path)
    expect(text, path).not.toContain(heading)
    expect(text, path).not.toContain(said)
    expect(text, path).not.toContain('123,455')
    expect(text, path).not.toContain('123455')
    expect([path, status]).toEqual([path, path.startsWith('/c/') ? 503 : 200])
    if (!path.startsWith('/c/')) expect(text, path).toContain(withheld)
  }
  const analyst = await world.person('analyst')
  const behind = await (await analyst.api('GET', `/api/desk/plan/objectives/${objective}`)).text()
  expect(behind).not.toContain(heading)

  // Put right again, it shows again: nothing was remembered past what the row holds.
  const [sealed] = await world.ctx.db.select().from(sealedCounts).where(eq(sealedCounts.releaseId, releaseId))
  const mended = JSON.parse(JSON.stringify(sealed?.tables).replace('123458', '123457'))
  await world.ctx.db.update(sealedCounts).set({ tables: mended }).where(eq(sealedCounts.releaseId, releaseId))
  expect((await read('/plan')).text).toContain(heading)
  expect((await read(`/c/${slug}/results`)).status).toBe(200)
})

test('when a published table, the manifest or a seal is edited, page and recount refuse', async () => {
  const { slug, releaseId } = await aPublishedAnswer(world)
  const [before] = await world.ctx.db.select().from(releases).where(eq(releases.id, releaseId))
  const change = (values: Partial<typeof releases.$inferInsert>) =>
    world.ctx.db.update(releases).set(values).where(eq(releases.id, releaseId))
  const { tables, manifest, seal, publicSeal } = before!
  const more = JSON.parse(JSON.stringify(tables).replace('123455', '123460'))
  for (const edit of [
    { tables: more },
    { manifest: { ...manifest, counted: 7 } },
    { manifest: {} as never },
    { seal: new Uint8Array(32) },
    { publicSeal: new Uint8Array(32) },
  ]) {
    await change(edit)
    expect((await recountRelease(world.ctx, releaseId)).ok, Object.keys(edit)[0]).toBe(false)
    expect((await read(`/c/${slug}/results`)).status).toBe(503)
    await change({ tables, manifest, seal, publicSeal })
    expect((await recountRelease(world.ctx, releaseId)).ok).toBe(true)
  }
})

// Promise 4
test('sealed counts go on their date; the published tables stay, and say so', async () => {
  const { slug, releaseId, consultationId } = await aPublishedAnswer(world)
  const broken = await aPublishedAnswer(world, { said: 'Broken before its date.' })
  await editSealed(world, broken.releaseId)
  const on = (day: string) => ({ ...world.ctx, now: () => new Date(`${day}T12:00:00Z`) })
  const kept = () => world.ctx.db.$count(sealedCounts, eq(sealedCounts.releaseId, releaseId))
  await deleteSealedCounts(on('2028-02-29'))
  expect(await kept()).toBe(1)
  expect(await deleteSealedCounts(on('2028-03-01'))).toBeGreaterThanOrEqual(2)
  expect(await deleteSealedCounts(on('2028-03-01'))).toBe(0)
  expect(await kept()).toBe(0)
  expect(await recountRelease(world.ctx, releaseId)).toEqual({ ok: true, tables: 1, countsDeletedOn: '2028-03-01' })
  const { status, text } = await read(`/c/${slug}/results`)
  expect(status).toBe(200)
  expect(text).toContain('34% of 367,905')
  expect(text).toContain('The sealed counts were deleted on 1 March 2028')
  expect((await read(`/c/${slug}/results/tables/t1`)).text).not.toContain('made again from the sealed counts when')
  const entries = await world.ctx.db.select().from(auditEntries).where(eq(auditEntries.scope, consultationId))
  expect(entries.map(({ verb, detail }) => ({ verb, detail }))).toEqual([
    { verb: 'feedback.delete-sealed-counts', detail: { agreed: true } },
  ])
  // What did not agree on the day stays away: deleting the proof does not mend it.
  expect(await recountRelease(world.ctx, broken.releaseId)).toMatchObject({ ok: false })
  expect((await read(`/c/${broken.slug}/results`)).status).toBe(503)
  // And after it the published tables are still held.
  await world.ctx.db.update(releases).set({ tables: [] }).where(eq(releases.id, releaseId))
  expect((await read(`/c/${slug}/results`)).status).toBe(503)
})

test('no route hands on a sealed count, or what one could be tried out with against the seal, and the public sees how many answered in steps of 5', async () => {
  const { consultationId, slug, releaseId } = await aPublishedAnswer(world, { objective })
  const [release] = await world.ctx.db.select().from(releases).where(eq(releases.id, releaseId))
  const missing = release!.manifest.dataset.equality
  expect(missing).not.toBe('')
  const sealed = [exact[0], exact[1], exact[0] + exact[1] + exact[2] + 9_876].flatMap((n) => [
    String(n),
    n.toLocaleString('en-GB'),
  ])
  const fill = (path: string) =>
    path
      .replace(':consultationId', consultationId)
      .replace(':slug', slug)
      .replace(':table', 't1')
      .replace(':objectiveId', objective)
      .replace(/\/\*$/, '/')
  const paths = world.routes
    .filter(({ method, path }) => method === 'GET' && !fill(path).includes(':'))
    .map(({ path }) => fill(path))
  expect(paths.length).toBeGreaterThan(40)
  for (const path of [`/c/${slug}/results`, `/api/feedback/${consultationId}`, '/feedback.rss', '/plan'])
    expect(paths).toContain(path)
  const roles: Role[] = ['officer', 'analyst', 'approver', 'admin']
  const people = await Promise.all(roles.map((role) => world.person(role)))
  let walked = 0
  for (const path of paths) {
    const everybody = [
      await world.visitor()(path),
      ...(await Promise.all(people.map((person) => person.api('GET', path)))),
    ]
    for (const [i, answer] of everybody.entries()) {
      const text = await answer.text()
      for (const number of sealed)
        expect(text.includes(number), `${path} to ${roles[i - 1] ?? 'the public'}`).toBe(false)
      expect(text.includes(missing), `${path} to ${roles[i - 1] ?? 'the public'}: the seal's hidden part`).toBe(false)
      const exactly = [String(counted), counted.toLocaleString('en-GB')].some((n) => text.includes(n))
      if (i === 0) expect(exactly, `${path} says exactly how many answered`).toBe(false)
      walked += 1
    }
  }
  expect(walked).toBe(paths.length * 5)
  const html = (await read(`/c/${slug}/results`)).text
  expect(html).toContain('370,010')
  expect(html).toContain('34% of 367,905')
  const csv = (await read(`/c/${slug}/results/tables.csv`)).text
  expect(csv).toContain('123455')
  expect((await recountRelease(world.ctx, releaseId)).ok).toBe(true)
}, 120_000)
