import { afterAll, beforeAll } from 'vitest'
import { openWindow, type Window, type WindowOptions } from './browser.ts'
import { serveWorld } from './serve-world.ts'
import type { World } from './world.ts'

/** The worker's product behind a real port, and windows on it that close at the end of the file. */
export function browserSite() {
  let served: Awaited<ReturnType<typeof serveWorld>>
  const windows: Window[] = []
  beforeAll(async () => {
    served = await serveWorld()
  })
  afterAll(async () => {
    await Promise.all(windows.map(({ context }) => context.close()))
    served.close()
  })
  async function open(options?: WindowOptions): Promise<Window> {
    const window = await openWindow(served.world.ctx.publicOrigin, options)
    windows.push(window)
    return window
  }
  return { world: (): World => served.world, open }
}
