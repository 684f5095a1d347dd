import { type OpenDatabase, openEmbedded, openPostgres } from '../../server/platform/db.ts'
import { type Cluster, createDatabase, startCluster } from './cluster.ts'

/** Which engine this vitest project runs on. */
export const engine: 'pglite' | 'postgres' = process.env.FOLKMOOT_TEST_ENGINE === 'postgres' ? 'postgres' : 'pglite'

interface Template {
  cluster: Cluster
  name: string
}

const holder = globalThis as { folkmootDatabase?: Promise<OpenDatabase>; folkmootTemplate?: Promise<Template> }

/** The worker's own migrated database: one in-memory PGlite (it boots in seconds), or a copy of its PostgreSQL's template. */
export const workerDatabase = (): Promise<OpenDatabase> => {
  holder.folkmootDatabase ??= ownDatabase()
  return holder.folkmootDatabase
}

/** A migrated database of one test's own, on the project's engine, for tests that spoil it; the test closes it. */
export const ownDatabase = (): Promise<OpenDatabase> =>
  engine === 'postgres' ? emptyPostgres().then((url) => openPostgres(url, 20)) : openMigratedEmbedded()

async function openMigratedEmbedded() {
  const database = await openEmbedded()
  await database.migrate()
  return database
}

/** A migrated PostgreSQL database of the test's own, by address: for tests that start the product as a process. */
export async function emptyPostgres(): Promise<string> {
  holder.folkmootTemplate ??= makeTemplate()
  const { cluster, name } = await holder.folkmootTemplate
  return createDatabase(cluster.url('postgres'), name)
}

/**
 * A PostgreSQL a worker, not one a run: transaction ids belong to the whole server, so another worker's open transaction
 * would hold back what the feeds may read.
 */
async function makeTemplate(): Promise<Template> {
  const cluster = await startCluster()
  const url = await createDatabase(cluster.url('postgres'))
  const database = await openPostgres(url, 1)
  await database.migrate()
  await database.close()
  return { cluster, name: new URL(url).pathname.slice(1) }
}
