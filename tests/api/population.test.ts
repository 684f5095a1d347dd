import { beforeAll, expect, test } from 'vitest'
import { loadGroups } from '../../server/groups/load.ts'
import { groupBySlug, groupsOf } from '../../server/groups/queries.ts'
import { loadPopulation } from '../../server/population/load.ts'
import { type areaProfile, profile } from '../../server/population/queries.ts'
import { populationCounts } from '../../server/population/tables.ts'
import { openWorld, type World } from '../support/world.ts'

type Profile = Awaited<ReturnType<typeof areaProfile>>

let world: World
beforeAll(async () => {
  world = await openWorld()
  await loadPopulation(world.ctx)
  await loadGroups(world.ctx)
})
const get = async (path: string) => (await world.person('coordinator')).api('GET', `/api/population${path}`)

test('loading the census and the groups again changes nothing', async () => {
  expect(await loadPopulation(world.ctx)).toBe(0)
  expect(await loadGroups(world.ctx)).toBe(0)
  expect(await world.ctx.db.$count(populationCounts)).toBe(2805)
})

test('a profile comes in the order of the census, and London is the sum of its 33 authorities', async () => {
  const ages = await profile(world.ctx, 'E09000014', 'age_band')
  expect(ages[0]).toEqual({ category: '0-15', count: 48_236 })
  expect(ages.at(-1)).toEqual({ category: '75+', count: 11_740 })
  expect(await profile(world.ctx, 'london', 'population')).toEqual([
    { category: 'All usual residents', count: 8_799_756 },
  ])
  expect(await profile(world.ctx, 'E09000099', 'sex')).toEqual([])
})

test('a borough’s page gives shares of those who answered, and leaves gender identity to London', async () => {
  const haringey = (await (await get('/E09000014')).json()) as Profile
  const religion = haringey.characteristics.find((c) => c.id === 'religion')!
  expect(religion.counted).toBe(264_244 - 21_027)
  expect(religion.rows.at(-1)).toMatchObject({ category: 'Not answered', share: null })
  expect(haringey.characteristics.map((c) => c.id)).not.toContain('gender_identity_16plus')
  const london = (await (await get('/london')).json()) as Profile
  expect(london.characteristics.find((c) => c.id === 'gender_identity_16plus')?.caution).toContain('Do not rank')
})

test('the list has 33 authorities with their residents', async () => {
  const list = (await (await get('')).json()) as { residents: number }[]
  expect(list).toHaveLength(33)
  expect(list.reduce((sum, borough) => sum + borough.residents, 0)).toBe(8_799_756)
})

test('an unknown area is a 404, a stranger a 401', async () => {
  for (const area of ['E09000099', 'constructor', '%27']) expect((await get(`/${area}`)).status, area).toBe(404)
  expect((await world.visitor()('/api/population')).status).toBe(401)
})

test('a coordinator has the groups of the grants, and no list of all', async () => {
  const haringey = (await groupBySlug(world.ctx, 'haringey'))!
  expect(haringey).toMatchObject({ name: 'Haringey Community Police Engagement Group', boroughCode: 'E09000014' })
  const coordinator = await world.person('coordinator', haringey.id)
  expect(await groupsOf(coordinator.ctx)).toEqual([haringey])
  expect((await coordinator.api('GET', '/api/groups')).status).toBe(403)
  const officer = await world.person('officer')
  expect(await groupsOf(officer.ctx)).toEqual([])
  const list = (await (await officer.api('GET', '/api/groups')).json()) as { slug: string }[]
  expect(list.filter((group) => group.slug === 'haringey')).toHaveLength(1)
})
