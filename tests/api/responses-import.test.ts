import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { verb as responsesExport } from '../../server/cli/responses-export.ts'
import { collectorFor } from '../../server/collectors/queries.ts'
import { collectors } from '../../server/collectors/tables.ts'
import { auditEntries } from '../../server/platform/tables.ts'
import { equalityAnswers } from '../../server/responses/equality-tables.ts'
import { submit } from '../../server/responses/submit.ts'
import type { Answers, Question } from '../../shared/questionnaires/document.ts'
import { aSubmission } from '../support/answers.ts'
import { anOpenConsultation, aQuestionnaire } from '../support/fixtures.ts'
import { folder, imported, panel, reason, stored } from '../support/imported-file.ts'
import { operated } from '../support/operator.ts'
import { readSav } from '../support/sav.ts'
import { openWorld } from '../support/world.ts'

const world = await openWorld()
const { ctx } = world
test('a file comes in through the one door: its own way in, the weight with it, equality answers in their own table', async () => {
  const to = await anOpenConsultation(world)
  const first = await imported(to, panel, ['--weight', 'w'])
  expect([first.code, first.out, first.err]).toEqual([0, '3 rows: 3 in, 0 there already, 0 refused.\n', ''])
  const [door] = await ctx.db
    .select()
    .from(collectors)
    .where(and(eq(collectors.consultationId, to.consultationId), eq(collectors.kind, 'import')))
  const rows = await stored(to)
  expect(
    rows.map(({ answers, weight, collectorId, state, speed }) => ({
      answers,
      weight,
      isOwn: collectorId === door!.id,
      state,
      speed,
    })),
  ).toEqual(
    [
      {
        answers: { priorities: { options: ['knives'] }, contact: { option: 'yes' }, years: { number: 3 } },
        weight: 0.5,
      },
      {
        answers: { priorities: { options: ['burglary'] }, contact: { option: 'no' }, years: { number: 10 } },
        weight: 1.5,
      },
      {
        answers: { priorities: { options: ['burglary'] }, contact: { option: 'declined' }, years: { number: 20 } },
        weight: 2,
      },
    ].map((row) => ({ ...row, isOwn: true, state: 'in', speed: 'unknown' })),
  )
  const equality = await Promise.all(
    rows.map(({ id }) => ctx.db.select().from(equalityAnswers).where(eq(equalityAnswers.responseId, id))),
  )
  expect(equality.map(([row]) => row?.answers)).toEqual([
    { sex: { option: 'female' } },
    undefined,
    { sex: { option: 'male' } },
  ])
  const entries = await ctx.db
    .select()
    .from(auditEntries)
    .where(and(eq(auditEntries.verb, 'responses.import'), eq(auditEntries.scope, to.consultationId)))
  expect(entries).toMatchObject([
    {
      accountId: first.person.accountId,
      detail: { rows: 3, in: 3, alreadyThere: 0, refused: 0, reason: 'The panel answered on paper' },
    },
  ])
  // No address leads to it.
  expect(await collectorFor(ctx, to.slug, 'import')).toBeUndefined()
})

test('the same file again adds nothing; a row that says something else under its key is refused and the first stays', async () => {
  const to = await anOpenConsultation(world)
  await imported(to, panel, ['--weight', 'w'])
  const before = await stored(to)
  const again = await imported(to, panel, ['--weight', 'w'])
  expect([again.code, again.out]).toEqual([0, '3 rows: 0 in, 3 there already, 0 refused.\n'])
  const changed = await imported(
    to,
    panel.replace('a2,0,1,no', 'a2,1,1,no').replace('0.5', '0.6').concat('a4,1,0,yes,,1,1\n'),
    ['--weight', 'w', '--json'],
  )
  expect([changed.code, JSON.parse(changed.out)]).toEqual([
    1,
    {
      consultation: to.slug,
      file: 'file.csv',
      encoding: 'utf-8',
      rows: 4,
      in: 1,
      alreadyThere: 1,
      refused: [2, 3].map((row) => ({
        row,
        reasons: ['It was imported before with other answers or another weight. What was imported first stays.'],
      })),
      notImported: [],
      kept: true,
    },
  ])
  expect((await stored(to)).filter(({ id }) => before.some((row) => row.id === id))).toEqual(before)
})

test('without a key, rows that say the same are as many as the file has, however often it is imported', async () => {
  const to = await anOpenConsultation(world)
  const file = 'priorities_knives,contact\n1,yes\n1,yes\n1,no\n'
  expect((await imported(to, file)).out).toBe('3 rows: 3 in, 0 there already, 0 refused.\n')
  expect((await imported(to, file)).out).toBe('3 rows: 0 in, 3 there already, 0 refused.\n')
  expect((await imported(to, `${file}1,yes\n`)).out).toBe('4 rows: 1 in, 3 there already, 0 refused.\n')
})

