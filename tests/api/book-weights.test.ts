import { eq } from 'drizzle-orm'
import readSheets from 'read-excel-file/node'
import { beforeAll, expect, test } from 'vitest'
import type { BookQuestion } from '../../server/analysis/book.ts'
import { auditEntries } from '../../server/platform/tables.ts'
import { loadPopulation } from '../../server/population/load.ts'
import { chanceFrom } from '../../shared/kernel/chance.ts'
import { closeNow } from '../support/asked-tables.ts'
import { readAlike, readBook } from '../support/books.ts'
import type { OpenConsultation } from '../support/fixtures.ts'
import { type Given, openWithEquality, sendGiven } from '../support/given-answers.ts'
import { openWorld, type Person, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
  await loadPopulation(world.ctx)
})

const reason = 'reason=Annex%20B%20of%20the%20paper'
const ages = ['16-24', '25-34', '35-44', '45-54', '55-64', '65-74', '75-plus']
const borough = 'borough=E09000014'

/** People who lean as answers do: women more often say yes, the old feel less safe, one in eight lives elsewhere. */
function people(many: number, weight: ((i: number) => number) | null): Given[] {
  const chance = chanceFrom(11)
  const oneOf = <T>(list: T[]) => list[Math.floor(chance() * list.length)]!
  return Array.from({ length: many }, (_, i) => {
    const [isWoman, age] = [chance() < 0.7, Math.floor(chance() ** 1.4 * ages.length)]
    return {
      answers: {
        priorities: { options: [oneOf(['burglary', 'knives']), ...(chance() < 0.2 ? ['traffic'] : [])] },
        contact: { option: chance() < (isWoman ? 0.7 : 0.4) ? 'yes' : 'no' },
        safety: { number: 1 + Math.floor(chance() * (age > 3 ? 3 : 5)) },
        home: { area: i % 8 === 0 ? 'E09000007' : 'E09000014' },
      },
      equality: {
        'eq-age': { option: `eq-age-${ages[age]}` },
        ...(chance() < 0.95 ? { 'eq-sex': { option: `eq-sex-${isWoman ? 'female' : 'male'}` } } : {}),
      },
      ...(weight ? { weight: weight(i) } : {}),
    }
  })
}

async function answered(...groups: Given[][]): Promise<{ to: OpenConsultation; analyst: Person; base: string }> {
  const to = await openWithEquality(world)
  for (const group of groups) await sendGiven(world, to, group)
  await closeNow(world, to)
  const analyst = await world.person('analyst', to.consultationId)
  return { to, analyst, base: `/api/analysis/${to.consultationId}` }
}

const sharesIn = (questions: BookQuestion[]) =>
  questions.flatMap(({ tables }) => tables.flatMap(({ weighted }) => weighted?.shares.flat() ?? []))
const lettersIn = (questions: BookQuestion[]) =>
  questions.flatMap(({ tables }) => tables.flatMap(({ tests }) => tests?.letters.flat() ?? [])).join('')

