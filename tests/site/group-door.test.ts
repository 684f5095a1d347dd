import { beforeAll, expect, test } from 'vitest'
import { collectors } from '../../server/collectors/tables.ts'
import { headingOf, receiptIn } from '../support/answering.ts'
import { aGroup, anOpenConsultation } from '../support/fixtures.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})

test('a group answers through its own door, says how it asked people, and replaces its answer', async () => {
  const consultation = await anOpenConsultation(world)
  const group = await aGroup(world)
  await world.ctx.db.insert(collectors).values({
    consultationId: consultation.consultationId,
    questionnaireId: consultation.questionnaireId,
    kind: 'group',
    slug: group.slug,
    groupId: group.groupId,
    askedAt: world.ctx.now(),
  })
  const base = `/c/${consultation.slug}/respond/${group.slug}`
  expect((await world.visitor()(base)).status).toBe(401)
  const foreign = await world.person('coordinator', (await aGroup(world)).groupId)
  expect((await world.app.request(world.ctx.publicOrigin + base, { headers: { cookie: foreign.cookie } })).status).toBe(
    404,
  )

  const person = await world.person('coordinator', group.groupId)
  const visitor = world.visitor()
  const [name, value] = person.cookie.split('=')
  visitor.cookies.set(name ?? '', value ?? '')
  let at = await visitor.follow(await visitor.fill(await (await visitor(base)).text(), {}))
  at = await visitor.follow(await visitor.fill(at.html, { 'q-priorities': 'hate' }))
  at = await visitor.follow(await visitor.fill(at.html, {}))
  expect(at.html).toContain('No member’s postcode is needed.')
  expect(at.html).not.toContain('is dropped')
  expect(at.html).toContain('selected="">Camden')
  at = await visitor.follow(await visitor.fill(at.html, {}))
  expect(headingOf(at.html)).toBe('How we asked people')
  const bad = await visitor.fill(at.html, { 'meeting.0.date': '2026-02-30', 'meeting.0.attendance': 'lots' })
  expect(bad.status).toBe(422)
  const toPutRight = await bad.text()
  for (const name of ['meeting.0.date', 'meeting.0.attendance']) {
    expect(toPutRight).toContain(`href="#${name}"`)
    expect(toPutRight).toContain(`id="${name}-error"`)
  }
  const tooEarly = await visitor.fill(toPutRight, {
    'meeting.0.date': '',
    'meeting.0.attendance': '',
    'meeting.1.date': '2199-01-01',
    'meeting.1.attendance': '5',
  })
  expect(tooEarly.status).toBe(422)
  expect(await tooEarly.text()).toContain('<a href="#meeting.1.date">Meeting 2: This day is still to come</a>')
  const how = {
    'meeting.0.date': '2026-03-02',
    'meeting.0.what': 'Town hall',
    'meeting.0.attendance': '41',
    minority: 'Some wanted <i>traffic</i> first.',
  }
  at = await visitor.follow(await visitor.fill(toPutRight, how))
  expect(at.html).toContain('41 came')
  expect(at.html).toContain('Some wanted &lt;i&gt;traffic&lt;/i&gt; first.')
  at = await visitor.follow(await visitor.fill(at.html, {}))
  expect(headingOf(at.html)).toBe('Your answer is in')
  const first = receiptIn(at.html)
  expect(at.html).not.toContain('Help us see who is missing')

  at = await visitor.follow(await visitor.fill(await (await visitor(base)).text(), {}))
  expect(headingOf(at.html)).toBe('Check your answers')
  at = await visitor.follow(await visitor.fill(at.html, {}))
  expect(receiptIn(at.html)).not.toBe(first)
  expect(await (await visitor.form('/receipt', { code: first })).text()).toContain('took the place of this one')
})
