import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { askGroups } from '../../server/collectors/commands.ts'
import { publicSealOf, sealOf } from '../../server/feedback/recount.ts'
import {
  commitments,
  feedbackAnswers,
  findingLinks,
  findings,
  releases,
  sealedCounts,
} from '../../server/feedback/tables.ts'
import { groups } from '../../server/groups/tables.ts'
import { loadPlan } from '../../server/plans/load-plan.ts'
import { type PlanObjective, planPage } from '../../server/plans/queries.ts'
import { submit } from '../../server/responses/submit.ts'
import { standing, statusWord } from '../../shared/plans/rag.ts'
import { aSubmission } from '../support/answers.ts'
import { aGroup, anOpenConsultation } from '../support/fixtures.ts'
import { aManifest, aPublishedAnswer } from '../support/published-answer.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
  await loadPlan(world.ctx)
})

const read = async (path: string) => {
  const response = await world.visitor()(path)
  return { status: response.status, html: await response.text() }
}
const howMany = (html: string, pattern: RegExp) => [...html.matchAll(pattern)].length
/** The piece of the page that belongs to one objective. */
const row = (html: string, ref: string) =>
  html.split('<details').find((piece) => piece.includes(`id="objective-${ref}"`)) ?? ''

const objectiveAt = async (theme: number, number: number): Promise<PlanObjective> =>
  (await planPage(world.ctx))!.themes[theme - 1]!.objectives[number - 1]!

test('the plan shows 4 themes, 19 objectives, 51 actions and the six principles to anybody', async () => {
  const { status, html } = await read('/plan')
  expect(status).toBe(200)
  expect(html).toContain('4 themes, 19 objectives, 51 actions, May 2010 to April 2011.')
  expect(howMany(html, /<details class="objective"/g)).toBe(19)
  expect(howMany(html, /<section class="action"/g)).toBe(51)
  expect(howMany(html, /<h2 id="theme-\d"/g)).toBe(4)
  expect(html).toContain('6. Feedback')
})

test('each status is a shape and a word, and the summary draws one shape for each objective', async () => {
  const { html } = await read('/plan')
  const summary = html.match(/<section class="card standing".*?<\/section>/s)?.[0] ?? ''
  expect(howMany(summary, /<svg/g)).toBe(19)
  for (const { status, count } of standing((await planPage(world.ctx))!.standing)) {
    expect(summary).toContain(`class="rag ${status}"><span>${count} ${statusWord[status].toLowerCase()}</span>`)
  }
  for (const [tag] of html.matchAll(/<summary>.*?<\/h3>/gs)) {
    expect(tag).toMatch(/class="rag (red|amber|green|not-reported)"><svg.*<\/svg>(Red|Amber|Green|Not reported)</s)
  }
})

test('a damaged cell stands as printed, with what we read there below', async () => {
  const { html } = await read('/plan')
  expect(html).toContain('Co lea iss su egular liaison between the ommunications Team')
  expect(html).toMatch(/We read this as:<\/b>\s*(<!-- -->)?Regular liaison between the Communications Team/)
})

test('a measure and the progress stand with the action that prints them', async () => {
  const text = row((await read('/plan')).html, '1-6')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
  expect(text).toContain('Measure Borough profiles disseminated to all CPEGs')
  expect(text).toContain(
    'Progress, as printed The Experian data profiles to be used in this exercise are being updated',
  )
  expect(text).toContain('Action 2 of 2')
})

test('the filter is a form that needs no script; it narrows, keeps its choices, and leads back', async () => {
  const { status, html } = await read('/plan?theme=&lead=Nick+Baker&status=green')
  expect(status).toBe(200)
  expect(html).toMatch(/<form [^>]*method="get"/)
  expect(howMany(html, /<details class="objective"/g)).toBe(1)
  expect(html).toContain('1 of 19 objectives.')
  expect(html).toMatch(/<option value="Nick Baker" selected=""/)
  expect(html).toContain('<a href="/plan">Show all 19</a>')
})

test('a filter that leaves nothing says so', async () => {
  const { status, html } = await read('/plan?theme=4&lead=Nick+Baker')
  expect(status).toBe(200)
  expect(html).toContain('No objective is all of these.')
})

test('a filter value that the plan does not have is a 400 that says what was left out and shows the rest', async () => {
  for (const [wrong, word] of [
    ['status=blue', 'status'],
    ['theme=9', 'theme'],
    ['theme=1e3', 'theme'],
    [`lead=${encodeURIComponent('<script>alert(1)</script>')}`, 'lead'],
  ]) {
    const { status, html } = await read(`/plan?${wrong}`)
    expect(status).toBe(400)
    expect(html).toContain(`This plan has no such ${word}, so we left that out.`)
    expect(howMany(html, /<details class="objective"/g)).toBe(19)
    expect(html).not.toContain('<script>alert')
  }
})

test('an address can open one objective', async () => {
  const { html } = await read('/plan?open=2.3')
  expect(howMany(html, /<details class="objective" open=""/g)).toBe(1)
  expect(html).toMatch(/<details class="objective" open="">(?:(?!<details).)*id="objective-2-3"/s)
})

