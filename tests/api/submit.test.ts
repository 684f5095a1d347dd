import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { sha256 } from '../../server/platform/secret.ts'
import { auditEntries } from '../../server/platform/tables.ts'
import { questionnaireVersions } from '../../server/questionnaires/tables.ts'
import { receiptOf } from '../../server/responses/keys.ts'
import { submit, submitAll } from '../../server/responses/submit.ts'
import { responses } from '../../server/responses/tables.ts'
import type { QuestionnaireDocument } from '../../shared/questionnaires/document.ts'
import { aSubmission, freshKey, someAnswers } from '../support/answers.ts'
import { anOpenConsultation, type OpenConsultation } from '../support/fixtures.ts'
import { openWorld } from '../support/world.ts'

const world = await openWorld()
const { ctx } = world
const stored = (to: OpenConsultation) =>
  ctx.db.select().from(responses).where(eq(responses.consultationId, to.consultationId))
const bytes = (value: Uint8Array | null) => Buffer.from(value ?? []).toString('hex')

test('an answer is kept with its version, its day and nothing of who sent it', async () => {
  const to = await anOpenConsultation(world)
  const submission = aSubmission(to)
  const outcome = await submit(ctx, submission)
  expect(outcome).toEqual({ outcome: 'in', receipt: receiptOf(submission.key as string), again: false })
  const [row] = await stored(to)
  expect(row).toMatchObject({
    versionId: to.versionId,
    answers: someAnswers,
    state: 'in',
    receivedOn: '2026-03-16',
    inGrace: false,
    seed: null,
  })
  expect(row).toMatchObject({ synthetic: false, noticeNumber: 1, speed: 'unknown', groupId: null, howWeAsked: null })
})

test('the key and the receipt are kept only as SHA-256', async () => {
  const to = await anOpenConsultation(world)
  const key = freshKey()
  await submit(ctx, aSubmission(to, { key }))
  const [row] = await stored(to)
  expect(bytes(row?.keyHash ?? null)).toBe(bytes(sha256(key)))
  expect(bytes(row?.receiptHash ?? null)).toBe(bytes(sha256(receiptOf(key))))
  expect(JSON.stringify(row, (_, value) => (typeof value === 'bigint' ? String(value) : value))).not.toContain(key)
})

test('a submission writes no audit row', async () => {
  const to = await anOpenConsultation(world)
  const before = await ctx.db.$count(auditEntries)
  await submit(ctx, aSubmission(to))
  expect(await ctx.db.$count(auditEntries)).toBe(before)
})

const withoutWhy = (document: QuestionnaireDocument): QuestionnaireDocument => ({
  ...document,
  sections: document.sections.map((section) => ({
    ...section,
    pages: section.pages.map((page) => ({ ...page, questions: page.questions.filter((one) => one.id !== 'why') })),
  })),
})

// Security list 40
test('a retry with the same key and content gets the same receipt every time, and one row stays', async () => {
  const to = await anOpenConsultation(world)
  const submission = aSubmission(to)
  const first = await submit(ctx, submission)
  for (let i = 0; i < 5; i++) expect(await submit(ctx, submission)).toEqual({ ...first, again: true })
  expect(await stored(to)).toHaveLength(1)
})

test('a retry after closing still finds the answer that is in', async () => {
  const to = await anOpenConsultation(world)
  const submission = aSubmission(to)
  const first = await submit(ctx, submission)
  const later = { ...ctx, now: () => new Date(ctx.now().getTime() + 40 * 86_400_000) }
  expect(await submit(later, submission)).toEqual({ ...first, again: true })
})

// Security list 41
test('the same key with other answers is told apart and the first answer stays', async () => {
  const to = await anOpenConsultation(world)
  const submission = aSubmission(to)
  await submit(ctx, submission)
  const changed = { ...submission, answers: { priorities: { options: ['burglary'] } } }
  expect(await submit(ctx, changed)).toEqual({ outcome: 'different' })
  expect((await stored(to)).map((row) => row.answers)).toEqual([someAnswers])
})

