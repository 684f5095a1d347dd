import { randomUUID } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { loadPlan } from '../../server/plans/load-plan.ts'
import { auditEntries } from '../../server/platform/tables.ts'
import { loadProjects } from '../../server/projects/load.ts'
import type { projectPage } from '../../server/projects/queries.ts'
import { projectChanges, projectItems, projects } from '../../server/projects/tables.ts'
import { anOpenConsultation } from '../support/fixtures.ts'
import { openWorld, type Person, type World } from '../support/world.ts'

type Page = Awaited<ReturnType<typeof projectPage>>

let world: World
let officer: Person
let at: string

/** Each test has a copy of the loaded project, so that none sees another's changes. */
beforeAll(async () => {
  world = await openWorld()
  await loadPlan(world.ctx)
  await loadProjects(world.ctx)
  officer = await world.person('officer')
})
beforeEach(async () => {
  const slug = `copy-${randomUUID().slice(0, 8)}`
  const { db } = world.ctx
  const [original] = await db.select().from(projects).where(eq(projects.slug, 'engagement-strategy-2009'))
  const id = randomUUID()
  await db.insert(projects).values({ ...original!, id, slug })
  const items = await db.select().from(projectItems).where(eq(projectItems.projectId, original!.id))
  await db.insert(projectItems).values(items.map((item) => ({ ...item, id: randomUUID(), projectId: id })))
  at = `/api/projects/${slug}`
})

const page = async () => (await (await officer.api('GET', at)).json()) as Page
const aRisk = {
  risk: 'The hall is double booked',
  mitigation: 'Ring the day before',
  owner: 'Head of Engagement',
  state: 'open',
}
const add = async (body: unknown = { kind: 'risk', content: aRisk }) => {
  const answer = await officer.api('POST', `${at}/items`, body)
  expect(answer.status).toBe(201)
  return (await answer.json()) as { changeId: string; itemId: string }
}
const audited = async (change: string) => {
  const named = and(sql`${auditEntries.detail}->>'change' = ${change}`)
  return world.ctx.db.select().from(auditEntries).where(named)
}
const undo = async (changeId: string) =>
  (await (await officer.api('POST', `${at}/changes/${changeId}/undo`)).json()) as { outcome: string; changeId: string }

test('loading the project again changes nothing, and it is tied to the plan', async () => {
  expect(await loadProjects(world.ctx)).toBe(0)
  const found = (await (await officer.api('GET', '/api/projects/engagement-strategy-2009')).json()) as Page
  expect(found.sections).toHaveLength(18)
  expect([found.risks.length, found.milestones.length, found.stakeholders.length]).toEqual([5, 21, 21])
  expect(found.planId).toMatch(/^[0-9a-f-]{36}$/)
  expect(found.sections.find((section) => section.key === 'deliverables')?.notes.length).toBeGreaterThan(4)
  const list = (await (await officer.api('GET', '/api/projects')).json()) as { slug: string; openRisks: number }[]
  expect(list.find((project) => project.slug === 'engagement-strategy-2009')?.openRisks).toBe(5)
})

test('an added item stands last of its kind, with an audit row and its history', async () => {
  const { changeId, itemId } = await add()
  const now = await page()
  expect(now.risks.map((risk) => risk.id).at(-1)).toBe(itemId)
  expect(now.risks.at(-1)).toMatchObject({ content: aRisk, asPrinted: null })
  expect(now.changes[0]).toMatchObject({
    id: changeId,
    act: 'added',
    by: 'Test officer',
    title: aRisk.risk,
    undone: false,
  })
  expect(await audited(changeId)).toMatchObject([{ verb: 'project.add-item', accountId: officer.accountId }])
})

test('an edit changes the words, keeps what was printed, and is audited', async () => {
  const [first] = (await page()).risks
  const body = { kind: 'risk', content: { ...first!.content, owner: 'Head of Engagement' }, revision: 0 }
  const answer = await officer.api('PUT', `${at}/items/${first!.id}`, body)
  const { changeId } = (await answer.json()) as { changeId: string }
  const now = (await page()).risks[0]!
  expect(now.content.owner).toBe('Head of Engagement')
  expect(now.asPrinted).toEqual(first!.asPrinted)
  expect(now.revision).toBe(1)
  expect(await audited(changeId)).toMatchObject([{ verb: 'project.edit-item' }])
})

