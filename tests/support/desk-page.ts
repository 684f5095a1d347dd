import type { Page } from 'playwright-core'

/** The name of the example's consultations, one for each year. */
export const thisYear = /^Have Your Say on Policing in London \d{4}$/

/** Waits for the page of this heading. */
export const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor()

/** Presses the first button of this name. */
export const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()
