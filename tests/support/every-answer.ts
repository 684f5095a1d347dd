import type { Page } from 'playwright-core'

/** What is written into the fields of the questionnaire of every type, by the field's name. */
const written: Record<string, string> = {
  'q-years': '7',
  'q-money.patrols': '60',
  'q-money.cameras': '10',
  'q-money.clubs': '30',
  'q-reply': 'somebody@example.org',
  'q-story': 'The lamps by the north gate are out.',
  'q-when.day': '1',
  'q-when.month': '2',
  'q-when.year': '2025',
  'q-since.month': '3',
  'q-since.year': '1999',
}
const chosen: Record<string, string> = {
  'q-order.visible': '1',
  'q-order.victims': '2',
  'q-order.roads': '3',
  'q-home.area': 'E09000007',
  'q-work.area': 'outside',
  'q-ward': 'w7',
}
const ticked = ['q-contact=post', 'q-worries=cars', 'q-seen.street=foot', 'q-seen.centre=car', 'q-panel=yes']
const agreed = ['q-trust=4', 'q-agree=yes']

/** Answers all that the page asks of the questionnaire of every type. */
export async function answerEveryType(page: Page): Promise<void> {
  const field = (name: string) => page.locator(`[name="${name}"]`)
  const isThere = async (name: string) => (await field(name).count()) > 0
  for (const [name, words] of Object.entries(written)) if (await isThere(name)) await field(name).fill(words)
  for (const [name, value] of Object.entries(chosen)) if (await isThere(name)) await field(name).selectOption(value)
  for (const [name = '', value] of [...ticked, ...agreed].map((one) => one.split('=')))
    if (await isThere(name)) await page.locator(`[name="${name}"][value="${value}"]`).check()
}
