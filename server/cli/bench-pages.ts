import { get as httpGet } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { buildApp } from '../app.ts'
import type { Ctx } from '../platform/context.ts'
import type { Survey } from './bench-survey.ts'
import { type Measured, ms, quantile } from './bench-table.ts'

/** So many that the compiler has done with them: measured after 300, one page in ten still waits for its threads. */
const warmUp = 4000
const goes = 400
const pageBudget = 20 * 1024
const scriptBudget = 8 * 1024

/** What a respondent's page weighs on the wire, cold, and what the server does for one. */
export async function measurePages(ctx: Ctx, survey: Survey): Promise<Measured[]> {
  let handle: (request: Request, bindings: object) => Response | Promise<Response> = () =>
    new Response(null, { status: 503 })
  const server = createAdaptorServer({ fetch: (request, bindings) => handle(request, bindings) })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const { app } = buildApp({ ...ctx, publicOrigin: origin })
  handle = app.fetch
  const visit = await begin(app, origin, survey)
  const measured = [...(await weigh(origin, visit)), ...(await timePages(app, origin, visit))]
  await new Promise((resolve) => server.close(resolve))
  return measured
}

type App = ReturnType<typeof buildApp>['app']

interface Visit {
  cookie: string
  page: string
}

/** Begins an answer as a browser without scripts does; the first question page and its cookie. */
async function begin(app: App, origin: string, survey: Survey): Promise<Visit> {
  const started = await app.request(`${origin}/c/${survey.slug}/respond`, {
    method: 'POST',
    headers: { origin, 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' },
    body: '',
  })
  const cookie = started.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  const page = new URL(started.headers.get('location') ?? '', origin).pathname
  if (started.status !== 303 || !page.includes('/page/'))
    throw new Error(`No answer could be begun: ${started.status} ${page}`)
  return { cookie, page }
}

/** Every byte that comes over a fresh connection for the address, heads included. */
function onTheWire(address: string, cookie = ''): Promise<{ bytes: number; body: Buffer; encoding: string }> {
  return new Promise((resolve, reject) => {
    const asked = httpGet(address, { agent: false, headers: { 'accept-encoding': 'br, gzip', cookie } }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({
          bytes: response.socket.bytesRead,
          body: Buffer.concat(chunks),
          encoding: String(response.headers['content-encoding'] ?? 'none'),
        }),
      )
    })
    asked.once('error', reject)
  })
}

async function weigh(origin: string, { cookie, page }: Visit): Promise<Measured[]> {
  const html = await (await fetch(origin + page, { headers: { cookie } })).text()
  const parts = [...html.matchAll(/(?:href|src)="(\/[^"]+\.(?:css|js))"/g)].map((match) => match[1] ?? '')
  const first = await onTheWire(origin + page, cookie)
  let [all, script] = [first.bytes, 0]
  for (const part of new Set(parts)) {
    const { bytes } = await onTheWire(origin + part)
    all += bytes
    if (part.endsWith('.js')) script += bytes
  }
  const kb = (bytes: number) => `${(bytes / 1024).toFixed(1)} kB`
  return [
    {
      what: 'Respondent page of five questions, everything on the wire, cold',
      found: `${kb(all)} in ${1 + new Set(parts).size} requests`,
      beside: 'budget 20 kB',
      holds: all <= pageBudget,
    },
    {
      what: 'Its script',
      found: kb(script),
      beside: 'budget 8 kB; the page works without it',
      holds: script <= scriptBudget,
    },
  ]
}

/** The processor time of this process for one page: the database waits in its own, so its time is not in it. */
async function timePages(app: App, origin: string, { cookie, page }: Visit): Promise<Measured[]> {
  const headers = { cookie, origin, 'sec-fetch-site': 'same-origin', 'accept-encoding': 'gzip' }
  const read = async () => {
    const response = await app.request(origin + page, { headers })
    if (response.status !== 200) throw new Error(`The page answered ${response.status}.`)
    await response.arrayBuffer()
  }
  const form = { ...headers, 'content-type': 'application/x-www-form-urlencoded' }
  const body = new URLSearchParams({ s0: 's0-o0', s1: 's1-o1', s2: 's2-o2', s3: 's3-o0', s4: 's4-o1' }).toString()
  const write = async () => {
    const response = await app.request(origin + page, { method: 'POST', headers: form, body })
    if (response.status !== 303) throw new Error(`The form answered ${response.status}.`)
  }
  return [await timeOf('GET', read), await timeOf('POST', write)]
}

async function timeOf(method: string, work: () => Promise<void>): Promise<Measured> {
  for (let i = 0; i < warmUp; i++) await work()
  const spent: number[] = []
  for (let i = 0; i < goes; i++) {
    const before = process.cpuUsage()
    await work()
    const { user, system } = process.cpuUsage(before)
    spent.push((user + system) / 1000)
  }
  const p95 = quantile(spent, 0.95)
  return {
    what: `Server time for a respondent page, ${method}, without the database`,
    found: `median ${ms(quantile(spent, 0.5))}, p95 ${ms(p95)}`,
    beside: 'budget p95 3 ms',
    holds: p95 < 3,
  }
}
