import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axeFaults, openWindow, type Window } from '../support/browser.ts'
import { browserProduct } from '../support/browser-product.ts'
import { answerEveryType } from '../support/every-answer.ts'
import { aQuestionnaireOfEveryType } from '../support/every-type.ts'
import { anOpenConsultation, aQuestionnaire } from '../support/fixtures.ts'
import { serveWorld } from '../support/serve-world.ts'
import type { State } from '../support/state-steps.ts'
import { deskStates, publicStates } from '../support/states.ts'

// Cases 67, 68 and 70: every state by its name, in a real browser.
const { open, person } = browserProduct()
const people = new Map<string, Window>()

async function windowFor(state: State): Promise<Window> {
  const name = state.person ?? 'nobody'
  const found = people.get(name) ?? (await (state.person ? person(state.person) : open()))
  people.set(name, found)
  return found
}

/** What is wrong with the state: axe's findings, a page wider than its window, trouble in the console. */
async function faultsOf({ page, trouble }: Window): Promise<string[]> {
  await page.waitForLoadState('load')
  const wider = Number(await page.evaluate('document.documentElement.scrollWidth - innerWidth'))
  const found = [...(await axeFaults(page)), ...(wider > 0 ? [`${wider} px wider than the window`] : []), ...trouble]
  trouble.length = 0
  return found
}

test('a fault is found where there is one', async () => {
  const window = await open({ width: 320 })
  await window.page.goto('/promises')
  await window.page.evaluate(`
    const wide = document.createElement('div')
    wide.style.width = wide.style.height = '900px'
    document.querySelector('main').append(Object.assign(new Image(), { src: 'data:,' }), wide)`)
  const found = await faultsOf(window)
  expect(found.join('\n')).toMatch(/image-alt.*\n(.*\n)*\d+ px wider than the window/)
  await window.context.close()
})

test.each(publicStates)('public: $name, at 320 px', async (state) => {
  const window = await open({ width: 320 })
  await state.go(window.page)
  expect(await faultsOf(window)).toEqual([])
  await window.context.close()
})

test.each(deskStates)('desk: $name, at 1280 px', async (state) => {
  const window = await windowFor(state)
  await state.go(window.page)
  await window.quiet()
  expect(await faultsOf(window)).toEqual([])
})

const long = 'Donaudampfschifffahrtsgesellschaftskapitän'.repeat(6)
const words = {
  arabic: { language: 'ar', text: 'هل تشعر بالأمان في الحي بعد حلول الظلام؟' },
  'very long words': { language: 'en', text: long },
}

test.each(Object.entries(words))(
  'a questionnaire in %s, from start to receipt, at 320 px',
  async (_name, { language, text }) => {
    const { world, close } = await serveWorld()
    const document = inWords(language, text)
    const { slug } = await anOpenConsultation(world, {
      document,
      consultation: { title: text, why: text, decided: text },
    })
    const window = await openWindow(world.ctx.publicOrigin, { width: 320 })
    const { page } = window
    await page.goto(`/c/${slug}`)
    expect(await faultsOf(window)).toEqual([])
    for (let pages = 0; pages < 8 && !page.url().endsWith('/in'); pages += 1) {
      const before = page.url()
      await page.getByRole('main').locator('form').last().locator('button[type=submit]').first().click()
      await page.waitForURL((url) => url.href !== before)
      expect(await faultsOf(window)).toEqual([])
      const choice = page.locator('input[type=checkbox]').first()
      if ((await choice.count()) > 0) await choice.check()
    }
    expect(page.url()).toMatch(/\/in$/)
    await window.context.close()
    close()
  },
)

const send = (page: Page) =>
  Promise.all([
    page.waitForEvent('load'),
    page.locator('main form').last().locator('button[type=submit]').first().click(),
  ])

test.each([
  ['what is wrong', false, 320],
  ['what is wrong', false, 1280],
  ['what it only warns of', true, 320],
] as const)('every type of question with %s, then answered (%s, %i px)', async (_said, soft, width) => {
  const { world, close } = await serveWorld()
  const document = aQuestionnaireOfEveryType((all) =>
    all.map((one) => (one.type === 'statement' ? one : { ...one, required: true, ...(soft && { soft }) })),
  )
  const { slug } = await anOpenConsultation(world, { document })
  const window = await openWindow(world.ctx.publicOrigin, { width })
  const { page } = window
  await page.goto(`/c/${slug}`)
  await send(page)
  const seen: string[] = []
  while (!page.url().endsWith('/check')) {
    const before = page.url()
    expect(await faultsOf(window)).toEqual([])
    await send(page)
    expect(await page.locator(soft ? '.errors.soft' : '.errors').count()).toBe(1)
    expect(await faultsOf(window)).toEqual([])
    await answerEveryType(page)
    await send(page)
    expect(page.url()).not.toBe(before)
    seen.push(before)
  }
  expect(seen).toHaveLength(6)
  expect(await faultsOf(window)).toEqual([])
  await window.context.close()
  close()
})

/** The small questionnaire with every word of it in this language. */
function inWords(language: string, text: string) {
  const said = JSON.stringify(aQuestionnaire({ language, languages: [language] }), (key, value) =>
    typeof value === 'object' && value !== null && 'en' in value && key !== '' ? { [language]: text } : value,
  )
  return JSON.parse(said) as ReturnType<typeof aQuestionnaire>
}
