import { beforeAll, expect, test } from 'vitest'
import { feedbackAnswers } from '../../server/feedback/tables.ts'
import { aPublishedAnswer, editSealed } from '../support/published-answer.ts'
import { allFaults } from '../support/valid-html.ts'
import { openWorld, type World, worldOver } from '../support/world.ts'

const hostile = '<script>alert(1)</script> & <b>"bold"</b> '
const long = `${'Donaudampfschifffahrtsgesellschaftskapitän'.repeat(8)} ${hostile}`
const arabic = 'قالوا إن الشوارع ليست آمنة بعد الظلام'

// The database starts once for the file, in the hook: it takes longer than all that is tested on it.
let world: World
beforeAll(async () => {
  world = await openWorld()
})

async function statesOf(): Promise<Map<string, string>> {
  const states = new Map<string, string>()
  const get = async (name: string, path: string, status = 200) => {
    const answer = await world.visitor()(path)
    expect([name, answer.status]).toEqual([name, status])
    states.set(name, await answer.text())
  }
  const filled = await aPublishedAnswer(world)
  await get('results', `/c/${filled.slug}/results`)
  await get('one table', `/c/${filled.slug}/results/tables/t1`)
  await get('no such table', `/c/${filled.slug}/results/tables/t99`, 404)
  const words = await aPublishedAnswer(world, { said: long, heading: long, text: long })
  await get('results, long and hostile words', `/c/${words.slug}/results`)
  const right = await aPublishedAnswer(world, { said: arabic, heading: arabic, text: arabic })
  await get('results, right to left', `/c/${right.slug}/results`)
  const draft = await aPublishedAnswer(world, { state: 'draft' })
  await get('results, not published', `/c/${draft.slug}/results`, 404)
  const broken = await aPublishedAnswer(world)
  await editSealed(world, broken.releaseId)
  await get('results, withheld', `/c/${broken.slug}/results`, 503)
  await get('feedback', '/feedback')
  await get('hub', '/')
  return states
}

test('every state of the published answers is valid HTML, and says words as words', async () => {
  const states = await statesOf()
  expect(await allFaults(states)).toEqual([])
  for (const [name, html] of states) expect(html, name).not.toContain('<script>alert')
  expect(states.get('results, right to left')).toContain(`dir="auto">${arabic}`)
  expect(states.get('results, withheld')).toContain('cannot be shown')
})

test('the list of answers says so when there is none', async () => {
  let html = ''
  const undone = new Error('All of it is taken back.')
  const within = world.ctx.db.transaction(async (tx) => {
    await tx.update(feedbackAnswers).set({ state: 'draft', publishedAt: null })
    html = await (await worldOver({ ...world.ctx, db: tx }).visitor()('/feedback')).text()
    throw undone
  })
  await expect(within).rejects.toBe(undone)
  expect(html).toContain('Nothing is answered yet.')
  expect(html).not.toContain('Answers published (RSS)</a></p>')
  expect(await allFaults(new Map([['feedback, empty', html]]))).toEqual([])
})

test('the feed is well-formed whatever was written, and each entry leads to its page', async () => {
  const { slug } = await aPublishedAnswer(world, { said: `${hostile}\u0001 ]]> ${arabic}` })
  const answer = await world.visitor()('/feedback.rss')
  const xml = await answer.text()
  expect(answer.headers.get('content-type')).toContain('application/rss+xml')
  expect(xml).toContain(`<link>${world.ctx.publicOrigin}/c/${slug}/results</link>`)
  expect(xml).toContain('&lt;script&gt;alert(1)')
  expect(xml).not.toMatch(/\p{Cc}|<script/u)
  const open = [...xml.matchAll(/<(\w+)[\s>]/g)].length
  expect([...xml.matchAll(/<\/\w+>/g)]).toHaveLength(open)
})
