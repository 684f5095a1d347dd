import { beforeAll, expect, test } from 'vitest'
import { auditEntries, outbox } from '../../server/platform/tables.ts'
import { questionnaireActs } from '../../server/questionnaires/tables.ts'
import { equalityAnswers } from '../../server/responses/equality-tables.ts'
import { responseDrafts, responses } from '../../server/responses/tables.ts'
import type { QuestionnaireDocument } from '../../shared/questionnaires/document.ts'
import { headingOf } from '../support/answering.ts'
import { everyType } from '../support/every-type.ts'
import { anOpenConsultation, aQuestionnaire, questions } from '../support/fixtures.ts'
import { readForm, type Visitor } from '../support/visitor.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})

/** An officer's browser without scripts, and the address of the try-out. */
async function trying(document?: QuestionnaireDocument) {
  const { questionnaireId, consultationId } = await anOpenConsultation(world, { document })
  const officer = await world.person('officer', consultationId)
  const visitor = world.visitor()
  visitor.cookies.set(...(officer.cookie.split('=') as [string, string]))
  const path = `/try-out/${questionnaireId}`
  return { visitor, path, first: await (await visitor(path)).text() }
}

type Sent = Parameters<Visitor['fill']>
const next = async (visitor: Visitor, ...[html, fields, which]: Sent) =>
  (await visitor.fill(html, fields, which)).text()
const press = (visitor: Visitor, html: string, to: string) => next(visitor, html, {}, { button: ['to', to] })

/** How many rows there are of everything that an answer, or the look at one, could leave behind. */
async function everyRow(): Promise<number[]> {
  const tables = [responses, responseDrafts, equalityAnswers, questionnaireActs, auditEntries, outbox]
  return Promise.all(tables.map((table) => world.ctx.db.$count(table)))
}

test('an officer answers the draft to its end as a respondent does, and not one row is written', async () => {
  const { visitor, first } = await trying()
  const before = await everyRow()
  expect(headingOf(first)).toBe('Priorities')
  const more = await next(visitor, first, { 'q-priorities': ['knives', 'hate'] })
  expect(more).toContain('Why knife crime?') // brought up by the answer, as for a respondent without scripts
  expect(more).not.toContain('class="errors"')
  const second = await next(visitor, more, { 'q-why': 'Because <b>of</b> 🫶' })
  expect(headingOf(second)).toBe('Confidence')
  const third = await next(visitor, second, { 'q-contact': 'no', 'q-safety': '4' })
  const check = await next(visitor, third, { 'q-home': 'NW1 0DU' })
  expect(headingOf(check)).toBe('Check your answers')
  expect(check).toContain('Because &lt;b&gt;of&lt;/b&gt; 🫶')
  expect(check).toContain('Camden')
  expect(check).not.toContain('NW1')
  const end = await press(visitor, check, 'end')
  expect(headingOf(end)).toBe('You came to the end')
  const about = await press(visitor, end, 'about-you')
  expect(about).toContain('What is your sex?')
  expect(headingOf(await next(visitor, about, { 'q-sex': 'female' }))).toBe('You came to the end')
  for (const html of [first, more, second, third, check, end, about]) {
    expect(html).toContain('Nothing you answer here is kept.')
    expect(html).toContain('>Start again</a>')
    expect(html).toContain('>leave the try-out</a>')
  }
  expect(await everyRow()).toEqual(before)
})

test('its checks are those of a respondent: 422 on the same page, everything typed kept, a warning said once', async () => {
  const soft = aQuestionnaire({
    sections: [
      {
        id: 'main',
        title: { en: 'Main' },
        pages: [
          { id: 'first', title: { en: 'One' }, questions: questions.filter(({ id }) => id === 'priorities') },
          { id: 'second', title: { en: 'Two' }, questions: [{ ...everyType.number, required: true, soft: true }] },
        ],
      },
    ],
  })
  const { visitor, first } = await trying(soft)
  const wrong = await visitor.fill(first, { 'q-priorities': ['knives', 'burglary', 'traffic', 'hate'] })
  expect(wrong.status).toBe(422)
  const html = await wrong.text()
  expect(html).toContain('<title>Error: ')
  for (const id of ['knives', 'burglary', 'traffic', 'hate'])
    expect(html).toMatch(new RegExp(`<input[^>]*value="${id}"[^>]*checked=""|<input[^>]*checked=""[^>]*value="${id}"`))
  const second = await next(visitor, html, { 'q-priorities': 'hate' })
  const warned = await visitor.fill(second, {})
  expect(warned.status).toBe(200)
  const again = await warned.text()
  expect(again).toContain('class="errors soft"')
  expect(headingOf(await next(visitor, again, {}))).toBe('Check your answers')
})

