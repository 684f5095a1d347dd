import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { rows } from '../../server/platform/db.ts'
import type { Answers, Question } from '../../shared/questionnaires/document.ts'
import { headingOf } from '../support/answering.ts'
import { aQuestionnaireOfEveryType, everyType } from '../support/every-type.ts'
import { anOpenConsultation } from '../support/fixtures.ts'
import { allFaults } from '../support/valid-html.ts'
import type { Fields } from '../support/visitor.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})

const en = (text: string) => ({ en: text })

async function stored(consultationId: string) {
  return rows<{ answers: Answers; seed: number | null }>(
    world.ctx.db,
    sql`select answers, seed from responses where consultation_id = ${consultationId}::uuid`,
  )
}

async function begin(slug: string, link = '') {
  const visitor = world.visitor()
  const startPage = await (await visitor(`/c/${slug}${link}`)).text()
  const first = await visitor.follow(await visitor.fill(startPage, {}))
  return { visitor, ...first }
}

/** A consultation whose one page asks just these. */
async function asking(...questions: Question[]) {
  const document = aQuestionnaireOfEveryType()
  document.sections[0]!.pages = [{ id: 'page', title: en('Page'), questions }]
  return anOpenConsultation(world, { document })
}

const pages: Fields[] = [
  { 'q-contact': 'meet', 'q-worries': ['knives', 'cars'], 'q-seen.street': ['foot', 'car'], 'q-seen.centre': 'never' },
  { 'q-order.roads': '1', 'q-order.visible': '2', 'q-panel': 'no' },
  { 'q-trust': '4', 'q-years': '12', 'q-money.patrols': '70', 'q-money.clubs': '30' },
  {
    'q-reply': 'someone@example.org',
    'q-story': 'Words.',
    'q-when.day': '2',
    'q-when.month': '3',
    'q-when.year': '2026',
    'q-since.month': 'March',
    'q-since.year': '1999',
  },
  { 'q-home': 'NW1 0DU', 'q-work.area': 'E09000022', 'q-ward': 'w7' },
  { 'q-agree': 'yes' },
]

const kept: Answers = {
  contact: { option: 'meet' },
  worries: { options: ['knives', 'cars'] },
  seen: { ticks: { street: ['foot', 'car'], centre: ['never'] } },
  order: { ranked: ['roads', 'visible'] },
  panel: { option: 'no' },
  trust: { number: 4 },
  years: { number: 12 },
  money: { amounts: { patrols: 70, clubs: 30 } },
  reply: { text: 'someone@example.org' },
  story: { text: 'Words.' },
  when: { date: '2026-03-02' },
  since: { date: '1999-03' },
  home: { area: 'E09000007' },
  work: { area: 'E09000022' },
  ward: { option: 'w7' },
  agree: { option: 'yes' },
  from: { option: 'poster' },
}

test('every type of question is answered without scripts, said back in words, and stored by its ids', async () => {
  const { slug, consultationId } = await anOpenConsultation(world, { document: aQuestionnaireOfEveryType() })
  const { visitor, ...first } = await begin(slug, '?from=poster')
  let at = first
  for (const fields of pages) at = { ...first, ...(await visitor.follow(await visitor.fill(at.html, fields))) }
  expect(headingOf(at.html)).toBe('Check your answers')
  for (const words of [
    'At a meeting',
    'Speeding',
    'In your street: On foot, In a car',
    '1. Safer roads',
    '2. More officers on foot in the evening',
    '4: Agree',
    '12 years',
    'Patrols: 70 pounds',
    'March 1999',
    'Lambeth',
    'Ward 8',
    'Yes, you may write to me',
  ])
    expect(at.html).toContain(words)
  expect(at.html).not.toContain('Where the link was')
  await visitor.follow(await visitor.fill(at.html, {}))
  const [row] = await stored(consultationId)
  expect(row?.answers).toEqual(kept)
  expect(row?.seed).toBeGreaterThanOrEqual(0)
  expect(row?.seed).toBeLessThan(256)
})

