import { brotliCompressSync, constants } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import type { QuestionnaireDocument } from '../../shared/questionnaires/document.ts'
import { anOpenConsultation, aQuestionnaire } from '../support/fixtures.ts'
import { allFaults } from '../support/valid-html.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})

const brotli = (text: string) => brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).length

/** The named states of the respondent's pages, by their HTML. */
async function allStates(document?: QuestionnaireDocument): Promise<Map<string, string>> {
  const states = new Map<string, string>()
  const { slug } = await anOpenConsultation(world, document ? { document } : {})
  const visitor = world.visitor()
  const get = async (name: string, path: string) => states.set(name, await (await visitor(path)).text())
  for (const path of ['/', '/privacy', '/accessibility', '/promises', '/receipt', '/no-such-page'])
    await get(path, path)
  await get('consultation', `/c/${slug}`)
  await get('privacy notice', `/c/${slug}/privacy`)
  await get('tell me', `/c/${slug}/tell-me`)
  states.set('tell me, error', await (await visitor.form(`/c/${slug}/tell-me`, { email: 'x' })).text())
  await get('nothing here', `/c/${slug}/respond/check`)
  let at = await visitor.follow(await visitor.fill(states.get('consultation') ?? '', {}))
  const empty = await visitor.fill(at.html, {})
  states.set('first page, errors', await empty.text())
  at = await visitor.follow(await visitor.fill(at.html, { 'q-priorities': 'hate' }))
  states.set('second page', at.html)
  at = await visitor.follow(await visitor.fill(at.html, { 'q-confidence.listen': 'high' }))
  states.set('third page', at.html)
  const bad = await visitor.fill(at.html, { 'q-years': 'x', 'q-home': 'y' })
  states.set('third page, errors', await bad.text())
  at = await visitor.follow(await visitor.fill(at.html, { 'q-home': 'SW1H 0TL' }))
  states.set('check', at.html)
  await get('later', `/c/${slug}/respond/later`)
  states.set('private link', await (await visitor.fill(states.get('later') ?? '', {})).text())
  at = await visitor.follow(await visitor.fill(states.get('check') ?? '', {}))
  states.set('in', at.html)
  await get('about you', `/c/${slug}/respond/about-you`)
  const receipt = /class="code"[^>]*>(.*?)<\/strong>/s.exec(at.html)?.[1]?.replace(/<[^>]+>/g, '') ?? ''
  states.set('receipt, wrong', await (await visitor.form('/receipt', { code: 'abc' })).text())
  states.set('receipt', await (await visitor.form('/receipt', { code: receipt })).text())
  states.set('erase?', await (await visitor.form('/receipt/erase', { code: receipt })).text())
  return states
}

// 70
test('every state of the public pages is valid HTML, without an inline style', async () => {
  expect(await allFaults(await allStates())).toEqual([])
})

test('a right-to-left questionnaire says so in its markup, and stays valid', async () => {
  const urdu = aQuestionnaire({ language: 'ur', languages: ['ur'] })
  const states = await allStates(urdu)
  expect(states.get('second page')).toContain('<html lang="ur" dir="rtl">')
  expect(await allFaults(states)).toEqual([])
})

test('a respondent page with its stylesheet is 20 kB on the wire, the script 8 kB at most', async () => {
  const states = await allStates()
  const html = states.get('second page') ?? ''
  const href = /href="(\/assets\/site-[^"]+\.css)"/.exec(html)?.[1] ?? ''
  const css = await (await world.app.request(world.ctx.publicOrigin + href)).text()
  expect(css.length).toBeGreaterThan(5000)
  for (const [name, page] of states) expect(brotli(page) + brotli(css), name).toBeLessThanOrEqual(20_000)
})

test('the public files are kept for ever under a name of their own content, and no other name is served', async () => {
  const home = await (await world.visitor()('/')).text()
  const href = /href="(\/assets\/figures-[^"]+\.css)"/.exec(home)?.[1] ?? ''
  const css = await world.app.request(world.ctx.publicOrigin + href)
  expect(css.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect((await world.app.request(`${world.ctx.publicOrigin}/assets/site-000000000000.css`)).status).toBe(404)
})
