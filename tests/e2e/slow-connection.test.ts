import { expect, test } from 'vitest'
import { browserProduct } from '../support/browser-product.ts'
import { heading, press, thisYear } from '../support/desk-page.ts'

const { person } = browserProduct()

test('a change that could not be sent is kept on the screen and saved again; somebody else is told', async () => {
  const [mine, theirs] = [await person('Consultation officer'), await person('Approver')]
  for (const { page } of [mine, theirs]) {
    await page.goto('/desk/consultations')
    await page.getByRole('link', { name: thisYear }).last().click()
    await page.getByRole('link', { name: 'Full questionnaire' }).click()
    await page.locator('.outline-question').nth(2).click()
  }
  await mine.page.route('**/acts', (route) => route.abort())
  await mine.page.getByLabel('Help text').fill('In your own words.')
  await mine.page.getByText('Your change is kept on this screen.').waitFor()
  await mine.page.unroute('**/acts')
  await mine.page.getByRole('button', { name: 'Save again' }).click()
  await mine.page.getByText('Saved just now').waitFor()

  await theirs.page.getByLabel('Help text').fill('Something else.')
  await theirs.page.getByText('Somebody else changed this questionnaire').waitFor()
  await theirs.page.getByRole('button', { name: 'Load the newest' }).click()
  await expect.poll(() => theirs.page.getByLabel('Help text').inputValue()).toBe('In your own words.')
})

test('what does not arrive is said in its place, and comes when it is asked for again', async () => {
  const { page } = await person('Consultation officer')
  await page.goto('/desk/consultations')
  await page.getByRole('link', { name: thisYear }).first().click()
  await page.getByRole('link', { name: 'Full questionnaire' }).click()
  const outline = page.getByRole('region', { name: 'Outline' })
  const preview = page.frameLocator('iframe[data-shown]')
  await preview.getByRole('heading', { level: 1 }).waitFor()
  await page.route(/\/(preview|assets)\//, (route) => route.abort())
  await outline.getByRole('button', { name: /How did it go/ }).click()
  await page.getByText('The page cannot be drawn').waitFor()
  await page.unroute(/\/(preview|assets)\//)
  await page.getByRole('button', { name: 'Draw it again' }).click()
  await preview.getByText('How did it go?').waitFor()
  expect(await page.getByText('The page cannot be drawn').count()).toBe(0)
  await page.route(/\/assets\//, (route) => route.abort())
  await page.getByRole('link', { name: 'Projects' }).click()
  await page.getByText('A part of it did not arrive').waitFor()
  await page.unroute(/\/assets\//)
  await press(page, 'Load the page again')
  await heading(page, /project/i)
})

test('adding a question stays under the pointer while the page above it arrives and grows', async () => {
  const { page } = await person('Consultation officer')
  await page.goto('/desk/consultations/new')
  await page.getByLabel('What is it about?').fill('Where the button stands')
  await press(page, 'Make the consultation')
  let draw = () => {}
  const wait = new Promise<void>((go) => {
    draw = go
  })
  await page.route('**/preview/**', (route) => wait.then(() => route.continue()))
  await press(page, 'Build it')
  const button = page.getByRole('button', { name: 'Add a question' })
  const before = await button.boundingBox()
  expect(await page.locator('iframe[data-shown]').count()).toBe(0)
  draw()
  await page.locator('iframe[data-shown]').waitFor()
  expect(await button.boundingBox()).toEqual(before)
  await press(page, 'Add the equality questions')
  await page
    .getByRole('region', { name: 'Outline' })
    .getByRole('button', { name: /your ethnic group/ })
    .click()
  await page.locator('.chosen-frame').waitFor()
  expect(await page.locator('.stage').evaluate((stage) => stage.scrollHeight > stage.clientHeight)).toBe(true)
  expect(await button.boundingBox()).toEqual(before)
})

test('asking again is offered where it may help, and not where the answer would be the same', async () => {
  const { page } = await person('Consultation officer')
  const again = page.getByRole('button', { name: 'Try again' })
  const nobody = '00000000-0000-4000-8000-000000000000'
  for (const path of ['consultations', 'questionnaires', 'projects', 'groups']) {
    await page.goto(`/desk/${path}/${nobody}`)
    await page.getByText('There is nothing here, or it is not yours to see.').waitFor()
    expect([await again.count(), await page.getByRole('heading', { level: 1 }).count()], path).toEqual([0, 1])
  }
  await page.route('**/api/projects*', (route) => route.fulfill({ status: 503, json: {} }))
  await page.getByRole('link', { name: 'Projects' }).click()
  await again.waitFor()
  await page.unroute('**/api/projects*')
  await again.click()
  await heading(page, /project/i)
})
