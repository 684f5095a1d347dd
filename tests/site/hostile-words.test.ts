import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { subscriptions } from '../../server/app.ts'
import { collectors } from '../../server/collectors/tables.ts'
import { consultations } from '../../server/consultations/tables.ts'
import { groups } from '../../server/groups/tables.ts'
import { deliverEvents } from '../../server/platform/jobs.ts'
import { outbox } from '../../server/platform/tables.ts'
import { submitAll } from '../../server/responses/submit.ts'
import { updateRequests } from '../../server/responses/tables.ts'
import { askToBeTold } from '../../server/responses/update-requests.ts'
import { cellText } from '../../shared/kernel/plain-cell.ts'
import type { QuestionnaireDocument } from '../../shared/questionnaires/document.ts'
import { aSubmission } from '../support/answers.ts'
import { aGroup, anOpenConsultation, aQuestionnaire, type OpenConsultation } from '../support/fixtures.ts'
import { openWorld, origin, type Person } from '../support/world.ts'

const world = await openWorld()
const { ctx } = world

// Cases 1, 2, 3, 4, 5 and 8: markup, a script's end, pipes of other products and a formula, in every text that
// somebody can write.
const evil = `=1+1<img src=x onerror=alert(1)></script><script>alert(1)</script>"'>{{admin.email}}\${7*7}\u202E\u{1F600}`
const hostile = (document: QuestionnaireDocument): QuestionnaireDocument =>
  JSON.parse(JSON.stringify(document), (key, value) => (key === 'en' ? `${evil}${value}` : value))

async function aHostileConsultation(): Promise<OpenConsultation & { group: { groupId: string; slug: string } }> {
  const [why, decided, stillOpen, audience, contact] = Array.from({ length: 5 }, () => evil) as [
    string,
    string,
    string,
    string,
    string,
  ]
  const consultation = { title: `${evil}\r\nBcc: x@example.org`, why, decided, stillOpen, audience, contact }
  const to = await anOpenConsultation(world, {
    document: hostile(aQuestionnaire()),
    consultation: { ...consultation, documents: [{ title: evil, url: 'https://example.org/a' }] },
  })
  const group = await aGroup(world)
  await ctx.db.update(groups).set({ name: evil }).where(eq(groups.id, group.groupId))
  await ctx.db.insert(collectors).values({
    consultationId: to.consultationId,
    questionnaireId: to.questionnaireId,
    kind: 'group',
    slug: group.slug,
    groupId: group.groupId,
    askedAt: ctx.now(),
  })
  return { ...to, group }
}

async function answered(to: OpenConsultation) {
  const answers = {
    priorities: { options: ['knives', 'elsewhere'], other: evil },
    why: { text: evil },
    street: { text: evil },
  }
  const outcomes = await submitAll(
    ctx,
    Array.from({ length: 40 }, () => aSubmission(to, { answers })),
  )
  expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['in']))
  await askToBeTold(ctx, to.consultationId, 'resident@example.org')
  const closesAt = new Date(ctx.now().getTime() - 60_000)
  await ctx.db.update(consultations).set({ closesAt }).where(eq(consultations.id, to.consultationId))
}

async function published(to: OpenConsultation, officer: Person, approver: Person) {
  const at = `/api/feedback/${to.consultationId}`
  const ok = async (answer: Promise<Response>) => {
    const response = await answer
    expect([response.status, await response.clone().text()]).toEqual([200, expect.anything()])
    return response.json() as Promise<{ id: string }>
  }
  await ok(officer.api('POST', `${at}/release`, { tables: [{ question: 'priorities', by: null }] }))
  const found = await officer.api('GET', `/api/analysis/${to.consultationId}/free-text?question=why`)
  const response = /"(?:response|responseId|id)":"([0-9a-f-]{36})","text"/.exec(await found.text())?.[1]
  const quote = await ok(officer.api('POST', `${at}/quotes`, { question: 'why', response, edited: evil }))
  const evidence = [{ kind: 'count' }, { kind: 'quote', quote: quote.id }]
  await ok(officer.api('POST', `${at}/findings`, { heading: evil, text: evil, evidence, objectives: [], actions: [] }))
  const promise = { kind: 'we_will', text: evil, because: evil, owner: evil, dueOn: '2027-01-01' }
  await ok(officer.api('POST', `${at}/commitments`, { ...promise, finding: null, objective: null, action: null }))
  await ok(officer.api('PUT', `${at}/summary`, { said: evil, did: evil }))
  await ok(officer.api('POST', `${at}/send`, {}))
  await ok(approver.api('POST', `${at}/publish`, {}))
}

