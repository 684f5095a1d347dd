import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axeFaults, type Window } from '../support/browser.ts'
import { browserProduct } from '../support/browser-product.ts'
import { heading, press, thisYear } from '../support/desk-page.ts'
import { build, close, confirmOpening, prepare } from '../support/story-desk.ts'

const { open, person } = browserProduct()

/** Between two pages neither the old heading nor the new one stands: only a page that has its heading is looked at. */
async function hasArrived(page: Page): Promise<boolean> {
  const [busy, headings] = await Promise.all(['[aria-busy=true]', 'h1'].map((one) => page.locator(one).count()))
  return busy === 0 && headings === 1
}

type Check = (state: string) => Promise<void>

/** axe finds nothing in any state, nothing scrolls sideways, no fault in the console. */
async function proved(window: Window, width: number, states: (page: Page, check: Check) => Promise<void>) {
  const faults: string[] = []
  await states(window.page, async (state) => {
    await expect.poll(() => hasArrived(window.page), { message: state, timeout: 15_000 }).toBe(true)
    const found = await axeFaults(window.page)
    const wide = Number(await window.page.evaluate('document.documentElement.scrollWidth'))
    if (wide > width) found.push(`scrolls sideways: ${wide} px`)
    faults.push(...found.map((fault) => `${state}, ${width} px: ${fault}`))
  })
  expect(faults).toEqual([])
  expect(window.trouble.filter((line) => !/status of (401|404|409|422)/.test(line))).toEqual([])
}

const sizes: [width: number, dark: boolean][] = [
  [320, false],
  [1440, true],
]

async function signingIn(page: Page, check: Check) {
  await page.goto('/desk/sign-in')
  await heading(page, 'Sign in')
  await check('sign in, empty')
  await page.getByLabel('E-mail', { exact: true }).fill('nobody@example.org')
  await page.getByLabel('Password', { exact: true }).fill('not the password')
  await press(page, 'Sign in')
  await page.getByText('Not signed in.').waitFor()
  await check('sign in, refused')
}

async function listsAndForms(page: Page, check: Check) {
  await page.goto('/desk')
  await heading(page, /needs? you today/)
  await check('today, filled')
  await page.getByLabel('Find a consultation').fill('no such words')
  await page.getByRole('button', { name: 'Clear the search' }).waitFor()
  await check('consultations, search without a hit')
  await page.keyboard.press('Escape')
  await page.goto('/desk/consultations/new')
  await press(page, 'Make the consultation')
  await page.getByText('Give it a title.').waitFor()
  await check('new consultation, with its error')
  await page.getByLabel('What is it about?').fill(`${'Donaudampfschifffahrt'.repeat(6)} <b>bold</b> مرحبا 🫶`)
  await press(page, 'Make the consultation')
  await page.getByRole('heading', { name: /things are missing/ }).waitFor()
  await check('consultation, draft with gaps and a long title')
  await page.getByLabel('Why we ask').fill('W'.repeat(3000))
  await page.getByLabel('What is decided already').fill('هذا نص عربي طويل من اليمين إلى اليسار '.repeat(10))
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Saved just now').waitFor()
  await check('consultation, long and right-to-left words')
  await page.goto('/desk/consultations/11111111-1111-1111-1111-111111111111')
  await page.getByText('There is nothing here').waitFor()
  await check('consultation, missing')
  await page.goto('/desk/no/such/page')
  await heading(page, 'There is nothing here')
  await check('no such page')
  await page.goto('/desk/account')
  await heading(page, 'Your account')
  await check('your account')
}

async function building(page: Page, check: Check) {
  await page.goto('/desk/consultations')
  await page.getByRole('link', { name: thisYear }).first().click()
  await page.getByRole('heading', { name: 'What can still change' }).waitFor()
  await check('consultation, open')
  await page.getByRole('link', { name: 'Full questionnaire' }).click()
  await page.locator('.outline-question').first().waitFor()
  await check('builder')
  await page.locator('.outline-question').nth(1).click()
  const settings = page.getByRole('region', { name: 'Settings' }).or(page.getByRole('dialog'))
  await settings.getByLabel('Type').selectOption('single')
  await page.getByText('one of its answers or lines has no words yet').waitFor()
  await check('builder, a check that fails')
  await settings.getByLabel('Type').selectOption('long_text')
  await page.getByText('All 23 questions reachable').waitFor()
}

