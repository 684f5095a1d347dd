import type { Page } from 'playwright-core'

/** A state of a page, by the name it is reported under: how to get there from a window that is signed in, or from none. */
export interface State {
  name: string
  person?: 'Consultation officer' | 'Analyst' | 'Approver' | 'Group coordinator'
  go: (page: Page) => Promise<unknown>
}

export const visit = (path: string) => (page: Page) => page.goto(path)
export const send = (page: Page) =>
  page
    .getByRole('main')
    .getByRole('button', { name: /^(Continue|Save and go on|Send)/ })
    .first()
    .click()

/** Answers whatever a page needs, until the page with this heading. */
export async function answerUntil(page: Page, heading: RegExp) {
  for (let pages = 0; pages < 20 && (await page.getByRole('heading', { name: heading }).count()) === 0; pages += 1) {
    const first = page.getByRole('main').locator('input[type=radio], input[type=checkbox]').first()
    if ((await first.count()) > 0) await first.check()
    // The next page must be there before its heading is looked for, or the form on it would be sent as well.
    await Promise.all([page.waitForEvent('load'), send(page)])
  }
}

/** Follows the first link with this name that stays in the desk. */
export const firstOf = (path: string, name: RegExp) => async (page: Page) => {
  await page.goto(path)
  await page.getByRole('main').locator(`a[href^="${path}/"]`, { hasText: name }).first().click()
}
/** Opens what this button opens, on the page that is there. */
export const opening = (there: (page: Page) => Promise<unknown>, button: RegExp) => async (page: Page) => {
  await there(page)
  await page.getByRole('button', { name: button }).first().click()
  await page.getByRole('dialog').waitFor()
}

export const officer = 'Consultation officer'
