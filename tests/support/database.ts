import { inject } from 'vitest'
import { type OpenDatabase, openEmbedded, openPostgres } from '../../server/platform/db.ts'
import { createDatabase } from './cluster.ts'

/** Which engine this vitest project runs on. */
export const engine: 'pglite' | 'postgres' = process.env.FOLKMOOT_TEST_ENGINE === 'postgres' ? 'postgres' : 'pglite'

const holder = globalThis as { folkmootDatabase?: Promise<OpenDatabase> }

/** The worker's own migrated database: one in-memory PGlite (it boots in seconds), or a copy of the run's template. */
export const workerDatabase = (): Promise<OpenDatabase> => {
  holder.folkmootDatabase ??= engine === 'postgres' ? openPostgresCopy() : openMigratedEmbedded()
  return holder.folkmootDatabase
}

async function openMigratedEmbedded() {
  const database = await openEmbedded()
  await database.migrate()
  return database
}

const openPostgresCopy = async () => openPostgres(await emptyPostgres(), 20)

/** A migrated PostgreSQL database of the test's own, by address: for tests that start the product as a process. */
export async function emptyPostgres(): Promise<string> {
  const { server, template } = inject('postgres')
  return createDatabase(server, template)
}

/** A migrated database of one test's own, on the project's engine, for tests that spoil it; the test closes it. */
export const ownDatabase = (): Promise<OpenDatabase> =>
  engine === 'postgres' ? openPostgresCopy() : openMigratedEmbedded()
