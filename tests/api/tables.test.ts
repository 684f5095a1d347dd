import { and, eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import type { TableFigure } from '../../server/analysis/cross-table.ts'
import { verb as tables } from '../../server/cli/tables.ts'
import { releases } from '../../server/feedback/tables.ts'
import { auditEntries } from '../../server/platform/tables.ts'
import { loadPopulation } from '../../server/population/load.ts'
import { chiSquare } from '../../shared/analysis/chi-square.ts'
import { askedFor, closeNow, contact, countsIn, tableFor, times } from '../support/asked-tables.ts'
import type { OpenConsultation } from '../support/fixtures.ts'
import { type Given, openWithEquality, sendGiven } from '../support/given-answers.ts'
import { operated } from '../support/operator.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
  await loadPopulation(world.ctx)
})

const open = () => openWithEquality(world)
const send = (to: OpenConsultation, people: Given[]) => sendGiven(world, to, people)
const asked = (to: OpenConsultation, words: string[], role: 'analyst' | 'officer' = 'analyst') =>
  askedFor(world, to, words, role)
const table = (to: OpenConsultation, ...words: string[]) => tableFor(world, to, ...words)

test('counts, shares, bases, letters and chi-square of one question by another', async () => {
  const to = await open()
  await send(to, [
    ...times(60, contact('yes', 'female')),
    ...times(40, contact('no', 'female')),
    ...times(30, contact('yes', 'male')),
    ...times(70, contact('no', 'male')),
  ])
  const plain = await table(to, '--rows', 'contact', '--by', 'sex')
  expect(countsIn(plain)).toEqual([
    ['yes', 60, 30],
    ['no', 40, 70],
  ])
  expect([plain.tests, plain.weighted]).toEqual([null, null])
  expect(plain.figure!.columns.map(({ base }) => base)).toEqual([100, 100])
  const tested = await table(to, '--rows', 'contact', '--by', 'sex', '--tests', 'holm')
  const expected = chiSquare([
    [60, 30],
    [40, 70],
  ])
  const { statistic, p } = expected
  expect(tested.tests!.chiSquare).toEqual({ statistic, df: 1, p, lowCells: 0, expected: expected.expected })
  expect(tested.tests!.letters).toEqual([
    ['B', ''],
    ['', 'A'],
  ])
  const { out } = await asked(to, ['--rows', 'contact', '--by', 'sex', '--tests', 'bonferroni'])
  expect(out).toMatch(/^Yes +60 60% B +30 30% +90$/m)
  expect(out).toMatch(/^Answered +100 +100 +200$/m)
  expect(out).toContain('Chi-square: 18.2 on 1 degree of freedom, p under 0.001.')
})

test('small numbers are hidden with a companion; the tests are made of what is shown, so that they tell no more', async () => {
  const to = await open()
  const scale = (number: number, sex: string): Given => ({
    answers: { safety: { number } },
    equality: { 'eq-sex': { option: `eq-sex-${sex}` } },
  })
  const women: [number, number][] = [
    [1, 3],
    [2, 20],
    [3, 40],
    [4, 37],
  ]
  const men: [number, number][] = [
    [1, 15],
    [2, 25],
    [3, 35],
    [4, 25],
  ]
  await send(to, [
    ...women.flatMap(([n, many]) => times(many, scale(n, 'female'))),
    ...men.flatMap(([n, many]) => times(many, scale(n, 'male'))),
  ])
  const found = await table(to, '--rows', 'safety', '--by', 'sex', '--tests', 'holm')
  expect(found.figure!.hidden).toBeGreaterThanOrEqual(4)
  expect(JSON.stringify(found)).not.toMatch(/"count":3[,}]/)
  const shown = found
    .figure!.rows.filter(({ cells }) => cells.every(({ count }) => count !== null))
    .map(({ cells }) => cells.map(({ count }) => count!))
  const rest = [0, 1].map((c) => 100 - shown.reduce((sum, line) => sum + line[c]!, 0))
  expect(found.tests!.tested.hasRest).toBe(true)
  expect(found.tests!.chiSquare!.statistic).toBeCloseTo(chiSquare([...shown, rest]).statistic, 10)
})

test('weights by raking to the census tell how well it went, and change shares but no counts', async () => {
  const to = await open()
  await send(to, [
    ...times(60, contact('yes', 'female')),
    ...times(60, contact('no', 'female')),
    ...times(10, contact('yes', 'male')),
    ...times(30, contact('no', 'male')),
    ...times(10, contact('yes')),
  ])
  const found = await table(to, '--rows', 'contact', '--by', 'way_in', '--weight', 'sex', '--tests', 'holm')
  const weighted = found.weighted as Extract<TableFigure['weighted'], { shares: unknown }>
  expect(weighted.report).toMatchObject({ capped: 0, didNotSay: ['sex'] })
  expect(countsIn(found)).toEqual([
    ['yes', 80],
    ['no', 90],
  ])
  // Women 51.5% of Londoners: half of them said yes, a quarter of the men, all of those who did not say.
  const women = 0.5149
  const yes = (160 * (women * 0.5 + (1 - women) * 0.25) + 10) / 170
  expect(weighted.shares[0]![0]).toBe(Math.round(yes * 100) / 100)
  expect(weighted.effective[0]).toBeLessThan(170)
  const words = (await asked(to, ['--rows', 'contact', '--by', 'way_in', '--weight', 'sex'])).out
  expect(words).toContain('Weighted to the census of London by raking: met in')
  expect(words).toContain('Those who did not say their sex keep the share they have.')
})

