import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWindow, type Window } from '../support/browser.ts'
import { type Product, settings, startProduct } from '../support/product.ts'
import { build, signIn } from '../support/story-desk.ts'

let product: Product
const windows: Window[] = []
beforeAll(async () => {
  product = await startProduct(await settings({ FOLKMOOT_EXAMPLE: 'on' }), /Group coordinator/)
}, 180_000)
afterAll(async () => {
  for (const { context } of windows) await context.close()
  product?.signal('SIGTERM')
  await product?.ended
})

async function person(name: string): Promise<Window> {
  const window = await openWindow(product.origin)
  windows.push(window)
  await signIn(window, product.printed().out, name)
  return window
}

test('from a questionnaire to a published answer that the plan shows', async () => {
  const officer = await person('Consultation officer')
  const consultationId = await build(officer)
  expect(consultationId).toMatch(/^[0-9a-f-]{36}$/)
  for (const window of windows) expect(window.trouble).toEqual([])
})
