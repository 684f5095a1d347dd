import { afterAll, beforeAll, expect } from 'vitest'
import { openWindow, type Window, type WindowOptions } from './browser.ts'
import { type Product, settings, startProduct } from './product.ts'
import { signIn } from './story-desk.ts'

/** The product with its example, started as an operator starts it, and people at their windows; ended by SIGTERM. */
export function browserProduct() {
  let product: Product | undefined
  const windows: Window[] = []
  beforeAll(async () => {
    product = await startProduct(await settings({ FOLKMOOT_EXAMPLE: 'on' }), /Group coordinator/, 'bundle')
  }, 180_000)
  afterAll(async () => {
    await Promise.all(windows.map(({ context }) => context.close()))
    product?.signal('SIGTERM')
    expect(await product?.ended).toBe(0)
  })
  async function open(options?: WindowOptions): Promise<Window> {
    const window = await openWindow(product!.origin, options)
    windows.push(window)
    // Contrast is measured on colours at rest, not half-way between two.
    await window.page.emulateMedia({ reducedMotion: 'reduce' })
    return window
  }
  async function person(name: string, options?: WindowOptions): Promise<Window> {
    const window = await open(options)
    await signIn(window, product!.printed().out, name)
    return window
  }
  return { windows, open, person }
}
