import type { Page } from 'playwright-core'
import type { Window } from './browser.ts'
import { title } from './story-desk.ts'

export const comment = 'More lights by the <b>north gate</b>, please. 🌙'

const goOn = (page: Page) =>
  page
    .getByRole('main')
    .getByRole('button', { name: /^(Continue|Save and go on|Send)/ })
    .first()
    .click()

/** A resident finds the consultation, answers without scripts, sends, says something about herself; gives the receipt. */
export async function answerAsResident({ page }: Window): Promise<string> {
  await page.goto('/')
  await page.getByRole('link', { name: title }).click()
  await page.getByRole('button', { name: /Start/ }).click()
  await page.getByLabel('No', { exact: true }).check()
  await goOn(page)
  await page.getByLabel('What would make it safer?').fill(comment)
  await page.getByLabel('Where do you live?').fill('NW1 6XE')
  await goOn(page)
  await page.getByRole('heading', { name: /Check/ }).waitFor()
  await goOn(page)
  await page.getByRole('heading', { name: 'Your answer is in' }).waitFor()
  return (await page.locator('.receipt').innerText()).trim()
}
