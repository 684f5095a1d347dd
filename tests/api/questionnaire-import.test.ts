import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { auditEntries } from '../../server/platform/tables.ts'
import { questionnaires } from '../../server/questionnaires/tables.ts'
import { anOpenConsultation } from '../support/fixtures.ts'
import { openWorld, origin, type Person } from '../support/world.ts'

const world = await openWorld()

/** Sends a file as the desk does. */
async function send(
  person: Person,
  consultationId: string,
  file: string | Uint8Array,
  more: { name?: string; type?: string } = {},
) {
  const query = more.name === undefined ? '' : `?${new URLSearchParams({ name: more.name })}`
  const body = typeof file === 'string' ? new TextEncoder().encode(file) : file
  return world.app.request(`${origin}/api/consultations/${consultationId}/questionnaires/import${query}`, {
    method: 'POST',
    headers: {
      cookie: person.cookie,
      origin,
      'sec-fetch-site': 'same-origin',
      'content-type': more.type ?? 'application/octet-stream',
      'content-length': String(body.length),
    },
    body: new Uint8Array(body),
  })
}

const survey = (questions = 2) =>
  JSON.stringify({
    title: 'Buses',
    logo: 'x.png',
    elements: Array.from({ length: questions }, (_one, n) => ({
      type: 'comment',
      name: `q${n}`,
      title: `Question <b>${n}</b>?`,
    })),
  })

test('a file of another tool becomes a draft of the consultation, on record, with what came over and what did not', async () => {
  const { consultationId } = await anOpenConsultation(world)
  const officer = await world.person('officer', consultationId)
  const answer = await send(officer, consultationId, survey())
  expect(answer.status).toBe(201)
  const said = await answer.json()
  expect(said).toMatchObject({
    name: 'Buses',
    format: 'SurveyJS JSON',
    totals: { approximated: 2, unsupported: 1 },
    approximated: [{ at: ['/elements/0/title', '/elements/1/title'] }],
    unsupported: [{ at: ['/logo'] }],
  })
  const [kept] = await world.ctx.db.select().from(questionnaires).where(eq(questionnaires.id, said.id))
  expect(kept).toMatchObject({ consultationId, name: 'Buses', writers: [officer.accountId] })
  const entries = await world.ctx.db
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.subject, `questionnaire:${said.id}`))
  expect(entries.map(({ verb, accountId }) => [verb, accountId])).toEqual([
    ['questionnaires.create', officer.accountId],
  ])
  expect((await send(officer, consultationId, survey(), { name: 'Another' })).status).toBe(201)
  const taken = await send(officer, consultationId, survey())
  expect([taken.status, (await taken.json()).fields?.name]).toEqual([409, 'Choose another name.'])
})

test('a file is refused in plain words, and nothing is kept', async () => {
  const { consultationId } = await anOpenConsultation(world)
  const officer = await world.person('officer', consultationId)
  const refused = await send(officer, consultationId, Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0))
  expect([refused.status, (await refused.json()).message]).toEqual([
    422,
    'It is an old Excel workbook (.xls). Save it as .xlsx, and give that.',
  ])
  expect((await send(officer, consultationId, '')).status).toBe(422)
  expect((await send(officer, consultationId, survey(), { name: ' ' })).status).toBe(400)
  for (const type of ['application/json', 'text/plain', 'multipart/form-data; boundary=x'])
    expect([type, (await send(officer, consultationId, survey(), { type })).status]).toEqual([type, 400])
  const found = await world.ctx.db
    .select()
    .from(questionnaires)
    .where(eq(questionnaires.consultationId, consultationId))
  expect(found.map(({ name }) => name)).toEqual(['Full'])
})

test('a file may be larger than anything else that comes in, up to 20 MB', async () => {
  const { consultationId } = await anOpenConsultation(world)
  const officer = await world.person('officer', consultationId)
  const large = `${survey(1500)}${' '.repeat(400_000)}`
  expect((await send(officer, consultationId, large)).status).toBe(201)
  expect((await send(officer, consultationId, new Uint8Array(20 * 1024 * 1024 + 1))).status).toBe(413)
})