test('an edit made from an older revision is not taken, and says what the item says now', async () => {
  const [first] = (await page()).stakeholders
  const edit = (note: string) =>
    officer.api('PUT', `${at}/items/${first!.id}`, {
      kind: 'stakeholder',
      content: { ...first!.content, note },
      revision: 0,
    })
  const answers = await Promise.all([edit('one'), edit('two')])
  const outcomes = await Promise.all(answers.map(async (a) => ((await a.json()) as { outcome: string }).outcome))
  expect(outcomes.sort()).toEqual(['done', 'stale'])
  const now = await page()
  expect(['one', 'two']).toContain(now.stakeholders[0]!.content.note)
  expect(now.changes).toHaveLength(1)
})

test('a milestone keeps its dates and moves to another place; the others close up', async () => {
  const before = (await page()).milestones.map((m) => m.id)
  const answer = await officer.api('PUT', `${at}/items/${before[2]}/position`, { position: 0 })
  const { changeId } = (await answer.json()) as { changeId: string }
  expect((await page()).milestones.map((m) => m.id)).toEqual([before[2], before[0], before[1], ...before.slice(3)])
  expect(await audited(changeId)).toMatchObject([{ verb: 'project.move-item' }])
  await undo(changeId)
  expect((await page()).milestones.map((m) => m.id)).toEqual(before)
})

test('removing and undoing leaves everything as it was, printed words and place included', async () => {
  const before = await page()
  const gone = before.milestones[3]!
  const answer = await officer.api('DELETE', `${at}/items/${gone.id}`)
  const { changeId } = (await answer.json()) as { changeId: string }
  expect((await page()).milestones.map((m) => m.id)).not.toContain(gone.id)
  expect(await audited(changeId)).toMatchObject([{ verb: 'project.remove-item' }])
  const back = await undo(changeId)
  const after = await page()
  expect(after.milestones).toEqual(before.milestones)
  expect(after.changes[1]).toMatchObject({ id: changeId, undone: true })
  expect(await audited(back.changeId)).toMatchObject([{ verb: 'project.undo' }])
})

test('an undo can be undone, and each change is taken back only once', async () => {
  const { changeId, itemId } = await add()
  const back = await undo(changeId)
  expect((await page()).risks.map((risk) => risk.id)).not.toContain(itemId)
  expect((await undo(changeId)).outcome).toBe('undone-before')
  expect((await undo(back.changeId)).outcome).toBe('done')
  expect((await page()).risks.at(-1)).toMatchObject({ id: itemId, content: aRisk })
})

test('a change with a later one on top is not taken back before that one', async () => {
  const { changeId, itemId } = await add()
  const edited = { kind: 'risk', content: { ...aRisk, state: 'closed' }, revision: 0 }
  expect((await officer.api('PUT', `${at}/items/${itemId}`, edited)).status).toBe(200)
  expect((await undo(changeId)).outcome).toBe('changed-since')
  expect((await page()).risks.at(-1)?.content.state).toBe('closed')
})

test('the project is tied to a consultation that exists', async () => {
  const { consultationId } = await anOpenConsultation(world)
  expect((await officer.api('PUT', `${at}/consultation`, { consultationId })).status).toBe(204)
  expect((await page()).consultationId).toBe(consultationId)
  const entries = await world.ctx.db.select().from(auditEntries).where(eq(auditEntries.scope, consultationId))
  expect(entries.map((entry) => entry.verb)).toContain('project.tie')
  expect((await officer.api('PUT', `${at}/consultation`, { consultationId: randomUUID() })).status).toBe(404)
  const elsewhere = await world.person('officer', randomUUID())
  expect((await elsewhere.api('PUT', `${at}/consultation`, { consultationId })).status).toBe(404)
  expect((await page()).consultationId).toBe(consultationId)
})

const writes = (item: string, change: string): [string, string, unknown][] => [
  ['POST', '/items', { kind: 'risk', content: aRisk }],
  ['PUT', `/items/${item}`, { kind: 'risk', content: aRisk, revision: 0 }],
  ['PUT', `/items/${item}/position`, { position: 1 }],
  ['DELETE', `/items/${item}`, undefined],
  ['POST', `/changes/${change}/undo`, undefined],
  ['PUT', '/consultation', { consultationId: null }],
]

