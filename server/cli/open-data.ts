import { join } from 'node:path'
import type { Env } from '../env.ts'
import { type Ctx, randomness } from '../platform/context.ts'
import { prepareFolder, takeFolder } from '../platform/data-folder.ts'
import { type OpenDatabase, openEmbedded, openPostgres } from '../platform/db.ts'
import { createLog } from '../platform/log.ts'
import { loadSecret } from '../platform/secret.ts'
import { buildGround } from './ground.ts'

export interface Opened {
  ctx: Ctx
  close: () => Promise<void>
}

/** Takes the data folder (embedded) or connects (PostgreSQL); refuses before anything is written. */
export function takeData(env: Env): { release: () => void } {
  if (!env.databaseUrl) return takeFolder(env.dataDir)
  prepareFolder(env.dataDir)
  return { release: () => {} }
}

/** Opens and migrates the database and lays the ground that every installation stands on. */
export async function openData(env: Env, held: { release: () => void }): Promise<Opened> {
  const database = await open(env)
  await database.migrate()
  const ctx: Ctx = {
    db: database.db,
    engine: database.engine,
    now: () => new Date(),
    random: randomness,
    secret: loadSecret(env.secret, env.dataDir),
    publicOrigin: env.publicOrigin,
    dataDir: env.dataDir,
    example: env.example,
    log: createLog(env.logLevel),
    actor: null,
  }
  await buildGround(ctx)
  const close = async () => {
    await database.close()
    held.release()
  }
  return { ctx, close }
}

const open = (env: Env): Promise<OpenDatabase> =>
  env.databaseUrl ? openPostgres(env.databaseUrl) : openEmbedded(join(env.dataDir, 'pgdata'))
