import { expect, test } from 'vitest'
import { axeFaults, openWindow, type Window } from '../support/browser.ts'
import { browserProduct } from '../support/browser-product.ts'
import { anOpenConsultation, aQuestionnaire } from '../support/fixtures.ts'
import { serveWorld } from '../support/serve-world.ts'
import { deskStates, publicStates, type State } from '../support/states.ts'

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
  await window.page.waitForLoadState('networkidle')
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

/** The small questionnaire with every word of it in this language. */
function inWords(language: string, text: string) {
  const said = JSON.stringify(aQuestionnaire({ language, languages: [language] }), (key, value) =>
    typeof value === 'object' && value !== null && 'en' in value && key !== '' ? { [language]: text } : value,
  )
  return JSON.parse(said) as ReturnType<typeof aQuestionnaire>
}
