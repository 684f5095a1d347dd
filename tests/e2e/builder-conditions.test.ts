import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { Question, QuestionnaireDocument } from '../../shared/questionnaires/document.ts'
import { axeFaults } from '../support/browser.ts'
import { browserProduct } from '../support/browser-product.ts'

const { person } = browserProduct()

const howItWent = /How did it go\?/
const policeTeam = /Have you heard of the police team/

const choose = (page: Page, words: RegExp) =>
  page.getByRole('region', { name: 'Outline' }).getByRole('button', { name: words }).click()

/** The builder of the example's open consultation, with this question chosen. */
async function building(page: Page, words: RegExp): Promise<void> {
  await page.goto('/desk/consultations')
  await page.getByRole('link', { name: /2026$/ }).first().click()
  await page.getByRole('link', { name: 'Full questionnaire' }).click()
  await choose(page, words)
}

/** The question as the server holds it, once all is saved. */
async function kept(page: Page, words = howItWent): Promise<Question> {
  await page.getByText('Saved just now').waitFor()
  const answer = await page.request.get(`/api/questionnaires/${page.url().split('/').at(-1)}`)
  const { draft } = (await answer.json()) as { draft: QuestionnaireDocument }
  const questions = draft.sections.flatMap(({ pages }) => pages.flatMap((each) => each.questions))
  return questions.find(({ text }) => words.test(text.en ?? ''))!
}

const part = (within: Locator, name: string) => within.getByRole('group', { name, exact: true })
const question = (within: Locator) => within.getByRole('combobox').first()
const focused = (page: Page) => page.evaluate('document.activeElement.tagName')

test('a group inside a condition is begun at a part, changed part by part, and is one part again when one is left', async () => {
  const { page, trouble } = await person('Consultation officer')
  await building(page, howItWent)
  const condition = page.getByRole('region', { name: 'Condition', exact: true })
  await condition.getByRole('button', { name: 'Add another part' }).click()
  await question(part(condition, 'Part 2')).selectOption({ label: '2. Why these?' })
  await part(condition, 'Part 2').getByRole('checkbox', { name: 'was answered' }).check()
  expect(await focused(page)).toBe('INPUT')
  await condition.getByRole('button', { name: 'Add “or” to part 2' }).click()
  expect(await focused(page)).toBe('FIELDSET')
  await question(part(condition, 'Part 2.2')).selectOption({ index: 3 })
  // Not whole yet: changing what stands before it does not lose it.
  await part(condition, 'Part 2.1')
    .getByRole('checkbox', { name: /^Turn it round/ })
    .check()
  await part(condition, 'Part 2.2').getByRole('checkbox', { name: 'was answered' }).check()
  const first = { op: 'chosen', options: expect.objectContaining({ length: 3 }) }
  const why = { op: 'answered', question: expect.any(String) }
  expect((await kept(page)).askIf).toMatchObject({
    op: 'all',
    of: [first, { op: 'any', of: [{ op: 'not', of: why }, why] }],
  })

  await page.reload()
  await choose(page, howItWent)
  const group = part(condition, 'Part 2')
  await group.getByRole('checkbox', { name: /^Turn all of it round/ }).check()
  await group.getByRole('combobox', { name: 'and if' }).selectOption('all')
  expect((await kept(page)).askIf).toMatchObject({
    op: 'all',
    of: [first, { op: 'not', of: { op: 'all', of: [{ op: 'not', of: why }, why] } }],
  })
  expect(await axeFaults(page)).toEqual([])

  await condition.getByRole('button', { name: 'Remove: part 2.1' }).click()
  expect((await kept(page)).askIf).toMatchObject({ op: 'all', of: [first, { op: 'not', of: why }] })
  expect(await focused(page)).toBe('FIELDSET')
  await condition.getByText(/and question \d was not answered\.$/).waitFor()
  expect(trouble).toEqual([])
})

test('what a check says must hold is changed as a condition is, and never goes but with the check', async () => {
  const { page, trouble } = await person('Consultation officer', { width: 1440, dark: true })
  await building(page, howItWent)
  await page.getByRole('combobox', { name: 'Add a check' }).selectOption({ label: 'This answer' })
  await page
    .getByRole('group', { name: 'Checks of the answer' })
    .getByRole('checkbox', { name: 'was answered' })
    .check()
  const check = page.getByRole('region', { name: 'Check 1' })
  await check.getByRole('button', { name: 'Add another part' }).click()
  await question(part(check, 'Part 2')).selectOption({ label: '2. Why these?' })
  await part(check, 'Part 2').getByRole('checkbox', { name: 'was answered' }).check()
  await check.getByRole('combobox', { name: 'It must hold that' }).selectOption('any')
  await check.getByText('It must hold that question 5 was answered or question 2 was answered.').waitFor()
  const { id, checks } = await kept(page)
  const itself = { op: 'answered', question: id }
  expect(checks).toMatchObject([{ holds: { op: 'any', of: [itself, { op: 'answered' }] } }])
  expect(await axeFaults(page)).toEqual([])

  await check.getByRole('button', { name: 'Remove: part 2' }).click()
  expect((await kept(page)).checks).toMatchObject([{ holds: itself }])
  expect(await check.getByRole('button', { name: /^Remove/ }).count()).toBe(0)
  expect(await question(part(check, 'Part 1')).locator('option').first().textContent()).toBe('This answer')
  await check.getByRole('button', { name: 'Delete this check' }).click()
  expect((await kept(page)).checks).toBeUndefined()
  expect(trouble).toEqual([])
})

test('what is undone is undone in the fields of a condition as well, and is not saved again from there', async () => {
  const { page, trouble } = await person('Consultation officer')
  await building(page, policeTeam)
  const condition = page.getByRole('region', { name: 'Condition', exact: true })
  await question(part(condition, 'Part 1')).selectOption({ index: 1 })
  await condition.getByRole('combobox', { name: 'Look at' }).selectOption('count')
  const least = condition.getByRole('spinbutton', { name: 'Number' })
  for (const value of ['2', '3']) {
    await least.fill(value)
    await least.press('Tab')
    expect((await kept(page, policeTeam)).askIf).toMatchObject({ op: 'count', value: Number(value) })
  }
  await page.getByRole('button', { name: /^Undo/ }).click()
  await expect.poll(() => least.inputValue()).toBe('2')
  await least.focus()
  await least.press('Tab')
  expect((await kept(page, policeTeam)).askIf).toMatchObject({ op: 'count', value: 2 })
  await page.getByRole('button', { name: /^Undo/ }).click()
  await expect.poll(() => question(part(condition, 'Part 1')).inputValue()).toBe('')
  expect(trouble).toEqual([])
})
