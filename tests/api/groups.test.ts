import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { askGroups } from '../../server/collectors/commands.ts'
import { collectorsOf } from '../../server/collectors/queries.ts'
import { consultations } from '../../server/consultations/tables.ts'
import type { heardInBorough } from '../../server/desk/group-heard.ts'
import type { Asked } from '../../server/desk/group-home.ts'
import { freezeRelease } from '../../server/feedback/freeze.ts'
import { loadGroups } from '../../server/groups/load.ts'
import { groupBySlug } from '../../server/groups/queries.ts'
import { groups } from '../../server/groups/tables.ts'
import { auditEntries } from '../../server/platform/tables.ts'
import { loadPopulation } from '../../server/population/load.ts'
import { questionnaireVersions } from '../../server/questionnaires/tables.ts'
import { groupDraft } from '../../server/responses/group-answers.ts'
import { saveEqualityAnswers } from '../../server/responses/receipts.ts'
import { submit } from '../../server/responses/submit.ts'
import { equalityBlock } from '../../shared/questionnaires/equality-block.ts'
import type { HowWeAsked } from '../../shared/responses/how-we-asked.ts'
import { aSubmission, freshKey, someAnswers } from '../support/answers.ts'
import { aGroup, anOpenConsultation, aQuestionnaire, type OpenConsultation } from '../support/fixtures.ts'
import { openWorld, type Person, type World } from '../support/world.ts'

type Heard = Awaited<ReturnType<typeof heardInBorough>>
interface Board {
  consultation: { title: string; phase: string }
  groups: { slug: string; state: string; boroughCode: string }[]
}

let world: World
beforeAll(async () => {
  world = await openWorld()
  await loadPopulation(world.ctx)
  await loadGroups(world.ctx)
})

const howWeAsked: HowWeAsked = {
  meetings: [{ date: '2026-03-02', what: 'Open meeting at the library', attendance: 41 }],
  consulted: 'Four ward panels',
  minorityView: 'Three members would put road safety first.',
}

async function asked(slug: string, document = aQuestionnaire()) {
  const open = await anOpenConsultation(world, { document })
  const officer = await world.person('officer', open.consultationId)
  const group = (await groupBySlug(world.ctx, slug))!
  await askGroups(officer.ctx, open.consultationId, [group.id])
  const doors = await collectorsOf(world.ctx, open.consultationId)
  const collectorId = doors.find((door) => door.groupId === group.id)!.id
  return { open, officer, group, collectorId, coordinator: await world.person('coordinator', group.id) }
}

const answerFor = (coordinator: Person, open: OpenConsultation, collectorId: string) =>
  submit(coordinator.ctx, { ...aSubmission(open, { collectorId, howWeAsked }), key: freshKey() })

const boardOf = async (person: Person, { consultationId }: OpenConsultation) =>
  (await (await person.api('GET', `/api/desk/consultations/${consultationId}/groups`)).json()) as Board
const stateIn = (board: Board, slug: string) => board.groups.find((group) => group.slug === slug)?.state

test('the board has the 32 engagement groups, and follows one from not asked to sent', async () => {
  const { open, officer, coordinator, collectorId } = await asked('barnet')
  const first = await boardOf(officer, open)
  const engaged = first.groups.filter((group) => !group.slug.startsWith('group-'))
  expect(engaged).toHaveLength(32)
  expect(new Set(engaged.map((group) => group.boroughCode)).size).toBe(32)
  expect([stateIn(first, 'barnet'), stateIn(first, 'camden')]).toEqual(['asked', 'not asked'])
  await groupDraft(coordinator.ctx, { collectorId, versionId: open.versionId, noticeNumber: 1 })
  expect(stateIn(await boardOf(officer, open), 'barnet')).toBe('started')
  expect(await answerFor(coordinator, open, collectorId)).toMatchObject({ outcome: 'in' })
  expect(stateIn(await boardOf(officer, open), 'barnet')).toBe('sent')
})

