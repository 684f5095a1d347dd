import { beforeAll, expect, test } from 'vitest'
import { headingOf } from '../support/answering.ts'
import { decidedHere } from '../support/decided-here.ts'
import { aQuestionnaireOfEveryType } from '../support/every-type.ts'
import { anOpenConsultation } from '../support/fixtures.ts'
import { allFaults } from '../support/valid-html.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})

async function begin() {
  const document = aQuestionnaireOfEveryType()
  document.sections[0]!.pages = [{ id: 'page', title: { en: 'Getting about' }, questions: decidedHere }]
  const { slug } = await anOpenConsultation(world, { document })
  const visitor = world.visitor()
  const first = await visitor.follow(await visitor.fill(await (await visitor(`/c/${slug}`)).text(), {}))
  return { visitor, ...first }
}

/** The field of this id, as the page draws it. */
const fieldOf = (html: string, id: string) =>
  new RegExp(`<(?:input|select)[^>]* id="${id}"[^>]*>`).exec(html)?.[0] ?? ''

const decided = ['q-best-path', 'q-rate.paths-good', 'q-rate.stops-steep', 'q-order.lights', 'q-share.pavements']

test('options and rows that an answer on the page decides stand by, switched off, and come up without scripts when it is saved', async () => {
  const { visitor, path, html } = await begin()
  for (const id of decided) expect([id, fieldOf(html, id)]).toEqual([id, expect.stringContaining('disabled=""')])
  expect(html).toMatch(/<fieldset[^>]*id="box-only"[^>]*disabled=""/)
  expect(await allFaults(new Map([['decided here', html]]))).toEqual([])

  const more = await visitor.follow(await visitor.fill(html, { 'q-ways': ['foot'], 'q-best': 'stop' }))
  expect(more.path).toBe(path)
  expect(more.html).not.toContain('class="errors"')
  for (const id of decided) expect(fieldOf(more.html, id)).not.toContain('disabled')
  expect(fieldOf(more.html, 'q-best-stop')).toContain('checked')
  const on = await visitor.follow(await visitor.fill(more.html, { 'q-best': 'path', 'q-share.pavements': '100' }))
  expect(headingOf(on.html)).toBe('Check your answers')
  expect(on.html).toContain('The path')
})

test('what the script has shown already is not shown again, and what nobody brought up asks for no second look', async () => {
  const [one, two] = [await begin(), await begin()]
  const seen = ['best.path', 'rate.paths', 'rate.steep', 'order.lights', 'share.pavements', 'where.steps']
  const fields = { 'q-ways': ['foot'], 'q-only': 'dark', 'q-only.shown': '', seen }
  expect(headingOf((await one.visitor.follow(await one.visitor.fill(one.html, fields))).html)).toBe(
    'Check your answers',
  )
  const bus = await two.visitor.follow(await two.visitor.fill(two.html, { 'q-ways': ['bus'] }))
  expect(headingOf(bus.html)).toBe('Check your answers')
})
