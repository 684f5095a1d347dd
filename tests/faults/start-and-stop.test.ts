import { existsSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { engine } from '../support/database.ts'
import { run, settings, startProduct } from '../support/product.ts'

// Each starts the product once or twice, on a machine that other tests share.
vi.setConfig({ testTimeout: 120_000 })

const lock = (dataDir: string) => join(dataDir, 'lock.pid')

// Cases 45 and 46.
test('a second process on the folder is refused by the first one, which goes on and stops cleanly', async () => {
  if (engine === 'postgres') {
    console.log('On PostgreSQL two processes may share the data; the folder is locked on the embedded engine only.')
    return
  }
  const first = await startProduct(await settings())
  const { PORT } = await settings()
  const second = run(['serve'], { ...first.env, PORT: PORT! })
  expect(await second.ended).toBe(1)
  expect(second.printed().err.trim().split('\n')).toHaveLength(1)
  expect(second.printed().err).toContain(`process id ${first.pid}`)
  expect((await fetch(`${first.origin}/healthz`)).status).toBe(200)
  first.signal('SIGTERM')
  expect(await first.ended).toBe(0)
  expect(existsSync(lock(first.dataDir))).toBe(false)
})

// Case 45.
test('after kill -9 the next start takes the folder over and finds what was there', async () => {
  const first = await startProduct(await settings())
  const made = run(['admin', 'create', '--email', 'admin@example.org', '--json'], first.env)
  expect([await made.ended, made.printed().err]).toEqual([0, ''])
  const { link } = JSON.parse(made.printed().out) as { link: string }
  first.signal('SIGKILL')
  await first.ended
  const again = await startProduct(first.env)
  expect((await fetch(link)).status).toBe(200)
  again.signal('SIGTERM')
  expect(await again.ended).toBe(0)
})

// Case 46.
test('SIGTERM: every request in flight is answered, new ones are refused, the end is clean', async () => {
  const product = await startProduct(await settings())
  const answers: number[] = []
  let refused = 0
  let stopping = false
  const client = async () => {
    while (refused === 0 || !stopping) {
      const answer = await fetch(`${product.origin}/api/accounts/sign-in`, {
        method: 'POST',
        headers: { origin: product.origin, 'content-type': 'application/json' },
        body: '{}',
      }).catch(() => null)
      if (!answer || answer.status === 503) refused += 1
      else answers.push(answer.status)
      if (answer?.status === 503) expect(answer.headers.get('retry-after')).toBeTruthy()
      if (answers.length > 50 && !stopping) {
        stopping = true
        product.signal('SIGTERM')
      }
      if (!answer) return
    }
  }
  const began = Date.now()
  await Promise.all([client(), client(), client(), client()])
  expect(await product.ended).toBe(0)
  expect(Date.now() - began).toBeLessThan(20_000)
  expect(new Set(answers)).toEqual(new Set([422]))
  expect(existsSync(lock(product.dataDir))).toBe(false)
})

test('a taken port is said in one sentence, exit 1', async () => {
  const env = await settings()
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(Number(env.PORT), '127.0.0.1', resolve))
  const product = run(['serve'], env)
  expect(await product.ended).toBe(1)
  expect(product.printed().err.trim()).toBe(`PORT ${env.PORT} on 127.0.0.1 is in use by another program.`)
  other.close()
})

test('a folder that cannot be written is said in one sentence, exit 1', async () => {
  const env = await settings()
  const file = join(env.DATA_DIR!, 'a-file')
  writeFileSync(file, '')
  const product = run(['serve'], { ...env, DATA_DIR: join(file, 'data') })
  expect(await product.ended).toBe(1)
  expect(product.printed().err.trim()).toMatch(/^DATA_DIR .* cannot be written \(ENOTDIR\)\.$/)
})

test('a wrong setting stops the start with one sentence naming it', async () => {
  const product = run(['serve'], await settings({ PORT: 'http' }))
  expect(await product.ended).toBe(1)
  expect(product.printed().err.trim()).toBe('PORT must be a port number.')
})

test('a database that is not there stops the start with one sentence naming the setting', async () => {
  const { PORT: nobody } = await settings()
  const product = run(['serve'], await settings({ DATABASE_URL: `postgres://folkmoot@127.0.0.1:${nobody}/folkmoot` }))
  expect(await product.ended).toBe(1)
  expect(product.printed().err).toBe(
    `DATABASE_URL names a PostgreSQL that cannot be reached: connect ECONNREFUSED 127.0.0.1:${nobody}.\n`,
  )
})

test("an operator's command reaches the process that holds the folder, over a socket of its owner's alone", async () => {
  const product = await startProduct(await settings())
  if (engine === 'pglite') expect(statSync(join(product.dataDir, 'operator.sock')).mode & 0o777).toBe(0o600)
  const verify = run(['verify', '--json'], product.env)
  expect(await verify.ended).toBe(0)
  expect(JSON.parse(verify.printed().out)).toMatchObject({ ok: true })
  const unknown = run(['conjure'], product.env)
  expect([await unknown.ended, unknown.printed().out]).toEqual([2, ''])
  const twice = ['admin', 'create', '--email', 'one@example.org']
  expect(await run(twice, product.env).ended).toBe(0)
  const again = run(twice, product.env)
  expect([await again.ended, again.printed().out]).toEqual([1, ''])
  product.signal('SIGTERM')
  expect(await product.ended).toBe(0)
})
