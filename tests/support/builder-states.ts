import type { Page } from 'playwright-core'
import { answerUntil, firstOf, officer, opening, type State, send } from './state-steps.ts'

const builder = async (page: Page) => {
  await firstOf('/desk/consultations', /2026/)(page)
  await page.getByRole('link', { name: 'Full questionnaire' }).first().click()
  // A frame that is taken away while it loads may leave the browser waiting for it.
  await page.locator('iframe[data-shown]').waitFor()
}
const tryOut = async (page: Page) => {
  await builder(page)
  const link = page.getByRole('link', { name: 'Try it out' })
  await page.goto((await link.getAttribute('href')) ?? '')
}

const inOutline = (page: Page, words: RegExp) =>
  page.getByRole('region', { name: 'Outline' }).getByRole('button', { name: words })
/** The builder with this question chosen. */
const onQuestion = (words: RegExp) => async (page: Page) => {
  await builder(page)
  await inOutline(page, words).click()
}

/** The questionnaire builder, and the try-out of a draft. */
export const builderStates: State[] = [
  { name: 'trying a questionnaire out', person: officer, go: tryOut },
  { name: 'the builder', person: officer, go: builder },
  {
    name: 'trying a questionnaire out, with something wrong',
    person: officer,
    go: async (page) => {
      await tryOut(page)
      await Promise.all([page.waitForEvent('load'), send(page)])
    },
  },
  {
    name: 'trying a questionnaire out, the check',
    person: officer,
    go: async (page) => {
      await tryOut(page)
      await answerUntil(page, /Check your answers/)
    },
  },
  {
    name: 'trying a questionnaire out, to its end',
    person: officer,
    go: async (page) => {
      await tryOut(page)
      await answerUntil(page, /Check your answers/)
      await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Go on as if' }).click()])
      await page.getByRole('heading', { name: 'You came to the end' }).waitFor()
    },
  },
  {
    name: 'trying a questionnaire out as a test person',
    person: officer,
    go: async (page) => {
      await opening(builder, /test (person|people)$/)(page)
      const [window] = await Promise.all([
        page.context().waitForEvent('page'),
        page
          .getByRole('button', { name: /^Walk through as this person/ })
          .last()
          .click(),
      ])
      await window.getByText('are filled in').waitFor()
      await window.close()
    },
  },
  {
    name: 'the builder, a question chosen',
    person: officer,
    go: async (page) => {
      await builder(page)
      await inOutline(page, /^1\s?\S/)
        .last()
        .click()
    },
  },
  { name: 'the builder, its test people', person: officer, go: opening(builder, /test (person|people)$/) },
  {
    name: 'the builder, a condition of several parts',
    person: officer,
    go: async (page) => {
      await onQuestion(/How did it go/)(page)
      await page.getByRole('button', { name: 'Add another part' }).click()
      const second = page.getByRole('group', { name: 'Part 2' })
      await second.getByRole('combobox').first().selectOption({ index: 1 })
      await second.getByRole('checkbox').first().check()
      await page.getByRole('combobox', { name: 'Ask if' }).selectOption('any')
      await second.getByRole('checkbox', { name: /^Turn it round/ }).check()
      await page
        .getByText(/^Asked if question 4 is .* or question 1 is not/)
        .first()
        .waitFor()
    },
  },
  {
    name: 'the builder, an answer that is asked only if',
    person: officer,
    go: async (page) => {
      await onQuestion(/months, have you had/)(page)
      await page.getByRole('button', { name: 'More for Answer 2' }).click()
      await page.getByRole('menuitem', { name: /^Ask it only if/ }).click()
      const own = page.getByRole('region', { name: /^When to ask/ })
      await own.getByRole('combobox', { name: 'Ask if' }).selectOption({ index: 1 })
      await own.getByRole('checkbox').first().check()
      await page
        .getByText(/^asked if question 1 is/)
        .first()
        .waitFor()
    },
  },
  {
    name: 'publishing what changes a question that people have answered',
    person: officer,
    go: async (page) => {
      await onQuestion(/Which three things/)(page)
      await page.getByLabel('Question', { exact: true }).fill('Which three things should come first?')
      await page.getByLabel('Help text').click()
      await page.getByText('Saved just now').waitFor()
      await page.getByRole('button', { name: /^Publish version/ }).click()
      await page.getByText('people have answered it').first().waitFor()
    },
  },
]
