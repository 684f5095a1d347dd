import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verb as verify } from '../../server/cli/verify.ts'
import { audit } from '../../server/platform/audit.ts'
import { type Ctx, inTransaction } from '../../server/platform/context.ts'
import { type OpenDatabase, rows } from '../../server/platform/db.ts'
import { sealAudit, verifyAudit } from '../../server/platform/seal.ts'
import { ownDatabase } from '../support/database.ts'
import { operated } from '../support/operator.ts'
import { contextOver } from '../support/world.ts'

// Case 53. The trail is spoiled with the triggers off, as somebody with the database in hand could do it.
let database: OpenDatabase
let ctx: Ctx
beforeAll(async () => {
  database = await ownDatabase()
  ctx = contextOver(database)
  for (let n = 1; n <= 12; n += 1) {
    await inTransaction(ctx, (tx) => audit(tx, { verb: 'test.act', subject: `thing:${n}`, detail: { n } }))
  }
  await sealAll()
})
afterAll(() => database.close())

/** Sealing leaves entries above the snapshot for its next turn: other transactions of the same server may be open. */
async function sealAll() {
  for (let turn = 0; turn < 2000 && (await verifyAudit(ctx)).unsealed > 0; turn += 1) await sealAudit(ctx)
}

class Undone extends Error {}

/** Spoils the trail in a transaction that is rolled back, and gives what the verifier says meanwhile. */
async function saidAfter(...spoiling: string[]): Promise<string> {
  let said = ''
  const spoiled = inTransaction(ctx, async (tx) => {
    await rows(tx.db, sql`alter table audit_entries disable trigger user`)
    for (const id of spoiling) await rows(tx.db, spoilings[id]!)
    const { code, out, err } = await operated(tx, verify, [])
    said = `${code} ${`${err}${out}`.trim().replaceAll('\n', ' ')}`
    throw new Undone()
  })
  await expect(spoiled).rejects.toThrow(Undone)
  return said
}

const at = (position: number) => sql`(select entry_id from audit_seals where position = ${position})`
const spoilings: Record<string, ReturnType<typeof sql>> = {
  change: sql`update audit_entries set detail = '{"n": 99}' where id = ${at(5)}`,
  'change the hand': sql`update audit_entries set account_id = 'somebody' where id = ${at(3)}`,
  remove: sql`delete from audit_entries where id = ${at(7)}`,
  'remove the seal': sql`delete from audit_seals where position = 4`,
  'swap out': sql`update audit_seals set position = -1 where position = 2`,
  'swap over': sql`update audit_seals set position = 2 where position = 3`,
  'swap in': sql`update audit_seals set position = 3 where position = -1`,
  'cut the entries': sql`delete from audit_entries where id in (select entry_id from audit_seals where position > 10)`,
  'cut the seals': sql`delete from audit_seals where position > 10`,
  'cut the head too': sql`update audit_head set position = 10`,
}

test('an untouched trail holds', async () => {
  expect(await verifyAudit(ctx)).toEqual({ ok: true, sealed: 12, unsealed: 0 })
  expect(await saidAfter()).toMatch(/^0 The audit trail holds: 12 entries sealed/)
})

test('a changed entry is named, and the verb ends with 1', async () => {
  const [named] = await rows<{ entry_id: string }>(ctx.db, sql`select entry_id from audit_seals where position = 5`)
  expect(await saidAfter('change')).toMatch(/^1 The entry .* at position 5 was changed or moved/)
  expect(await saidAfter('change')).toContain(named!.entry_id)
  expect(await saidAfter('change the hand')).toContain('position 3')
})

test('the first of several bad entries is named', async () => {
  expect(await saidAfter('change', 'change the hand', 'remove')).toContain('position 3')
})

test('a removed entry is found', async () => {
  expect(await saidAfter('remove')).toMatch(/^1 The entry .* at position 7 was removed/)
})

test('a removed seal is found', async () => {
  expect(await saidAfter('remove the seal')).toMatch(/^1 A seal is missing/)
})

test('entries put in another order are found', async () => {
  expect(await saidAfter('swap out', 'swap over', 'swap in')).toMatch(
    /^1 The entry .* at position 2 was changed or moved/,
  )
})

test('a cut tail is found, because the head is kept apart', async () => {
  const entriesToo = ['cut the entries', 'cut the seals']
  expect(await saidAfter(...entriesToo)).toMatch(/^1 The trail was cut: its head says 12 entries, 10 are there/)
  expect(await saidAfter(...entriesToo, 'cut the head too')).toMatch(/^1 The trail was cut/)
  expect(await saidAfter('cut the seals')).toMatch(/^1 A seal is missing before entry .* at position 11/)
})

test('the database itself refuses to change or remove an entry', async () => {
  await expect(rows(ctx.db, spoilings.change!)).rejects.toThrow()
  await expect(rows(ctx.db, spoilings.remove!)).rejects.toThrow()
  expect((await verifyAudit(ctx)).ok).toBe(true)
})

test('an entry written after the seal waits, counted, and is sealed in its turn', async () => {
  await inTransaction(ctx, (tx) => audit(tx, { verb: 'test.act', subject: 'thing:later' }))
  expect((await verifyAudit(ctx)).unsealed).toBe(1)
  await sealAll()
  expect(await verifyAudit(ctx)).toEqual({ ok: true, sealed: 13, unsealed: 0 })
})
