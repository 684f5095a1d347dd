import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { verb as checkVerb } from '../../server/cli/questionnaire-check.ts'
import { verb as exportVerb } from '../../server/cli/questionnaire-export.ts'
import { verb as importVerb } from '../../server/cli/questionnaire-import.ts'
import { verbs } from '../../server/cli/verbs.ts'
import { runAlone } from '../../server/platform/operator.ts'
import { auditEntries } from '../../server/platform/tables.ts'
import { questionnaires } from '../../server/questionnaires/tables.ts'
import { anOpenConsultation } from '../support/fixtures.ts'
import { imported } from '../support/imports.ts'
import { operated } from '../support/operator.ts'
import { openWorld } from '../support/world.ts'

const folder = mkdtempSync(join(tmpdir(), 'folkmoot-import-'))
const file = (name: string, content: string | Uint8Array) => {
  writeFileSync(join(folder, name), content)
  return name
}

/** A survey of another tool: one question depends on another, and one cannot be asked. */
const survey = JSON.stringify({
  title: 'Buses',
  elements: [
    { type: 'boolean', name: 'bus', title: 'By bus?' },
    { type: 'comment', name: 'why', title: 'Why?', visibleIf: '{bus} = true' },
    { type: 'file', name: 'photo', title: 'A photo' },
  ],
})
const { document: good } = await imported(
  JSON.stringify({ ...JSON.parse(survey), elements: JSON.parse(survey).elements.slice(0, 2) }),
)
const reason = ['--reason', 'Moved from the old tool']

test('an import into a consultation writes a draft as the officer, on record, and prints how each part came over', async () => {
  const world = await openWorld()
  const { consultationId, slug } = await anOpenConsultation(world)
  const officer = await world.person('officer', consultationId)
  const words = [file('buses.json', survey), '--consultation', slug, '--as', officer.email, ...reason]
  const ran = await operated(world.ctx, importVerb, [...words, '--json'], folder)
  expect(ran).toMatchObject({ code: 0, err: '' })
  const said = JSON.parse(ran.out)
  expect(said).toMatchObject({ format: 'SurveyJS JSON', name: 'Buses', report: { totals: { unsupported: 3 } } })
  expect(said.report.entries).toContainEqual(
    expect.objectContaining({
      at: '/elements/2/type',
      fidelity: 'unsupported',
      message: expect.stringContaining('a file'),
    }),
  )
  const [kept] = await world.ctx.db.select().from(questionnaires).where(eq(questionnaires.id, said.questionnaire))
  expect(kept).toMatchObject({ name: 'Buses', consultationId, draft: said.document, writers: [officer.accountId] })
  const [entry] = await world.ctx.db
    .select()
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.subject, `questionnaire:${said.questionnaire}`),
        eq(auditEntries.verb, 'questionnaires.create'),
      ),
    )
  expect(entry).toMatchObject({ accountId: officer.accountId, detail: { reason: 'Moved from the old tool' } })

  const again = await operated(world.ctx, importVerb, words, folder)
  expect(again).toMatchObject({ code: 1, err: expect.stringContaining('has this name') })
  const named = await operated(world.ctx, importVerb, [...words, '--name', 'Buses, again'], folder)
  expect(named).toMatchObject({ code: 0, out: `It is a draft of ${slug}, called “Buses, again”.\n` })
})

test('an import by somebody who may not, or into no consultation, changes nothing', async () => {
  const world = await openWorld()
  const { slug, consultationId } = await anOpenConsultation(world)
  const stranger = await world.person('officer', (await anOpenConsultation(world)).consultationId)
  const name = file('buses.json', survey)
  const into = (to: string, as: string) =>
    operated(world.ctx, importVerb, [name, '--consultation', to, '--as', as, ...reason], folder)
  expect(await into(slug, stranger.email)).toMatchObject({ code: 1 })
  expect(await into('no-such', stranger.email)).toMatchObject({ code: 1, err: 'There is no consultation “no-such”.\n' })
  expect(await into(slug, 'nobody@example.org')).toMatchObject({ code: 1 })
  expect(await operated(world.ctx, importVerb, [name, '--consultation', slug], folder)).toMatchObject({ code: 2 })
  const found = await world.ctx.db
    .select()
    .from(questionnaires)
    .where(eq(questionnaires.consultationId, consultationId))
  expect(found.map((one) => one.name)).toEqual(['Full'])
})

