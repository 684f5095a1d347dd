import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { expect, test, vi } from 'vitest'
import { type OpenDatabase, openEmbedded, openPostgres, rows } from '../../server/platform/db.ts'
import { migrationsFolder } from '../../server/platform/folders.ts'
import { createDatabase, startCluster } from '../support/cluster.ts'
import { engine } from '../support/database.ts'
import { run, settings } from '../support/product.ts'
import { databaseOf } from '../support/under-load.ts'

const steps = readdirSync(migrationsFolder).filter((name) => name.endsWith('.sql')).length

vi.setConfig({ testTimeout: 180_000 })

/** The address of a database that nothing was ever made in; none on the embedded engine. */
async function untouched(): Promise<string | undefined> {
  if (engine !== 'postgres') return undefined
  return createDatabase((await startCluster()).url('postgres'))
}

async function tablesOf({ db }: OpenDatabase): Promise<string[]> {
  const found = await rows<{ name: string }>(
    db,
    sql`select table_name as name from information_schema.tables where table_schema = 'public' order by 1`,
  )
  return found.map(({ name }) => name)
}

const stepsOf = async ({ db }: OpenDatabase) =>
  (await rows<{ n: number }>(db, sql`select count(*)::int as n from drizzle.__drizzle_migrations`))[0]?.n

// Case 47.
test('an upgrade that fails half way is undone whole; once its cause is gone it goes through, and again it changes nothing', async () => {
  const url = await untouched()
  const database = url ? await openPostgres(url, 2) : await openEmbedded()
  await rows(database.db, sql`create table update_requests (in_the_way int)`)
  await expect(database.migrate()).rejects.toThrow()
  expect(await tablesOf(database)).toEqual(['update_requests'])
  await rows(database.db, sql`drop table update_requests`)
  await database.migrate()
  const made = await tablesOf(database)
  expect(made).toContain('update_requests')
  await database.migrate()
  expect([await tablesOf(database), await stepsOf(database)]).toEqual([made, steps])
  await database.close()
})

/** Waits until an upgrade has begun: the embedded database is there, or on PostgreSQL the list of its steps. */
async function begun(env: Record<string, string>): Promise<void> {
  const version = join(env.DATA_DIR ?? '', 'pgdata', 'PG_VERSION')
  if (!env.DATABASE_URL) {
    while (!existsSync(version)) await wait(5)
    return
  }
  const eye = await openPostgres(env.DATABASE_URL, 1)
  const seen = () =>
    rows<{ at: string | null }>(eye.db, sql`select to_regclass('drizzle.__drizzle_migrations')::text as at`)
  while (!(await seen())[0]?.at) await wait(5)
  await eye.close()
}

// Case 47.
test('an upgrade that is killed while it runs goes through at the next try', async () => {
  const url = await untouched()
  const env = await settings(url ? { DATABASE_URL: url } : {})
  const killed = run(['migrate'], env)
  await begun(env)
  killed.signal('SIGKILL')
  await killed.ended
  const last = run(['migrate'], env)
  expect([await last.ended, last.printed().err]).toEqual([0, ''])
  const database = await databaseOf(env)
  expect(await stepsOf(database)).toBe(steps)
  await database.close()
})

// Case 47: two processes of one upgrade start together.
test('two upgrades at once on PostgreSQL wait for one another', async () => {
  const url = await untouched()
  if (!url)
    return console.log('The embedded engine lets one process in; the second is refused by the lock of its folder.')
  const env = await settings({ DATABASE_URL: url })
  const both = [run(['migrate'], env), run(['migrate'], { ...env, DATA_DIR: `${env.DATA_DIR}-other` })]
  expect(await Promise.all(both.map(({ ended }) => ended))).toEqual([0, 0])
  const database = await databaseOf(env)
  expect(await stepsOf(database)).toBe(steps)
  await database.close()
})