test('a report from the desk shows at once, as text, with its date and without the name of its writer', async () => {
  const officer = await world.person('officer')
  const { id, reports } = await objectiveAt(3, 1)
  const progress = '<b>A champion</b> is in place. مرحبا 🙂'
  const report = { actionId: null, rag: 'green', progress, seen: reports.at(-1)?.number ?? 0 }
  expect((await officer.api('POST', `/api/plans/objectives/${id}/reports`, report)).status).toBe(201)
  const { html } = await read('/plan')
  const shown = row(html, '3-1')
  expect(shown).toContain('Progress, 16 March 2026')
  expect(shown).toContain('&lt;b&gt;A champion&lt;/b&gt; is in place. مرحبا 🙂')
  expect(shown).not.toContain('Test officer')
})

test('the groups that answered are counted beside the measure that asks for it', async () => {
  const opensAt = new Date(world.clock.now.getTime() - 60_000)
  const consultation = await anOpenConsultation(world, { consultation: { title: 'Ask every group', opensAt } })
  const officer = await world.person('officer', consultation.consultationId)
  const [one, other] = [await aGroup(world), await aGroup(world)]
  const asked = await askGroups(officer.ctx, consultation.consultationId, [one.groupId, other.groupId])
  const coordinator = await world.person('coordinator', one.groupId)
  const sent = await submit(
    coordinator.ctx,
    aSubmission(consultation, {
      collectorId: asked[0]!,
      howWeAsked: { meetings: [], consulted: 'Forty people at two meetings.', minorityView: '' },
    }),
  )
  expect(sent.outcome).toBe('in')
  const all = await world.ctx.db.$count(groups, eq(groups.kind, 'cpeg'))
  const { html } = await read('/plan')
  const text = (piece: string) => piece.replace(/<[^>]+>/g, '').replace(/\s+/g, ' ')
  expect(text(row(html, '1-5'))).toContain(`1 of ${all} groups have answered Ask every group.`)
  expect(howMany(html, /class="counted"/g)).toBe(1)
})

test('published findings and commitments stand in the thread of what they inform; a draft’s do not', async () => {
  const action = (await objectiveAt(1, 6)).actions[0]!
  const heading = `They could say who was missing ${randomUUID()}`
  const answerId = await anAnswer('published', action.id, heading)
  await anAnswer('draft', action.id, 'Still being written')
  const { html } = await read('/plan')
  const shown = row(html, '1-6')
  expect(shown).toMatch(/<span class="fact said">[^<]*1 finding, 1 promise/)
  expect(shown).toContain(heading)
  expect(shown).toContain('send every group its profile')
  expect(shown.indexOf(heading)).toBeLessThan(shown.indexOf('send every group its profile'))
  expect(html).not.toContain('Still being written')
  const analyst = await world.person('analyst')
  const { id } = await objectiveAt(1, 6)
  const desk = await (await analyst.api('GET', `/api/desk/plan/objectives/${id}`)).text()
  expect(desk).toContain(heading)
  expect(desk).toContain('send every group its profile')
  expect(desk).not.toContain('Still being written')
  await world.ctx.db.delete(commitments).where(eq(commitments.answerId, answerId))
})

test('the published page says in a sentence what a finding leads to: commitments, the plan, or both', async () => {
  const { id } = await objectiveAt(4, 4)
  const { slug, answerId } = await aPublishedAnswer(world, { objective: id })
  const leadsTo = async () => {
    const html = await (await world.visitor()(`/c/${slug}/results`)).text()
    return (/<p class="leads-to">(.*?)<\/p>/.exec(html)?.[1] ?? '').replaceAll(/<[^>]+>/g, '')
  }
  expect(await leadsTo()).toMatch(/^Leads to commitment 1, and to the plan: Have regard to the results/)
  await world.ctx.db.update(commitments).set({ findingId: null }).where(eq(commitments.answerId, answerId))
  expect(await leadsTo()).toMatch(/^Leads to the plan: Have regard to the results/)
  await world.ctx.db.delete(findingLinks).where(eq(findingLinks.objectiveId, id))
})

/** An answer with a finding and a commitment on one action of the plan. */
async function anAnswer(state: 'draft' | 'published', actionId: string, heading: string): Promise<string> {
  const { db } = world.ctx
  const { consultationId } = await anOpenConsultation(world)
  const [releaseId, answerId, findingId] = [randomUUID(), randomUUID(), randomUUID()]
  const manifest = aManifest('a')
  const seals = { seal: sealOf(manifest, []), publicSeal: publicSealOf(manifest, []) }
  const release = { id: releaseId, consultationId, manifest, tables: [], ...seals }
  await db.insert(releases).values({ ...release, frozenAt: world.ctx.now(), frozenBy: 'test' })
  await db.insert(sealedCounts).values({ releaseId, tables: [], deleteOn: '2099-01-01' })
  const publishedAt = state === 'published' ? world.ctx.now() : null
  await db.insert(feedbackAnswers).values({ id: answerId, consultationId, releaseId, state, publishedAt })
  await db.insert(findings).values({ id: findingId, answerId, number: 1, heading, text: heading, evidence: [] })
  await db.insert(findingLinks).values({ findingId, actionId })
  const promise = { kind: 'we_will' as const, text: 'send every group its profile', because: '', owner: 'Head' }
  await db.insert(commitments).values({ answerId, number: 1, ...promise, dueOn: '2027-01-31', actionId })
  return answerId
}
