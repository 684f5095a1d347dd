import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { and, asc, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { verb as responsesExport } from '../../server/cli/responses-export.ts'
import { verb as responsesImport } from '../../server/cli/responses-import.ts'
import { collectorFor } from '../../server/collectors/queries.ts'
import { collectors } from '../../server/collectors/tables.ts'
import { consultations } from '../../server/consultations/tables.ts'
import { auditEntries } from '../../server/platform/tables.ts'
import { equalityAnswers } from '../../server/responses/equality-tables.ts'
import { submit } from '../../server/responses/submit.ts'
import { responses } from '../../server/responses/tables.ts'
import type { Answers, Question } from '../../shared/questionnaires/document.ts'
import { aSubmission } from '../support/answers.ts'
import { anOpenConsultation, aQuestionnaire, type OpenConsultation } from '../support/fixtures.ts'
import { operated } from '../support/operator.ts'
import { readSav } from '../support/sav.ts'
import { openWorld } from '../support/world.ts'

const world = await openWorld()
const { ctx } = world
const folder = mkdtempSync(join(tmpdir(), 'folkmoot-import-'))
const reason = ['--reason', 'The panel answered on paper']

/** Writes the file and imports it as an officer of the consultation. */
async function imported(
  to: OpenConsultation,
  file: string | Buffer,
  words: string[] = [],
  role: 'officer' | 'analyst' = 'officer',
) {
  writeFileSync(join(folder, 'file.csv'), file)
  const person = await world.person(role, to.consultationId)
  return {
    person,
    ...(await operated(
      ctx,
      responsesImport,
      ['file.csv', '--consultation', to.slug, ...words, '--as', person.email, ...reason],
      folder,
    )),
  }
}

const stored = (to: OpenConsultation) =>
  ctx.db
    .select()
    .from(responses)
    .where(eq(responses.consultationId, to.consultationId))
    .orderBy(asc(responses.weight), asc(responses.id))

const panel = `id,priorities_knives,priorities_burglary,contact,sex,years,w
a1,1,0,yes,female,3,0.5
a2,0,1,no,,10,1.5
a3,0,1,prefer not to say,male,20,2
`

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

test('a weight is a plain number from a millionth to a million; a row is told by its number in the sheet, empty ones counted', async () => {
  const to = await anOpenConsultation(world)
  const weights = ['1e-3', ' 2 ', '0', '0x10', '1e-320', '1,2', '']
  const file = `id,priorities_knives,w\n\n${weights.map((weight, i) => `a${i},1,"${weight}"`).join('\n')}\n,,\n`
  const done = await imported(to, file, ['--weight', 'w'])
  expect([done.code, done.out]).toEqual([1, '7 rows: 2 in, 0 there already, 5 refused.\n'])
  expect(done.err.trimEnd().split('\n')).toEqual(
    [5, 6, 7, 8, 9].map((row) => `Row ${row} is refused: Its weight is no number from 0.000001 to 1,000,000.`),
  )
  expect((await stored(to)).map(({ weight }) => weight)).toEqual([0.001, 2])
  // What only the door can know of an answer is told in its own words alone.
  const strange = await imported(to, 'id,priorities_knives,home\n1,1,E09000099\n')
  expect(strange.err).toBe('Row 2 is refused: This is not an answer to "home".\n')
})

// Cases 8 and 11.
test('each refused row is told with its number and reasons; with all or nothing nothing is changed', async () => {
  const to = await anOpenConsultation(world)
  const file =
    'id,priorities_knives,years,why,Colour\n1,1,5,=1+1,red\n2,0,5,,\n3,1,many,x,\n3,1,200,x,\n4,1,1,<img src=x onerror=alert(1)>,\n5,1,1,2,3,4\n'
  const none = await imported(to, file, ['--all-or-nothing'])
  expect([none.code, none.out]).toEqual([1, '6 rows: 0 in, 0 there already, 4 refused. Nothing was imported.\n'])
  expect(none.err.split('\n')).toEqual([
    'Columns that answer no question were left aside: "Colour".',
    'Row 3 is refused: What should come first?: Choose at least one answer, up to three.',
    'Row 4 is refused: "years": "many" is no number.',
    'Row 5 is refused: "3" stands in id of an earlier row.',
    'Row 7 is refused: It has 6 cells, the heads are 5.',
    '',
  ])
  expect(await stored(to)).toEqual([])
  expect(
    await ctx.db.$count(
      collectors,
      and(eq(collectors.consultationId, to.consultationId), eq(collectors.kind, 'import')),
    ),
  ).toBe(0)
  expect((await imported(to, file)).out).toBe('6 rows: 2 in, 0 there already, 4 refused.\n')
  const texts = (await stored(to)).map(({ answers }) => (answers as Answers).why)
  expect(texts).toEqual(expect.arrayContaining([{ text: '=1+1' }, { text: '<img src=x onerror=alert(1)>' }]))
  const late = await imported(
    to,
    file
      .replace('1,1,5,=1+1', '1,1,6,=1+1')
      .split('\n')
      .filter((_, i) => i < 2)
      .join('\n'),
    ['--all-or-nothing'],
  )
  expect([late.code, late.out]).toEqual([1, '1 row: 0 in, 0 there already, 1 refused. Nothing was imported.\n'])
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
    expect.stringMatching(/^Columns that answer no question were left aside: "response", "version", "way_in"/),
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

test('a closed consultation, a strange file or map, and who has no right to it are refused', async () => {
  const to = await anOpenConsultation(world)
  const refused = async (file: string | Buffer, words: string[] = [], role?: 'analyst') => {
    const { code, out, err } = await imported(to, file, words, role)
    expect([code, out]).toEqual([1, ''])
    return err
  }
  expect(await refused(panel, [], 'analyst')).toBe('Your role does not allow this.\n')
  expect(await refused('Name,Colour\nA,red\n')).toMatch(/^No column of the file answers a question/)
  expect(await refused('contact\n"yes\n')).toMatch(/never closed/)
  expect(await refused(panel, ['--weight', 'Weight'])).toBe('The file has no column "Weight" for the weight.\n')
  expect(await refused(panel, ['--map', 'nowhere.json'])).toMatch(/^There is no file/)
  writeFileSync(join(folder, 'map.json'), '{"format": 1, "columns": {"id": {"question": "contact", "colour": 1}}}')
  expect(await refused(panel, ['--map', 'map.json'])).toMatch(/columns\.id/)
  await ctx.db
    .update(consultations)
    .set({ closesAt: new Date(ctx.now().getTime() - 3_600_000) })
    .where(eq(consultations.id, to.consultationId))
  expect(await refused(panel)).toMatch(/only while the consultation is open/)
  expect(await stored(to)).toEqual([])
  const officer = await world.person('officer', (await anOpenConsultation(world)).consultationId)
  const other = await operated(
    ctx,
    responsesImport,
    ['file.csv', '--consultation', to.slug, '--as', officer.email, ...reason],
    folder,
  )
  expect([other.code, other.err]).toEqual([1, 'There is nothing here, or it is not yours to see.\n'])
  expect(
    (await operated(ctx, responsesImport, ['file.csv', '--consultation', to.slug, '--as', officer.email], folder)).code,
  ).toBe(2)
})
