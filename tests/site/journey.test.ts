import { beforeAll, expect, test } from 'vitest'
import { headingOf, receiptIn } from '../support/answering.ts'
import { aQuestionnaireOfEveryType, everyType } from '../support/every-type.ts'
import { anOpenConsultation } from '../support/fixtures.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})

/** Starts an answer as a browser without scripts does, and stands on its first page. */
async function begin(slug: string) {
  const visitor = world.visitor()
  const startPage = await (await visitor(`/c/${slug}`)).text()
  const first = await visitor.follow(await visitor.fill(startPage, {}))
  return { visitor, ...first }
}

const firstPage = { 'q-priorities': ['knives', 'hate'] }

test('a resident answers without scripts: pages, check, send, receipt, questions about you, receipt again', async () => {
  const { slug } = await anOpenConsultation(world)
  const { visitor, path, html } = await begin(slug)
  expect(path).toBe(`/c/${slug}/respond/page/first`)
  expect(html).toContain(`<a href="/c/${slug}/privacy">Privacy</a>`)

  const more = await visitor.follow(await visitor.fill(html, firstPage))
  expect(more.path).toContain('/page/first') // knife crime brings up "why": shown, without blame
  expect(more.html).not.toContain('class="errors"')
  const second = await visitor.follow(await visitor.fill(more.html, { 'q-why': 'Because <b>of</b> 🫶 ما حدث' }))
  expect(headingOf(second.html)).toBe('Confidence')
  const third = await visitor.follow(
    await visitor.fill(second.html, { 'q-confidence.listen': 'high', 'q-safety': '4', 'q-contact': 'no' }),
  )
  const check = await visitor.follow(await visitor.fill(third.html, { 'q-home': 'NW1 0DU', 'q-years': '12' }))
  expect(headingOf(check.html)).toBe('Check your answers')
  expect(check.html).toContain('Because &lt;b&gt;of&lt;/b&gt; 🫶 ما حدث')
  expect(check.html).toContain('Camden')
  expect(check.html).not.toContain('NW1')

  const done = await visitor.follow(await visitor.fill(check.html, {}))
  expect(done.path).toBe(`/c/${slug}/respond/in`)
  expect(headingOf(done.html)).toBe('Your answer is in')
  const receipt = receiptIn(done.html)
  expect(receipt).toMatch(/^([0-9A-Z]{4}-){5}[0-9A-Z]{4}$/)

  const about = await visitor.follow(await visitor(`/c/${slug}/respond/about-you`))
  expect(about.html).toContain('Your answer is in')
  const again = await visitor.follow(await visitor.fill(about.html, { 'q-sex': 'female' }))
  expect(receiptIn(again.html)).toBe(receipt)
  expect(again.html).not.toContain('Help us see who is missing')
})

test('a page may not be visited before the one ahead of it is answered', async () => {
  const { slug } = await anOpenConsultation(world)
  const { visitor } = await begin(slug)
  for (const wanted of ['page/third', 'check', 'page/no-such-page']) {
    const led = await visitor.follow(await visitor(`/c/${slug}/respond/${wanted}`))
    expect(led.path).toBe(`/c/${slug}/respond/page/first`)
  }
  expect((await visitor(`/c/${slug}/respond/in`)).status).toBe(303)
})

// 68
test('what is wrong comes back as 422 on the same page, summary first, linked, everything kept', async () => {
  const { slug } = await anOpenConsultation(world)
  const { visitor, html } = await begin(slug)
  const empty = await visitor.fill(html, {})
  expect(empty.status).toBe(422)
  const page = await empty.text()
  expect(page).toContain('<title>Error: ')
  expect(page).toContain('One answer is still needed')
  expect(page).toMatch(/<a href="#(q-priorities-knives)">What should come first\?<\/a>/)
  expect(page).toContain('id="q-priorities-knives"')

  const tooMany = await (await visitor.fill(page, { 'q-priorities': ['knives', 'burglary', 'traffic', 'hate'] })).text()
  for (const id of ['knives', 'burglary', 'traffic', 'hate']) {
    expect(tooMany).toMatch(
      new RegExp(`<input[^>]*value="${id}"[^>]*checked=""|<input[^>]*checked=""[^>]*value="${id}"`),
    )
  }
})

