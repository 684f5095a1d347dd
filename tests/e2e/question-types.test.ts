import { expect, test } from 'vitest'
import { answerPage } from '../../shared/questionnaires/answer-page.ts'
import type { Condition, Question } from '../../shared/questionnaires/document.ts'
import type { Fields } from '../../shared/questionnaires/rules.ts'
import { axeFaults } from '../support/browser.ts'
import { browserSite } from '../support/browser-site.ts'
import { aQuestionnaireOfEveryType, everyType } from '../support/every-type.ts'
import { anOpenConsultation } from '../support/fixtures.ts'

const { world, open } = browserSite()
const en = (text: string) => ({ en: text })

/** Something to ask of each type that can be looked at. */
const conditions: Condition[] = [
  { op: 'answered', question: 'contact' },
  { op: 'chosen', question: 'contact', options: ['post', 'meet'] },
  { op: 'count', question: 'worries', is: '>=', value: 2 },
  { op: 'count', question: 'worries', is: '<', value: 2 },
  { op: 'chosen', question: 'seen', options: ['foot', 'never'], row: 'street' },
  { op: 'chosen', question: 'seen', options: ['car'] },
  { op: 'answered', question: 'order' },
  { op: 'chosen', question: 'order', options: ['roads'] },
  { op: 'count', question: 'order', is: '=', value: 2 },
  { op: 'ranked', question: 'order', option: 'young', within: 2 },
  { op: 'chosen', question: 'panel', options: ['yes'] },
  { op: 'compare', question: 'trust', is: '>', value: 3 },
  { op: 'compare', question: 'years', is: '!=', value: 5 },
  { op: 'compare', question: 'money', is: '>=', value: 50, row: 'cameras' },
  { op: 'compare', question: 'money', is: '=', value: 0, row: 'patrols' },
  { op: 'compare', question: 'when', is: '<', value: '2026-03-05' },
  { op: 'compare', question: 'since', is: '>=', value: '2000-03' },
  { op: 'area', question: 'work', areas: ['E09000003', 'outside'] },
  { op: 'answered', question: 'ward' },
  { op: 'chosen', question: 'ward', options: ['w3'] },
  { op: 'answered', question: 'agree' },
  {
    op: 'not',
    of: {
      op: 'any',
      of: [
        { op: 'answered', question: 'story' },
        { op: 'answered', question: 'years' },
      ],
    },
  },
]

/** Fills everything on the page with something or nothing, by a small generator of its own. */
const fillAtRandom = (seed: number) => {
  let state = seed
  const pick = (n: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * n)
  }
  const form = document.querySelector<HTMLFormElement>('main form')!
  const typed = ['', '', '0', '1', '3', '5', '50', '100', '2000', '2026']
  for (const field of form.querySelectorAll<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>(
    '[name^="q-"]:not([type=hidden]):not([name^="q-dep"])',
  )) {
    if (field instanceof HTMLSelectElement) field.selectedIndex = pick(3) ? pick(Math.min(6, field.options.length)) : 0
    else if (field instanceof HTMLInputElement && /radio|checkbox/.test(field.type)) field.checked = pick(3) === 0
    else field.value = typed[pick(typed.length)]!
  }
  form.dispatchEvent(new Event('input', { bubbles: true }))
  const fields: Record<string, string[]> = {}
  for (const [name, value] of new FormData(form)) fields[name] = [...(fields[name] ?? []), String(value)]
  const shown = [...form.querySelectorAll<HTMLElement>('[id^="box-dep"]')].filter((box) => !box.hidden)
  return { fields, shown: shown.map(({ id }) => id.slice('box-'.length)) }
}

test('the script shows exactly what the evaluator asks, for every type and every condition', async () => {
  const sources = Object.values(everyType).filter(({ type }) => !['hidden', 'statement', 'postcode'].includes(type))
  const dependants = conditions.map(
    (askIf, n): Question => ({ id: `dep-${n}`, code: `dep_${n}`, text: en(`Depends ${n}`), type: 'yes_no', askIf }),
  )
  const document = aQuestionnaireOfEveryType()
  document.sections[0]!.pages = [{ id: 'page', title: en('Page'), questions: [...sources, ...dependants] }]
  const { slug } = await anOpenConsultation(world(), { document })
  const { page, trouble } = await open()
  await page.goto(`/c/${slug}`)
  await page.getByRole('button', { name: 'Start your answer' }).click()
  await page.waitForURL(/page\/page/)
  const seen = new Set<string>()
  let compared = 0
  for (let seed = 1; seed <= 200; seed += 1) {
    const { fields, shown } = await page.evaluate(fillAtRandom, seed)
    const form = { fields: fields as Fields, boroughOf: () => null, say: () => '' }
    const taken = answerPage(document, {}, { part: 'main', pageId: 'page' }, form)
    // What the server cannot read it does not keep; the script, which only shows and hides, takes it as it stands.
    const unread = new Set(taken.faults.filter(({ kind }) => /unreadable|not_a/.test(kind)).map((f) => f.questionId))
    const readable = dependants.filter(
      ({ askIf }) => ![...unread].some((id) => JSON.stringify(askIf).includes(`"${id}"`)),
    )
    const asked = taken.page!.questions.map(({ id }) => id)
    for (const { id } of readable) {
      expect(shown.includes(id), `${id} at ${seed}`).toBe(asked.includes(id))
      if (shown.includes(id)) seen.add(id)
      compared += 1
    }
  }
  expect(dependants.map(({ id }) => id).filter((id) => !seen.has(id))).toEqual([])
  expect(compared).toBeGreaterThan(2000)
  expect(trouble).toEqual([])
})

test('every type is reached by keyboard and read aloud, on a phone and right to left, with the total counted along', async () => {
  for (const [language, width] of [
    ['en', 1280],
    ['ar', 320],
  ] as const) {
    const document = { ...aQuestionnaireOfEveryType(), language, languages: [language] }
    const { slug } = await anOpenConsultation(world(), { document })
    const { page, trouble } = await open({ width })
    await page.goto(`/c/${slug}`)
    await page.getByRole('button', { name: 'Start your answer' }).click()
    for (let n = 1; n <= 6; n += 1) {
      await page.waitForURL(new RegExp(`page-${n}$`))
      expect(await axeFaults(page), `page ${n}, ${language}`).toEqual([])
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
      if (n === 3) {
        await page.locator('[name="q-money.patrols"]').fill('70')
        await page.getByText('30 left to share out.').waitFor()
        await page.locator('[name="q-money.clubs"]').fill('30')
        await page.getByText('That is all of it.').waitFor()
      }
      await page.getByRole('button', { name: 'Save and go on' }).click()
    }
    await page.waitForURL(/check$/)
    expect(trouble).toEqual([])
  }
})
