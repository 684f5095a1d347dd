import { mkdtempSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { and, eq } from 'drizzle-orm'
import readSheets from 'read-excel-file/node'
import { expect, test } from 'vitest'
import { verb as responsesExport } from '../../server/cli/responses-export.ts'
import { auditEntries } from '../../server/platform/tables.ts'
import { questionnaireVersions } from '../../server/questionnaires/tables.ts'
import { newKey } from '../../server/responses/keys.ts'
import { saveAllEqualityAnswers } from '../../server/responses/receipts.ts'
import { submitAll } from '../../server/responses/submit.ts'
import { cellText } from '../../shared/kernel/plain-cell.ts'
import type { Answers } from '../../shared/questionnaires/document.ts'
import { anOpenConsultation, type OpenConsultation } from '../support/fixtures.ts'
import { operated } from '../support/operator.ts'
import { readSav } from '../support/sav.ts'
import { openWorld } from '../support/world.ts'

const world = await openWorld()
const { ctx } = world
const folder = mkdtempSync(join(tmpdir(), 'folkmoot-export-'))

async function send(to: OpenConsultation, all: Answers[], versionId = to.versionId): Promise<string[]> {
  const outcomes = await submitAll(
    ctx,
    all.map((answers) => ({ ...to, versionId, key: newKey(ctx), answers, startedAt: null })),
  )
  return outcomes.map((one) => (one.outcome === 'in' ? one.receipt : expect.fail(JSON.stringify(one))))
}

async function exported(to: OpenConsultation, words: string[], role: 'analyst' | 'officer' | 'admin' = 'analyst') {
  const person = await world.person(role, role === 'admin' ? null : to.consultationId)
  const behalf = ['--as', person.email, '--reason', 'Tables for the committee']
  return { person, ...(await operated(ctx, responsesExport, [to.slug, ...words, ...behalf], folder)) }
}

/** The sheet as rows of cells by column, in the order of one column, because the file's order is random. */
function sheetOf(bytes: Buffer, by: string): Record<string, string>[] {
  const rows = parse(bytes, { bom: true, columns: true }) as Record<string, string>[]
  return rows.toSorted((a, b) => ((a[by] ?? '') < (b[by] ?? '') ? -1 : 1))
}

const hostile = [
  '=1+1',
  '+44',
  '-5',
  '@sum',
  '\tx',
  '|calc',
  '%0A=1',
  "'quoted",
  '[not asked]',
  ' =1+1',
  'Plain, "so" to say\r\nand more',
  '😀 ё ﷺ',
]

test('a csv has a row a response, a column an option and a row of a grid, and says why an answer is missing', async () => {
  const to = await anOpenConsultation(world)
  await send(to, [
    {
      priorities: { options: ['knives', 'elsewhere'], other: 'Noise' },
      why: { text: 'Because' },
      years: { number: 3 },
      confidence: { rows: { listen: 'high' } },
    },
    {
      priorities: { options: ['burglary', 'elsewhere'] },
      years: { number: 10 },
      contact: { option: 'declined' },
      confidence: { rows: { fair: 'unsure' } },
    },
    {
      priorities: { options: ['none'] },
      years: { number: 20 },
      contact: { option: 'yes' },
      last_contact: { date: '2026-01-31' },
      safety: { number: 4 },
      home: { area: 'E09000014' },
    },
  ])
  const { code, bytes, err } = await exported(to, ['--format', 'csv'])
  expect([code, err]).toEqual([0, '3 responses, 16 columns of answers.\n'])
  const [noise, second, third] = sheetOf(bytes, 'years').toSorted((a, b) => Number(a.years) - Number(b.years))
  expect(noise).toMatchObject({
    version: '1',
    way_in: 'Open web link',
    received_on: '2026-03-16',
    synthetic: '0',
    weight: '',
    priorities_knives: '1',
    priorities_burglary: '0',
    priorities_elsewhere: '1',
    priorities_other_text: 'Noise',
    why: 'Because',
    confidence_listen: 'high',
    confidence_fair: '[left blank]',
    last_contact: '[not asked]',
  })
  expect(second).toMatchObject({
    priorities_other_text: '[left blank]',
    why: '[not asked]',
    contact: '[prefer not to say]',
    confidence_fair: "[don't know]",
    home: '[left blank]',
  })
  expect(third).toMatchObject({
    priorities_none: '1',
    priorities_other_text: '[not asked]',
    contact: 'yes',
    last_contact: '2026-01-31',
    safety: '4',
    home: 'E09000014',
  })
  expect([noise!.response, second!.response, third!.response].map(Number).toSorted()).toEqual([1, 2, 3])
})

// Case 8.
test('no cell of a sheet is a formula, in the heads neither, and every text can be had again', async () => {
  const to = await anOpenConsultation(world)
  await send(
    to,
    hostile.map((text) => ({ priorities: { options: ['knives'] }, why: { text } })),
  )
  const csv = await exported(to, ['--format', 'csv'])
  const cells = sheetOf(csv.bytes, 'why').map(({ why = '' }) => why)
  expect(cells.filter((cell) => /^\s*[=+\-@|%\t\r[]/.test(cell))).toEqual([])
  expect(new Set(cells).size).toBe(hostile.length)
  expect(cells.map(cellText).toSorted()).toEqual(hostile.toSorted())
  const json = await exported(to, ['--format', 'json'])
  const { responses, codebook } = JSON.parse(json.bytes.toString())
  expect(responses.map(({ why }: { why: string }) => why).toSorted()).toEqual(hostile.toSorted())
  expect(codebook).toContainEqual({
    variable: 'contact',
    type: 'choice',
    item: 'value',
    code: 'no',
    number: 2,
    meaning: 'No',
  })
  const xlsx = join(folder, `${to.slug}.xlsx`)
  expect((await exported(to, ['--format', 'xlsx', '--out', xlsx])).code).toBe(0)
  const [responseSheet, codebookSheet] = await readSheets(readFileSync(xlsx))
  const column = responseSheet!.data[0]!.indexOf('why')
  expect(
    responseSheet!.data
      .slice(1)
      .map((row) => String(row[column]))
      .toSorted(),
  ).toEqual(cells.toSorted())
  expect(codebookSheet).toMatchObject({ sheet: 'Codebook' })
  expect(codebookSheet!.data).toContainEqual(['contact', 'choice', 'value', 'yes', 1, 'Yes'])
})

test('an SPSS file is read back by another reader: names, labels, missing numbers, long text, dates', async () => {
  const to = await anOpenConsultation(world)
  const long = `${'A river, and a bridge. '.repeat(60)}end`
  const answers: Answers[] = [
    {
      priorities: { options: ['knives'] },
      why: { text: long },
      street: { text: 'ß 河' },
      years: { number: 3 },
      contact: { option: 'yes' },
      last_contact: { date: '2026-01-31' },
    },
    {
      priorities: { options: ['burglary'] },
      years: { number: 110 },
      contact: { option: 'declined' },
      safety: { number: 5 },
      street: { text: '-91' },
    },
  ]
  await send(to, answers)
  const { bytes, code } = await exported(to, ['--format', 'sav'])
  expect(code).toBe(0)
  const sav = await readSav(bytes)
  expect(sav.meta.header).toMatchObject({ n_cases: 2, encoding: 'UTF-8' })
  const variable = (name: string) => sav.meta.sysvars.find((one) => one.name === name)
  expect(variable('confidence_listen')).toMatchObject({
    label: expect.stringMatching(/^How confident .* listen to people here$/),
  })
  expect(sav.meta.getValueLabels('contact')?.map(({ val, label }) => [val, label])).toEqual([
    [1, 'Yes'],
    [2, 'No'],
    [-91, 'Not asked'],
    [-92, 'Left blank'],
    [-93, 'Prefer not to say'],
    [-94, 'Don’t know'],
  ])
  expect(variable('contact')?.missing).toMatchObject({ min: -94, max: -91 })
  const rows = sav.rows.toSorted((a, b) => Number(a.years) - Number(b.years))
  expect(rows[0]).toMatchObject({
    priorities_knives: 1,
    priorities_burglary: 0,
    why: long,
    street: 'ß 河',
    contact: 1,
    safety: -92,
    synthetic: 0,
  })
  // Seconds since 14 October 1582.
  expect(rows[0]!.last_contact).toBe(Date.parse('2026-01-31') / 1000 + 12_219_379_200)
  expect(rows[1]).toMatchObject({
    why: '-91',
    street: "'-91",
    contact: -93,
    safety: 5,
    years: 110,
    priorities_knives: 0,
  })
})

test('versions stand in the same columns by id, with the wording of each; what a version did not ask was not asked', async () => {
  const to = await anOpenConsultation(world)
  const second = structuredClone(to.document)
  const page = second.sections[0]!.pages[1]!
  page.questions.find(({ id }) => id === 'contact')!.text = { en: 'Did you speak to the police last year?' }
  page.questions = page.questions.filter(({ id }) => id !== 'safety')
  const [made] = await ctx.db
    .insert(questionnaireVersions)
    .values({
      questionnaireId: to.questionnaireId,
      number: 2,
      document: second,
      publishedAt: ctx.now(),
      publishedBy: 'test',
    })
    .returning()
  await send(to, [{ priorities: { options: ['none'] }, contact: { option: 'yes' }, safety: { number: 2 } }])
  await send(to, [{ priorities: { options: ['none'] }, contact: { option: 'no' } }], made!.id)
  const { bytes } = await exported(to, ['--format', 'json'])
  const { responses, codebook } = JSON.parse(bytes.toString())
  expect(responses.find(({ version }: { version: number }) => version === 1)).toMatchObject({
    contact: 'yes',
    safety: '2',
  })
  expect(responses.find(({ version }: { version: number }) => version === 2)).toMatchObject({
    contact: 'no',
    safety: { missing: 'not_asked' },
  })
  const wording = codebook.filter(
    (one: { variable: string; item: string }) => one.variable === 'contact' && one.item === 'wording',
  )
  expect(wording.map(({ code, meaning }: { code: string; meaning: string }) => [code, meaning])).toEqual([
    ['version 1', 'Have you had contact with the police in the last year?'],
    ['version 2', 'Did you speak to the police last year?'],
  ])
})

test('equality answers, receipts, keys, ids and times are in no export', async () => {
  const to = await anOpenConsultation(world)
  const [receipt] = await send(to, [{ priorities: { options: ['knives'] }, why: { text: 'Because' } }])
  await saveAllEqualityAnswers(ctx, to.versionId, [{ receipt: receipt!, answers: { sex: { option: 'female' } } }])
  for (const format of ['csv', 'json']) {
    const text = (await exported(to, ['--format', format])).bytes.toString()
    expect(text).toContain('Because')
    expect(text).not.toMatch(/female|\bsex\b|[0-9a-f]{8}-[0-9a-f]{4}-|\d\d:\d\d/)
    expect(text).not.toContain(receipt)
    expect((await exported(to, ['--format', format, '--without-text'])).bytes.toString()).not.toContain('Because')
  }
})

test("a file is its owner's alone, never written over, and has its codebook beside it", async () => {
  const to = await anOpenConsultation(world)
  await send(to, [{ priorities: { options: ['knives'] } }])
  const file = join(folder, 'answers.csv')
  const first = await exported(to, ['--format', 'csv', '--out', 'answers.csv', '--json'])
  expect([first.code, JSON.parse(first.out)]).toEqual([
    0,
    {
      consultation: to.slug,
      format: 'csv',
      responses: 1,
      variables: 16,
      file,
      codebook: join(folder, 'answers-codebook.csv'),
    },
  ])
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const before = readFileSync(file)
  const book = parse(readFileSync(join(folder, 'answers-codebook.csv')), { bom: true }) as string[][]
  expect(book).toContainEqual(['contact', 'choice', 'missing', '[not asked]', '-91', 'Not asked'])
  const again = await exported(to, ['--format', 'csv', '--out', 'answers.csv'])
  expect([again.code, again.err]).toEqual([1, `${file} is there already; choose another name.\n`])
  expect(readFileSync(file)).toEqual(before)
})

test('only an analyst of the consultation exports, with a reason, and it is on record', async () => {
  const to = await anOpenConsultation(world)
  await send(to, [{ priorities: { options: ['knives'] } }])
  const done = await exported(to, ['--format', 'csv'])
  const entries = await ctx.db
    .select()
    .from(auditEntries)
    .where(and(eq(auditEntries.verb, 'responses.export'), eq(auditEntries.scope, to.consultationId)))
  expect(entries).toMatchObject([
    {
      accountId: done.person.accountId,
      detail: { format: 'csv', responses: 1, withoutText: false, reason: 'Tables for the committee' },
    },
  ])
  for (const role of ['officer', 'admin'] as const) {
    const refused = await exported(to, ['--format', 'csv'], role)
    expect([refused.code, refused.err, refused.bytes.length]).toEqual([1, 'Your role does not allow this.\n', 0])
  }
  const elsewhere = await anOpenConsultation(world)
  const other = await world.person('analyst', elsewhere.consultationId)
  const wrong = (...words: string[]) => operated(ctx, responsesExport, words, folder)
  const behalf = ['--as', other.email, '--reason', 'x']
  expect(await wrong(to.slug, '--format', 'csv', ...behalf)).toMatchObject({
    code: 1,
    err: expect.stringMatching(/nothing here/),
  })
  expect(await wrong('nowhere', '--format', 'csv', ...behalf)).toMatchObject({
    code: 1,
    err: 'There is no consultation “nowhere”.\n',
  })
  for (const words of [
    [to.slug],
    [to.slug, '--format', 'pdf', ...behalf],
    [to.slug, '--format', 'csv', '--as', other.email],
    ['--format', 'csv', ...behalf],
    [to.slug, '--format', 'csv', '--json', ...behalf],
  ])
    expect((await wrong(...words)).code, words.join(' ')).toBe(2)
})
