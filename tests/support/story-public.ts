import type { Page } from 'playwright-core'
import type { Window } from './browser.ts'
import { title } from './story-desk.ts'

export const comment = 'More lights by the <b>north gate</b>, please. 🌙 Ring me on 020 7946 0018.'

const goOn = (page: Page) =>
  page
    .getByRole('main')
    .getByRole('button', { name: /^(Continue|Save and go on|Send)/ })
    .first()
    .click()

/** Without scripts the question that "No" brings comes when the page is sent; with them it appears at once. */
async function answerQuestions(page: Page, words: string, scripts: boolean): Promise<void> {
  await page.getByLabel('No', { exact: true }).check()
  if (!scripts) await goOn(page)
  await page.getByLabel('What would make it safer?').fill(words)
  await page.getByLabel('Where do you live?').fill('NW1 6XE')
  await goOn(page)
}

/** A resident finds the consultation, answers without scripts, sends, says something about herself; gives the receipt. */
export async function answerAsResident({ page }: Window): Promise<string> {
  await page.goto('/')
  await page.getByRole('link', { name: title }).click()
  await page.getByRole('button', { name: /Start/ }).click()
  await answerQuestions(page, comment, false)
  await page.getByRole('heading', { name: /Check/ }).waitFor()
  await goOn(page)
  await page.getByRole('heading', { name: 'Your answer is in' }).waitFor()
  const receipt = (await page.locator('.receipt').textContent())?.match(/([0-9A-Z]{4}-){5}[0-9A-Z]{4}/)?.[0]
  if (!receipt) throw new Error('The page shows no receipt.')
  return receipt
}

/** The coordinator finds what the group is asked, answers for it, says how people were asked, and sends. */
export async function answerAsGroup({ page }: Window): Promise<void> {
  await page.goto('/desk/group')
  await page
    .getByRole('listitem')
    .filter({ hasText: title })
    .getByRole('link', { name: 'Answer for the group' })
    .click()
  await page.getByRole('button', { name: /Start/ }).click()
  await answerQuestions(page, 'We met at the library; most of us avoid the north gate.', true)
  await page.getByLabel('Who was consulted').fill('Forty people at two meetings.')
  await page.getByLabel('Minority view').fill('Some feel safe there.')
  await goOn(page)
  await page.getByRole('heading', { name: /Check/ }).waitFor()
  await goOn(page)
  await page.getByRole('heading', { name: /in$/ }).waitFor()
}

/** Once it is published: from the receipt to what came of it, and from there to the plan. */
export async function followReceipt({ page }: Window, receipt: string): Promise<{ results: string; plan: string }> {
  const main = page.getByRole('main')
  await page.goto('/receipt')
  await page.getByRole('textbox').first().fill(receipt.toLowerCase().replaceAll('-', ' '))
  await main.getByRole('button').first().click()
  await main.getByRole('link', { name: 'What we heard, and what we did' }).click()
  await page.getByRole('heading', { name: `${title}: what came of it` }).waitFor()
  const results = (await main.textContent()) ?? ''
  await main.locator('article').first().getByRole('link').last().click()
  await page.waitForURL(/\/plan/)
  return { results, plan: (await main.textContent()) ?? '' }
}
