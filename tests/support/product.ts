import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../../server/cli/bench-cluster.ts'
import { projectFolder } from '../../server/platform/folders.ts'
import { emptyPostgres, engine } from './database.ts'

/** The product as a process of its own. */
export interface Product {
  pid: number
  origin: string
  dataDir: string
  env: Record<string, string>
  /** All that it printed so far. */
  printed: () => { out: string; err: string }
  /** Its exit code, once it has ended. */
  ended: Promise<number | null>
  signal: (name: NodeJS.Signals) => void
  /** Nobody reads what it writes to stdout any more. */
  hangUp: () => void
}

/** Settings for a product of the test's own: a free port, an empty folder, on PostgreSQL also an empty database. */
export async function settings(more: Record<string, string> = {}): Promise<Record<string, string>> {
  const database: Record<string, string> = engine === 'postgres' ? { DATABASE_URL: await emptyPostgres() } : {}
  const DATA_DIR = mkdtempSync(join(tmpdir(), 'folkmoot-product-'))
  return { PORT: String(await freePort()), DATA_DIR, FOLKMOOT_EXAMPLE: 'off', ...database, ...more }
}

/** From its sources, which start at once; or as an operator starts it, from the bundle, built first when it is stale. */
const programs = { sources: ['--import', 'tsx', 'server/main.ts'], bundle: ['server/start.mjs'] }
type From = keyof typeof programs

export function run(words: string[], env: Record<string, string>, from: From = 'sources'): Product {
  const { PATH = '', HOME = '' } = process.env
  const program = [...programs[from], ...words]
  const options = {
    cwd: projectFolder,
    env: { PATH, HOME, NODE_ENV: 'production', TSX_TSCONFIG_PATH: 'server/tsconfig.json', ...env },
  }
  const child = spawn(process.execPath, program, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  running.add(child)
  let [out, err] = ['', '']
  child.stdout.on('data', (text) => {
    out += text
  })
  child.stderr.on('data', (text) => {
    err += text
  })
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      running.delete(child)
      resolve(code)
    })
  })
  return {
    pid: child.pid ?? 0,
    origin: `http://127.0.0.1:${env.PORT}`,
    dataDir: env.DATA_DIR ?? '',
    env,
    printed: () => ({ out, err }),
    ended,
    signal: (name) => child.kill(name),
    hangUp: () => child.stdout.destroy(),
  }
}

const running = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

/** Starts it and waits until it answers and has printed what is waited for; says what it printed when it does not. */
export async function startProduct(
  env: Record<string, string>,
  until = /Folkmoot is at/,
  from: From = 'sources',
): Promise<Product> {
  const product = run(['serve'], env, from)
  const dead = product.ended.then((code) => {
    throw new Error(`It ended with ${code}: ${product.printed().err}`)
  })
  await Promise.race([dead, answering(product, until)])
  dead.catch(() => {})
  return product
}

async function answering(product: Product, printed: RegExp) {
  const until = Date.now() + 120_000
  while (Date.now() < until) {
    const answer = await fetch(`${product.origin}/healthz`).catch(() => null)
    if (answer && answer.status !== 503 && printed.test(product.printed().out)) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`It did not start within two minutes: ${JSON.stringify(product.printed())}`)
}