test('a saved page is shown again as it was filled in, whatever its types', async () => {
  const { slug } = await anOpenConsultation(world, { document: aQuestionnaireOfEveryType() })
  const { visitor, ...first } = await begin(slug)
  let html = first.html
  for (const [n, fields] of pages.entries()) {
    if (n > 0) html = (await visitor.follow(await visitor(`/c/${slug}/respond/page/page-${n + 1}`))).html
    await visitor.fill(html, fields)
    const again = await visitor.follow(await visitor(`/c/${slug}/respond/page/page-${n + 1}`))
    // Filling in nothing new and saving changes nothing.
    await visitor.fill(again.html, {})
  }
  const check = await visitor.follow(await visitor(`/c/${slug}/respond/check`))
  expect(check.html).toContain('1. Safer roads')
  expect(check.html).toContain('In your street: On foot, In a car')
  expect(check.html).toContain('Youth clubs: 30 pounds')
  expect(check.html).toContain('March 1999')
})

test('every type is valid HTML, empty, filled in and with something wrong', async () => {
  const needed = (all: Question[]) => all.map((question) => ({ ...question, required: true }))
  const { slug } = await anOpenConsultation(world, { document: aQuestionnaireOfEveryType(needed) })
  const { visitor, ...first } = await begin(slug)
  const states = new Map<string, string>()
  let html = first.html
  for (const [n, fields] of pages.entries()) {
    states.set(`page ${n + 1}`, html)
    const wrong = await (await visitor.fill(html, {})).text()
    states.set(`page ${n + 1}, wrong`, wrong)
    html = (await visitor.follow(await visitor.fill(wrong, fields))).html
    states.set(`page ${n + 1}, filled`, await (await visitor(`/c/${slug}/respond/page/page-${n + 1}`)).text())
  }
  expect(headingOf(html)).toBe('Check your answers')
  expect(await allFaults(states)).toEqual([])
})

test('an order that gives a number twice or leaves one out comes back with what to do, everything kept', async () => {
  const { slug } = await asking(everyType.ranking)
  const { visitor, html } = await begin(slug)
  const twice = await visitor.fill(html, { 'q-order.roads': '1', 'q-order.young': '1' })
  expect(twice.status).toBe(422)
  const page = await twice.text()
  expect(page).toContain('Number 1 is given twice.')
  expect(page.match(/<option value="1" selected="">1<\/option>/g)).toHaveLength(2)
  expect(page).toContain('href="#q-order.visible"')
  const left = await (await visitor.fill(html, { 'q-order.roads': '1', 'q-order.young': '3' })).text()
  expect(left).toContain('Number 2 is left out.')
  const both = await (await visitor.fill(html, { 'q-order.roads': '1', 'q-order.instead_': 'declined' })).text()
  expect(both).toContain('Choose “Prefer not to say” on its own')
})

test('amounts that miss the total are told by how much', async () => {
  const { slug } = await asking(everyType.constant_sum)
  const { visitor, html } = await begin(slug)
  const off = await visitor.fill(html, { 'q-money.patrols': '60', 'q-money.clubs': '20.0' })
  expect(off.status).toBe(422)
  expect(await off.text()).toContain('These add up to 80 pounds, and should come to 100 pounds. Add 20 pounds more.')
  const words = await (await visitor.fill(html, { 'q-money.patrols': 'most' })).text()
  expect(words).toContain('Enter a number in figures')
  expect(words).toContain('value="most"')
})

test('a soft limit is said once, and saving again goes on with the answer as it is', async () => {
  const soft: Question = { ...everyType.number, soft: true, required: true }
  const { slug, consultationId } = await asking(soft)
  const { visitor, html } = await begin(slug)
  const warned = await visitor.fill(html, { 'q-years': '300' })
  expect(warned.status).toBe(200)
  const page = await warned.text()
  expect(page).toContain('One answer may need another look')
  expect(page).toContain('save again and go on as it is')
  expect(page).not.toContain('Error: ')
  const check = await visitor.follow(await visitor.fill(page, {}))
  expect(headingOf(check.html)).toBe('Check your answers')
  await visitor.follow(await visitor.fill(check.html, {}))
  expect((await stored(consultationId))[0]?.answers).toEqual({ years: { number: 300 } })
})

