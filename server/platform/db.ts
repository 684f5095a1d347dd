import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { PGlite } from '@electric-sql/pglite'
import { type Query, type SQL, sql } from 'drizzle-orm'
import { drizzle as drizzlePostgres } from 'drizzle-orm/node-postgres'
import { migrate as migratePostgres } from 'drizzle-orm/node-postgres/migrator'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite'
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator'
import pg from 'pg'
import { reasonOf } from './errors.ts'
import { migrationsFolder } from './folders.ts'

/** One type for both engines, and for the transaction on either. */
export type Database = PgDatabase<PgQueryResultHKT, Record<string, never>>

export interface OpenDatabase {
  db: Database
  engine: 'pglite' | 'postgres'
  migrate: () => Promise<void>
  close: () => Promise<void>
}

/** The embedded engine in a folder, or in memory when none is given. One connection; never calls fsync. */
export async function openEmbedded(folder?: string): Promise<OpenDatabase> {
  if (folder && !existsSync(folder)) await makeEmbedded(folder)
  // Left empty by a process that was stopped as it started, it would stop every start after it. Who holds the folder our own lock tells.
  if (folder) await rm(join(folder, 'postmaster.pid'), { force: true })
  const client = await PGlite.create(folder ? { dataDir: folder } : {})
  const db = drizzlePglite({ client })
  return {
    db: db as unknown as Database,
    engine: 'pglite',
    migrate: () => migratePglite(db, { migrationsFolder }),
    close: () => client.close(),
  }
}

/** A folder of which only a part was made, when the process was stopped, can never be opened: it has its name once it is whole. */
async function makeEmbedded(folder: string): Promise<void> {
  const half = `${folder}.half`
  await rm(half, { recursive: true, force: true })
  const made = await PGlite.create({ dataDir: half })
  await made.close()
  await rename(half, folder)
}

/** How long work waits for a connection, and how long closing waits for the work under way. */
const [connectWithin, closeWithin] = [30_000, 5_000]

/** Why the database cannot be used, in one sentence. */
export class DatabaseRefused extends Error {}

/** PostgreSQL by its address; refuses a server that may acknowledge what it has not kept. */
export async function openPostgres(url: string, connections = 10): Promise<OpenDatabase> {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: connectWithin,
    idleTimeoutMillis: 0,
    maxLifetimeSeconds: 3600,
    keepAlive: true,
  })
  // A connection that is lost between two statements tells nobody else: without a listener the process would end. The next
  // statement on it is refused, and the pool drops it.
  pool.on('error', () => {})
  pool.on('connect', (client) => {
    client.on('error', () => {})
    if (url.includes('pgbouncer=true')) unprepared(client)
  })
  const db = transactionsOn(pool)
  const close = () => Promise.race([pool.end(), wait(closeWithin, undefined, { ref: false })])
  const settings = await rows<{ name: string; setting: string }>(
    db,
    sql`select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit')`,
  ).catch((error) => {
    throw new DatabaseRefused(`DATABASE_URL names a PostgreSQL that cannot be reached: ${reasonOf(error)}.`)
  })
  const off = settings.filter((s) => s.setting === 'off').map((s) => s.name)
  if (off.length > 0) {
    await close()
    throw new DatabaseRefused(
      `DATABASE_URL names a PostgreSQL with ${off.join(' and ')} off: it could lose an answer it said it had kept.`,
    )
  }
  return { db, engine: 'postgres', migrate: () => migrateLocked(url), close }
}

/** Drizzle keeps a connection for ever when it is lost before the transaction begins: here it always goes back. */
function transactionsOn(pool: pg.Pool): Database {
  const db = drizzlePostgres({ client: pool }) as unknown as Database
  db.transaction = async (work, config) => {
    const client = await pool.connect()
    try {
      return await (drizzlePostgres({ client }) as unknown as Database).transaction(work, config)
    } finally {
      client.release()
    }
  }
  return db
}

/** pgbouncer gives each statement any connection, and a statement prepared on one is unknown to another. */
function unprepared(client: pg.PoolClient) {
  const query = client.query.bind(client) as (...given: unknown[]) => unknown
  client.query = ((statement: unknown, ...rest: unknown[]) =>
    query(
      typeof statement === 'object' ? { ...statement, name: undefined } : statement,
      ...rest,
    )) as typeof client.query
}

/** Two processes starting together must not migrate together: a session's advisory lock on a connection of its own. */
async function migrateLocked(url: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock(727274)')
    await migratePostgres(drizzlePostgres({ client }), { migrationsFolder })
  } finally {
    await client.end()
  }
}

/** Raw SQL as rows. */
export async function rows<T extends Record<string, unknown>>(db: Database, query: SQL): Promise<T[]> {
  return ((await db.execute(query)) as unknown as { rows: T[] }).rows
}

interface Prepares {
  dialect: { sqlToQuery: (query: SQL) => Query }
  session: { prepareQuery: (query: Query, fields: undefined, name: string, arrays: boolean) => Planned }
}

interface Planned {
  execute: (values: Record<string, unknown>) => Promise<{ rows: unknown[] }>
}

const planned = new WeakMap<Database, Map<SQL, Planned>>()

/**
 * The same for a statement that must be fast, with `sql.placeholder`s for its values: written out once a database, and
 * planned once a connection, where `execute` does both each time.
 */
export async function plannedRows<T extends Record<string, unknown>>(
  db: Database,
  name: string,
  query: SQL,
  values: Record<string, unknown>,
): Promise<T[]> {
  const known = planned.get(db) ?? new Map<SQL, Planned>()
  planned.set(db, known)
  const { dialect, session } = db as unknown as Prepares
  const found = known.get(query) ?? session.prepareQuery(dialect.sqlToQuery(query), undefined, name, false)
  known.set(query, found)
  return (await found.execute(values)).rows as T[]
}

/** The name of the constraint a write broke, on either engine, or null when the failure was another. */
export function brokenConstraint(error: unknown): string | null {
  for (let e = error; e && typeof e === 'object'; e = (e as { cause?: unknown }).cause) {
    const { constraint } = e as { constraint?: unknown }
    if (typeof constraint === 'string') return constraint
  }
  return null
}