test('unreadable words are shown again as they were typed', async () => {
  const { slug } = await anOpenConsultation(world)
  const { visitor, html } = await begin(slug)
  const second = await visitor.follow(await visitor.fill(html, { 'q-priorities': 'hate' }))
  const third = await visitor.follow(await visitor.fill(second.html, {}))
  const bad = await visitor.fill(third.html, { 'q-years': 'about "twelve"', 'q-home': 'somewhere' })
  expect(bad.status).toBe(422)
  const page = await bad.text()
  expect(page).toContain('value="about &quot;twelve&quot;"')
  expect(page).toContain('value="somewhere"')
  expect(page).toContain('Two answers need another look')
})

test('ten thousand characters, right to left and four bytes each, come back as text', async () => {
  const { slug } = await anOpenConsultation(world)
  const { visitor, html } = await begin(slug)
  const more = await visitor.follow(await visitor.fill(html, { 'q-priorities': 'knives' }))
  const long = `</textarea><script>alert(1)</script>${'🫶'.repeat(4900)}\u202Eمرحبا`
  await visitor.follow(await visitor.fill(more.html, { 'q-why': long }))
  const shown = await (await visitor(`/c/${slug}/respond/page/first`)).text()
  expect(shown).not.toContain('<script>alert')
  expect(shown).toContain(`&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt;${'🫶'.repeat(4900)}\u202Eمرحبا`)
})

test('a change from the check page leads back to it, unless it brings up more', async () => {
  const { slug } = await anOpenConsultation(world)
  const { visitor, html } = await begin(slug)
  let at = await visitor.follow(await visitor.fill(html, { 'q-priorities': 'hate' }))
  at = await visitor.follow(await visitor.fill(at.html, {}))
  at = await visitor.follow(await visitor.fill(at.html, {}))
  const link = /href="([^"]*page\/first\?change[^"#]*)/.exec(at.html)?.[1] ?? ''
  const change = await visitor.follow(await visitor(link))
  const back = await visitor.follow(await visitor.fill(change.html, { 'q-priorities': 'traffic' }))
  expect(headingOf(back.html)).toBe('Check your answers')
  expect(back.html).toContain('Road safety')
})

test('a postcode leaves no trace: the page and the draft know the borough only, and it can be taken away again', async () => {
  const { slug } = await anOpenConsultation(world)
  const { visitor, html } = await begin(slug)
  let at = await visitor.follow(await visitor.fill(html, { 'q-priorities': 'hate' }))
  at = await visitor.follow(await visitor.fill(at.html, {}))
  at = await visitor.follow(await visitor.fill(at.html, { 'q-home': 'nw1 0du' }))
  expect(at.html).toContain('Camden')
  const again = await (await visitor(`/c/${slug}/respond/page/third`)).text()
  expect(again).toMatch(/<option[^>]*selected=""[^>]*value="E09000007"|<option[^>]*value="E09000007"[^>]*selected=""/)
  at = await visitor.follow(await visitor.fill(again, { 'q-home.area': '' }))
  expect(at.html).not.toContain('Camden')
})

test('a private link comes back on another device, on an address without its token', async () => {
  const { slug } = await anOpenConsultation(world)
  const { visitor, html } = await begin(slug)
  const later = await visitor.follow(await visitor.fill(html, { 'q-priorities': 'hate' }, { button: ['go', 'later'] }))
  expect(headingOf(later.html)).toBe('Your answers are saved')
  const linked = await (await visitor.fill(later.html, {})).text()
  const link = /href="http:\/\/127\.0\.0\.1:3000([^"]*\/return\/[^"]+)"/.exec(linked)?.[1] ?? ''
  expect(link).not.toBe('')

  const other = world.visitor()
  const door = await other(link)
  expect(other.cookies.size).toBe(0) // a mail scanner that fetches the link takes nothing
  const landed = await other.follow(await other.fill(await door.text(), {}))
  expect(landed.path).toBe(`/c/${slug}/respond/page/second`)
  const first = await (await other(`/c/${slug}/respond/page/first`)).text()
  expect(first).toMatch(/id="q-priorities-hate"[^>]*checked=""|checked=""[^>]*id="q-priorities-hate"/)
})

