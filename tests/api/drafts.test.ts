import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { askGroups } from '../../server/collectors/commands.ts'
import { collectorFor } from '../../server/collectors/queries.ts'
import { consultations } from '../../server/consultations/tables.ts'
import type { Ctx } from '../../server/platform/context.ts'
import {
  draftByCookie,
  expireDrafts,
  makePrivateLink,
  saveDraftPage,
  startDraft,
  takePrivateLink,
} from '../../server/responses/drafts.ts'
import { groupDraft, reviseGroupAnswer, saveHowWeAsked } from '../../server/responses/group-answers.ts'
import { erase } from '../../server/responses/receipts.ts'
import { receiptOfDraft, sendDraft } from '../../server/responses/send-draft.ts'
import { responseDrafts, responses } from '../../server/responses/tables.ts'
import { someAnswers } from '../support/answers.ts'
import { aGroup, anOpenConsultation, type OpenConsultation } from '../support/fixtures.ts'
import { openWorld } from '../support/world.ts'

const world = await openWorld()
const { ctx } = world
const from = ({ collectorId, versionId, noticeNumber }: OpenConsultation) => ({ collectorId, versionId, noticeNumber })
const later = (hours: number, of: Ctx = ctx): Ctx => ({
  ...of,
  now: () => new Date(ctx.now().getTime() + hours * 3_600_000),
})
const main = ['priorities', 'why', 'contact']

async function aDraft() {
  const to = await anOpenConsultation(world)
  return { to, ...(await startDraft(ctx, from(to))) }
}

test('a draft is found by its cookie alone, whose token is nowhere in the database', async () => {
  const { token, draft } = await aDraft()
  expect(await draftByCookie(ctx, token)).toEqual(draft)
  expect(await draftByCookie(ctx, `${token}x`)).toBeUndefined()
  expect(await draftByCookie(ctx, undefined)).toBeUndefined()
  const [row] = await ctx.db.select().from(responseDrafts).where(eq(responseDrafts.id, draft.id))
  expect(JSON.stringify(row)).not.toContain(token)
})

test('a cookie lives 24 hours from the last visit', async () => {
  const { token, draft } = await aDraft()
  expect(await draftByCookie(later(23.9), token)).toBeDefined()
  expect(await draftByCookie(later(24), token)).toBeUndefined()
  await saveDraftPage(later(20), draft, ['contact'], {})
  expect(await draftByCookie(later(43), token)).toBeDefined()
  expect(await draftByCookie(later(44), token)).toBeUndefined()
})

test('saving a page replaces its answers and touches no other', async () => {
  const { draft } = await aDraft()
  await saveDraftPage(ctx, draft, ['priorities', 'why'], { priorities: { options: ['knives'] }, why: { text: 'x' } })
  await saveDraftPage(ctx, draft, ['contact'], { contact: { option: 'no' } })
  const now = await saveDraftPage(ctx, draft, ['priorities', 'why'], { priorities: { options: ['hate'] } })
  expect(now?.answers).toEqual({ priorities: { options: ['hate'] }, contact: { option: 'no' } })
})

// Security list 42
test('two tabs save different pages at once and neither is lost', async () => {
  const { token, draft } = await aDraft()
  await Promise.all([
    saveDraftPage(ctx, draft, ['priorities'], { priorities: { options: ['hate'] } }),
    saveDraftPage(ctx, draft, ['contact'], { contact: { option: 'yes' } }),
    saveDraftPage(ctx, draft, ['why'], { why: { text: 'both' } }),
  ])
  expect((await draftByCookie(ctx, token))?.answers).toEqual({
    priorities: { options: ['hate'] },
    contact: { option: 'yes' },
    why: { text: 'both' },
  })
})

test('a page saves only answers to its own questions, and no NUL', async () => {
  const { draft } = await aDraft()
  await expect(saveDraftPage(ctx, draft, ['contact'], { why: { text: 'x' } })).rejects.toMatchObject({
    code: 'not-found',
  })
  await expect(saveDraftPage(ctx, draft, ['why'], { why: { text: '\0' } })).rejects.toMatchObject({ code: 'bad-input' })
})

