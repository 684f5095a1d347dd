import { PGlite } from '@electric-sql/pglite'
import { type Query, type SQL, sql } from 'drizzle-orm'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite'
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator'
import { drizzle as drizzlePostgres } from 'drizzle-orm/postgres-js'
import { migrate as migratePostgres } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
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
  const client = await PGlite.create(folder ? { dataDir: folder } : {})
  const db = drizzlePglite({ client })
  return {
    db: db as unknown as Database,
    engine: 'pglite',
    migrate: () => migratePglite(db, { migrationsFolder }),
    close: () => client.close(),
  }
}

/** PostgreSQL by its address; refuses a server that may acknowledge what it has not kept. */
export async function openPostgres(url: string, connections = 10): Promise<OpenDatabase> {
  const prepare = !url.includes('pgbouncer=true')
  // Fetching array types as a connection opens, the driver leaves a rejection to nobody when the server goes away then:
  // the process would end. No statement returns an SQL array, so none is missed.
  const client = postgres(url, { max: connections, onnotice: () => {}, prepare, fetch_types: false })
  const db = drizzlePostgres({ client })
  const settings = await rows<{ name: string; setting: string }>(
    db as unknown as Database,
    sql`select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit')`,
  )
  const off = settings.filter((s) => s.setting === 'off').map((s) => s.name)
  if (off.length > 0) {
    await client.end()
    throw new Error(
      `DATABASE_URL names a PostgreSQL with ${off.join(' and ')} off: it could lose an answer it said it had kept.`,
    )
  }
  return {
    db: db as unknown as Database,
    engine: 'postgres',
    migrate: () => migrateLocked(url),
    close: () => client.end({ timeout: 5 }),
  }
}

/** Two processes starting together must not migrate together: a session's advisory lock on a connection of its own. */
async function migrateLocked(url: string) {
  const client = postgres(url, { max: 1, onnotice: () => {} })
  try {
    await client`select pg_advisory_lock(727274)`
    await migratePostgres(drizzlePostgres({ client }), { migrationsFolder })
  } finally {
    await client.end({ timeout: 5 })
  }
}

/** Raw SQL as rows: `execute` gives an array on postgres.js and `{ rows }` on PGlite. */
export async function rows<T extends Record<string, unknown>>(db: Database, query: SQL): Promise<T[]> {
  const result: unknown = await db.execute(query)
  if (Array.isArray(result)) return [...result] as T[]
  return (result as { rows: T[] }).rows
}

interface Prepares {
  dialect: { sqlToQuery: (query: SQL) => Query }
  session: {
    prepareQuery: (
      query: Query,
      fields: undefined,
      name: string,
      arrays: boolean,
    ) => { execute: () => Promise<unknown> }
  }
}

/** The same for a statement that must be fast: planned once a connection, where `execute` has it planned each time. */
export async function plannedRows<T extends Record<string, unknown>>(
  db: Database,
  name: string,
  query: SQL,
): Promise<T[]> {
  const { dialect, session } = db as unknown as Prepares
  const result = await session.prepareQuery(dialect.sqlToQuery(query), undefined, name, false).execute()
  if (Array.isArray(result)) return [...result] as T[]
  return (result as { rows: T[] }).rows
}

/** The name of the constraint a write broke, on either engine, or null when the failure was another. */
export function brokenConstraint(error: unknown): string | null {
  for (let e = error; e && typeof e === 'object'; e = (e as { cause?: unknown }).cause) {
    const found = e as { constraint_name?: unknown; constraint?: unknown }
    if (typeof found.constraint_name === 'string') return found.constraint_name
    if (typeof found.constraint === 'string') return found.constraint
  }
  return null
}
