import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import type { Overview } from '../../server/analysis/queries.ts'
import { auditEntries } from '../../server/platform/tables.ts'
import { loadPopulation } from '../../server/population/load.ts'
import { withdraw } from '../../server/responses/receipts.ts'
import type { Answers } from '../../shared/questionnaires/document.ts'
import { anOpenConsultation, closeNow } from '../support/fixtures.ts'
import { type Given, openWithEquality, sendGiven, withEquality } from '../support/given-answers.ts'
import { openWorld, type Person, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
  await loadPopulation(world.ctx)
})

const ask = () => openWithEquality(world)

const times = (many: number, make: (i: number) => Given): Given[] => Array.from({ length: many }, (_, i) => make(i))

const priorities = (...options: string[]): Answers => ({ priorities: { options } })
const living = (area: string): Answers => ({ home: { area } })
const equal = (age: string, ethnic?: string): Answers => ({
  'eq-age': { option: `eq-age-${age}` },
  ...(ethnic ? { 'eq-ethnic-group': { option: `eq-ethnic-group-${ethnic}` } } : {}),
})

const haringey = 'E09000014'

async function get<T>(person: Person, path: string): Promise<T> {
  const response = await person.api('GET', `/api/analysis${path}`)
  expect(response.status, await response.clone().text()).toBe(200)
  return (await response.json()) as T
}

const figure = (overview: Overview, key: string) => overview.figures.find((one) => one.key === key)!

test('every question is counted with its bases; the four kinds of missing stay apart', async () => {
  const open = await ask()
  const analyst = await world.person('analyst', open.consultationId)
  const people = times(60, (i) => {
    return {
      answers: {
        ...priorities(...(i < 35 ? ['knives', 'hate'] : ['burglary'])),
        ...(i < 25 ? { why: { text: `Because ${i}` } } : {}),
        contact: { option: i < 30 ? 'yes' : i < 55 ? 'no' : 'declined' },
        confidence: { rows: { listen: i < 45 ? 'high' : 'unsure' } },
      },
    }
  })
  await sendGiven(world, open, people)
  await closeNow(world, open)
  const found = await get<Overview>(analyst, `/${open.consultationId}/frequencies`)
  expect([found.people, found.selected, found.groups]).toEqual([60, 60, 0])
  const first = figure(found, 'priorities')
  expect(first.rows.find(({ id }) => id === 'knives')).toMatchObject({ count: 35, share: 35 / 60 })
  expect(figure(found, 'why').bases).toMatchObject({ asked: 35, answered: 25, declined: 0, blank: 10, notAsked: 25 })
  expect(figure(found, 'contact').bases).toMatchObject({ asked: 60, answered: 55, declined: 5 })
  expect(figure(found, 'contact').rows.map(({ count }) => count)).toEqual([30, 25])
  expect(figure(found, 'confidence/listen').bases).toMatchObject({ answered: 45, dontKnow: 15, blank: 0 })
  expect(figure(found, 'confidence/fair').bases).toMatchObject({ answered: 0, blank: 60 })
  expect(figure(found, 'last_contact').bases).toMatchObject({ asked: 30, notAsked: 30 })
})

test('how few were not asked is hidden, with those who left it blank, where it tells how few gave an answer', async () => {
  const open = await ask()
  const analyst = await world.person('analyst', open.consultationId)
  const because = { why: { text: 'Because' } }
  const people = times(60, (i) => ({
    answers: { ...priorities(i < 58 ? 'knives' : 'burglary'), ...(i < 40 ? because : {}) },
  }))
  await sendGiven(world, open, people)
  const found = await get<Overview>(analyst, `/${open.consultationId}/frequencies`)
  expect(figure(found, 'why').bases).toMatchObject({ asked: null, answered: 40, blank: null, notAsked: null })
})

