import { createHash } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { type Ctx, inTransaction } from './context.ts'
import { rows } from './db.ts'
import { auditHead, auditSeals } from './tables.ts'

interface Row extends Record<string, unknown> {
  id: string
  txid: string
  content: string
}

/** The canonical text of an entry is made by the database, the same on both engines. */
const content = sql`json_build_array(a.id, a.txid::text, to_char(a.at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US'), a.account_id, a.verb, a.subject, a.scope, a.detail)::text`

const link = (before: Uint8Array, entry: string) =>
  new Uint8Array(createHash('sha256').update(before).update(entry).digest())
const genesis = new Uint8Array(32)

/**
 * Chains the entries whose transactions have ended, in order (txid, id), below the snapshot: an entry of a transaction
 * still open can then never come before one that is sealed. Returns how many were sealed.
 */
export function sealAudit(ctx: Ctx, most = 5000): Promise<number> {
  return inTransaction(ctx, async (tx) => {
    await tx.db.insert(auditHead).values({ id: 1, position: 0, hash: genesis }).onConflictDoNothing()
    const [head] = await tx.db.select().from(auditHead).where(eq(auditHead.id, 1)).for('update')
    if (!head) return 0
    const next = await rows<Row>(
      tx.db,
      sql`select a.id, a.txid::text as txid, ${content} as content from audit_entries a
          left join audit_seals s on s.entry_id = a.id
          where s.entry_id is null and a.txid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
          order by a.txid, a.id limit ${most}`,
    )
    let { position, hash } = head
    const seals = next.map((entry) => {
      hash = link(hash, entry.content)
      position += 1
      return { position, entryId: entry.id, hash }
    })
    if (seals.length > 0) await tx.db.insert(auditSeals).values(seals)
    await tx.db.update(auditHead).set({ position, hash }).where(eq(auditHead.id, 1))
    return seals.length
  })
}

export interface Verification {
  ok: boolean
  sealed: number
  unsealed: number
  /** What is wrong first, in words. */
  fault?: string
}

/** Walks the chain: names the first entry that was changed, removed or moved, and says how many wait to be sealed. */
export async function verifyAudit(ctx: Ctx): Promise<Verification> {
  const sealed = await rows<{ position: number; hash: Uint8Array; content: string | null; entry_id: string }>(
    ctx.db,
    sql`select s.position, s.hash, s.entry_id, case when a.id is null then null else ${content} end as content
        from audit_seals s left join audit_entries a on a.id = s.entry_id order by s.position`,
  )
  const [{ waiting } = { waiting: 0 }] = await rows<{ waiting: number }>(
    ctx.db,
    sql`select count(*)::int as waiting from audit_entries a left join audit_seals s on s.entry_id = a.id where s.entry_id is null`,
  )
  const result = (fault?: string): Verification => ({
    ok: !fault,
    sealed: sealed.length,
    unsealed: waiting,
    ...(fault ? { fault } : {}),
  })
  let hash: Uint8Array = genesis
  for (const [index, seal] of sealed.entries()) {
    const name = `entry ${seal.entry_id} at position ${index + 1}`
    if (seal.position !== index + 1) return result(`A seal is missing before ${name}.`)
    if (seal.content === null) return result(`The ${name} was removed.`)
    hash = link(hash, seal.content)
    if (!Buffer.from(hash).equals(Buffer.from(seal.hash))) return result(`The ${name} was changed or moved.`)
  }
  const [head] = await ctx.db.select().from(auditHead)
  if (head && (head.position !== sealed.length || !Buffer.from(head.hash).equals(Buffer.from(hash)))) {
    return result(`The trail was cut: its head says ${head.position} entries, ${sealed.length} are there.`)
  }
  return result()
}