/** What the program prints when it opens no data at all. */
async function alone(words: string[]) {
  const said = { out: '', err: '' }
  const code = await runAlone(verbs, words, folder, async (printed) => {
    if ('text' in printed) said[printed.to] += `${printed.text}\n`
  })
  return { code, ...said }
}

test('without a consultation the questionnaire is printed, the report goes to stderr, and no data is opened', async () => {
  const printed = await alone(['questionnaire', 'import', file('buses.json', survey)])
  expect(printed.code).toBe(0)
  expect(JSON.parse(printed.out)).toMatchObject({ format: 1, title: { en: 'Buses' } })
  expect(printed.err).toContain('/elements/2/type: It asks for a file, which cannot be given here. It is left out.')
  const again = await alone(['questionnaire', 'import', file('own.json', printed.out), '--json'])
  expect(JSON.parse(again.out)).toMatchObject({
    report: { totals: { approximated: 0, unsupported: 0 } },
    document: JSON.parse(printed.out),
  })
  expect(
    runAlone(verbs, ['questionnaire', 'import', 'a', '--consultation', 'b'], folder, async () => {}),
  ).toBeUndefined()
})

test('check ends with 0 when nothing stops publishing, 1 when something does or the file cannot be read, 2 when used wrongly', async () => {
  expect(await alone(['questionnaire', 'check', file('buses.json', survey)])).toMatchObject({
    code: 0,
  })
  const dead = {
    elements: [
      { type: 'boolean', name: 'a' },
      { type: 'comment', name: 'b', visibleIf: '{a} = true and {a} = false' },
    ],
  }
  const checked = await alone(['questionnaire', 'check', file('dead.json', JSON.stringify(dead))])
  expect(checked).toMatchObject({ code: 1, out: expect.stringContaining('is never asked') })
  const refused = await alone([
    'questionnaire',
    'check',
    file('old.xls', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1)),
  ])
  expect(refused).toMatchObject({
    code: 1,
    err: expect.stringContaining('“old.xls” cannot be read. It is an old Excel workbook (.xls).'),
  })
  expect(await alone(['questionnaire', 'check', 'gone.json'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('There is no such file.'),
  })
  expect(await alone(['questionnaire', 'check'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('Usage: folkmoot questionnaire check'),
  })
  expect(await alone(['questionnaire', 'check', 'a', '--what'])).toMatchObject({ code: 2 })
  expect(await operated((await openWorld()).ctx, checkVerb, [file('buses.json', survey)], folder)).toMatchObject({
    code: 0,
  })
})

test('an export writes the published version, or the draft, as a file that can be imported again, and says what it cannot hold', async () => {
  const world = await openWorld()
  const { slug, document } = await anOpenConsultation(world, { document: { ...good, title: { en: 'Published' } } })
  const written = await operated(world.ctx, exportVerb, [slug, '--format', 'json'])
  expect(written).toMatchObject({ code: 0, out: '' })
  expect(JSON.parse(written.bytes.toString())).toEqual(document)
  for (const format of ['xlsform', 'surveyjs']) {
    const ran = await operated(world.ctx, exportVerb, [slug, '--format', format])
    expect(ran).toMatchObject({ code: 0, err: expect.stringContaining('converted') })
    const back = await alone(['questionnaire', 'import', file(`back.${format}`, ran.bytes), '--json'])
    expect(
      JSON.parse(back.out).document.sections[0].pages[0].questions.map((one: { code: string }) => one.code),
    ).toEqual(['bus', 'why'])
  }
  const told = await operated(world.ctx, exportVerb, [slug, '--format', 'xlsform', '--draft', '--json'])
  expect(JSON.parse(told.out)).toMatchObject({
    format: 'xlsform',
    report: { totals: { unsupported: 0 } },
    content: expect.stringMatching(/^UEs/),
  })
  expect(await operated(world.ctx, exportVerb, [slug, '--format', 'pdf'])).toMatchObject({ code: 2 })
  expect(await operated(world.ctx, exportVerb, ['no-such', '--format', 'json'])).toMatchObject({ code: 1 })
  expect(await operated(world.ctx, exportVerb, [slug, '--format', 'json', '--name', 'Other'])).toMatchObject({
    code: 1,
    err: 'It has no questionnaire “Other”.\n',
  })
})
