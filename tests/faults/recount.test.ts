import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { releases, sealedCounts } from '../../server/feedback/tables.ts'
import { type OpenDatabase, openEmbedded, openPostgres } from '../../server/platform/db.ts'
import { run, settings, startProduct } from '../support/product.ts'

const recount = async (name: string, env: Record<string, string>) => {
  const asked = run(['recount', name, '--json'], env)
  return { code: await asked.ended, ...asked.printed() }
}

test('folkmoot recount answers while the server runs: 0 when all agrees, 1 with the reason when a count was edited', async () => {
  const first = await startProduct(await settings({ FOLKMOOT_EXAMPLE: 'on' }), /Group coordinator/)
  const html = await (await fetch(`${first.origin}/feedback`)).text()
  const slug = /\/c\/([a-z0-9-]+)\/results/.exec(html)?.[1] ?? ''
  const good = await recount(slug, first.env)
  expect(good.code).toBe(0)
  expect(JSON.parse(good.out)).toMatchObject({ ok: true, responses: { ok: true } })
  expect((await recount('no-such-consultation', first.env)).code).toBe(1)
  // A file whose reader has enough, as head has, ends quietly.
  const words = [
    'responses',
    'export',
    slug,
    '--format',
    'json',
    '--as',
    'analyst@example.org',
    '--reason',
    'A first look',
  ]
  const piped = run(words, first.env)
  piped.hangUp()
  expect([await piped.ended, piped.printed().err]).toEqual([1, ''])
  first.signal('SIGTERM')
  expect(await first.ended).toBe(0)

  const db = await openData(first.env)
  await editOneCount(db)
  await db.close()

  const again = await startProduct(first.env)
  const bad = await recount(slug, again.env)
  expect(bad.code).toBe(1)
  expect(JSON.parse(bad.out)).toMatchObject({
    ok: false,
    fault: expect.stringContaining('changed after it was frozen'),
  })
  expect((await fetch(`${again.origin}/c/${slug}/results`)).status).toBe(503)
  again.signal('SIGTERM')
  expect(await again.ended).toBe(0)
}, 180_000)

/** The data as somebody with the disk or the database's password would open it, the product being stopped. */
const openData = ({ DATABASE_URL, DATA_DIR = '' }: Record<string, string>): Promise<OpenDatabase> =>
  DATABASE_URL ? openPostgres(DATABASE_URL, 1) : openEmbedded(join(DATA_DIR, 'pgdata'))

async function editOneCount({ db }: OpenDatabase) {
  const [release] = await db.select().from(releases)
  const [sealed] = await db.select().from(sealedCounts).where(eq(sealedCounts.releaseId, release!.id))
  const tables = structuredClone(sealed!.tables)
  const [table] = tables
  if (table?.kind === 'by-equality' || !table) throw new Error('The first table of the release is not a plain one.')
  table.counts[0] = (table.counts[0] ?? 0) + 1
  await db.update(sealedCounts).set({ tables }).where(eq(sealedCounts.releaseId, release!.id))
}
