import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
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

/** Waits until an upgrade has begun: this file of the embedded database is there, or on PostgreSQL the list of its steps. */
async function begun(env: Record<string, string>, file: string): Promise<void> {
  if (!env.DATABASE_URL) {
    while (!existsSync(join(env.DATA_DIR ?? '', file))) await wait(5)
    return
  }
  const eye = await openPostgres(env.DATABASE_URL, 1)
  const seen = () =>
    rows<{ at: string | null }>(eye.db, sql`select to_regclass('drizzle.__drizzle_migrations')::text as at`)
  while (!(await seen())[0]?.at) await wait(5)
  await eye.close()
}

// Case 47.
test.for(engine === 'postgres' ? ['any'] : ['pgdata.half/PG_VERSION', 'pgdata/PG_VERSION'])(
  'an upgrade that is killed while it runs goes through at the next try: once there is %s',
  async (file) => {
    const url = await untouched()
    const env = await settings(url ? { DATABASE_URL: url } : {})
    const killed = run(['migrate'], env)
    await begun(env, file)
    killed.signal('SIGKILL')
    await killed.ended
    const last = run(['migrate'], env)
    expect([await last.ended, last.printed().err]).toEqual([0, ''])
    const database = await databaseOf(env)
    expect(await stepsOf(database)).toBe(steps)
    await database.close()
  },
)

// Case 47.
test('a database of which only a part was made, when the process was stopped, is made anew', async () => {
  if (engine === 'postgres') return console.log('PostgreSQL makes its databases itself.')
  const env = await settings()
  const half = join(env.DATA_DIR ?? '', 'pgdata.half')
  mkdirSync(join(half, 'base'), { recursive: true })
  writeFileSync(join(half, 'PG_VERSION'), '17\n')
  const made = run(['migrate'], env)
  expect([await made.ended, made.printed().err, existsSync(half)]).toEqual([0, '', false])
})

// Case 47.
test('a process that was stopped as it opened the database keeps nobody out', async () => {
  if (engine === 'postgres') return console.log('PostgreSQL is opened by its own server.')
  const env = await settings()
  expect(await run(['migrate'], env).ended).toBe(0)
  writeFileSync(join(env.DATA_DIR ?? '', 'pgdata', 'postmaster.pid'), '')
  const next = run(['migrate'], env)
  expect([await next.ended, next.printed().err]).toEqual([0, ''])
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
