import { beforeAll, expect, test } from 'vitest'
import type { Cross, Overview } from '../../server/analysis/queries.ts'
import { submitAll } from '../../server/responses/submit.ts'
import type { Answers } from '../../shared/questionnaires/document.ts'
import { aSubmission } from '../support/answers.ts'
import { aQuestionnaireOfEveryType } from '../support/every-type.ts'
import { anOpenConsultation } from '../support/fixtures.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})

const one: Answers = {
  order: { ranked: ['roads', 'young'] },
  seen: { ticks: { street: ['foot', 'car'] } },
  panel: { option: 'yes' },
  trust: { number: 5 },
  money: { amounts: { patrols: 60, cameras: 40 } },
  since: { date: '1999-03' },
  work: { area: 'E09000007' },
  ward: { option: 'w7' },
  agree: { option: 'yes' },
  from: { option: 'poster' },
}
const other: Answers = {
  order: { ranked: ['young', 'victims', 'roads'] },
  seen: { ticks: { street: ['foot'], centre: ['never'] } },
  panel: { option: 'no' },
  trust: { number: 1 },
  money: { amounts: { patrols: 20, clubs: 80 } },
  since: { date: '2009-11' },
  work: { area: 'outside' },
  ward: { option: 'declined' },
}
const declining: Answers = { order: { ranked: ['declined'] } }

test('every type is counted: places and their mean, amounts and their mean, several answers a line, what comes with a link', async () => {
  const open = await anOpenConsultation(world, { document: aQuestionnaireOfEveryType() })
  const people = [one, other, declining].flatMap((answers, i) =>
    Array.from({ length: [20, 20, 10][i]! }, () => answers),
  )
  await submitAll(
    world.ctx,
    people.map((answers) => aSubmission(open, { answers })),
  )
  const analyst = await world.person('analyst', open.consultationId)
  const found = await analyst.api('GET', `/api/analysis/${open.consultationId}/frequencies`)
  const { figures } = (await found.json()) as Overview
  const figure = (key: string) => {
    const { rows, bases, mean, quartiles, sentence } = figures.find((one) => one.key === key)!
    return { counts: Object.fromEntries(rows.map(({ id, count }) => [id, count])), bases, mean, quartiles, sentence }
  }
  expect(figure('order/roads')).toMatchObject({
    counts: { 1: 20, 2: 0, 3: 20, 0: 0 },
    bases: { answered: 40, declined: 10, asked: 50 },
    mean: '2',
    sentence: 'Put first by 50% of 40 who answered. Its mean place is 2 among those who gave it one.',
  })
  expect(figure('order/victims')).toMatchObject({ counts: { 1: 0, 2: 20, 3: 0, 0: 20 }, mean: '2' })
  expect(figure('seen/street').counts).toEqual({ foot: 40, car: 20, never: 0 })
  expect(figure('seen/centre')).toMatchObject({ counts: { never: 20 }, bases: { answered: 20, blank: 30 } })
  expect(figure('panel').counts).toEqual({ yes: 20, no: 20 })
  expect(figures.find(({ key }) => key === 'trust')?.rows.map(({ label }) => label)[0]).toBe('Strongly disagree')
  expect(figure('money/patrols')).toMatchObject({ mean: '40', bases: { answered: 40, blank: 10 } })
  expect(figure('money/cameras')).toMatchObject({ mean: '20', quartiles: ['0', '20', '40'] })
  expect(figure('since')).toMatchObject({ mean: null, quartiles: ['March 1999', 'July 2004', 'November 2009'] })
  expect(figure('work').counts).toMatchObject({ E09000007: 20, outside: 20 })
  expect(figure('ward')).toMatchObject({ counts: { w7: 20 }, bases: { answered: 20, declined: 20 } })
  expect(figure('agree').counts).toEqual({ yes: 20 })
  expect(figure('from')).toMatchObject({ counts: { poster: 20, letter: 0 }, bases: { answered: 20 } })
})

test('a month or a year is crossed with other questions, by what people named, and is never in a release', async () => {
  const open = await anOpenConsultation(world, { document: aQuestionnaireOfEveryType() })
  const people = [one, other].flatMap((answers) => Array.from({ length: 20 }, () => answers))
  await submitAll(
    world.ctx,
    people.map((answers) => aSubmission(open, { answers })),
  )
  const analyst = await world.person('analyst', open.consultationId)
  const base = `/api/analysis/${open.consultationId}`
  const cross = async (query: string) => (await (await analyst.api('GET', `${base}/crosstab?${query}`)).json()) as Cross
  const down = (await cross('down=since&across=panel')).figure!
  expect(down.rows.map(({ label, total }) => [label, total])).toEqual(
    Array.from({ length: 11 }, (_, i) => [String(1999 + i), i === 0 || i === 10 ? 20 : 0]),
  )
  const across = (await cross('down=seen/street&across=since')).figure!
  expect(across.columns.map(({ label, base }) => [label, base])).toEqual([
    ['1999', 20],
    ['2009', 20],
  ])
  const freezable = await analyst.api('GET', `/api/feedback/${open.consultationId}/freezable`)
  expect(JSON.stringify(await freezable.json())).not.toContain('"since"')
})

test('a release may hold every choice that people made, and not where a link was found', async () => {
  const open = await anOpenConsultation(world, { document: aQuestionnaireOfEveryType() })
  await submitAll(world.ctx, [aSubmission(open, { answers: one })])
  const analyst = await world.person('analyst', open.consultationId)
  const found = await analyst.api('GET', `/api/feedback/${open.consultationId}/freezable`)
  const { questions } = (await found.json()) as { questions: { key: string }[] }
  const keys = questions.map(({ key }) => key)
  expect(keys).toEqual(
    expect.arrayContaining(['order/roads', 'seen/street', 'panel', 'trust', 'work', 'ward', 'agree']),
  )
  expect(keys).not.toContain('from')
})