test('a book weighted to the census is the same tables as one by one: of everybody, and within a borough; its files too', async () => {
  const { to, analyst, base } = await answered(people(420, null))
  const more = `&weight=sex,age&tests=holm&${reason}`
  const all = await readAlike(analyst, base, 'eq-sex,contact,area', more)
  const within = await readAlike(analyst, base, 'eq-sex,contact', `${more}&${borough}`)
  for (const { head, questions } of [all, within]) {
    expect([head.tests, head.weighting]).toMatchObject(['holm', { report: { didNotSay: ['sex'] }, without: 0 }])
    expect(sharesIn(questions).filter((share) => share !== null).length).toBeGreaterThan(20)
    expect(lettersIn(questions)).not.toBe('')
  }
  const plain = await readBook(analyst, base, 'by=eq-sex,contact,area')
  expect([plain.head.weighting, plain.head.tests, sharesIn(plain.questions)]).toEqual([null, null, []])
  expect(plain.questions.map(({ tables }) => tables.map(({ figure }) => figure))).toEqual(
    all.questions.map(({ tables }) => tables.map(({ figure }) => figure)),
  )

  const tables = all.questions.flatMap((question) => question.tables)
  const csv = await (await analyst.api('GET', `${base}/book.csv?by=eq-sex,contact,area${more}`)).text()
  const times = (words: RegExp) => csv.match(words)?.length
  expect(times(/^Weighted share of those who answered\r$/gm)).toBe(tables.length)
  expect(times(/^effective number,/gm)).toBe(tables.length)
  expect([times(/Weighted to the census of London by raking/g), times(/Office for National Statistics/g)]).toEqual([
    1, 1,
  ])
  expect(times(/A letter after a share names a column/g)).toBe(1)
  const xlsx = await analyst.api('GET', `${base}/book.xlsx?by=eq-sex${more}`)
  const [sheet] = await readSheets(Buffer.from(await xlsx.arrayBuffer()))
  expect(sheet!.data.flat()).toContain('Weighted share of those who answered')

  const logged = await world.ctx.db.select().from(auditEntries).where(eq(auditEntries.scope, to.consultationId))
  const books = logged.filter(({ detail }) => (detail as { figure?: string }).figure === 'book')
  expect(books.map(({ verb, detail }) => [verb, (detail as { weight?: string[] }).weight])).toEqual([
    ['analysis.read', ['sex', 'age']],
    ['analysis.read', ['sex', 'age']],
    ['analysis.read', undefined],
    ['analysis.export', ['sex', 'age']],
    ['analysis.export', ['sex', 'age']],
  ])
}, 120_000)

test('imported weights: the same tables as one by one, of those alone who brought one, and then within no filter', async () => {
  const more = `&weight=imported&tests=bonferroni&${reason}`
  const some = await answered(
    people(200, (i) => 0.5 + (i % 7) / 3),
    people(60, null),
  )
  const { head, questions } = await readAlike(some.analyst, some.base, 'eq-sex,contact', more)
  expect([head.people, head.selected, head.weighting]).toEqual([260, 200, { report: null, without: 60 }])
  expect(sharesIn(questions).filter((share) => share !== null).length).toBeGreaterThan(20)
  const refused = await some.analyst.api('GET', `${some.base}/book?by=contact&weight=imported&${borough}`)
  expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining('no other filter')])

  const whole = await answered(people(420, (i) => 0.5 + (i % 7) / 3))
  for (const filter of ['', `&${borough}`]) {
    const found = await readAlike(whole.analyst, whole.base, 'eq-sex,contact', `${more}${filter}`)
    expect(found.head.weighting).toEqual({ report: null, without: 0 })
    expect(lettersIn(found.questions)).not.toBe('')
  }
  const none = await answered(people(40, null))
  const without = await none.analyst.api('GET', `${none.base}/book?by=contact&weight=imported`)
  expect([without.status, await without.text()]).toEqual([422, expect.stringContaining('brought a weight')])
}, 120_000)

test('where weights are refused the book says why once, shows what people answered, and tests nothing', async () => {
  const { analyst, base } = await answered(people(120, null))
  const more = `&weight=sex,borough&tests=holm&${reason}`
  const { head, questions } = await readAlike(analyst, base, 'eq-sex,contact', more)
  expect(head.tests).toBe(null)
  expect(head.weighting).toMatchObject({
    refusals: expect.arrayContaining([{ reason: 'nobody answered', characteristic: 'borough', category: 'Barnet' }]),
  })
  expect(JSON.stringify(head.weighting)).not.toMatch(/"answered":[1-9]/)
  expect([sharesIn(questions), lettersIn(questions)]).toEqual([[], ''])
  const csv = await (await analyst.api('GET', `${base}/book.csv?by=eq-sex,contact${more}`)).text()
  expect(csv.match(/Not weighted/g)).toHaveLength(1)
  expect(csv).not.toMatch(/Weighted share|Letters|effective number/)
}, 120_000)