test('an answer begins on the first page, though only a later one is needed, and is gone on with after the last page answered', async () => {
  const document = aQuestionnaireOfEveryType()
  const { ranking, yes_no, scale, long_text } = everyType
  const pages = [ranking, yes_no, { ...scale, required: true }, long_text]
  document.sections[0]!.pages = pages.map((question, i) => ({
    id: `page-${i + 1}`,
    title: { en: `Page ${i + 1}` },
    questions: [question],
  }))
  const { slug } = await anOpenConsultation(world, { document })
  const { visitor, ...first } = await begin(slug)
  const at = (n: number) => `/c/${slug}/respond/page/page-${n}`
  const back = async () => (await visitor.follow(await visitor(`/c/${slug}/respond`))).path
  expect([first.path, await back()]).toEqual([at(1), at(1)])
  let now = await visitor.follow(await visitor.fill(first.html, { 'q-order.roads': '1' }))
  expect([now.path, await back()]).toEqual([at(2), at(2)])
  now = await visitor.follow(await visitor.fill(now.html, {})) // left blank: nothing is kept of that page
  now = await visitor.follow(await visitor.fill(now.html, { 'q-trust': '4' }))
  expect([now.path, await back()]).toEqual([at(4), at(4)])
  await visitor.fill(now.html, { 'q-story': 'Words.' })
  expect(await back()).toBe(`/c/${slug}/respond/check`)
})

test('where an answer is begun in this browser, the start page offers to go on with it, and to start a new one', async () => {
  const { slug } = await anOpenConsultation(world)
  const { visitor, html } = await begin(slug)
  await visitor.fill(html, { 'q-priorities': 'hate' })
  const startPage = await (await visitor(`/c/${slug}`)).text()
  expect(startPage).toContain('Go on with your answer')
  expect((await visitor.follow(await visitor.fill(startPage, {}))).path).toBe(`/c/${slug}/respond/page/second`)
  const anew = await visitor.follow(await visitor.fill(startPage, {}, { button: ['go', 'anew'] }))
  expect(anew.path).toBe(`/c/${slug}/respond/page/first`)
  expect(anew.html).not.toContain('checked=""')
})

// 23
test('a link that was never given, and one of another consultation, get the same neutral page', async () => {
  const [one, two] = [await anOpenConsultation(world), await anOpenConsultation(world)]
  const { visitor, html } = await begin(one.slug)
  const later = await visitor.follow(await visitor.fill(html, { 'q-priorities': 'hate' }, { button: ['go', 'later'] }))
  const token = /\/return\/([\w-]+)/.exec(await (await visitor.fill(later.html, {})).text())?.[1] ?? ''
  const pages = []
  for (const wrong of [token, 'x'.repeat(43)]) {
    const stranger = world.visitor()
    const response = await stranger.form(`/c/${two.slug}/respond/return/${wrong}`, {})
    expect(response.status).toBe(404)
    pages.push(await response.text())
  }
  expect(pages[0]).toBe(pages[1])
})

test('two answers in one browser do not lose each other', async () => {
  const [one, two] = [await anOpenConsultation(world), await anOpenConsultation(world)]
  const { visitor, html } = await begin(one.slug)
  await visitor.fill(html, { 'q-priorities': 'hate' })
  const startTwo = await (await visitor(`/c/${two.slug}`)).text()
  await visitor.fill(startTwo, {})
  expect((await visitor.follow(await visitor(`/c/${one.slug}/respond`))).path).toBe(
    `/c/${one.slug}/respond/page/second`,
  )
  expect((await visitor.follow(await visitor(`/c/${two.slug}/respond`))).path).toBe(`/c/${two.slug}/respond/page/first`)
})

// 67
test('a browser without cookies is told plainly, and how many days is no riddle', async () => {
  const { slug } = await anOpenConsultation(world)
  const visitor = world.visitor()
  await visitor.form(`/c/${slug}/respond`, {})
  visitor.cookies.clear()
  const page = await visitor(`/c/${slug}/respond/page/first`)
  expect(page.status).toBe(404)
  expect(await page.text()).toContain('your browser keeps no cookies')
})

test('answers too long to travel in the check page are sent from their draft', async () => {
  const { slug } = await anOpenConsultation(world)
  const { visitor, html } = await begin(slug)
  let at = await visitor.follow(await visitor.fill(html, { 'q-priorities': 'knives' }))
  at = await visitor.follow(await visitor.fill(at.html, { 'q-why': '🫶'.repeat(10_000) }))
  at = await visitor.follow(await visitor.fill(at.html, {}))
  at = await visitor.follow(await visitor.fill(at.html, {}))
  expect(headingOf(at.html)).toBe('Check your answers')
  const done = await visitor.follow(await visitor.fill(at.html, {}))
  expect(headingOf(done.html)).toBe('Your answer is in')
})