test('small numbers are hidden on the server, with a companion, in page and file alike', async () => {
  const open = await ask()
  const analyst = await world.person('analyst', open.consultationId)
  await sendGiven(
    world,
    open,
    times(20, (i) => ({ answers: { ...priorities('knives'), safety: { number: i < 2 ? 1 : i < 9 ? 2 : 3 } } })),
  )
  const found = await get<Overview>(analyst, `/${open.consultationId}/frequencies`)
  expect(figure(found, 'safety').rows.map(({ count, share }) => [count, share])).toEqual([
    [null, null],
    [null, null],
    [11, 11 / 20],
    [0, 0],
    [0, 0],
  ])
  expect(JSON.stringify(figure(found, 'safety'))).not.toMatch(/"count":[27],/)
  const file = await analyst.api('GET', `/api/analysis/${open.consultationId}/frequencies.csv`)
  expect(file.headers.get('content-type')).toMatch('text/csv')
  const lines = (await file.text()).split('\r\n').filter((line) => line.startsWith('How safe do you feel'))
  expect(lines.map((line) => line.split(',')[3])).toEqual(['[c]', '[c]', '11', '0', '0'])
})

test('a filter that leaves, or leaves out, only a few people shows nothing', async () => {
  const open = await ask()
  const analyst = await world.person('analyst', open.consultationId)
  const people = times(30, (i) => {
    const area = i < 3 ? 'E09000007' : i < 26 ? haringey : 'outside'
    return { answers: { ...priorities('knives'), ...living(area) } }
  })
  await sendGiven(world, open, people)
  await closeNow(world, open)
  const few = await get<Overview>(analyst, `/${open.consultationId}/frequencies?borough=E09000007`)
  expect([few.people, few.selected, few.figures]).toEqual([30, null, []])
  const enough = await get<Overview>(analyst, `/${open.consultationId}/frequencies?borough=${haringey}`)
  expect(enough.selected).toBe(23)
  expect(enough.about).toBe('in Haringey')
  const wayIn = await get<Overview>(analyst, `/${open.consultationId}/frequencies?collector=${open.collectorId}`)
  expect(wayIn.selected).toBe(30)
})

test('a question by an equality question; never two of them within one borough', async () => {
  const open = await ask()
  const analyst = await world.person('analyst', open.consultationId)
  const people = times(30, (i) => {
    const age = i < 14 ? '25-34' : '65-74'
    const answers = {
      ...priorities(i % 2 === 0 ? 'knives' : 'burglary'),
      contact: { option: i < 20 ? 'yes' : 'no' },
      ...living(haringey),
    }
    return { answers, ...(i < 29 ? { equality: equal(age, 'white') } : {}) }
  })
  await sendGiven(world, open, people)
  const path = `/${open.consultationId}/crosstab?down=contact&across=eq-age`
  const { figure: table } = await get<{
    figure: {
      columns: { id: string; base: number | null }[]
      rows: { cells: { count: number | null }[] }[]
      answered: number
    }
  }>(analyst, path)
  expect(table.answered).toBe(30)
  // One person gave no age: too few for a column of their own, so they stand with their neighbour.
  expect(table.columns.map(({ id, base }) => [id.trim(), base])).toEqual([
    ['eq-age-25-34', 14],
    ['eq-age-65-74', 16],
  ])
  expect(table.rows.map(({ cells }) => cells.map(({ count }) => count))).toEqual([
    [14, 6],
    [0, 10],
  ])
  const file = await analyst.api('GET', `/api/analysis/${open.consultationId}/crosstab.csv?down=contact&across=eq-age`)
  expect(await file.text()).toContain('Yes,14,6,20')
  const small = await get<{ figure: { rows: { cells: { count: number | null }[] }[]; hidden: number } }>(
    analyst,
    `/${open.consultationId}/crosstab?down=contact&across=eq-ethnic-group`,
  )
  expect(small.figure.hidden).toBe(0)
  const three = `/${open.consultationId}/crosstab?down=eq-ethnic-group&across=eq-age`
  expect((await analyst.api('GET', `/api/analysis${three}`)).status).toBe(200)
  expect((await analyst.api('GET', `/api/analysis${three}&borough=${haringey}`)).status).toBe(400)
})

