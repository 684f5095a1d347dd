import { join } from 'node:path'
import { eq, sql } from 'drizzle-orm'
import { type OpenDatabase, openEmbedded, openPostgres, rows } from '../../server/platform/db.ts'
import { receiptHash } from '../../server/responses/keys.ts'
import { responses } from '../../server/responses/tables.ts'
import { freshKey, someAnswers } from './answers.ts'
import { anOpenConsultation, type OpenConsultation } from './fixtures.ts'
import { contextOver, worldOver } from './world.ts'

/** The database of a product that is not running, as its settings name it. */
export async function databaseOf(env: Record<string, string>): Promise<OpenDatabase> {
  if (env.DATABASE_URL) return openPostgres(env.DATABASE_URL, 4)
  return openEmbedded(join(env.DATA_DIR ?? '', 'pgdata'))
}

/** Puts an open consultation into it, before the product starts. */
export async function prepared(env: Record<string, string>): Promise<OpenConsultation> {
  const database = await databaseOf(env)
  await database.migrate()
  const to = await anOpenConsultation(worldOver(contextOver(database)))
  await database.close()
  return to
}

/** One whole answer as the check page posts it when its draft is gone: the key and what was shown decide. */
export const sentForm = (to: OpenConsultation, key = freshKey(), answers: unknown = someAnswers) =>
  new URLSearchParams({ key, version: to.versionId, notice: '1', answers: JSON.stringify(answers) })

export interface Load {
  /** Receipts that somebody was shown. */
  receipts: string[]
  /** What was answered otherwise than by a receipt: a status, or that there was no answer. */
  refused: string[]
  stop: () => Promise<void>
}

/** People who send answers one after another until told to stop, or until the product is gone. */
export function startLoad(origin: string, to: OpenConsultation, people = 8): Load {
  const load = { receipts: [] as string[], refused: [] as string[] }
  let stopped = false
  const person = async () => {
    while (!stopped) {
      const headers = { origin, 'content-type': 'application/x-www-form-urlencoded' }
      const at = `${origin}/c/${to.slug}/respond/check`
      const answer = await fetch(at, { method: 'POST', body: sentForm(to), headers }).catch(() => null)
      const page = await answer?.text().catch(() => null)
      const receipt = answer?.status === 200 && page ? /[0-9A-Z]{4}(?:-[0-9A-Z]{4}){5}/.exec(page)?.[0] : undefined
      if (receipt) load.receipts.push(receipt)
      else load.refused.push(String(answer?.status ?? 'no answer'))
      if (!answer || !page) return
    }
  }
  const all = Promise.all(Array.from({ length: people }, person))
  const stop = async () => {
    stopped = true
    await all
  }
  return { ...load, stop }
}

/** Which of these receipts have no row, and how many rows there are. */
export async function missingFrom(database: OpenDatabase, to: OpenConsultation, receipts: string[]) {
  const kept = await rows<{ hash: string }>(
    database.db,
    sql`select encode(receipt_hash, 'hex') as hash from responses where consultation_id = ${to.consultationId}::uuid and state = 'in'`,
  )
  const hashes = new Set(kept.map(({ hash }) => hash))
  return {
    missing: receipts.filter((receipt) => !hashes.has(Buffer.from(receiptHash(receipt)).toString('hex'))),
    stored: await database.db.$count(responses, eq(responses.consultationId, to.consultationId)),
  }
}
