import type { Page } from 'playwright-core'
import type { Window } from './browser.ts'
import { title } from './story-desk.ts'

export const findingHeading = 'People feel less safe by the north gate.'
export const promise = 'put three lights up by the north gate.'
/** The objective of the plan that the answer speaks to, by a part of its name. */
const objective = /^Objective 1|^1\b/

/** A release of every question, one of them also by sex. */
export async function freeze({ page }: Window, consultationId: string): Promise<void> {
  await page.goto(`/desk/feedback/${consultationId}`)
  await page.getByRole('group', { name: 'Break the questions down by' }).getByLabel('What is your sex?').check()
  await page.getByRole('button', { name: /^Freeze \d+ tables/ }).click()
  await page.getByLabel('Type the title of the consultation').fill(title)
  await page.getByRole('button', { name: 'Freeze', exact: true }).click()
  await page.getByRole('heading', { name: 'This answer is being written' }).waitFor()
}

/** Looks through what people wrote, page by page, for the words, and takes them as a quote; gives the proposed wording. */
async function quote(page: Page, words: string): Promise<string> {
  await page.getByRole('button', { name: 'Quote somebody' }).click()
  const wrote = page.getByRole('listitem').filter({ hasText: words })
  const more = page.getByRole('button', { name: 'More', exact: true })
  await page.getByRole('button', { name: 'Quote nobody' }).waitFor()
  for (let pages = 0; pages < 30 && (await wrote.count()) === 0; pages += 1) {
    await more.click()
    await page.getByRole('button', { name: 'Quote nobody' }).waitFor()
  }
  await wrote.getByRole('button', { name: 'Quote this' }).click()
  const wording = await page.getByLabel('As it will be published').inputValue()
  await page.getByRole('button', { name: 'Keep this quote' }).click()
  await page.getByRole('checkbox', { name: wording.slice(0, 20) }).waitFor()
  return wording
}

/** The plan's first item in a list to choose from. */
const firstOfPlan = async (page: Page, label: string) => {
  const list = page.getByRole('combobox', { name: label })
  const options = await list.getByRole('option').allTextContents()
  const words = options.find((option) => objective.test(option)) ?? options[1] ?? ''
  await list.selectOption({ label: words })
  return words
}

/** A finding that pins a cell and a quote and speaks to the plan, a commitment, and two sentences; sent for approval. */
export async function writeAnswer({ page }: Window, words: string): Promise<{ wording: string; objective: string }> {
  await page.getByLabel('You said').fill('You said that the north gate is dark.')
  await page.getByLabel('We did').fill('We will put up lights.')
  await page.getByRole('button', { name: 'Save the two sentences' }).click()
  await page.getByRole('button', { name: 'Write a finding' }).click()
  // Left and begun again by keys alone: the button that opened the form has the focus once the form has gone.
  await page.getByRole('button', { name: 'Leave it' }).click()
  await page.locator('button:focus', { hasText: 'Write a finding' }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByLabel('Heading').fill(findingHeading)
  await page.getByLabel('What was found').fill('Among those who answered, many do not feel safe there after dark.')
  await page.getByRole('group').filter({ hasText: 'Do you feel safe' }).first().locator('summary').first().click()
  await page
    .getByRole('checkbox', { name: /^Pin No,/ })
    .first()
    .check()
  const wording = await quote(page, words)
  const tied = await firstOfPlan(page, 'Add an objective or an action of the plan')
  await page.getByRole('button', { name: 'Keep this finding' }).click()
  await page.getByRole('heading', { name: findingHeading }).waitFor()
  await page.getByRole('button', { name: 'Write a commitment' }).click()
  await page.getByLabel('We will …').fill(promise)
  await firstOfPlan(page, 'In the plan (optional)')
  await page.getByLabel('Owner').fill('Head of Engagement')
  await page.getByLabel('By when').fill('2030-03-31')
  await page.getByRole('button', { name: 'Keep this commitment' }).click()
  await page.getByText(promise).first().waitFor()
  await page.getByRole('button', { name: 'Send to the approver' }).click()
  await page.getByRole('heading', { name: 'This answer waits for an approver' }).waitFor()
  return { wording, objective: tied }
}

/** Another person reads the queue, sees the words as they were written beside the quote, and publishes. */
export async function publish({ page }: Window, consultationId: string, asWritten: string): Promise<void> {
  await page.goto('/desk/feedback')
  await page.goto(`/desk/feedback/${consultationId}`)
  await page.getByText(asWritten).first().waitFor()
  await page.getByRole('button', { name: 'Publish this answer' }).click()
  await page.getByRole('heading', { name: 'This answer is published' }).waitFor()
}