test('a small cell of a crosstab takes companions along, so that margins do not give it away', async () => {
  const open = await ask()
  const analyst = await world.person('analyst', open.consultationId)
  const people = times(40, (i) => {
    const age = i < 20 ? '25-34' : '65-74'
    const option = i < 2 || i >= 30 ? 'yes' : 'no'
    return { answers: { ...priorities('knives'), contact: { option } }, equality: equal(age) }
  })
  await sendGiven(world, open, people)
  const { figure: table } = await get<{
    figure: { rows: { cells: { count: number | null; share: number | null }[]; total: number | null }[] }
  }>(analyst, `/${open.consultationId}/crosstab?down=contact&across=eq-age`)
  expect(table.rows.map(({ cells }) => cells.map(({ count }) => count))).toEqual([
    [null, null],
    [null, null],
  ])
  expect(table.rows.flatMap(({ cells }) => cells.map(({ share }) => share))).toEqual([null, null, null, null])
  expect(table.rows.map(({ total }) => total)).toEqual([12, 28])
  const file = await analyst.api('GET', `/api/analysis/${open.consultationId}/crosstab.csv?down=contact&across=eq-age`)
  expect(await file.text()).toContain('Yes,[c],[c],12')
})

test('inclusion compares who answered in a borough with the census, in words', async () => {
  const open = await ask()
  const analyst = await world.person('analyst', open.consultationId)
  const people = times(60, (i) => {
    const age = i < 6 ? '25-34' : i < 30 ? '45-54' : i < 50 ? '65-74' : '75-plus'
    return {
      answers: { ...priorities('knives'), ...living(haringey) },
      equality: equal(age, i < 40 ? 'white' : 'black'),
    }
  })
  await sendGiven(world, open, people)
  const found = await get<{
    people: number
    spoken: string
    blocks: {
      characteristic: string
      answered: number
      rows: { category: string; answered: number | null; verdict: string; shortfall: number | null; words: string }[]
    }[]
    tiles: { code: string; fewer: number | null }[]
  }>(analyst, `/${open.consultationId}/inclusion/${haringey}`)
  expect(found.people).toBe(60)
  const age = found.blocks.find(({ characteristic }) => characteristic === 'age_band')!
  expect(age.answered).toBe(60)
  const young = age.rows.find(({ category }) => category === '25-34')!
  expect(young).toMatchObject({ answered: 6, verdict: 'much fewer' })
  expect(young.words).toMatch(/^10% of 60; 2\d% of the borough; 1\d points fewer$/)
  expect(young.shortfall).toBeGreaterThan(5)
  expect(found.spoken).toMatch(
    /^Among those who answered, people aged 16 to 44, people aged 55 to 64, .* and .* are much fewer than in the borough; .*\. \d+ more answers from people aged 16 to 44 and people aged 55 to 64 would close the age gap\.$/,
  )
  expect(found.tiles.find(({ code }) => code === haringey)?.fewer).toBeGreaterThanOrEqual(2)
  expect(found.tiles.find(({ code }) => code === 'E09000001')?.fewer).toBeNull()
})

test('who is heard much less says how many at most, where the number itself is hidden with a few others', async () => {
  const open = await ask()
  const analyst = await world.person('analyst', open.consultationId)
  const people = times(300, (i) => ({
    answers: { ...priorities('knives'), ...living(haringey) },
    equality: equal(i < 3 ? '13-15' : i < 12 ? '16-24' : i < 150 ? '45-54' : '65-74'),
  }))
  await sendGiven(world, open, people)
  const found = await get<{
    blocks: { characteristic: string; rows: { category: string; verdict: string; words: string }[] }[]
  }>(analyst, `/${open.consultationId}/inclusion/london`)
  const age = found.blocks.find(({ characteristic }) => characteristic === 'age_band')!
  const young = age.rows.find(({ category }) => category === '16-24')!
  // Nine of them and three younger: of 300, as all who are hidden stay in the base.
  expect(young.verdict).toBe('much fewer')
  expect(young.words).toMatch(/^at most 4% of 300; 1\d% of London$/)
})