test('what was exported is imported elsewhere and is the same again', async () => {
  const [from, to] = [await anOpenConsultation(world), await anOpenConsultation(world)]
  const answers: Answers[] = [
    {
      priorities: { options: ['knives', 'elsewhere'], other: "'[not asked]" },
      why: { text: '=1+1, "so"\nand more' },
      confidence: { rows: { listen: 'high', fair: 'unsure' } },
    },
    {
      priorities: { options: ['none'] },
      contact: { option: 'yes' },
      last_contact: { date: '2026-01-31' },
      home: { area: 'outside' },
      street: { text: '[left blank]' },
    },
    { priorities: { options: ['hate'] }, contact: { option: 'declined' }, safety: { number: 5 }, years: { number: 0 } },
  ]
  for (const one of answers) await submit(ctx, aSubmission(from, { answers: one }))
  const analyst = await world.person('analyst', from.consultationId)
  const { bytes } = await operated(
    ctx,
    responsesExport,
    [from.slug, '--format', 'csv', '--as', analyst.email, ...reason],
    folder,
  )
  const done = await imported(to, bytes)
  expect([done.code, done.out]).toEqual([0, '3 rows: 3 in, 0 there already, 0 refused.\n'])
  const again = (await stored(to)).map((row) => JSON.stringify(row.answers)).toSorted()
  expect(again).toEqual((await stored(from)).map((row) => JSON.stringify(row.answers)).toSorted())
})

const en = (text: string) => ({ en: text })
const list = (...codes: string[]) => codes.map((code) => ({ id: `id-${code}`, code, label: en(code.toUpperCase()) }))
const newer: Question[] = [
  { id: 'r', code: 'rank', type: 'ranking', text: en('Best first'), top: 2, options: list('ra', 'rb', 'rc') },
  { id: 'y', code: 'is_it', type: 'yes_no', text: en('Is it?') },
  {
    id: 's',
    code: 'share',
    type: 'constant_sum',
    text: en('Share 10'),
    total: 10,
    decimals: 1,
    rows: list('sa', 'sb'),
  },
  { id: 'p', code: 'moved', type: 'partial_date', precision: 'month', text: en('When?') },
  { id: 'a', code: 'where', type: 'area', text: en('Where?') },
  { id: 'l', code: 'trade', type: 'long_list', text: en('Trade?'), options: list('baker', 'smith') },
  { id: 'c', code: 'agree', type: 'consent', text: en('May we?') },
  {
    id: 'g',
    code: 'each',
    type: 'grid',
    multiple: true,
    text: en('Each'),
    rows: list('ga', 'gb'),
    options: list('left', 'right'),
  },
  { id: 'n', code: 'balance', type: 'number', decimals: 2, text: en('Balance') },
]

test('answers of every type are the same after export and import; in SPSS they are numbers that other readers take', async () => {
  const document = aQuestionnaire()
  document.sections[0]!.pages[2]!.questions.push(...newer)
  const [from, to] = [await anOpenConsultation(world, { document }), await anOpenConsultation(world, { document })]
  const answers: Answers[] = [
    {
      priorities: { options: ['none'] },
      r: { ranked: ['id-rc', 'id-ra'] },
      y: { option: 'no' },
      s: { amounts: { 'id-sa': 2.5, 'id-sb': 7.5 } },
      p: { date: '2026-03' },
      a: { area: 'E09000014' },
      l: { option: 'id-smith' },
      c: { option: 'yes' },
      g: { ticks: { 'id-ga': ['id-left', 'id-right'] } },
      n: { number: -94 },
    },
    { priorities: { options: ['none'] } },
  ]
  for (const one of answers) await submit(ctx, aSubmission(from, { answers: one }))
  const analyst = await world.person('analyst', from.consultationId)
  const exported = (format: string) =>
    operated(ctx, responsesExport, [from.slug, '--format', format, '--as', analyst.email, ...reason], folder)
  const csv = await exported('csv')
  const done = await imported(to, csv.bytes)
  expect([done.code, done.out, done.err]).toEqual([
    0,
    '2 rows: 2 in, 0 there already, 0 refused.\n',
    expect.stringMatching(/^Columns that answer no question were left aside: “response”, “version”, “way_in”/),
  ])
  const again = (await stored(to)).map((row) => JSON.stringify(row.answers)).toSorted()
  expect(again).toEqual((await stored(from)).map((row) => JSON.stringify(row.answers)).toSorted())
  const { rows } = await readSav((await exported('sav')).bytes)
  const [full, bare] = rows.toSorted((a, b) => Number(b.is_it) - Number(a.is_it))
  expect(full).toMatchObject({
    rank_ra: 2,
    rank_rc: 1,
    is_it: 2,
    share_sa: 2.5,
    trade: 2,
    agree: 1,
    each_ga_left: 1,
    balance: -94,
  })
  expect(bare).toMatchObject({
    rank_ra: -92,
    is_it: -92,
    share_sa: -92,
    moved: -92,
    where: -92,
    each_gb_left: -92,
    balance: -999992,
  })
})
