import { and, eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { loadPlan } from '../../server/plans/load-plan.ts'
import type { objective, PlanPage } from '../../server/plans/queries.ts'
import { objectives, plans } from '../../server/plans/tables.ts'
import { auditEntries } from '../../server/platform/tables.ts'
import { openWorld, type World } from '../support/world.ts'

type ObjectivePage = NonNullable<Awaited<ReturnType<typeof objective>>>

let world: World
beforeAll(async () => {
  world = await openWorld()
  await loadPlan(world.ctx)
})

const planOf = async (path = '/api/plans') => {
  const officer = await world.person('officer')
  const { page } = (await (await officer.api('GET', path)).json()) as { page: PlanPage }
  return page
}
const objectiveAt = async (theme: number, number: number) => {
  const page = await planOf()
  return page.themes[theme - 1]!.objectives[number - 1]!
}
const lastSeen = (found: { reports: { number: number }[]; actions: { reports: { number: number }[] }[] }) =>
  Math.max(0, ...[found, ...found.actions].flatMap((each) => each.reports.map((report) => report.number)))

test('loading the plan again changes nothing', async () => {
  expect(await loadPlan(world.ctx)).toEqual({ loaded: false })
  expect(await world.ctx.db.$count(plans, eq(plans.slug, 'engagement-2010-11'))).toBe(1)
  expect(await world.ctx.db.$count(objectives)).toBe(19)
})

test('the plan comes with its themes, objectives, actions, leads and how all of it stands', async () => {
  const page = await planOf()
  expect(page.themes.map((theme) => theme.objectives.length)).toEqual([7, 5, 3, 4])
  expect(page.actionCount).toBe(51)
  expect(page.principles).toHaveLength(6)
  expect(page.leads).toContain('Natasha Plummer')
  expect(page.themes[0]!.objectives[5]!.actions.map((action) => action.ref)).toEqual(['1.6.1', '1.6.2'])
})

test('a filter leaves only what it names, and the summary still counts the whole', async () => {
  const green = (await planOf()).standing.filter((rag) => rag === 'green').length
  const page = await planOf('/api/plans?status=green&theme=')
  expect(green).toBeLessThan(19)
  expect(page.shownCount).toBe(green)
  expect(page.themes.flatMap((theme) => theme.objectives).every((each) => each.rag === 'green')).toBe(true)
  expect(page.standing).toHaveLength(19)
  expect((await planOf('/api/plans?lead=Nick%20Baker')).shownCount).toBe(1)
})

test('a wrong filter value is a 400', async () => {
  const officer = await world.person('officer')
  expect((await officer.api('GET', '/api/plans?status=blue')).status).toBe(400)
  expect((await officer.api('GET', '/api/plans?theme=one')).status).toBe(400)
})

test('a report changes how an objective stands, keeps what stood before, and is audited', async () => {
  const officer = await world.person('officer')
  const before = await objectiveAt(4, 1)
  const [id, seen] = [before.id, lastSeen(before)]
  const path = `/api/plans/objectives/${id}/reports`
  const first = await officer.api('POST', path, { actionId: null, rag: 'green', progress: '32 maps drawn.', seen })
  expect(first.status).toBe(201)
  const second = await officer.api('POST', path, { actionId: null, rag: 'red', progress: 'Stopped.', seen: seen + 1 })
  const { history, ...page } = (await second.json()) as ObjectivePage
  expect(page.objective).toMatchObject({ rag: 'red', printedRag: 'amber' })
  expect(history.slice(0, 2).map((report) => [report.number, report.rag, report.progress, report.by])).toEqual([
    [seen + 2, 'red', 'Stopped.', 'Test officer'],
    [seen + 1, 'green', '32 maps drawn.', 'Test officer'],
  ])
  const entries = await world.ctx.db
    .select()
    .from(auditEntries)
    .where(and(eq(auditEntries.verb, 'plan.report'), eq(auditEntries.subject, `objective:${id}`)))
  expect(entries.map((entry) => [entry.accountId, entry.detail])).toEqual(
    expect.arrayContaining([
      [officer.accountId, { number: seen + 1, rag: 'green', actionId: null }],
      [officer.accountId, { number: seen + 2, rag: 'red', actionId: null }],
    ]),
  )
})

test('a report on an action stands with the action and leaves the objective as it was', async () => {
  const approver = await world.person('approver')
  const before = await objectiveAt(1, 3)
  const action = before.actions[1]!
  const body = { actionId: action.id, rag: 'amber', progress: 'Dates are up.', seen: lastSeen(before) }
  expect((await approver.api('POST', `/api/plans/objectives/${before.id}/reports`, body)).status).toBe(201)
  const after = await objectiveAt(1, 3)
  expect(after.rag).toBe(before.rag)
  expect(after.actions[1]).toMatchObject({ rag: 'amber', reports: [{ progress: 'Dates are up.' }] })
})

test('who had not seen the last report is refused and nothing is written; of two at once one wins', async () => {
  const officer = await world.person('officer')
  const before = await objectiveAt(4, 2)
  const [id, seen] = [before.id, lastSeen(before)]
  const send = (progress: string) =>
    officer.api('POST', `/api/plans/objectives/${id}/reports`, { actionId: null, rag: 'green', progress, seen })
  const together = await Promise.all([send('One.'), send('Two.')])
  expect(together.map((response) => response.status).sort()).toEqual([201, 409])
  expect((await send('Three.')).status).toBe(409)
  expect(lastSeen(await objectiveAt(4, 2))).toBe(seen + 1)
})

test('an analyst reads the plan and may not report; a coordinator and a stranger see nothing of it here', async () => {
  const before = await objectiveAt(2, 1)
  const id = before.id
  const report = { actionId: null, rag: 'green', progress: 'Done.', seen: lastSeen(before) }
  const analyst = await world.person('analyst')
  expect((await analyst.api('GET', `/api/plans/objectives/${id}`)).status).toBe(200)
  expect((await analyst.api('POST', `/api/plans/objectives/${id}/reports`, report)).status).toBe(403)
  const coordinator = await world.person('coordinator')
  expect((await coordinator.api('GET', '/api/plans')).status).toBe(403)
  expect((await world.visitor()('/api/plans')).status).toBe(401)
  expect(lastSeen(await objectiveAt(2, 1))).toBe(lastSeen(before))
})

test('an objective that is not there, and an action of another objective, are a 404', async () => {
  const officer = await world.person('officer')
  const report = { actionId: null, rag: 'green', progress: 'Done.', seen: 0 }
  for (const id of ['7c9e6679-7425-40de-944b-e07fc1f90ae7', 'not-an-id']) {
    expect((await officer.api('GET', `/api/plans/objectives/${id}`)).status).toBe(404)
    expect((await officer.api('POST', `/api/plans/objectives/${id}/reports`, report)).status).toBe(404)
  }
  const [mine, other] = [await objectiveAt(2, 1), await objectiveAt(2, 2)]
  const wrong = { ...report, actionId: other.actions[0]!.id }
  expect((await officer.api('POST', `/api/plans/objectives/${mine.id}/reports`, wrong)).status).toBe(404)
})

test('a report without words, without a status or with an unknown key is a 422 that names the field', async () => {
  const officer = await world.person('officer')
  const { id } = await objectiveAt(2, 1)
  const report = { actionId: null, rag: 'green', progress: 'Done.', seen: 0 }
  const wrongs = { progress: { progress: ' ' }, rag: { rag: null }, body: { by: 'somebody else' }, seen: { seen: 'x' } }
  for (const [field, wrong] of Object.entries(wrongs)) {
    const response = await officer.api('POST', `/api/plans/objectives/${id}/reports`, { ...report, ...wrong })
    expect(response.status).toBe(422)
    expect(JSON.stringify(await response.json())).toContain(`"${field}"`)
  }
})