test('the order of keys in the answers does not make them different', async () => {
  const to = await anOpenConsultation(world)
  const submission = aSubmission(to)
  await submit(ctx, submission)
  const turned = Object.fromEntries(Object.entries(someAnswers).reverse())
  expect(await submit(ctx, { ...submission, answers: turned })).toMatchObject({ outcome: 'in', again: true })
})

// Security list 25
test('a key that is missing, empty, repeated or of another shape is refused and nothing is kept', async () => {
  const to = await anOpenConsultation(world)
  for (const key of [undefined, null, '', 'short', [freshKey()], { key: 1 }, `${freshKey()}=`, `${'A'.repeat(21)}B`, 5])
    await expect(submit(ctx, aSubmission(to, { key }))).rejects.toMatchObject({ code: 'bad-input' })
  expect(await stored(to)).toHaveLength(0)
})

// Security list 10, 20
test('unknown questions, options, rows, keys and prototypes are refused', async () => {
  const to = await anOpenConsultation(world)
  const bad: unknown[] = [
    { nobody: { text: 'x' } },
    { priorities: { options: ['unheard'] } },
    { priorities: { options: ['knives'], isAdmin: true } },
    { confidence: { rows: { listen: 'high', unknown: 'low' } } },
    JSON.parse('{"__proto__":{"isAdmin":true}}'),
    JSON.parse('{"constructor":{"text":"x"}}'),
    JSON.parse('{"priorities":{"__proto__":{"isAdmin":true},"options":["knives"]}}'),
    [],
    null,
    'text',
  ]
  for (const answers of bad)
    await expect(submit(ctx, aSubmission(to, { answers }))).rejects.toMatchObject({ code: 'bad-input' })
  expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined()
  expect(await stored(to)).toHaveLength(0)
})

test('equality answers are refused here: they come after, apart', async () => {
  const to = await anOpenConsultation(world)
  const answers = { ...someAnswers, sex: { option: 'female' } }
  await expect(submit(ctx, aSubmission(to, { answers }))).rejects.toMatchObject({ code: 'bad-input' })
})

test('a required question without an answer is said, and nothing is kept', async () => {
  const to = await anOpenConsultation(world)
  const outcome = await submit(ctx, aSubmission(to, { answers: {} }))
  expect(outcome).toMatchObject({ outcome: 'incomplete', faults: [{ questionId: 'priorities', kind: 'required' }] })
  expect(await stored(to)).toHaveLength(0)
})

test('answers off the path are purged', async () => {
  const to = await anOpenConsultation(world)
  const answers = { priorities: { options: ['burglary'] }, why: { text: 'from an earlier choice' } }
  await submit(ctx, aSubmission(to, { answers }))
  expect((await stored(to))[0]?.answers).toEqual({ priorities: { options: ['burglary'] } })
})

// Security list 2
test('markup, script addresses, emoji, right-to-left and long text are kept to the letter', async () => {
  const to = await anOpenConsultation(world)
  const texts = [
    '<script>alert(1)</script><img src=x onerror=alert(1)>',
    'javascript:alert(1)',
    '👮🏽‍♀️ 𝕏 🏴󠁧󠁢󠁥󠁮󠁧󠁿',
    'كل يوم \u202Eabc\u202C پولیس',
    `${'long '.repeat(2000)}`.trim().padEnd(10_000, '!'),
    '=HYPERLINK("https://example.org")',
    "'; drop table responses; --",
    'line one\nline two\ttab',
  ]
  for (const text of texts) {
    const key = freshKey()
    await submit(ctx, aSubmission(to, { key, answers: { priorities: { options: ['knives'] }, why: { text } } }))
    const [row] = await ctx.db
      .select()
      .from(responses)
      .where(eq(responses.keyHash, sha256(key)))
    expect(row?.answers?.why).toEqual({ text })
  }
})

// Security list 2
test('NUL and half a character cannot be stored and are refused', async () => {
  const to = await anOpenConsultation(world)
  for (const text of ['a\0b', '\uD83D', 'x\uDC00y'])
    await expect(
      submit(ctx, aSubmission(to, { answers: { priorities: { options: ['knives'] }, why: { text } } })),
    ).rejects.toMatchObject({ code: 'bad-input' })
  expect(await stored(to)).toHaveLength(0)
})

