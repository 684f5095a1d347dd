import { setTimeout as wait } from 'node:timers/promises'
import axe from 'axe-core'
import { type Browser, type BrowserContext, chromium, type Page, type Request } from 'playwright-core'
import { chromiumPath } from './programs.ts'

const holder = globalThis as { folkmootBrowser?: Promise<Browser> }

/** The worker's one Chromium; it ends with the worker. */
export function openBrowser(): Promise<Browser> {
  holder.folkmootBrowser ??= chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] })
  return holder.folkmootBrowser
}

/** A person's own window: cookies apart from everybody else's, and all that went wrong in it noted. */
export interface Window {
  context: BrowserContext
  page: Page
  /** Errors of scripts, refused policies, requests to other sites, failed requests. */
  trouble: string[]
  /** Waits until nothing has been on its way for half a second; Error, with what still is, after twenty. */
  quiet: () => Promise<void>
}

export interface WindowOptions {
  scripts?: boolean
  width?: number
  dark?: boolean
}

export async function openWindow(
  origin: string,
  { scripts = true, width = 1280, dark = false }: WindowOptions = {},
): Promise<Window> {
  const browser = await openBrowser()
  const context = await browser.newContext({
    baseURL: origin,
    javaScriptEnabled: scripts,
    viewport: { width, height: 900 },
    colorScheme: dark ? 'dark' : 'light',
    locale: 'en-GB',
    timezoneId: 'Europe/London',
  })
  context.setDefaultTimeout(20_000)
  const page = await context.newPage()
  const trouble: string[] = []
  // A refused eval is caught by whoever tried it, and shows nowhere but here.
  await context.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', (event) =>
      console.error(`refused by the policy: ${event.violatedDirective} ${event.blockedURI}`),
    ),
  )
  page.on('pageerror', (error) => trouble.push(`script: ${error.message}`))
  page.on('console', (message) => {
    // A 404 or 422 that a test means to see is in the console too; a fault of the server is noted below.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load'))
      trouble.push(`console: ${message.text()}`)
  })
  page.on('request', (request) => {
    const { origin: from, protocol } = new URL(request.url())
    if (from !== origin && protocol.startsWith('http')) trouble.push(`another site was asked: ${request.url()}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 500) trouble.push(`${response.status()} ${response.url()}`)
  })
  return { context, page, trouble, quiet: quietOf(page) }
}

/** The browser's own `networkidle` may never come where a frame was taken away while it loaded. */
function quietOf(page: Page): () => Promise<void> {
  const underWay = new Set<Request>()
  let last = Date.now()
  const ended = (request: Request) => {
    underWay.delete(request)
    last = Date.now()
  }
  page.on('request', (request) => underWay.add(request))
  page.on('requestfinished', ended)
  page.on('requestfailed', ended)
  return async () => {
    const began = Date.now()
    while (underWay.size > 0 || Date.now() - last < 500) {
      if (Date.now() - began > 20_000)
        throw new Error(`Still on its way: ${[...underWay].map((request) => request.url()).join(', ')}`)
      await wait(50)
    }
  }
}

interface AxeFinding {
  id: string
  help: string
  nodes: { target: string[]; failureSummary: string }[]
}

/** What axe finds against WCAG 2.2 AA on the page as it stands, in one line each. */
export async function axeFaults(page: Page): Promise<string[]> {
  const found = (await page.evaluate(`${axe.source}; axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    resultTypes: ['violations'],
  }).then((result) => result.violations)`)) as AxeFinding[]
  return found.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help} · ${node.target.join(' ')} · ${node.failureSummary.replace(/\s+/g, ' ')}`),
  )
}