test('the private link brings back the draft until closing, on a fresh cookie, and the old cookie ends', async () => {
  const { token, draft, to } = await aDraft()
  await saveDraftPage(ctx, draft, main, someAnswers)
  const link = await makePrivateLink(ctx, draft.id)
  const taken = await takePrivateLink(later(29 * 24), link)
  expect(taken?.draft).toMatchObject({ id: draft.id, answers: someAnswers, key: draft.key })
  expect(await draftByCookie(later(29 * 24), taken?.token)).toBeDefined()
  expect(await draftByCookie(ctx, token)).toBeUndefined()
  expect(await takePrivateLink(later(30 * 24 + 1), link)).toBeUndefined()
  const [row] = await ctx.db.select().from(responseDrafts).where(eq(responseDrafts.id, draft.id))
  expect(JSON.stringify(row)).not.toContain(link)
  expect(to.slug).not.toContain(link)
})

test('a private link follows a closing that is moved later', async () => {
  const { draft, to } = await aDraft()
  const link = await makePrivateLink(ctx, draft.id)
  const closesAt = new Date(ctx.now().getTime() + 60 * 86_400_000)
  await ctx.db.update(consultations).set({ closesAt }).where(eq(consultations.id, to.consultationId))
  await expireDrafts(later(40 * 24))
  const taken = await takePrivateLink(later(40 * 24), link)
  expect(await draftByCookie(later(40 * 24), taken?.token)).toMatchObject({ id: draft.id })
  await expireDrafts(later(61 * 24))
  expect(await takePrivateLink(later(61 * 24), link)).toBeUndefined()
})

test('a second private link ends the first; a link of nobody is nothing', async () => {
  const { draft } = await aDraft()
  const first = await makePrivateLink(ctx, draft.id)
  const second = await makePrivateLink(ctx, draft.id)
  expect(await takePrivateLink(ctx, first)).toBeUndefined()
  expect(await takePrivateLink(ctx, second)).toBeDefined()
  expect(await takePrivateLink(ctx, '')).toBeUndefined()
})

// Security list 42
test('sending a draft wipes it; a second tab, a retry and a reload get the receipt again', async () => {
  const { token, draft, to } = await aDraft()
  const now = await saveDraftPage(ctx, draft, main, someAnswers)
  const link = await makePrivateLink(ctx, draft.id)
  const first = await sendDraft(ctx, now ?? draft)
  expect(first).toMatchObject({ outcome: 'in', again: false })
  expect(await sendDraft(ctx, now ?? draft)).toEqual({ ...first, again: true })
  const shown = await draftByCookie(ctx, token)
  expect(shown).toMatchObject({ sent: true, answers: {} })
  expect(shown?.startedAt.toISOString()).toBe('2026-03-16T00:00:00.000Z')
  expect(shown && receiptOfDraft(shown)).toBe(first.outcome === 'in' && first.receipt)
  expect(await sendDraft(ctx, shown ?? draft)).toEqual({ ...first, again: true })
  expect(await saveDraftPage(ctx, draft, ['contact'], {})).toBeUndefined()
  expect(await takePrivateLink(ctx, link)).toBeUndefined()
  expect(await ctx.db.$count(responses, eq(responses.consultationId, to.consultationId))).toBe(1)
})

test('drafts whose time is over are deleted, others stay', async () => {
  const [old, kept] = [await aDraft(), await aDraft()]
  await makePrivateLink(ctx, kept.draft.id)
  await expireDrafts(later(25))
  const left = await ctx.db.select({ id: responseDrafts.id }).from(responseDrafts)
  expect(left.map((row) => row.id)).toContain(kept.draft.id)
  expect(left.map((row) => row.id)).not.toContain(old.draft.id)
})

