import { and, eq } from 'drizzle-orm'
import readSheets from 'read-excel-file/node'
import { beforeAll, expect, test } from 'vitest'
import { auditEntries } from '../../server/platform/tables.ts'
import { newKey } from '../../server/responses/keys.ts'
import { saveAllEqualityAnswers } from '../../server/responses/receipts.ts'
import { submitAll } from '../../server/responses/submit.ts'
import { readAlike, readBook } from '../support/books.ts'
import { anOpenConsultation, type OpenConsultation } from '../support/fixtures.ts'
import { openWorld, origin, type Person, type World } from '../support/world.ts'

let world: World
let to: OpenConsultation
let analyst: Person
let base = ''

beforeAll(async () => {
  world = await openWorld()
  to = await anOpenConsultation(world)
  const people = Array.from({ length: 80 }, (_, i) => ({
    ...to,
    noticeNumber: 1,
    key: newKey(world.ctx),
    answers: {
      priorities: { options: [i % 3 === 0 ? 'burglary' : 'knives'] },
      contact: { option: i % 2 === 0 ? 'yes' : 'no' },
      safety: { number: i % 4 === 0 || i % 10 === 1 ? 1 : 5 },
      home: { area: i % 16 === 0 ? 'E09000007' : 'E09000014' },
    },
    startedAt: null,
  }))
  const outcomes = await submitAll(world.ctx, people)
  const receipts = outcomes.map((one) => (one.outcome === 'in' ? one.receipt : expect.fail(JSON.stringify(one))))
  const women = receipts.map((receipt, i) => ({
    receipt,
    answers: { sex: { option: i % 2 === 0 ? 'female' : 'male' } },
  }))
  await saveAllEqualityAnswers(world.ctx, to.versionId, women)
  analyst = await world.person('analyst', to.consultationId)
  base = `/api/analysis/${to.consultationId}`
})

const read = (query: string) => readBook(analyst, base, query)

const reason = 'reason=Annex%20B%20of%20the%20paper'

test('a book is the same tables that one question by another shows, few hidden, its letters only after a reason', async () => {
  for (const more of ['', `&tests=holm&${reason}`]) {
    const { head, questions } = await readAlike(analyst, base, 'sex,area', more)
    expect([head.by.map(({ key }) => key), head.selected]).toEqual([['sex', 'area'], 80])
    expect(questions).toHaveLength(head.questions)
  }
  const tested = await read(`by=sex&tests=holm&${reason}`)
  const safety = tested.questions.find(({ key }) => key === 'safety')!.tables[0]!
  expect(safety.tests!.letters.flat().join('')).not.toBe('')
})

test('tests need a reason and the right to export, a file needs the right, and every book is on record', async () => {
  const officer = await world.person('officer', to.consultationId)
  const status = async (person: Person, path: string) => (await person.api('GET', `${base}/${path}`)).status
  expect(await status(analyst, 'book?by=sex&tests=holm')).toBe(422)
  expect(await status(officer, `book?by=sex&tests=holm&${reason}`)).toBe(403)
  expect(await status(officer, 'book?by=sex')).toBe(200)
  expect(await status(officer, 'book.csv?by=sex')).toBe(403)
  expect(await status(officer, 'book.xlsx?by=sex')).toBe(403)
  const logged = await world.ctx.db
    .select()
    .from(auditEntries)
    .where(and(eq(auditEntries.scope, to.consultationId), eq(auditEntries.accountId, officer.accountId)))
  expect(logged).toMatchObject([{ verb: 'analysis.read', detail: { figure: 'book', by: ['sex'] } }])
})

test('more than eight variables, none, or one that is none are refused', async () => {
  const status = async (by: string) => (await analyst.api('GET', `${base}/book?by=${by}`)).status
  expect(await status('a,b,c,d,e,f,g,h,i')).toBe(400)
  expect(await status('')).toBe(400)
  expect(await status('version')).toBe(404)
  expect(await status('priorities')).toBe(404)
})

test('within one borough two equality questions are not crossed, and no question is crossed with itself', async () => {
  const { questions } = await read('by=sex,contact&borough=E09000014')
  const pairs = questions.flatMap(({ key, tables }) => tables.map(({ figure }) => `${key} by ${figure.across.key}`))
  expect(pairs).toContain('contact by sex')
  expect(pairs).not.toContain('contact by contact')
  const equality = new Set(
    to.document.sections.flatMap((s) => (s.equality ? s.pages : [])).flatMap((p) => p.questions.map(({ id }) => id)),
  )
  expect(pairs.filter((pair) => pair.endsWith(' by sex') && equality.has(pair.split(' ')[0]!))).toEqual([])
})

test('a book whose reader has gone is stopped before it is made', async () => {
  const address = `${origin}${base}/book?by=sex`
  const gone = await world.app.request(address, {
    headers: { cookie: analyst.cookie, 'sec-fetch-site': 'same-origin' },
    signal: AbortSignal.abort(),
  })
  expect(gone.status).toBe(410)
})

test('the files hold every table, hidden numbers as signs, and no cell that is a formula', async () => {
  const csv = await (await analyst.api('GET', `${base}/book.csv?by=sex,area&tests=holm&${reason}`)).text()
  expect(csv.match(/^"?By: /gm)).toHaveLength(
    (await read('by=sex,area')).questions.flatMap(({ tables }) => tables).length,
  )
  expect(csv).toMatch(/Letters/)
  const xlsx = await analyst.api('GET', `${base}/book.xlsx?by=sex`)
  expect(xlsx.headers.get('content-type')).toMatch(/spreadsheetml/)
  const [sheet] = await readSheets(Buffer.from(await xlsx.arrayBuffer()))
  const cells = sheet!.data.flat().filter((cell) => cell !== null)
  expect(cells).toContain('Share of those who answered')
  expect(cells.some((cell) => typeof cell === 'number')).toBe(true)
})