test('the board says nothing of what a group answered', async () => {
  const { open, officer, coordinator, collectorId } = await asked('brent')
  await answerFor(coordinator, open, collectorId)
  const answer = await officer.api('GET', `/api/desk/consultations/${open.consultationId}/groups`)
  const text = await answer.text()
  expect(text).not.toContain('walk to school')
  expect(text).not.toContain('road safety first')
})

test('a formal answer is read in full by staff, with how the group asked people, and the reading is on record', async () => {
  const { open, officer, coordinator, collectorId, group } = await asked('ealing')
  const path = `/api/desk/consultations/${open.consultationId}/groups/ealing/answer`
  expect(await (await officer.api('GET', path)).json()).toMatchObject({ group: { slug: 'ealing' }, responses: [] })
  await answerFor(coordinator, open, collectorId)
  const { responses } = (await (await officer.api('GET', path)).json()) as {
    responses: { answers: object; howWeAsked: HowWeAsked; pages: { questions: { id: string }[] }[] }[]
  }
  expect(responses).toHaveLength(1)
  expect(responses[0]).toMatchObject({ answers: someAnswers, howWeAsked })
  const shown = responses[0]!.pages.flatMap((page) => page.questions.map((question) => question.id))
  expect(shown).toContain('why')
  expect(shown).not.toContain('last_contact')
  const read = and(eq(auditEntries.verb, 'responses.read-formal'), eq(auditEntries.scope, open.consultationId))
  const entries = await world.ctx.db.select().from(auditEntries).where(read)
  expect(entries.map((entry) => entry.accountId)).toEqual([officer.accountId, officer.accountId])
  expect(JSON.stringify(entries.map((entry) => entry.detail))).not.toContain('school')
  expect((await coordinator.api('GET', path)).status).toBe(403)
  expect((await officer.api('GET', path.replace('ealing', 'harrow'))).status).toBe(404)
  expect(group.name).toBe('Ealing Community Police Engagement Group')
})

test('a coordinator sees what her own group was asked and where to answer, and no other group’s', async () => {
  const { open, coordinator, collectorId } = await asked('hackney')
  const home = async () =>
    (await (await coordinator.api('GET', '/api/desk/groups/hackney')).json()) as { group: object; asked: Asked[] }
  const own = async () => (await home()).asked.find((one) => one.id === open.consultationId)
  expect((await home()).group).toMatchObject({ borough: 'Hackney', slug: 'hackney' })
  const answerAt = `/c/${open.slug}/respond/hackney`
  expect(await own()).toMatchObject({ state: 'asked', phase: 'open', answerAt, publicAt: `/c/${open.slug}` })
  await answerFor(coordinator, open, collectorId)
  expect(await own()).toMatchObject({ state: 'sent' })
  expect((await coordinator.api('GET', '/api/desk/groups/newham')).status).toBe(404)
  expect((await coordinator.api('GET', '/api/desk/groups/nowhere')).status).toBe(404)
  const mine = (await (await coordinator.api('GET', '/api/desk/my-groups')).json()) as { slug: string }[]
  expect(mine.map((group) => group.slug)).toEqual(['hackney'])
})

test('a consultation that is still a draft is not on a coordinator’s page', async () => {
  const { open, coordinator } = await asked('bexley')
  const hide = { state: 'draft' as const }
  await world.ctx.db.update(consultations).set(hide).where(eq(consultations.id, open.consultationId))
  const home = (await (await coordinator.api('GET', '/api/desk/groups/bexley')).json()) as { asked: Asked[] }
  expect(home.asked.map((one) => one.id)).not.toContain(open.consultationId)
  const heard = await coordinator.api('GET', `/api/desk/groups/bexley/heard/${open.consultationId}`)
  expect(heard.status).toBe(404)
})

