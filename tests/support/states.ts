import type { Page } from 'playwright-core'
import { builderStates } from './builder-states.ts'
import { answerUntil, firstOf, officer, opening, type State, send, visit } from './state-steps.ts'

const open = '/c/have-your-say-on-policing-in-london-2026'
const answered = '/c/have-your-say-on-policing-in-london-2025'

const begin = async (page: Page) => {
  await page.goto(open)
  const start = page.getByRole('button', { name: /Start|Go on/ }).first()
  await Promise.all([page.waitForEvent('load'), start.click()])
}
/** The public pages, empty, filled, in error, closed, missing. */
export const publicStates: State[] = [
  { name: 'the first page', go: visit('/') },
  { name: 'a consultation that is open', go: visit(open) },
  { name: 'a consultation that is answered', go: visit(answered) },
  { name: 'its privacy notice', go: visit(`${open}/privacy`) },
  { name: 'a question page', go: begin },
  {
    name: 'a question page with something wrong',
    go: async (page) => {
      await begin(page)
      await send(page)
    },
  },
  {
    name: 'check your answers',
    go: async (page) => {
      await begin(page)
      await answerUntil(page, /Check/)
    },
  },
  {
    name: 'your answer is in',
    go: async (page) => {
      await begin(page)
      await answerUntil(page, /Your answer is in/)
    },
  },
  {
    name: 'a way back for later',
    go: async (page) => {
      await begin(page)
      await page.goto(`${open}/respond/later`)
    },
  },
  { name: 'about you, without an answer', go: visit(`${open}/respond/about-you`) },
  {
    name: 'about you',
    go: async (page) => {
      await begin(page)
      await answerUntil(page, /Your answer is in/)
      await page.goto(`${open}/respond/about-you`)
    },
  },
  { name: 'tell me what came of it', go: visit(`${open}/tell-me`) },
  {
    name: 'tell me, with a wrong address',
    go: async (page) => {
      await page.goto(`${open}/tell-me`)
      await page.getByRole('main').getByRole('textbox').first().fill('nobody')
      await page.getByRole('main').getByRole('button').first().click()
    },
  },
  { name: 'answering what has closed', go: visit(`${answered}/respond`) },
  {
    name: 'a private link',
    go: async (page) => {
      await begin(page)
      await page.goto(`${open}/respond/later`)
      await page.getByRole('button', { name: 'Make me a private link' }).click()
    },
  },
  { name: 'a private link that is none', go: visit(`${open}/respond/go-on/${'A'.repeat(43)}`) },
  ...(['Withdraw', 'Erase'] as const).map((act) => ({
    name: `a receipt, ${act === 'Erase' ? 'erased' : 'withdrawn'}`,
    go: async (page: Page) => {
      await begin(page)
      await answerUntil(page, /Your answer is in/)
      // The first press of the act itself asks whether it is meant.
      for (const name of ['Withdraw or erase this answer', `${act} my answer`, `${act} my answer`])
        await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name }).first().click()])
      await page.getByRole('heading', { name: /^Your answer is (withdrawn|erased)/ }).waitFor()
    },
  })),
  {
    name: 'what to do with a saved answer',
    go: async (page) => {
      await page.goto(open)
      await page.getByText('I have a saved answer').click()
    },
  },
  { name: 'what came of it', go: visit(`${answered}/results`) },
  { name: 'a table behind it', go: visit(`${answered}/results/tables/t1`) },
  { name: 'results that are not there yet', go: visit(`${open}/results`) },
  { name: 'all answers', go: visit('/feedback') },
  { name: 'the plan', go: visit('/plan') },
  { name: 'the plan, one objective open', go: visit('/plan?open=1.1') },
  { name: 'the plan, filtered to nothing', go: visit('/plan?theme=3&status=amber') },
  { name: 'the plan, asked for what it has not', go: visit('/plan?status=red&lead=nobody') },
  { name: 'the receipt page', go: visit('/receipt') },
  {
    name: 'a receipt that is not known',
    go: async (page) => {
      await page.goto('/receipt')
      await page.getByRole('main').getByRole('textbox').first().fill('AAAA-BBBB-CCCC-DDDD-EEEE-FFFF')
      await page.getByRole('main').getByRole('button').first().click()
    },
  },
  { name: 'privacy', go: visit('/privacy') },
  { name: 'accessibility', go: visit('/accessibility') },
  { name: 'promises', go: visit('/promises') },
  { name: 'a page that is not there', go: visit('/nothing-here') },
  { name: 'a sign-in link', go: visit('/sign-in/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA') },
]