/** The words stand there as text; nothing of them became markup, and nothing was worked out. */
function inert(html: string, where: string) {
  expect(html, where).toContain('&lt;img src=x onerror=alert(1)&gt;')
  expect(html, where).toMatch(/\{\{admin\.email\}\}\$\{7\*7\}/)
  expect(html, where).not.toMatch(/<img|<script>|alert\(1\)<\/script>/)
}

test('whatever people write in any text, every page, feed, file and letter shows it as the text it is', async () => {
  const to = await aHostileConsultation()
  const [officer, approver] = [await world.person('officer'), await world.person('approver')]
  const visitor = world.visitor()
  const read = async (path: string) => (await visitor(path)).text()

  for (const path of ['', '/privacy']) expect(await read(`/c/${to.slug}${path}`)).not.toMatch(/<img|<script>alert/)
  inert(await read(`/c/${to.slug}`), 'the start page')
  const first = await visitor.follow(await visitor.form(`/c/${to.slug}/respond`, {}))
  inert(first.html, 'a page of questions')
  const faulty = await visitor.fill(first.html, {})
  inert(await faulty.text(), 'the same page with faults')
  const preview = await world.app.request(`${origin}/preview/${to.questionnaireId}`, {
    headers: { cookie: officer.cookie },
  })
  inert(await preview.text(), 'the preview')
  const coordinator = await world.person('coordinator', to.group.groupId)
  const door = `${origin}/c/${to.slug}/respond/${to.group.slug}`
  inert(await (await world.app.request(door, { headers: { cookie: coordinator.cookie } })).text(), "the group's door")

  await answered(to)
  await published(to, officer, approver)
  for (const path of [`/c/${to.slug}/results`, '/feedback', '/', `/c/${to.slug}`]) inert(await read(path), path)
  const feed = await read('/feedback.rss')
  expect(feed).not.toMatch(/<img|<script/)
  expect(feed).toContain('&lt;img src=x')
})

test('a sheet takes none of it for a formula, and gives it back without the sign in front', async () => {
  const to = await aHostileConsultation()
  await answered(to)
  await published(to, await world.person('officer'), await world.person('approver'))
  const analyst = await world.person('analyst')
  const files = [
    await (await world.app.request(`${origin}/c/${to.slug}/results/tables.csv`)).text(),
    await (await analyst.api('GET', `/api/analysis/${to.consultationId}/frequencies.csv`)).text(),
  ]
  for (const file of files) {
    expect(file).toContain("'=1+1<img src=x")
    expect(file).not.toMatch(/(^|[,\n\uFEFF]|[,\n\uFEFF]")[=+@]/)
  }
})

// Case 8: distinct columns stay distinct, and what was guarded is had again by taking the sign off.
test('texts that differ by a sign in front stay apart in a sheet of figures', async () => {
  const labels = ['=1+1', "'=1+1", '|calc', '%0A=1']
  const document = aQuestionnaire()
  const [question] = document.sections[0]!.pages[0]!.questions
  if (question?.type !== 'multiple') throw new Error('The first question has several answers.')
  for (const [i, label] of labels.entries()) question.options[i]!.label = { en: label }
  const to = await anOpenConsultation(world, { document })
  const answers = { priorities: { options: [question.options[0]!.id] } }
  await submitAll(
    ctx,
    Array.from({ length: 20 }, () => aSubmission(to, { answers })),
  )
  const analyst = await world.person('analyst')
  const file = await (await analyst.api('GET', `/api/analysis/${to.consultationId}/frequencies.csv`)).text()
  const cells = (parse(file, { bom: true, relax_column_count: true }) as string[][]).flat()
  const guarded = labels.map((label) => `'${label}`)
  expect(cells).toEqual(expect.arrayContaining(guarded))
  expect(guarded.map(cellText)).toEqual(labels)
})

test('a letter has the one who asked in its head and nobody else, and leaves nothing of itself behind', async () => {
  const to = await aHostileConsultation()
  await answered(to)
  await published(to, await world.person('officer'), await world.person('approver'))
  await deliverEvents(ctx, subscriptions({ smtpUrl: undefined, mailFrom: 'a@example.org' }))
  const folder = join(ctx.dataDir, 'mail')
  const letters = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))
  const heads = letters.filter((letter) => letter.includes('resident@example.org')).map((l) => l.split('\n\n')[0])
  expect(heads.length).toBeGreaterThan(0)
  for (const head of heads) {
    expect(head).not.toMatch(/^(Bcc|Cc):/im)
    expect(head?.match(/^To: .*$/gm)).toEqual(['To: resident@example.org'])
  }
  const left = [await ctx.db.select().from(outbox), await ctx.db.select().from(updateRequests)]
  expect(JSON.stringify(left)).not.toMatch(/resident@example|sign-in\//)
})
