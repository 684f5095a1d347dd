import { expect, test } from 'vitest'
import { axeFaults } from '../support/browser.ts'
import { browserSite } from '../support/browser-site.ts'
import { aPublishedAnswer, brokenDown, editSealed } from '../support/published-answer.ts'

const { world, open } = browserSite()

/** Each state of the published answers, by its address. */
async function states(): Promise<[string, string][]> {
  const long = 'Donaudampfschifffahrtsgesellschaftskapitän'.repeat(8)
  const arabic = 'قالوا إن الشوارع ليست آمنة بعد الظلام'
  const filled = await aPublishedAnswer(world(), { more: [brokenDown] })
  const words = await aPublishedAnswer(world(), { said: long, heading: long, text: long })
  const right = await aPublishedAnswer(world(), { said: arabic, heading: arabic, text: arabic })
  const broken = await aPublishedAnswer(world())
  await editSealed(world(), broken.releaseId)
  return [
    ['results', `/c/${filled.slug}/results`],
    ['one table', `/c/${filled.slug}/results/tables/t1`],
    ['results, long words', `/c/${words.slug}/results`],
    ['results, right to left', `/c/${right.slug}/results`],
    ['results, withheld', `/c/${broken.slug}/results`],
    ['one table, broken down', `/c/${filled.slug}/results/tables/t2`],
    ['no such table', `/c/${filled.slug}/results/tables/t99`],
    ['feedback', '/feedback'],
  ]
}

// Cases 67 and 70
test.each([320, 768, 1280])('published answers at %i px: axe finds nothing, nothing is cut off', async (width) => {
  const { page, trouble } = await open({ width })
  for (const [state, path] of await states()) {
    await page.goto(path)
    expect(await axeFaults(page), state).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), state).toBeLessThanOrEqual(0)
    for (const table of await page.locator('.scroll').all())
      expect(await table.evaluate((own) => own.scrollWidth - own.clientWidth), `${state}, its table`).toBe(0)
    for (const closed of await page.locator('main details').all()) await closed.locator('summary').click()
    expect(await axeFaults(page), `${state}, all opened`).toEqual([])
  }
  expect(trouble.filter((line) => !/503|status of 404/.test(line))).toEqual([])
})