test('going back keeps what stands on the page, and a change leads back to the check', async () => {
  const { visitor, first } = await trying()
  const second = await next(visitor, first, { 'q-priorities': 'hate' })
  const back = await next(visitor, second, { 'q-safety': '4' }, { button: ['to', 'back'] })
  expect(headingOf(back)).toBe('Priorities')
  expect(readForm(back).fields['q-priorities']).toBeDefined()
  const there = await next(visitor, back, {})
  expect(readForm(there).fields['q-safety']).toEqual(['4'])
  const check = await next(visitor, await next(visitor, there, {}), {})
  const changing = await press(visitor, check, 'page.second')
  expect(headingOf(changing)).toBe('Confidence')
  expect(headingOf(await next(visitor, changing, { 'q-safety': '2' }))).toBe('Check your answers')
})

test('it begins with the answers of a test person, and says so', async () => {
  const { visitor, path } = await trying()
  const so_far = JSON.stringify({
    priorities: { options: ['knives'] },
    why: { text: 'Of late' },
    sex: { option: 'male' },
  })
  const begun = await (await visitor.form(path, { so_far, person: '2' })).text()
  expect(headingOf(begun)).toBe('Priorities')
  expect(begun).toContain('The answers of test person 2 are filled in.')
  expect(readForm(begun).fields['q-priorities']).toEqual(['knives'])
  expect(readForm(begun).fields['q-why']).toEqual(['Of late'])
  const fresh = await (await visitor(path)).text()
  expect(readForm(fresh).fields['q-priorities']).toBeUndefined()
})

test('what the form brings back is not believed: no fault of the server, nothing that is no answer', async () => {
  const { visitor, path } = await trying()
  const forged = [
    '',
    'null',
    '[1]',
    '{"__proto__":{"option":"x"},"constructor":1,"nowhere":{"text":"x"}}',
    '{"priorities":{"options":["gone"]},"safety":{"number":4}}',
    '{"priorities":',
  ]
  for (const so_far of forged) {
    const begun = await visitor.form(path, { so_far, seed: '900', person: 'x' })
    expect(begun.status).toBe(200)
    const html = await begun.text()
    expect(headingOf(html)).toBe('Priorities')
    expect(html).not.toContain('test person')
    expect(html).not.toMatch(/nowhere|gone/)
  }
  for (const to of ['last', 'check', 'end', 'about-you', 'page.third', 'page.nowhere', 'x'])
    expect((await visitor.form(path, { to })).status).toBe(200)
  for (const page of ['first', 'third', 'equality-sex', 'nowhere'])
    expect([200, 422]).toContain((await visitor.form(path, { page, to: 'back' })).status)
})

test('the link of the try-out can say what a link to the questionnaire would', async () => {
  const [main, equality] = aQuestionnaire().sections
  const document = aQuestionnaire({
    sections: [
      {
        ...main!,
        pages: [
          { id: 'zero', title: { en: 'Zero' }, questions: [everyType.hidden] },
          {
            id: 'only',
            title: { en: 'Only for one link' },
            askIf: { op: 'answered', question: everyType.hidden.id },
            questions: questions.filter(({ id }) => id === 'street'),
          },
          ...main!.pages,
        ],
      },
      equality!,
    ],
  })
  const { visitor, path, first } = await trying(document)
  expect(headingOf(first)).toBe('Priorities')
  const said = `${path}?${everyType.hidden.code}=${everyType.hidden.options[0]!.code}`
  expect(headingOf(await (await visitor(said)).text())).toBe('Only for one link')
})

test('a draft without a question says what is missing', async () => {
  const { first } = await trying(aQuestionnaire({ sections: [] }))
  expect(headingOf(first)).toBe('Nothing to try out yet')
})

test('it stands in no frame and is kept by no cache, and nobody sees it who may not see the draft', async () => {
  const { visitor, path, first } = await trying()
  const shown = await visitor(path)
  expect(shown.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  expect(shown.headers.get('cache-control')).toContain('no-store')
  expect(first).toContain('noindex')
  const elsewhere = await world.person('officer', (await anOpenConsultation(world)).consultationId)
  expect((await elsewhere.api('GET', path)).status).toBe(404)
  expect((await world.visitor().form(path, {})).status).toBe(401)
})