test('weighting is refused in words, without numbers, where too few can stand for many', async () => {
  const to = await open()
  await send(to, [...times(60, contact('yes', 'female')), ...times(3, contact('no', 'male'))])
  const few = await asked(to, ['--rows', 'contact', '--by', 'way_in', '--weight', 'sex'])
  expect([few.code, few.out]).toEqual([
    1,
    expect.stringContaining('Sex: fewer than 20 are “Male”: too few to stand for all of them.'),
  ])
  const json = await asked(to, ['--rows', 'contact', '--by', 'way_in', '--weight', 'sex', '--json'])
  expect(json.out).not.toMatch(/"answered": 3/)
  for (const weight of ['gender_identity_16plus', 'sexual_orientation_16plus', 'shoe_size']) {
    const refused = await asked(to, ['--rows', 'contact', '--by', 'way_in', '--weight', weight])
    expect([refused.code, refused.err]).toEqual([1, expect.stringMatching(/^Nobody is weighted by/)])
  }
})

test('imported weights are used as they came; people without one are left out of the table', async () => {
  const to = await open()
  await send(to, [
    ...times(20, contact('yes', 'female', 2)),
    ...times(20, contact('no', 'female', 0.5)),
    ...times(30, contact('no', 'male', 1)),
  ])
  await send(to, times(10, contact('yes', 'male')))
  const found = await table(to, '--rows', 'contact', '--by', 'sex', '--weight', 'imported', '--tests', 'holm')
  const weighted = found.weighted as Extract<TableFigure['weighted'], { shares: unknown }>
  expect(countsIn(found)).toEqual([
    ['yes', 20, 0],
    ['no', 20, 30],
  ])
  expect(weighted.shares).toEqual([
    [0.8, 0],
    [0.2, 1],
  ])
  // 2,500 by the sum of squares, 85: 29, told in fives.
  expect(weighted.effective[0]).toBe(25)
  expect([weighted.without, weighted.report]).toEqual([10, null])
  expect(found.tests!.raoScott!.p).toBeLessThan(0.001)
  expect((await table(to, '--rows', 'contact', '--by', 'way_in')).figure!.columns.map(({ label }) => label)).toEqual([
    'Imported file',
    'Open web link',
  ])
})

test('what only a few brought weights for is not shown, whatever everybody answered', async () => {
  const to = await open()
  await send(to, times(58, contact('yes', 'female')))
  await send(to, [contact('yes', 'female', 2), contact('no', 'female', 1)])
  const found = await table(to, '--rows', 'contact', '--by', 'sex', '--weight', 'imported')
  expect([found.selected, found.figure, found.weighted]).toEqual([null, null, null])
})

test('where nobody answered, or nobody brought a weight, that is said: no empty table', async () => {
  const to = await open()
  const person = await world.person('analyst', to.consultationId)
  const refused = async (...words: string[]) => {
    const behalf = ['--as', person.email, '--reason', 'The annex of the paper']
    const { code, out, err } = await operated(world.ctx, tables, [
      to.slug,
      '--rows',
      'contact',
      '--by',
      'sex',
      ...words,
      ...behalf,
    ])
    expect([code, out]).toEqual([1, ''])
    return err
  }
  expect(await refused()).toBe('Nobody has answered yet, so there is nothing to count.\n')
  await send(to, times(30, contact('yes', 'female')))
  expect(await refused('--weight', 'imported')).toBe(
    'No answer of this consultation brought a weight, so there is none to weight by.\n',
  )
})

test('as a release it is shown by the rule for the public, once the consultation has closed; nothing is frozen', async () => {
  const to = await open()
  await send(to, [
    ...times(43, contact('yes', 'female')),
    ...times(41, contact('no', 'female')),
    ...times(36, contact('yes', 'male')),
    ...times(3, contact('no', 'male')),
  ])
  const words = ['--rows', 'contact', '--by', 'sex', '--release']
  expect(await asked(to, words)).toMatchObject({ code: 1, err: expect.stringMatching(/closed/) })
  await closeNow(world, to)
  const { code, out } = await asked(to, [...words, '--json'])
  expect(code).toBe(0)
  const { tables: made, release } = JSON.parse(out)
  expect(release).toBe(1)
  const shown = made[0].columns.flatMap(({ counts: all }: { counts: (number | null)[] }) => all)
  expect(shown.every((n: number | null) => n === null || n % 5 === 0)).toBe(true)
  expect(shown).toContain(null)
  expect(await world.ctx.db.$count(releases, eq(releases.consultationId, to.consultationId))).toBe(0)
  expect((await asked(to, words)).out).toMatch(/^As release 1 would show it/)
  expect((await asked(to, [...words, '--weight', 'sex'])).code).toBe(2)
})

test('only who may export tables of the consultation gets one, and what was asked is on record', async () => {
  const to = await open()
  await send(to, times(12, contact('yes', 'female')))
  const { person } = await asked(to, ['--rows', 'contact', '--by', 'sex'])
  const entries = await world.ctx.db
    .select()
    .from(auditEntries)
    .where(and(eq(auditEntries.verb, 'analysis.export'), eq(auditEntries.scope, to.consultationId)))
  expect(entries).toMatchObject([
    { accountId: person.accountId, detail: { figure: 'table', rows: 'contact', by: 'sex', reason: 'Annex B' } },
  ])
  expect(await asked(to, ['--rows', 'contact', '--by', 'sex'], 'officer')).toMatchObject({
    code: 1,
    out: '',
    err: 'Your role does not allow this.\n',
  })
  expect((await asked(to, ['--rows', 'contact'])).code).toBe(2)
  expect((await asked(to, ['--rows', 'contact', '--by', 'sex', '--tests', 'tukey'])).code).toBe(2)
})