test('every state of the desk is accessible, on a phone in light and on a wide screen in dark', async () => {
  for (const [width, dark] of sizes) {
    await proved(await open({ width, dark }), width, signingIn)
    const officer = await person('Consultation officer', { width, dark })
    await proved(officer, width, listsAndForms)
    await proved(officer, width, building)
  }
})

/** A consultation of its own that is asked to open in so many days. */
async function askedToOpen(officer: Window, opensIn: number): Promise<string> {
  await officer.page.goto('/desk')
  const id = await build(officer)
  await prepare(officer, id, opensIn)
  return id
}

async function switching(page: Page, check: Check) {
  await page.goto('/desk')
  await heading(page, /needs? you today/)
  const menu = page.getByRole('button', { name: 'Menu' })
  if (await menu.isVisible()) await menu.click()
  await press(page, 'Switch person')
  await page.getByRole('dialog').getByRole('button', { name: 'Analyst' }).waitFor()
  await check('switch person')
}

async function answerOfAGroup(page: Page, check: Check) {
  await page.goto('/desk/groups')
  await page.getByRole('link', { name: thisYear }).last().click()
  await page
    .getByRole('link', { name: /^Read the answer/ })
    .first()
    .click()
  await page.getByRole('heading', { name: 'How the group asked people' }).waitFor()
  await check("a group's answer")
}

test('a consultation is accessible in each state between draft and answered, and so are its people and groups', async () => {
  const [officer, approver] = [await person('Consultation officer'), await person('Approver')]
  const asked = await askedToOpen(officer, -1)
  const scheduled = await askedToOpen(officer, 9)
  await confirmOpening(approver, scheduled)
  const closed = await askedToOpen(officer, -1)
  await confirmOpening(approver, closed)
  await close(officer, closed)
  for (const [width, dark] of sizes) {
    await proved(await person('Consultation officer', { width, dark }), width, async (page, check) => {
      for (const [state, id, words] of [
        ['asked', asked, 'Waits for an approver.'],
        ['scheduled', scheduled, /^Opens on/],
        ['closed', closed, /^Closed on/],
      ] as const) {
        await page.goto(`/desk/consultations/${id}`)
        await page.getByText(words).waitFor()
        await check(`consultation, ${state}`)
      }
      await page.goto(`/desk/groups/${closed}`)
      await heading(page, 'No group was asked')
      await check('board of a consultation that closed with no group asked')
      await switching(page, check)
      await answerOfAGroup(page, check)
    })
  }
})

test('every page of every noun is accessible on a phone and on a wide screen', async () => {
  for (const [width, dark] of sizes) {
    await proved(await person('Approver', { width, dark }), width, async (page, check) => {
      await page.goto('/desk/consultations')
      const link = page.getByRole('link', { name: thisYear }).first()
      const id = (await link.getAttribute('href'))?.split('/').at(-1)
      const paths = [
        ...['groups', 'population', 'population/E09000014', 'analysis', 'feedback', 'plan', 'projects'],
        ...['', '/by', '/heard', '/words'].map((end) => `analysis/${id}${end}`),
        ...[`groups/${id}`, `feedback/${id}`],
      ]
      for (const path of paths) {
        await page.goto(`/desk/${path}`)
        await check(path)
      }
      await page.goto('/desk/plan')
      await page.getByRole('link', { name: /^1\.6 / }).click()
      await heading(page, 'To ensure CPEGs are representative')
      await check('an objective, with what people said')
    })
    await proved(await person('Group coordinator', { width, dark }), width, async (page, check) => {
      await page.goto('/desk')
      await page.waitForURL(/\/desk\/group/)
      await check('our group')
    })
  }
})