const analysis = (part: string) => async (page: Page) => {
  await firstOf('/desk/analysis', /./)(page)
  await page.waitForURL(/\/analysis\/[0-9a-f-]{36}/)
  await page.goto(`${page.url().match(/.*\/analysis\/[0-9a-f-]{36}/)?.[0]}${part}`)
}
const aBook = (part: string) => async (page: Page) => {
  await analysis(part)(page)
  await page.getByRole('button', { name: 'Make the book' }).click()
  await page.getByRole('button', { name: 'Print' }).waitFor()
}

/** The desk's pages, with the example's content, in error, missing. */
export const deskStates: State[] = [
  { name: 'sign in', go: visit('/desk/sign-in') },
  { name: 'today', person: officer, go: visit('/desk/') },
  { name: 'today, as the approver', person: 'Approver', go: visit('/desk/') },
  { name: 'consultations', person: officer, go: visit('/desk/consultations') },
  { name: 'a new consultation', person: officer, go: visit('/desk/consultations/new') },
  {
    name: 'a new consultation without a title',
    person: officer,
    go: async (page) => {
      await page.goto('/desk/consultations/new')
      await page.getByRole('button', { name: 'Make the consultation' }).click()
    },
  },
  { name: 'a consultation', person: officer, go: firstOf('/desk/consultations', /2026/) },
  {
    name: 'a questionnaire brought from another tool',
    person: officer,
    go: async (page) => {
      await firstOf('/desk/consultations', /2026/)(page)
      await page.getByText('Bring one from another tool').click()
      const survey = { title: 'Buses', logo: 'a.png', elements: [{ type: 'comment', name: 'q', title: '<b>Why?</b>' }] }
      const file = { name: 'buses.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(survey)) }
      await page.locator('.import-questionnaire input[type=file]').setInputFiles(file)
      await page.getByRole('textbox', { name: 'Name', exact: true }).fill(`Buses ${Date.now()}`)
      await page.getByRole('button', { name: 'Import it' }).click()
      await page.getByText('is a draft now').waitFor()
    },
  },
  {
    name: 'finding nothing',
    person: officer,
    go: async (page) => {
      await page.goto('/desk/')
      await page.getByPlaceholder('Find anything').fill('no such words')
      await page.getByText('Nothing has the words').waitFor()
    },
  },
  ...builderStates,
  { name: 'groups', person: officer, go: visit('/desk/groups') },
  { name: 'the board of groups', person: officer, go: firstOf('/desk/groups', /./) },
  { name: "a coordinator's group", person: 'Group coordinator', go: visit('/desk/group') },
  { name: 'population', person: officer, go: visit('/desk/population') },
  { name: 'a borough', person: officer, go: visit('/desk/population/E09000014') },
  { name: 'analysis: all questions', person: 'Analyst', go: analysis('') },
  { name: 'analysis: one by another', person: 'Analyst', go: analysis('/by') },
  {
    name: 'analysis: weighted and tested',
    person: 'Analyst',
    go: analysis('/by?weight=sex,age_band&tests=holm&reason=Annex%20B%20of%20the%20paper'),
  },
  {
    name: 'analysis: all questions, weighted and with intervals',
    person: 'Analyst',
    go: analysis('?weight=sex,age_band&intervals=on&reason=Annex%20B%20of%20the%20paper'),
  },
  {
    name: 'analysis: weighted by a short name',
    person: 'Analyst',
    go: async (page) => {
      await analysis('/by?weight=ethnic_group')(page)
      await page.getByRole('checkbox', { name: 'Ethnic group', checked: true }).waitFor()
    },
  },
  { name: 'analysis: weights refused', person: 'Analyst', go: analysis('/by?weight=borough') },
  { name: 'analysis: a book of tables to choose', person: 'Analyst', go: analysis('/book') },
  {
    name: 'analysis: a book of tables',
    person: 'Analyst',
    go: async (page) => {
      await analysis('/book?tests=holm&reason=Annex%20B%20of%20the%20paper')(page)
      await page.getByRole('checkbox', { name: 'Borough', exact: true }).check()
      await page.getByRole('button', { name: 'Make the book' }).click()
      await page.getByRole('button', { name: 'Print' }).waitFor()
    },
  },
  {
    name: 'analysis: a weighted book of tables',
    person: 'Analyst',
    go: aBook('/book?by=eq-sex,area&weight=sex,age_band&tests=holm&reason=Annex%20B%20of%20the%20paper'),
  },
  {
    name: 'analysis: a book whose weights are refused',
    person: 'Analyst',
    go: aBook('/book?by=eq-sex&weight=borough'),
  },
  { name: 'analysis: who was heard', person: 'Analyst', go: analysis('/heard') },
  { name: 'analysis: in their words', person: 'Analyst', go: analysis('/words') },
  { name: 'analysis: answers as a file', person: 'Analyst', go: analysis('/export') },
  {
    name: 'analysis: a file asked for',
    person: 'Analyst',
    go: async (page) => {
      await analysis('/export')(page)
      await page.getByRole('button', { name: 'Ask for the file' }).click()
      await page.getByText('Say in a few words why').waitFor()
      await page.getByRole('textbox', { name: 'Why is it needed?' }).fill('Tables for the committee')
      await page.getByRole('button', { name: 'Ask for the file' }).click()
      await page.getByText('It waits for a second person.').first().waitFor()
    },
  },
  { name: 'feedback', person: officer, go: visit('/desk/feedback') },
  { name: 'an answer before its release', person: officer, go: firstOf('/desk/feedback', /2026/) },
  { name: 'a published answer', person: officer, go: firstOf('/desk/feedback', /2025/) },
  { name: 'the plan', person: officer, go: visit('/desk/plan') },
  { name: 'an objective', person: officer, go: firstOf('/desk/plan', /./) },
  { name: 'projects', person: officer, go: visit('/desk/projects') },
  { name: 'a project', person: officer, go: firstOf('/desk/projects', /./) },
  { name: 'a risk to add', person: officer, go: opening(firstOf('/desk/projects', /./), /^Add a risk/) },
  { name: 'a milestone to add', person: officer, go: opening(firstOf('/desk/projects', /./), /^Add a milestone/) },
  { name: 'a stakeholder to add', person: officer, go: opening(firstOf('/desk/projects', /./), /^Add a stakeholder/) },
  { name: 'how a figure was computed', person: 'Analyst', go: opening(analysis('/by'), /^How was this computed/) },
  {
    name: 'a report on a commitment',
    person: officer,
    go: async (page) => {
      await firstOf('/desk/feedback', /2025/)(page)
      await page.getByText('Report on this commitment').first().click()
    },
  },
  {
    name: 'the tables of a release',
    person: officer,
    go: async (page) => {
      await firstOf('/desk/feedback', /2025/)(page)
      await page.getByText(/^Look at all/).click()
      await page.locator('.release-tables summary').first().click()
    },
  },
  { name: 'a page of the desk that is not there', person: officer, go: visit('/desk/nothing-here') },
  {
    name: 'a consultation that is not there',
    person: officer,
    go: visit('/desk/consultations/00000000-0000-4000-8000-000000000000'),
  },
]