// Security list 54
test("erasing a group's formal response leaves nothing of it, nor of its draft; one opened again stays", async () => {
  const to = await anOpenConsultation(world)
  const { groupId, slug } = await aGroup(world)
  await askGroups((await world.person('officer')).ctx, to.consultationId, [groupId])
  const place = { ...from(to), collectorId: (await collectorFor(ctx, to.slug, slug))?.id ?? '' }
  const ann = await world.person('coordinator', groupId)
  const howWeAsked = { meetings: [], consulted: 'Traders of Broad Lane', minorityView: '' }
  const send = async (why: string) => {
    const draft = await groupDraft(ann.ctx, place)
    const saved = await saveDraftPage(ann.ctx, draft, main, { ...someAnswers, why: { text: why } })
    await saveHowWeAsked(ann.ctx, place.collectorId, howWeAsked)
    const outcome = await sendDraft(ann.ctx, { ...(saved ?? draft), howWeAsked })
    return outcome.outcome === 'in' ? outcome.receipt : ''
  }
  const kept = async () =>
    JSON.stringify([
      await ctx.db
        .select({ answers: responses.answers, how: responses.howWeAsked })
        .from(responses)
        .where(eq(responses.groupId, groupId)),
      await ctx.db.select().from(responseDrafts).where(eq(responseDrafts.groupId, groupId)),
    ])
  const first = await send('Dark after nine')
  expect(await erase(ctx, first)).toBe('erased')
  expect(await kept()).not.toMatch(/Dark after nine|Broad Lane/)
  const second = await send('Still dark')
  await reviseGroupAnswer(ann.ctx, place.collectorId)
  expect(await erase(ctx, second)).toBe('erased')
  expect((await groupDraft(ann.ctx, place)).answers.why).toEqual({ text: 'Still dark' })
})

test("a group's draft belongs to the group: any of its coordinators, no other's, and it can be revised", async () => {
  const to = await anOpenConsultation(world)
  const { groupId, slug } = await aGroup(world)
  const officer = await world.person('officer')
  await askGroups(officer.ctx, to.consultationId, [groupId])
  const door = await collectorFor(ctx, to.slug, slug)
  const place = { ...from(to), collectorId: door?.id ?? '' }
  const [ann, bea] = [await world.person('coordinator', groupId), await world.person('coordinator', groupId)]
  const foreign = await world.person('coordinator', (await aGroup(world)).groupId)

  const begun = await groupDraft(ann.ctx, place)
  await saveDraftPage(ann.ctx, begun, main, someAnswers)
  const same = await groupDraft(bea.ctx, place)
  expect(same).toMatchObject({ id: begun.id, answers: someAnswers, groupId })
  await expect(groupDraft(foreign.ctx, place)).rejects.toMatchObject({ code: 'not-found' })
  await expect(saveDraftPage(foreign.ctx, begun, main, {})).rejects.toMatchObject({ code: 'not-found' })
  await expect(saveDraftPage(ctx, begun, main, {})).rejects.toMatchObject({ code: 'not-signed-in' })

  const howWeAsked = {
    meetings: [{ date: '2026-03-02', what: 'Meeting', attendance: 31 }],
    consulted: 'Wards',
    minorityView: 'Some disagreed.',
  }
  await saveHowWeAsked(bea.ctx, place.collectorId, howWeAsked)
  expect(await sendDraft(bea.ctx, await groupDraft(bea.ctx, place))).toMatchObject({ outcome: 'in', again: false })
  await expect(saveHowWeAsked(bea.ctx, place.collectorId, howWeAsked)).rejects.toMatchObject({ code: 'conflict' })
  await reviseGroupAnswer(ann.ctx, place.collectorId)
  const revised = await saveDraftPage(ann.ctx, begun, ['contact'], { contact: { option: 'yes' } })
  expect(await sendDraft(ann.ctx, revised ?? begun)).toMatchObject({ outcome: 'in', again: false })
  const kept = await ctx.db.select().from(responses).where(eq(responses.groupId, groupId))
  expect(kept.map((row) => [row.state, row.howWeAsked?.minorityView]).sort()).toEqual([
    ['in', 'Some disagreed.'],
    ['replaced', 'Some disagreed.'],
  ])
})
