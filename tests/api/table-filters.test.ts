import { beforeAll, expect, test } from 'vitest'
import { loadPopulation } from '../../server/population/load.ts'
import { askedFor, contact, countsIn, tableFor, times } from '../support/asked-tables.ts'
import type { OpenConsultation } from '../support/fixtures.ts'
import { type Given, openWithEquality, sendGiven } from '../support/given-answers.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
  await loadPopulation(world.ctx)
})

const open = () => openWithEquality(world)
const send = (to: OpenConsultation, people: Given[]) => sendGiven(world, to, people)
const asked = (to: OpenConsultation, words: string[]) => askedFor(world, to, words)
const table = (to: OpenConsultation, ...words: string[]) => tableFor(world, to, ...words)

test('a filter leaves one borough or one way in; the few are not shown; fine crossings are refused', async () => {
  const to = await open()
  const living = (area: string, option: string, sex: string): Given => ({
    ...contact(option, sex),
    answers: { contact: { option }, home: { area } },
  })
  await send(to, [
    ...times(20, living('E09000014', 'yes', 'female')),
    ...times(12, living('E09000014', 'no', 'male')),
    ...times(12, living('E09000007', 'no', 'female')),
    ...times(8, living('E09000033', 'no', 'female')),
    ...times(2, living('outside', 'no', 'female')),
  ])
  const haringey = await table(to, '--rows', 'contact', '--by', 'sex', '--filter', 'borough=Haringey')
  expect([countsIn(haringey), haringey.people, haringey.selected]).toEqual([
    [
      ['yes', 20, 0],
      ['no', 0, 12],
    ],
    54,
    32,
  ])
  const few = await table(to, '--rows', 'contact', '--by', 'sex', '--filter', 'borough=outside')
  expect([few.selected, few.figure]).toEqual([null, null])
  const refused = async (...words: string[]) => (await asked(to, words)).err
  expect(await refused('--rows', 'sex', '--by', 'age_band', '--filter', 'borough=Haringey')).toMatch(
    /never crossed within one borough/,
  )
  expect(await refused('--rows', 'contact', '--by', 'way_in', '--filter', 'borough=Haringey')).toMatch(
    /crossed by other questions alone/,
  )
  expect(
    await refused('--rows', 'contact', '--by', 'sex', '--filter', 'borough=Haringey', '--filter', 'way_in=web'),
  ).toMatch(/--filter is given once/)
  expect(await refused('--rows', 'contact', '--by', 'sex', '--filter', 'religion=Christian')).toMatch(
    /--filter “religion” is nothing that can stand there. It may be: borough, way_in/,
  )
  expect(await refused('--rows', 'colour', '--by', 'sex')).toMatch(
    /^--rows “colour” is nothing that can stand there. It may be: priorities, /,
  )
  expect(await refused('--rows', 'contact', '--by', 'sex', '--filter', 'borough=Paris')).toMatch(
    /no answer to “borough”.*Camden/,
  )
})

test('of those of whom the fewest answered no table within a filter is shown, in words that say what is', async () => {
  const to = await open()
  const living = (area: string): Given => ({
    ...contact('yes', 'female'),
    answers: { contact: { option: 'yes' }, home: { area } },
  })
  await send(to, [...times(30, living('E09000014')), ...times(20, living('E09000007'))])
  const { err } = await asked(to, ['--rows', 'contact', '--by', 'sex', '--filter', 'borough=Camden'])
  expect(err).toMatch(/^The fewest answers came from here.*All questions, one by one, are/)
})

test('each pair of questions has one table, whichever is asked for down it', async () => {
  const to = await open()
  await send(to, [...times(20, contact('yes', 'female')), ...times(15, contact('no', 'male'))])
  const [one, turned] = [
    await table(to, '--rows', 'contact', '--by', 'sex'),
    await table(to, '--rows', 'sex', '--by', 'contact'),
  ]
  expect(turned.figure).toEqual(one.figure)
})
