import type { TestProject } from 'vitest/node'
import { openPostgres } from '../../server/platform/db.ts'
import { type Cluster, createDatabase, startCluster } from './cluster.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The run's PostgreSQL: the address of its maintenance database, and the migrated database to copy. */
    postgres: { server: string; template: string }
  }
}

interface Shared {
  cluster: Cluster
  template: string
  projects: number
}

/** Each project loads this file for itself: the one cluster of the run hangs on the process. */
const holder = globalThis as { folkmootCluster?: Promise<Shared> }

export default async function (project: TestProject) {
  holder.folkmootCluster ??= start()
  const shared = await holder.folkmootCluster
  shared.projects += 1
  project.provide('postgres', { server: shared.cluster.url('postgres'), template: shared.template })
  return async () => {
    shared.projects -= 1
    if (shared.projects > 0) return
    holder.folkmootCluster = undefined
    await shared.cluster.stop()
  }
}

async function start(): Promise<Shared> {
  const cluster = await startCluster()
  const template = await createDatabase(cluster.url('postgres'))
  const database = await openPostgres(template, 1)
  await database.migrate()
  await database.close()
  return { cluster, template: new URL(template).pathname.slice(1), projects: 0 }
}