test('the keyboard alone: rows, search, moving a question, undo, and the list of keys', async () => {
  const { page } = await person('Consultation officer')
  await page.goto('/desk/consultations')
  await page.getByRole('link', { name: thisYear }).first().waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type('2025')
  const focused = () => page.evaluate('document.activeElement.textContent')
  await page.keyboard.press('Tab')
  await page.keyboard.press('j')
  expect(await focused()).toMatch(thisYear)
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: 'Full questionnaire' }).focus()
  await page.keyboard.press('Enter')
  const outline = page.locator('.outline-question > span')
  await outline.first().waitFor()
  const before = await outline.allTextContents()
  await page.locator('.outline-question').nth(7).focus()
  await page.keyboard.press('Alt+ArrowDown')
  await page.getByText('Saved just now').waitFor()
  const moved = await outline.allTextContents()
  expect(moved[8]).toBe(before[7])
  expect(await focused()).toContain(before[7])
  await page.keyboard.press('Control+z')
  await expect.poll(() => outline.allTextContents()).toEqual(before)
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Keys' }).waitFor()
})

/** Freezes a release of the closed consultation, writes an answer on it, and sends it to the approver. */
async function anAnswer(page: Page, title: string, check: Check) {
  const freeze = page.getByRole('button', { name: /^Freeze \d+ tables/ })
  await freeze.waitFor()
  await check('choosing what to freeze')
  await freeze.click()
  const typed = page.getByLabel('Type the title of the consultation')
  await typed.fill('something else')
  await press(page, /^Freeze$/)
  await page.getByText('Type it as it stands').waitFor()
  await check('freezing, with the wrong title')
  await typed.fill(title)
  await press(page, /^Freeze$/)
  await heading(page, 'This answer is being written')
  await check('an answer, empty')
  await page.getByLabel('You said').fill('Knife crime came first.')
  await page.getByLabel('We did').fill('It leads the plan.')
  await press(page, 'Save the two sentences')
  await press(page, 'Write a finding')
  await page.getByLabel('Heading').fill('Knife crime came first')
  await page.getByLabel('What was found').fill('Most put it in their top three.')
  await page.locator('.release-tables summary').first().click()
  await page.getByRole('checkbox', { name: /^Pin / }).first().check()
  await press(page, 'Quote somebody')
  await page.getByRole('button', { name: 'Quote this' }).first().waitFor()
  await check('a finding, with a number pinned and words to quote')
  await press(page, 'Quote nobody')
  await press(page, 'Keep this finding')
  await press(page, 'Write a commitment')
  await press(page, 'Keep this commitment')
  await page.getByText('Write what is promised.').waitFor()
  await check('a commitment, with its errors')
  await page.getByLabel('We will …').fill('meet in every ward.')
  await page.getByLabel('Owner').fill('Head of Engagement')
  await page.getByLabel('By when').fill('2030-03-31')
  await press(page, 'Keep this commitment')
  await page.getByText('meet in every ward.').first().waitFor()
  await press(page, 'Send to the approver')
  await heading(page, 'This answer waits for an approver')
  await check('an answer with the approver')
}

// The last one: it closes the consultation that the tests above find open.
test('an answer is accessible from the freezing to the approval, on a phone in light and on a wide screen in dark', async () => {
  const officer = await person('Consultation officer', { width: 320 })
  await officer.page.goto('/desk/consultations')
  const link = officer.page.getByRole('link', { name: thisYear }).first()
  const [id = '', title = ''] = [(await link.getAttribute('href'))?.split('/').at(-1), await link.innerText()]
  await close(officer, id)
  await officer.page.goto(`/desk/feedback/${id}`)
  await proved(officer, 320, (page, check) => anAnswer(page, title, check))
  await proved(await person('Approver', { width: 1440, dark: true }), 1440, async (page, check) => {
    await page.goto('/desk/feedback')
    await page.getByRole('heading', { name: '1 answer to approve' }).waitFor()
    await check('answers, with one to approve')
    await page.getByRole('link', { name: /^Read and publish/ }).click()
    await page.getByRole('button', { name: 'Publish this answer' }).waitFor()
    await check('an answer to approve')
    await page.getByLabel(/^Or send it back/).fill('Say of how many.')
    await press(page, 'Send it back')
    await page.getByText('Sent back.').waitFor()
    await check('an answer that was sent back')
  })
})
