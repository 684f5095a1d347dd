import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { run, settings } from '../support/product.ts'

test('what a verb prints goes through a pipe whole, however much it is, and needs no data to be opened', async () => {
  const elements = Array.from({ length: 1500 }, (_one, n) => ({ type: 'text', name: `q${n}`, title: `Question ${n}?` }))
  const file = join(mkdtempSync(join(tmpdir(), 'folkmoot-pipe-')), 'survey.json')
  writeFileSync(file, JSON.stringify({ title: 'Many', elements }))
  const env = await settings()
  const begun = run(['questionnaire', 'import', file, '--json'], {
    ...env,
    DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
  })
  expect(await begun.ended).toBe(0)
  const said = JSON.parse(begun.printed().out)
  expect(said.report.entries).toHaveLength(1 + 3 * elements.length)
  expect(begun.printed().out.length).toBeGreaterThan(500_000)
}, 60_000)
