import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { verb as responsesImport } from '../../server/cli/responses-import.ts'
import { collectors } from '../../server/collectors/tables.ts'
import type { Answers } from '../../shared/questionnaires/document.ts'
import { anOpenConsultation, closeNow } from '../support/fixtures.ts'
import { folder, imported, panel, reason, stored } from '../support/imported-file.ts'
import { operated } from '../support/operator.ts'
import { openWorld } from '../support/world.ts'

const world = await openWorld()
const { ctx } = world

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
  expect(strange.err).toBe('Row 2 is refused: This is not an answer to “home”.\n')
})

// Cases 8 and 11.
test('each refused row is told with its number and reasons; with all or nothing nothing is changed', async () => {
  const to = await anOpenConsultation(world)
  const file =
    'id,priorities_knives,years,why,Colour\n1,1,5,=1+1,red\n2,0,5,,\n3,1,many,x,\n3,1,200,x,\n4,1,1,<img src=x onerror=alert(1)>,\n5,1,1,2,3,4\n'
  const none = await imported(to, file, ['--all-or-nothing'])
  expect([none.code, none.out]).toEqual([1, '6 rows: 0 in, 0 there already, 4 refused. Nothing was imported.\n'])
  expect(none.err.split('\n')).toEqual([
    'Columns that answer no question were left aside: “Colour”.',
    'Row 3 is refused: What should come first?: Choose at least one answer, up to three.',
    'Row 4 is refused: “years”: “many” is no number.',
    'Row 5 is refused: “3” stands in id of an earlier row.',
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

test("LimeSurvey's responses that were begun and never sent are no answers, unless the map says so", async () => {
  const to = await anOpenConsultation(world)
  const file = '"id","submitdate","priorities[knives]"\n"1","2026-01-01 10:00:00","Y"\n"2","","Y"\n"3","N/A","Y"\n'
  const done = await imported(to, file)
  expect([done.code, done.out]).toEqual([1, '3 rows: 1 in, 0 there already, 2 refused.\n'])
  expect(done.err.trimEnd().split('\n').slice(1)).toEqual(
    [3, 4].map((row) => `Row ${row} is refused: It was begun and never sent: “submitdate” is empty.`),
  )
  writeFileSync(join(folder, 'all.json'), '{"format": 1, "ignore": ["submitdate"]}')
  expect((await imported(to, file, ['--map', 'all.json'])).out).toBe('3 rows: 2 in, 1 there already, 0 refused.\n')
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
  expect(await refused(panel, ['--weight', 'Weight'])).toBe('The file has no column “Weight” for the weight.\n')
  expect(await refused(panel, ['--map', 'nowhere.json'])).toBe(
    '“nowhere.json” cannot be read. There is no such file.\n',
  )
  writeFileSync(join(folder, 'map.json'), '{"format": 1, "columns": {"id": {"question": "contact", "colour": 1}}}')
  expect(await refused(panel, ['--map', 'map.json'])).toMatch(/columns\.id/)
  await closeNow(world, to)
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