/** People of Haringey by age band: so many answers through the one door, each with its equality answer. */
async function people(open: OpenConsultation, ages: Record<string, number>, area = 'E09000014') {
  for (const [age, count] of Object.entries(ages))
    for (let i = 0; i < count; i++) {
      const sent = await submit(world.ctx, aSubmission(open, { answers: { ...someAnswers, home: { area } } }))
      if (sent.outcome !== 'in') throw new Error(sent.outcome)
      await saveEqualityAnswers(world.ctx, sent.receipt, { 'eq-age': { option: `eq-age-${age}` } })
    }
}

/** A closed consultation that asked a group of Haringey and has the equality block. */
async function closedInHaringey(answer: (open: OpenConsultation) => Promise<void>) {
  const plain = aQuestionnaire()
  const document = { ...plain, sections: [...plain.sections.filter((one) => !one.equality), ...equalityBlock()] }
  const { open, coordinator } = await asked('haringey', document)
  await answer(open)
  const past = { closesAt: new Date(world.ctx.now().getTime() - 1000) }
  await world.ctx.db.update(consultations).set(past).where(eq(consultations.id, open.consultationId))
  const heard = async () => {
    const found = await coordinator.api('GET', `/api/desk/groups/haringey/heard/${open.consultationId}`)
    expect(found.status).toBe(200)
    return (await found.json()) as Heard
  }
  return { open, heard }
}

const ageIn = ({ blocks }: Heard) => blocks.find((block) => block.characteristic === 'age_band')!
const rowOf = (found: Heard, label: string) => ageIn(found).rows.find((one) => one.label === label)!

test('before anybody has answered, and of what nobody could answer yet, a coordinator sees that nothing is known', async () => {
  const { heard } = await closedInHaringey(async () => undefined)
  const none = await heard()
  expect([none.people, none.blocks.map(({ answered }) => answered).filter((one) => one !== null)]).toEqual([null, []])
  const { open, heard: later } = await closedInHaringey((asked) => people(asked, { '55-64': 60, '25-34': 40 }))
  const before = await later()
  expect(ageIn(before).answered).toBe(100)
  // A second version asks people's sex once more; nobody has answered it yet.
  const more = structuredClone(open.document)
  more.sections[0]!.pages[0]!.questions.push({
    id: 'sex-again',
    code: 'sex_again',
    text: { en: 'Are you a woman?' },
    type: 'single',
    options: [{ id: 'yes', code: 'yes', label: { en: 'Yes' }, profile: 'sex:female' }],
  })
  await world.ctx.db.insert(questionnaireVersions).values({
    questionnaireId: open.questionnaireId,
    number: 2,
    document: more,
    publishedAt: world.ctx.now(),
    publishedBy: 'test',
  })
  expect(ageIn(await later()).answered).toBe(100)
})

test('who is missing follows the rule for the public, like a release: small groups joined or hidden, the rest rounded to 5', async () => {
  const { heard } = await closedInHaringey(async (open) => {
    await people(open, { '55-64': 38, '16-24': 3, '25-34': 14, '35-44': 23, '65-74': 4 })
    await people(open, { '16-24': 31, '55-64': 40, '25-34': 12, '65-74': 37 }, 'E09000008')
  })
  const found = await heard()
  // Eighty-two have answered: the last two wait for eight more of the borough.
  expect(found.people).toBe(80)
  expect(ageIn(found).answered).toBe(80)
  // In all of London 26 are 25 to 34 and 23 are 35 to 44, too few to stand apart; 3 and 2 are small even together.
  const hidden = ['16 to 24', '25 to 44', '65 to 74'].map((label) => rowOf(found, label).answered)
  expect([rowOf(found, '55 to 64').answered, ...hidden]).toEqual([40, null, null, null])
  expect(rowOf(found, '55 to 64').verdict).toBe('more')
  expect(rowOf(found, '16 to 24').words).toMatch(/^not shown; 13% of the borough/)
  for (const block of found.blocks) {
    for (const one of block.rows) expect(one.answered === null || one.answered % 5 === 0, one.label).toBe(true)
    expect(block.answered === null ? block.rows : []).toEqual([])
  }
  const religion = found.blocks.find((block) => block.characteristic === 'religion')
  expect(religion?.answered ?? null).toBeNull()
  expect(found.spoken).toContain('Among those who answered')
})

