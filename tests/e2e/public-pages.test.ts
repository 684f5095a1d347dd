import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axeFaults, type Window } from '../support/browser.ts'
import { browserSite } from '../support/browser-site.ts'
import { decidedHere } from '../support/decided-here.ts'
import { aQuestionnaireOfEveryType } from '../support/every-type.ts'
import { anOpenConsultation, aQuestionnaire } from '../support/fixtures.ts'

const { world, open } = browserSite()

const heading = (page: Page, words: string) => page.getByRole('heading', { level: 1, name: words }).waitFor()
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

/** Refusals the pages meant: the browser's console calls each a failed resource. */
const meant = (trouble: string[]) => trouble.filter((line) => !/status of (401|404|409|410|422)/.test(line))

test('the script shows what an answer brings up, clears what excludes, counts along, and saves quietly', async () => {
  const { slug } = await anOpenConsultation(world())
  const { page, trouble } = await open()
  await page.goto(`/c/${slug}`)
  await press(page, 'Start your answer')
  await heading(page, 'Priorities')
  await press(page, 'Save and go on')
  await page.getByText('One answer is still needed').waitFor()
  expect(await page.title()).toMatch(/^Error: /)
  expect(await page.evaluate('document.activeElement.className')).toBe('errors')

  const why = page.getByLabel('Why knife crime?')
  expect(await why.isVisible()).toBe(false)
  await page.getByLabel('Knife crime', { exact: true }).check()
  expect(await why.isVisible()).toBe(true)
  await page.getByText('1 of 3 chosen.').waitFor()
  await page.getByLabel('None of these').check()
  expect(await page.getByLabel('Knife crime', { exact: true }).isChecked()).toBe(false)
  expect(await why.isVisible()).toBe(false)
  for (const name of ['Knife crime', 'Burglary', 'Road safety', 'Hate crime']) {
    await page.getByLabel(name, { exact: true }).check()
  }
  await page.getByText('Choose 3 at most. You have chosen 4.').waitFor()
  await page.getByLabel('Burglary').uncheck()
  await why.fill('Because of my street')
  await page.getByText('Saved just now').waitFor()

  await page.goto(`/c/${slug}/respond/page/first`)
  expect(await why.inputValue()).toBe('Because of my street')
  expect(meant(trouble)).toEqual([])
})

test('the script shows and hides options and rows at once, and what is hidden is not sent', async () => {
  const document = aQuestionnaireOfEveryType()
  document.sections[0]!.pages = [{ id: 'page', title: { en: 'Getting about' }, questions: decidedHere }]
  const { slug } = await anOpenConsultation(world(), { document })
  const { page, trouble } = await open()
  await page.goto(`/c/${slug}`)
  await press(page, 'Start your answer')
  await heading(page, 'Getting about')
  const decided = ['#q-best-path', '#q-rate\\.paths-good', '#q-rate\\.stops-steep', '#q-order\\.lights', '#q-only-dark']
  const standing = () => Promise.all(decided.map((one) => page.locator(one).isEnabled()))
  expect(await standing()).toEqual(decided.map(() => false))
  await page.getByLabel('On foot').check()
  expect(await standing()).toEqual(decided.map(() => true))
  await page.getByLabel('The path').check()
  await page.locator('#q-best\\.other').fill('Along the river')
  await page.getByLabel('Pavements').fill('60')
  await page.getByText('40 left to share out.').waitFor()
  await page.getByLabel('On foot').uncheck()
  expect(await standing()).toEqual(decided.map(() => false))
  for (const one of [...decided, '#q-best\\.other']) expect(await page.locator(one).isVisible()).toBe(false)
  await page.getByLabel('On foot').check()
  await page.getByLabel('Too dark').check()
  await page.getByLabel('Roads').fill('40')
  await press(page, 'Save and go on')
  await heading(page, 'Check your answers')
  expect(await page.locator('main').innerText()).toContain('Along the river')
  expect(meant(trouble)).toEqual([])
})