test('a check looks at this answer and at earlier ones: a hard one stops, a soft one warns', async () => {
  const lived: Question = { ...everyType.number, id: 'lived', code: 'lived', text: en('Years in London?') }
  const years: Question = {
    ...everyType.number,
    checks: [
      {
        id: 'c1',
        holds: { op: 'compare', question: 'lived', is: '>=', value: 10 },
        message: en('You said {{lived}} in London. Look again.'),
      },
      {
        id: 'c2',
        holds: { op: 'compare', question: 'years', is: '<', value: 60 },
        message: en('That is long.'),
        soft: true,
      },
    ],
  }
  const { slug } = await asking(lived, years)
  const { visitor, html } = await begin(slug)
  const hard = await visitor.fill(html, { 'q-lived': '5', 'q-years': '70' })
  expect(hard.status).toBe(422)
  expect(await hard.text()).toContain('You said 5 years in London. Look again.')
  const soft = await visitor.fill(html, { 'q-lived': '90', 'q-years': '70' })
  expect(soft.status).toBe(200)
  const page = await soft.text()
  expect(page).toContain('That is long.')
  expect(headingOf((await visitor.follow(await visitor.fill(page, {}))).html)).toBe('Check your answers')
})

test('a hidden value comes from the link alone, and only if it is one of its options', async () => {
  const { slug, consultationId } = await asking(everyType.hidden, everyType.yes_no)
  const start = await (await world.visitor()(`/c/${slug}?from=poster&other=1`)).text()
  expect(start).toContain('name="link.from" value="poster"')
  const led = await world.visitor()(`/c/${slug}/respond?from=letter&other=1`)
  expect(led.headers.get('location')).toBe(`/c/${slug}?from=letter`)
  for (const [link, fields] of [
    ['?from=letter', {}],
    ['?from=nowhere', {}],
    ['', { 'q-from': 'poster' }],
  ] as const) {
    const { visitor, html } = await begin(slug, link)
    expect(html).not.toContain('Where the link was')
    const check = await visitor.follow(await visitor.fill(html, { 'q-panel': 'yes', ...fields }))
    await visitor.follow(await visitor.fill(check.html, {}))
  }
  const given = (await stored(consultationId)).map(({ answers }) => answers.from)
  expect(given.filter(Boolean)).toEqual([{ option: 'letter' }])
})

test('options are turned by the seed, the same on every visit; what stays last stays last; nothing shuffled keeps no seed', async () => {
  const { slug } = await asking(everyType.single)
  const orders = new Set<string>()
  for (let n = 0; n < 12; n += 1) {
    const { visitor, html } = await begin(slug)
    const order = (page: string) => [...page.matchAll(/id="q-contact-(\w+)"/g)].map(([, id]) => id)
    expect(order(html).at(-1)).toBe('declined')
    const again = await (await visitor(`/c/${slug}/respond/page/page`)).text()
    expect(order(again)).toEqual(order(html))
    orders.add(order(html).join())
  }
  expect(orders.size).toBeGreaterThan(1)

  const still = await asking(everyType.yes_no)
  const { visitor, html } = await begin(still.slug)
  const check = await visitor.follow(await visitor.fill(html, { 'q-panel': 'yes' }))
  await visitor.follow(await visitor.fill(check.html, {}))
  expect((await stored(still.consultationId))[0]?.seed).toBeNull()
})

test('an earlier answer is shown in its words, as text, and nothing stands where there is none', async () => {
  const { slug } = await anOpenConsultation(world, { document: aQuestionnaireOfEveryType() })
  const { visitor, ...first } = await begin(slug)
  let at: { html: string } = first
  for (const fields of pages.slice(0, 3)) at = await visitor.follow(await visitor.fill(at.html, fields))
  at = await visitor.follow(await visitor.fill(at.html, { 'q-story': '<b>{{panel}}</b>' }))
  at = await visitor.follow(await visitor.fill(at.html, {}))
  expect(at.html).toContain('Thank you. You said: &lt;b&gt;{{panel}}&lt;/b&gt;')
  const blank = await begin(slug)
  let empty: { html: string } = blank
  for (let n = 0; n < 5; n += 1) empty = await blank.visitor.follow(await blank.visitor.fill(empty.html, {}))
  expect(empty.html).toContain('Thank you. You said: </p>')
})