test('who is missing moves on by ten of the borough’s own people, whoever comes elsewhere', async () => {
  const { heard, open } = await closedInHaringey((made) => people(made, { '55-64': 39 }))
  const before = await heard()
  expect(before.people).toBe(30)
  const later = { closesAt: new Date(world.ctx.now().getTime() + 100_000) }
  await world.ctx.db.update(consultations).set(later).where(eq(consultations.id, open.consultationId))
  await people(open, { '55-64': 11 }, 'E09000008')
  expect(await heard()).toEqual({ ...before, isOpen: true })
  await people(open, { '55-64': 10 })
  expect((await heard()).people).toBe(40)
})

test('who is missing is what a release says once there is one', async () => {
  const { heard, open } = await closedInHaringey(async (made) => {
    await people(made, { '55-64': 38, '25-34': 36, '35-44': 31 })
    await people(made, { '55-64': 20 }, 'E09000008')
  })
  expect(ageIn(await heard()).answered).toBe(100)
  const analyst = await world.person('analyst', open.consultationId)
  await freezeRelease(analyst.ctx, open.consultationId, {
    tables: [
      { question: 'home', by: null },
      { question: 'home', by: 'eq-age' },
    ],
  })
  const found = await heard()
  // All 105, not the first hundred: the numbers of the release.
  expect([found.people, ageIn(found).answered]).toEqual([105, 105])
  expect([rowOf(found, '55 to 64').answered, rowOf(found, '25 to 34').answered]).toEqual([40, 35])
})

test('once a release tells who answered, what it does not tell of boroughs is told no more', async () => {
  const { heard, open } = await closedInHaringey(async (made) => {
    await people(made, { '55-64': 38, '25-34': 36, '35-44': 31 })
    await people(made, { '55-64': 20 }, 'E09000008')
  })
  const before = await heard()
  const analyst = await world.person('analyst', open.consultationId)
  const freeze = (...questions: string[]) =>
    freezeRelease(analyst.ctx, open.consultationId, { tables: questions.map((question) => ({ question, by: null })) })
  await freeze('priorities')
  expect(await heard()).toEqual(before)
  const closesAt = (at: number) =>
    world.ctx.db
      .update(consultations)
      .set({ closesAt: new Date(world.ctx.now().getTime() + at) })
      .where(eq(consultations.id, open.consultationId))
  await closesAt(100_000)
  await people(open, { '25-34': 10 })
  await closesAt(-1000)
  await freeze('home', 'eq-age')
  const after = await heard()
  expect([after.people, ageIn(after).answered, ageIn(after).rows]).toEqual([115, null, []])
})

test('who is missing is told only of a consultation that asked the group', async () => {
  const { coordinator } = await asked('lambeth')
  const other = await anOpenConsultation(world)
  for (const id of [other.consultationId, randomUUID(), 'not-an-id'])
    expect((await coordinator.api('GET', `/api/desk/groups/lambeth/heard/${id}`)).status).toBe(404)
  const officer = await world.person('officer')
  expect((await officer.api('GET', `/api/desk/groups/lambeth/heard/${other.consultationId}`)).status).toBe(403)
})

test('a group that is no engagement group stands on the board only once it is asked', async () => {
  const { open, officer } = await asked('merton')
  const { groupId, slug } = await aGroup(world, 'E09000024')
  await world.ctx.db.update(groups).set({ kind: 'ward_panel' }).where(eq(groups.id, groupId))
  expect(stateIn(await boardOf(officer, open), slug)).toBeUndefined()
  await askGroups(officer.ctx, open.consultationId, [groupId])
  expect(stateIn(await boardOf(officer, open), slug)).toBe('asked')
})