/** Walks through every state of the answering pages, and hands each to the check. */
async function walk(page: Page, slug: string, check: (state: string) => Promise<void>): Promise<void> {
  await page.goto(`/c/${slug}`)
  await check('consultation, open')
  await press(page, 'Start your answer')
  await page.waitForURL(/page\/first/)
  await check('question page, empty')
  await press(page, 'Save and go on')
  await page.locator('.errors').waitFor()
  await check('question page, errors')
  await page.locator('#q-priorities-hate').check()
  await press(page, 'Save and go on')
  await page.waitForURL(/page\/second/)
  await page.locator('#q-contact-yes').check()
  await check('question page, filled, with grid, scale and date')
  await press(page, 'Save and go on')
  await page.waitForURL(/page\/third/)
  await page.locator('#q-street').fill(`${'longest'.repeat(25)} مرحبا 🫶`)
  await page.locator('#q-home').fill('nowhere')
  await press(page, 'Save and go on')
  await page.locator('.errors').waitFor()
  await check('question page, long text and errors')
  await page.locator('#q-home').fill('SW1H 0TL')
  await press(page, 'Save and go on')
  await heading(page, 'Check your answers')
  await check('check your answers')
  await page.getByRole('link', { name: 'Save and come back later' }).click()
  await press(page, 'Make me a private link')
  await page.locator('.link-out').waitFor()
  await check('private link')
  await page.goto(`/c/${slug}/respond/check`)
  await press(page, 'Send my answer')
  await heading(page, 'Your answer is in')
  await check('your answer is in')
  await page.getByRole('link', { name: 'Answer one more question' }).click()
  await page.waitForURL(/about-you/)
  await check('questions about you')
  await press(page, 'Save and finish')
  await heading(page, 'Your answer is in')
  await check('your answer is in, again')
  await press(page, 'Withdraw or erase this answer')
  await page.waitForURL(/receipt/)
  await check('receipt, in')
  await press(page, 'Withdraw my answer')
  await check('receipt, withdraw?')
  await press(page, 'Withdraw my answer')
  await page.getByRole('heading', { level: 1, name: /is withdrawn/ }).waitFor()
  await check('receipt, withdrawn')
}

/** axe finds nothing, nothing scrolls sideways, nothing but this site was asked. */
async function proved(
  window: Window,
  width: number,
  states: (check: (state: string) => Promise<void>) => Promise<void>,
) {
  const faults: string[] = []
  await states(async (state) => {
    await window.page.waitForLoadState('load')
    const found = await axeFaults(window.page)
    const wide = Number(await window.page.evaluate('document.documentElement.scrollWidth'))
    if (wide > width) found.push(`scrolls sideways: ${wide} px`)
    faults.push(...found.map((fault) => `${state}, ${width} px: ${fault}`))
  })
  expect(faults).toEqual([])
  expect(meant(window.trouble)).toEqual([])
}

// 67, 70
test('every state of answering is accessible, on a small phone and on a wide screen', async () => {
  for (const width of [320, 1280]) {
    const { slug } = await anOpenConsultation(world())
    const window = await open({ width })
    await proved(window, width, (check) => walk(window.page, slug, check))
  }
})

test('a right-to-left questionnaire is accessible and does not scroll sideways', async () => {
  const { slug } = await anOpenConsultation(world(), {
    document: aQuestionnaire({ language: 'ur', languages: ['ur'] }),
  })
  const window = await open({ width: 320 })
  await proved(window, 320, (check) => walk(window.page, slug, check))
})

test('the pages around an answer are accessible: hub, notices, closed, not open yet, missing, refused', async () => {
  const day = 24 * 60 * 60 * 1000
  const at = (days: number) => new Date(Date.now() + days * day)
  const open1 = await anOpenConsultation(world())
  const closed = await anOpenConsultation(world(), {
    consultation: { opensAt: at(-30), closesAt: at(-2), answerBy: at(60) },
  })
  const soon = await anOpenConsultation(world(), { consultation: { opensAt: at(3), synthetic: true } })
  const addresses = {
    hub: '/',
    privacy: '/privacy',
    accessibility: '/accessibility',
    promises: '/promises',
    receipt: '/receipt',
    'privacy notice': `/c/${open1.slug}/privacy`,
    'tell me': `/c/${open1.slug}/tell-me`,
    'nothing in progress': `/c/${open1.slug}/respond/check`,
    'consultation, closed': `/c/${closed.slug}`,
    'answer, closed': `/c/${closed.slug}/respond`,
    'consultation, not open yet': `/c/${soon.slug}`,
    'answer, not open yet': `/c/${soon.slug}/respond`,
    missing: '/c/none',
    'not signed in': `/c/${open1.slug}/respond/some-group`,
  }
  for (const width of [320, 1280]) {
    const window = await open({ width })
    await proved(window, width, async (check) => {
      for (const [state, address] of Object.entries(addresses)) {
        await window.page.goto(address)
        await check(state)
      }
    })
  }
})

// 67
test('the keyboard alone answers: skip link, choices by arrows and space, send by Enter', async () => {
  const { slug } = await anOpenConsultation(world())
  const { page } = await open({ width: 320 })
  await page.goto(`/c/${slug}`)
  await page.keyboard.press('Tab')
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Go to the page')
  await page.getByRole('button', { name: 'Start your answer' }).focus()
  await page.keyboard.press('Enter')
  await heading(page, 'Priorities')
  await page.locator('#q-priorities-knives').focus()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  expect(await page.locator('#q-priorities-hate').isChecked()).toBe(true)
  await page.getByRole('button', { name: 'Save and go on' }).focus()
  await page.keyboard.press('Enter')
  await heading(page, 'Confidence')
  await page.locator('[id="q-confidence.listen-high"]').focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowDown')
  expect(await page.locator('[id="q-confidence.listen-low"]').isChecked()).toBe(true)
})
