import { beforeAll, expect, test } from 'vitest'
import type { Cross, Inclusion, Overview } from '../../server/analysis/queries.ts'
import { loadPopulation } from '../../server/population/load.ts'
import { anOpenConsultation, closeNow } from '../support/fixtures.ts'
import { type Given, sendGiven } from '../support/given-answers.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
  await loadPopulation(world.ctx)
})

const [camden, haringey] = ['E09000007', 'E09000014']

/** A consultation that so many answered, and its analyst's figures. */
async function answeredBy(many: number) {
  const to = await anOpenConsultation(world)
  const people = Array.from(
    { length: many },
    (_, i): Given => ({
      answers: { contact: { option: i < 15 ? 'yes' : 'no' }, home: { area: i < 12 ? camden : haringey } },
    }),
  )
  await sendGiven(world, to, people)
  await closeNow(world, to)
  const analyst = await world.person('analyst', to.consultationId)
  const read = (path: string) => analyst.api('GET', `/api/analysis/${to.consultationId}/${path}`)
  return { read, get: async <T>(path: string) => (await (await read(path)).json()) as T }
}

const table = 'crosstab?down=contact&across=area'

test('of fewer than 30 people every question is shown by itself alone: no table, no borough', async () => {
  const { read, get } = await answeredBy(29)
  const { selected, figures } = await get<Overview>('frequencies')
  const contact = figures.find(({ key }) => key === 'contact')!
  expect([selected, contact.rows.map(({ count }) => count)]).toEqual([29, [15, 14]])
  const within = await get<Overview>(`frequencies?borough=${haringey}`)
  expect([within.selected, within.figures]).toEqual([null, []])
  expect((await get<Inclusion>(`inclusion/${haringey}`)).people).toBeNull()
  expect((await get<Cross>(table)).figure).toBeNull()
  for (const file of [table.replace('?', '.csv?'), 'book.csv?by=area']) {
    const lines = (await (await read(file)).text()).trim().split('\r\n')
    expect(lines.at(-1), file).toBe('One question by another is shown once 30 people have answered.')
  }
})

test('of 30 there are tables, and figures within a borough', async () => {
  const { get } = await answeredBy(30)
  expect((await get<Cross>(table)).figure).not.toBeNull()
  expect((await get<Overview>(`frequencies?borough=${haringey}`)).selected).toBe(18)
  expect((await get<Inclusion>(`inclusion/${haringey}`)).people).toBe(18)
})
