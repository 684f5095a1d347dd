import type { Page } from 'playwright-core'
import type { Window } from './browser.ts'

export const title = 'Safer evenings in the market'

/** The person of the example with this name presses the button of the link that the start printed. */
export async function signIn({ page }: Window, printed: string, name: string): Promise<void> {
  const link = printed.split('\n').find((line) => line.trim().startsWith(name))
  const address = link?.match(/http\S+/)?.[0]
  if (!address) throw new Error(`The start printed no link for ${name}: ${printed}`)
  await page.goto(address)
  await page.getByRole('button').first().click()
  await page.getByRole('heading', { level: 1 }).waitFor()
}

/** Waits until the builder says that all is kept. */
const allSaved = (page: Page) =>
  page
    .getByRole('status')
    .filter({ hasText: /All saved|Saved/ })
    .waitFor()

async function addQuestion(page: Page, type: string, text: string, answers: string[] = []): Promise<void> {
  await page.getByRole('button', { name: 'Add a question' }).click()
  await page.getByRole('menuitem', { name: type, exact: true }).click()
  const settings = page.getByRole('region', { name: 'Settings' })
  await settings.getByRole('textbox', { name: /^(Question|Text)$/ }).fill(text)
  for (const [at, answer] of answers.entries()) {
    const field = settings.getByRole('textbox', { name: `Answer ${at + 1}`, exact: true })
    if ((await field.count()) === 0) await settings.getByRole('button', { name: 'Add an answer' }).click()
    await field.fill(answer)
    await field.press('Tab')
  }
  await allSaved(page)
}

/** The officer makes a consultation and builds its questionnaire, with a condition and the equality questions; gives its id. */
export async function build({ page }: Window): Promise<string> {
  await page.getByRole('link', { name: 'New consultation' }).click()
  await page.getByLabel('What is it about?').fill(title)
  await page.getByRole('button', { name: 'Make the consultation' }).click()
  await page.waitForURL(/\/consultations\/[0-9a-f-]{36}$/)
  const consultationId = page.url().split('/').at(-1)!
  await page.getByRole('button', { name: 'Build it' }).click()
  await page.getByRole('heading', { name: 'Full questionnaire' }).waitFor()
  await addQuestion(page, 'Single choice', 'Do you feel safe in the market after dark?', ['Yes', 'No', 'Not sure'])
  await addQuestion(page, 'Long text', 'What would make it safer?')
  await page.getByRole('combobox', { name: 'Ask if' }).selectOption({ index: 1 })
  await page.getByRole('checkbox', { name: 'No', exact: true }).check()
  await allSaved(page)
  await addQuestion(page, 'UK postcode, kept as borough', 'Where do you live?')
  await page.getByRole('button', { name: 'Add the equality questions' }).click()
  await allSaved(page)
  await page.getByRole('button', { name: 'Publish version 1' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Publish version 1' }).click()
  await page.getByText('Version 1 is published').first().waitFor()
  return consultationId
}

/** The day so many days from now, as a date field takes it, in London. */
const dayFromNow = (days: number) =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(Date.now() + days * 86_400_000)

/** Says what people are told, writes the notice, and asks for the opening so many days from now. */
export async function prepare({ page }: Window, consultationId: string, opensIn = -1): Promise<void> {
  await page.goto(`/desk/consultations/${consultationId}`)
  const facts = page.getByRole('form', { name: 'What people are told' })
  await facts.getByLabel('Why we ask').fill('The market stays open later, and we want everybody to feel safe there.')
  await facts.getByLabel('What is decided already').fill('The market stays open until nine.')
  await facts.getByLabel('What is still open').fill('Where lights and patrols go.')
  await facts.getByLabel('Who is asked').fill('Everybody who uses the market.')
  await facts.getByLabel('Opens').fill(dayFromNow(opensIn))
  await facts.getByLabel('Closes').fill(dayFromNow(28))
  await facts.getByLabel('Whom people can ask').fill('The engagement team, engagement@example.org')
  await facts.getByLabel('Answer promised by').fill(dayFromNow(60))
  await facts.getByRole('button', { name: 'Save' }).click()
  await facts.getByText('Saved just now').waitFor()
  await page
    .getByLabel('The notice')
    .fill('We keep answers for two years. Words may be quoted once nobody is named in them.')
  await page.getByRole('button', { name: 'Save the notice' }).click()
  await page.getByText(/^Version 1, since/).waitFor()
  await page.getByRole('button', { name: 'Ask to open' }).click()
  await page.getByText('Waits for an approver').waitFor()
}

/** Another person opens it. */
export async function confirmOpening({ page }: Window, consultationId: string): Promise<void> {
  await page.goto(`/desk/consultations/${consultationId}`)
  await page.getByRole('button', { name: 'Confirm opening' }).click()
  await page.getByText(/^(Open until|Opens on)/).waitFor()
}

/** The officer asks every group, and fills the consultation with answers that are marked synthetic. */
export async function askAndFill({ page }: Window, consultationId: string): Promise<void> {
  await page.goto(`/desk/groups/${consultationId}`)
  await page.getByRole('button', { name: 'Ask all 32 groups' }).click()
  await page.getByRole('heading', { name: /0 of 32/ }).waitFor()
  await page.goto(`/desk/consultations/${consultationId}`)
  await page.getByRole('combobox', { name: /How many/ }).selectOption('100')
  await page.getByRole('button', { name: 'Fill with synthetic responses' }).click()
  await page.getByText('They are in.').waitFor({ timeout: 60_000 })
}

/** The consultation is closed at once, with its reason. */
export async function close({ page }: Window, consultationId: string): Promise<void> {
  await page.goto(`/desk/consultations/${consultationId}`)
  await page.getByLabel('Why earlier').fill('Everybody who was asked has answered.')
  await page.getByRole('button', { name: 'Close it now' }).click()
  await page.getByText(/^Closed on/).waitFor()
}