// Security list 52
test('ten thousand fields and deep nesting are refused at once', async () => {
  const to = await anOpenConsultation(world)
  const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`q${i}`, { text: 'x' }]))
  const deep = JSON.parse(`${'{"a":'.repeat(2000)}1${'}'.repeat(2000)}`)
  for (const answers of [many, deep, { why: { text: 'x'.repeat(10_001) }, priorities: { options: ['knives'] } }]) {
    const outcome = await submit(ctx, aSubmission(to, { answers })).catch((error) => error)
    expect(outcome.code ?? outcome.outcome).toMatch(/bad-input|incomplete/)
  }
  expect(await stored(to)).toHaveLength(0)
})

// Security list 50
test('the server clock closes the door to the second, with fifteen minutes for answers begun before', async () => {
  const closesAt = new Date('2026-10-24T22:59:59Z') // 23:59:59 in London, the night the clocks go back
  const opensAt = new Date('2026-03-01T00:00:00Z')
  const to = await anOpenConsultation(world, { consultation: { opensAt, closesAt } })
  const at = (milliseconds: number) => ({ ...ctx, now: () => new Date(closesAt.getTime() + milliseconds) })
  const before = new Date(closesAt.getTime() - 60_000)
  const after = new Date(closesAt.getTime() + 1)
  expect(await submit(at(-1000), aSubmission(to))).toMatchObject({ outcome: 'in' })
  expect(await submit(at(0), aSubmission(to))).toEqual({ outcome: 'closed', closedAt: closesAt })
  expect(await submit(at(14 * 60_000), aSubmission(to, { startedAt: before }))).toMatchObject({ outcome: 'in' })
  expect(await submit(at(14 * 60_000), aSubmission(to, { startedAt: after }))).toEqual({
    outcome: 'closed',
    closedAt: closesAt,
  })
  expect(await submit(at(15 * 60_000), aSubmission(to, { startedAt: before }))).toEqual({
    outcome: 'closed',
    closedAt: closesAt,
  })
  expect((await stored(to)).map((row) => [row.inGrace, row.receivedOn]).sort()).toEqual([
    [false, '2026-10-24'],
    [true, '2026-10-25'],
  ])
})

test('before opening, in draft and once answered nothing comes in', async () => {
  const opensAt = new Date(ctx.now().getTime() + 1000)
  const early = await anOpenConsultation(world, { consultation: { opensAt } })
  expect(await submit(ctx, aSubmission(early))).toEqual({ outcome: 'not-open' })
  for (const state of ['draft', 'asked'] as const) {
    const to = await anOpenConsultation(world, { consultation: { state } })
    expect(await submit(ctx, aSubmission(to))).toEqual({ outcome: 'not-open' })
  }
  const answered = await anOpenConsultation(world, { consultation: { state: 'answered' } })
  expect(await submit(ctx, aSubmission(answered))).toMatchObject({ outcome: 'closed' })
})

// Security list 51
test('an answer begun on version 1 is kept with version 1 after version 2 was published', async () => {
  const to = await anOpenConsultation(world)
  const [two] = await ctx.db
    .insert(questionnaireVersions)
    .values({
      questionnaireId: to.questionnaireId,
      number: 2,
      document: withoutWhy(to.document),
      publishedAt: ctx.now(),
      publishedBy: 'test',
    })
    .returning()
  expect(await submit(ctx, aSubmission(to))).toMatchObject({ outcome: 'in' })
  const onTwo = { versionId: two?.id ?? '', answers: { priorities: { options: ['knives'] } } }
  expect(await submit(ctx, aSubmission(to, onTwo))).toMatchObject({ outcome: 'in' })
  await expect(submit(ctx, aSubmission(to, { versionId: onTwo.versionId }))).rejects.toMatchObject({
    code: 'bad-input',
  })
  expect((await stored(to)).map((row) => row.versionId).sort()).toEqual([to.versionId, onTwo.versionId].sort())
})

