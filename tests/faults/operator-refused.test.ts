import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { engine } from '../support/database.ts'
import { run, settings } from '../support/product.ts'

// Each asking is a process of its own, on a machine that other tests share.
vi.setConfig({ testTimeout: 120_000 })

/** Nothing below may open the data: there is none at this address. */
const nowhere = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }

test('wherever a verb is refused, the sentence is on stderr, and with --json on stdout as a document', async () => {
  const refused = async (words: string[]) => {
    const asked = run([...words, '--json'], await settings(nowhere))
    const exit = await asked.ended
    const { error } = JSON.parse(asked.printed().out)
    expect(asked.printed().err.startsWith(`${error.message}\n`)).toBe(true)
    expect(asked.printed().err).not.toMatch(/\n\s+at |node:/)
    return [exit, error.code, error.message]
  }
  expect(
    await Promise.all([refused(['questionnaire']), refused(['bench', '--nonsense']), refused(['verify'])]),
  ).toEqual([
    [2, 'wrong-usage', '“questionnaire” needs a second word: check, export, import.'],
    [2, 'wrong-usage', 'There is no option “--nonsense”.'],
    [1, 'unavailable', expect.stringMatching(/^DATABASE_URL names a PostgreSQL that cannot be reached/)],
  ])
})

test('a verb is refused while another one, which hears nobody, works on the folder', async () => {
  if (engine === 'postgres') {
    console.log('On PostgreSQL two processes may share the data; the folder is locked on the embedded engine only.')
    return
  }
  const env = await settings()
  writeFileSync(join(env.DATA_DIR!, 'lock.pid'), String(process.pid))
  const verify = run(['verify', '--json'], env)
  expect(await verify.ended).toBe(1)
  const message = `DATA_DIR ${env.DATA_DIR} is in use by the Folkmoot with process id ${process.pid}.`
  expect(JSON.parse(verify.printed().out)).toEqual({ error: { code: 'unavailable', message, fields: {} } })
  expect(verify.printed().err).toBe(`${message}\n`)
})