test('figures of an open consultation move on in steps of ten, and a withdrawn answer leaves with its step', async () => {
  const open = await ask()
  const analyst = await world.person('analyst', open.consultationId)
  const people = async () => (await get<Overview>(analyst, `/${open.consultationId}/frequencies`)).people
  const more = (many: number) =>
    sendGiven(
      world,
      open,
      times(many, () => ({ answers: priorities('knives') })),
    )
  const receipts = await more(20)
  expect(await people()).toBe(20)
  await more(9)
  expect(await people()).toBe(20)
  expect(await withdraw(world.ctx, receipts[0]!)).toBe('withdrawn')
  // Nine answers and one that was taken back are a step.
  expect(await people()).toBe(28)
  await more(1)
  expect(await people()).toBe(28)
  await closeNow(world, open)
  expect(await people()).toBe(29)
})

test('free text is read a page at a time, without equality answers, and each page is in the audit trail', async () => {
  const open = await ask()
  const analyst = await world.person('analyst', open.consultationId)
  await sendGiven(
    world,
    open,
    times(55, (i) => ({
      answers: { ...priorities('knives'), why: { text: `Words ${i} <b>=1+1</b>` } },
      equality: equal('25-34'),
    })),
  )
  const page = await get<{ texts: { id: string; text: string }[]; total: number; next: string | null }>(
    analyst,
    `/${open.consultationId}/free-text?question=why`,
  )
  expect([page.texts.length, page.total]).toEqual([50, 55])
  expect(Object.keys(page.texts[0]!).sort()).toEqual(['id', 'synthetic', 'text'])
  const last = await get<typeof page>(analyst, `/${open.consultationId}/free-text?question=why&after=${page.next}`)
  expect([last.texts.length, last.next]).toEqual([5, null])
  expect(new Set([...page.texts, ...last.texts].map(({ text }) => text)).size).toBe(55)
  const entries = await world.ctx.db.select().from(auditEntries).where(eq(auditEntries.scope, open.consultationId))
  expect(
    entries.filter(({ verb, accountId }) => verb === 'analysis.read-free-text' && accountId === analyst.accountId)
      .length,
  ).toBe(2)
})

test('every count is logged with what was asked; no answer is in the log', async () => {
  const open = await ask()
  const analyst = await world.person('analyst', open.consultationId)
  await get(analyst, `/${open.consultationId}/frequencies?borough=${haringey}`)
  await get(analyst, `/${open.consultationId}/inclusion/london`)
  const entries = await world.ctx.db.select().from(auditEntries).where(eq(auditEntries.scope, open.consultationId))
  expect(entries.map(({ verb, detail }) => [verb, detail])).toEqual(
    expect.arrayContaining([
      ['analysis.read', { figure: 'frequencies', borough: haringey }],
      ['analysis.read', { figure: 'inclusion', area: 'london' }],
    ]),
  )
})

test('a file is safe for a sheet, whatever a question is called', async () => {
  const document = withEquality()
  document.sections[0]!.pages[0]!.questions[0]!.text = { en: '=cmd|"/c calc"!A1' }
  const open = await anOpenConsultation(world, { document })
  const analyst = await world.person('analyst', open.consultationId)
  await sendGiven(
    world,
    open,
    times(10, () => ({ answers: priorities('knives') })),
  )
  const file = await analyst.api('GET', `/api/analysis/${open.consultationId}/frequencies.csv`)
  const text = await file.text()
  expect(text).toContain(`'=cmd`)
  expect(text).not.toMatch(/(^|,)"?=cmd/m)
})

test('no right: 403; another consultation or none: 404; a file needs the right to save; a wrong address: 400', async () => {
  const [open, other] = [await ask(), await ask()]
  const path = (id: string) => `/api/analysis/${id}/frequencies`
  const coordinator = await world.person('coordinator', randomUUID())
  expect((await coordinator.api('GET', path(open.consultationId))).status).toBe(403)
  const analyst = await world.person('analyst', open.consultationId)
  expect((await analyst.api('GET', path(open.consultationId))).status).toBe(200)
  expect((await analyst.api('GET', path(other.consultationId))).status).toBe(404)
  expect((await (await world.person('analyst')).api('GET', path(randomUUID()))).status).toBe(404)
  expect((await (await world.person('officer')).api('GET', `${path(open.consultationId)}.csv`)).status).toBe(403)
  expect((await analyst.api('GET', `${path(open.consultationId)}?borough=E99`)).status).toBe(400)
  expect((await analyst.api('GET', `${path(open.consultationId)}?sex=female`)).status).toBe(400)
})