test("another questionnaire's version is not a way in", async () => {
  const [to, other] = [await anOpenConsultation(world), await anOpenConsultation(world)]
  await expect(submit(ctx, aSubmission(to, { versionId: other.versionId }))).rejects.toMatchObject({
    code: 'not-found',
  })
  expect(await stored(to)).toHaveLength(0)
})

test('all that the example gets is marked synthetic, whoever sends it', async () => {
  const to = await anOpenConsultation(world, { consultation: { synthetic: true } })
  await submit(ctx, aSubmission(to, { synthetic: false }))
  expect((await stored(to))[0]?.synthetic).toBe(true)
})

test('an answer sent in under a third of the reading time is banded as fast, nothing finer', async () => {
  const to = await anOpenConsultation(world)
  await submit(ctx, aSubmission(to, { startedAt: ctx.now() }))
  await submit(ctx, aSubmission(to, { startedAt: new Date(ctx.now().getTime() - 3_600_000) }))
  expect((await stored(to)).map((row) => row.speed).sort()).toEqual(['fast', 'usual'])
})

test('many at once pass the same checks and keep their order', async () => {
  const to = await anOpenConsultation(world)
  const twice = aSubmission(to)
  const outcomes = await submitAll(ctx, [
    twice,
    aSubmission(to, { answers: {} }),
    aSubmission(to),
    { ...twice, answers: { priorities: { options: ['hate'] } } },
  ])
  expect(outcomes.map((one) => one.outcome)).toEqual(['in', 'incomplete', 'in', 'different'])
  expect(await stored(to)).toHaveLength(2)
})

test('an answer under a privacy notice that nobody was shown is not taken', async () => {
  const to = await anOpenConsultation(world)
  await expect(submit(ctx, aSubmission(to, { noticeNumber: 99 }))).rejects.toMatchObject({ code: 'not-found' })
  expect(await stored(to)).toHaveLength(0)
})

test('those who send at the same moment share statements, and each gets an outcome of their own', async () => {
  const [to, over] = [await anOpenConsultation(world), await anOpenConsultation(world)]
  const hence = (days: number) => ({ ...ctx, now: () => new Date(ctx.now().getTime() + days * 86_400_000) })
  const many = Array.from({ length: 60 }, (_, i) =>
    aSubmission(to, { answers: { ...someAnswers, why: { text: `${i}` } } }),
  )
  const twice = aSubmission(to)
  const [sent, again, late, unseen] = await Promise.all([
    Promise.all(many.map((one) => submit(ctx, one))),
    Promise.all([twice, twice, twice].map((one) => submit(ctx, one))),
    submit(hence(400), aSubmission(over)),
    submit(ctx, aSubmission(to, { noticeNumber: 99 })).catch((error) => error.code),
  ])
  expect(sent).toEqual(many.map(({ key }) => ({ outcome: 'in', receipt: receiptOf(key as string), again: false })))
  expect(again.map((one) => one.outcome === 'in' && one.again).sort()).toEqual([false, true, true])
  expect([late.outcome, unseen]).toEqual(['closed', 'not-found'])
  const rows = await stored(to)
  const keptFor = new Map(rows.map(({ keyHash, answers }) => [bytes(keyHash), answers]))
  expect(keptFor.size).toBe(61)
  for (const { key, answers } of many) expect(keptFor.get(bytes(sha256(key as string)))).toEqual(answers)
  expect(new Set(rows.map(({ txid }) => txid)).size).toBeLessThan(20)
  expect(await stored(over)).toHaveLength(0)
})

test('what the database refuses is refused alone: nobody who sent at the same moment goes with it', async () => {
  const to = await anOpenConsultation(world)
  const refused = aSubmission(to, { noticeNumber: 2 ** 40 })
  const outcomes = await Promise.allSettled(
    [
      ...Array.from({ length: 20 }, () => aSubmission(to)),
      refused,
      ...Array.from({ length: 20 }, () => aSubmission(to)),
    ].map((one) => submit(ctx, one)),
  )
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(40)
  expect(outcomes[20]).toMatchObject({ status: 'rejected', reason: { code: 'unavailable' } })
  expect(await stored(to)).toHaveLength(40)
})
