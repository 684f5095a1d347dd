import type { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import { stopCounting } from '../analysis/reader.ts'
import { buildApp, jobs, subscriptions } from '../app.ts'
import type { Env } from '../env.ts'
import { faultOf } from '../platform/errors.ts'
import { startJobs } from '../platform/jobs.ts'
import { listenForOperator } from '../platform/operator.ts'
import { WrongUsage } from '../platform/operator-words.ts'
import { printExampleLinks } from './example-links.ts'
import { isEmpty, loadExample } from './example-load.ts'
import { openData, takeData } from './open-data.ts'
import { verbs } from './verbs.ts'

/** The port is taken or not ours to open. */
export class PortRefused extends Error {}

type Fetch = (request: Request, bindings: object) => Response | Promise<Response>

const starting: Fetch = () =>
  new Response('Folkmoot is starting.', { status: 503, headers: { 'Retry-After': '2', 'Content-Type': 'text/plain' } })
const stopping: Fetch = () =>
  new Response('Folkmoot is being restarted. Try again in a moment.', {
    status: 503,
    headers: { 'Retry-After': '5', Connection: 'close', 'Content-Type': 'text/plain' },
  })

/** Serves until a signal. The port is opened before the data, so that a taken port is said at once. */
export async function serve(env: Env, args: string[]): Promise<number> {
  if (args.length > 0) throw new WrongUsage(`It takes no “${args[0]}”: settings come from the environment.`)
  const held = takeData(env)
  let handle: Fetch = starting
  const server = createAdaptorServer({
    fetch: (request, bindings) => handle(request, bindings),
    // Node looks for slow ones every half a minute unless told: a request that trickles is ended within ten seconds.
    serverOptions: {
      requestTimeout: 9_000,
      headersTimeout: 9_000,
      keepAliveTimeout: 5_000,
      connectionsCheckingInterval: 1_000,
    },
  }) as Server
  try {
    await listen(server, env)
  } catch (error) {
    held.release()
    throw error
  }
  const { ctx, close } = await openData(env, held)
  if (ctx.example && (await isEmpty(ctx))) await loadExample(ctx)
  const { app } = buildApp(ctx)
  handle = app.fetch
  // What a library leaves to nobody must not end the requests of everybody.
  process.on('unhandledRejection', (error) => ctx.log.error(faultOf(error), 'a failure that nobody waited for'))
  const operator = env.databaseUrl ? null : await listenForOperator(ctx, verbs)
  const running = startJobs(ctx, jobs, subscriptions(env))
  announce(env)
  await printExampleLinks(ctx)

  await signalled()
  handle = stopping
  await finish(server)
  await running.stop()
  await stopCounting()
  operator?.close()
  await close()
  return 0
}

function listen(server: Server, env: Env): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why = error.code === 'EADDRINUSE' ? 'is in use by another program' : `cannot be opened (${error.code})`
      reject(new PortRefused(`PORT ${env.port} on ${env.host} ${why}.`))
    })
    server.listen(env.port, env.host, resolve)
  })
}

function announce(env: Env) {
  process.stdout.write(`Folkmoot is at ${env.publicOrigin}\n`)
  if (env.databaseUrl) return
  process.stdout.write(
    `Data: ${env.dataDir} (embedded). It survives a stop of the program, not a power cut: for a live consultation set DATABASE_URL.\n`,
  )
}

const signalled = () =>
  new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })

/** Requests in flight are finished, for ten seconds at most; new ones are refused. */
function finish(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const deadline = setTimeout(() => server.closeAllConnections(), 10_000)
    server.close(() => {
      clearTimeout(deadline)
      resolve()
    })
    server.closeIdleConnections()
  })
}