test('an analyst reads and does not write; a coordinator and a stranger see nothing of it', async () => {
  const { changeId, itemId } = await add()
  const before = await page()
  const analyst = await world.person('analyst')
  expect((await analyst.api('GET', at)).status).toBe(200)
  const others = [analyst, await world.person('coordinator'), await world.person('admin')]
  for (const [method, path, body] of writes(itemId, changeId))
    for (const person of others) expect((await person.api(method, at + path, body)).status, path).toBe(403)
  expect((await others[1]!.api('GET', at)).status).toBe(403)
  expect((await world.visitor()(at)).status).toBe(401)
  expect(await page()).toEqual(before)
})

test('a project, an item or a change that is not there, or is another project’s, is a 404', async () => {
  const { changeId, itemId } = await add()
  const other = '/api/projects/engagement-strategy-2009'
  for (const [method, path, body] of writes(randomUUID(), randomUUID()).slice(1, 5))
    expect((await officer.api(method, at + path, body)).status, path).toBe(404)
  for (const [method, path, body] of writes('not-an-id', "'; drop").slice(1, 5))
    expect((await officer.api(method, at + path, body)).status, path).toBe(404)
  for (const [method, path, body] of writes(itemId, changeId).slice(1, 5))
    expect((await officer.api(method, other + path, body)).status, path).toBe(404)
  for (const [method, path, body] of writes(itemId, changeId))
    expect((await officer.api(method, `/api/projects/nowhere${path}`, body)).status, path).toBe(404)
  expect((await officer.api('GET', '/api/projects/nowhere')).status).toBe(404)
})

test('wrong input is a 422 that names the field, and nothing changes', async () => {
  const [first] = (await page()).risks
  const milestone = (await page()).milestones[0]!.content
  const wrong: [unknown, string][] = [
    [{ kind: 'risk', content: { ...aRisk, risk: '  ' } }, 'content.risk'],
    [{ kind: 'risk', content: { ...aRisk, risk: 'x'.repeat(1001) } }, 'content.risk'],
    [{ kind: 'risk', content: { ...aRisk, mitigation: 'a\0b' } }, 'content.mitigation'],
    [{ kind: 'risk', content: { ...aRisk, likelihood: 5 } }, 'content'],
    [{ kind: 'hope', content: aRisk }, 'kind'],
    [{ kind: 'milestone', content: { ...milestone, dueOn: '2009-02-30' } }, 'content.dueOn'],
    [{ kind: 'milestone', content: { ...milestone, startsOn: '2010-01-01', dueOn: '2009-12-31' } }, 'content.dueOn'],
    [{ kind: 'stakeholder', content: { name: 'Involve', interests: ['bribed'], note: '' } }, 'content.interests.0'],
  ]
  for (const [body, field] of wrong) {
    const answer = await officer.api('POST', `${at}/items`, body)
    expect(answer.status, field).toBe(422)
    expect(JSON.stringify(await answer.json())).toContain(`"${field}"`)
  }
  expect((await officer.api('PUT', `${at}/items/${first!.id}`, { kind: 'risk', content: aRisk })).status).toBe(422)
  const asOther = { kind: 'milestone', content: milestone, revision: 0 }
  expect((await officer.api('PUT', `${at}/items/${first!.id}`, asOther)).status).toBe(422)
  expect((await officer.api('PUT', `${at}/items/${first!.id}/position`, { position: -1 })).status).toBe(422)
  expect((await officer.api('PUT', `${at}/consultation`, { consultationId: 'mine' })).status).toBe(422)
  expect((await page()).changes).toEqual([])
})

test('names with markup, right-to-left and four-byte letters come back as they went in', async () => {
  const name = '<script>alert(1)</script> مجموعة 🧿 '.trim()
  const { itemId } = await add({
    kind: 'stakeholder',
    content: { name, interests: ['affected', 'informed'], note: '' },
  })
  const found = (await page()).stakeholders.find((item) => item.id === itemId)
  expect(found?.content).toEqual({ name, interests: ['affected', 'informed'], note: '' })
  expect(await world.ctx.db.$count(projectChanges, eq(projectChanges.itemId, itemId))).toBe(1)
})
