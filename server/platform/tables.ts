import { sql } from 'drizzle-orm'
import {
  bigint,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core'

/** SHA-256 and other bytes. */
export const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' })

/** An instant; the database keeps UTC. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** The id of the writing transaction: what the change feeds read in order, below the snapshot. */
export const txid = (name = 'txid') =>
  bigint(name, { mode: 'bigint' }).notNull().default(sql`pg_current_xact_id()::text::bigint`)

/** Staff writes and reads of row-level answers: written in the same transaction, unchained; never an answer in it. */
export const auditEntries = pgTable(
  'audit_entries',
  {
    id: uuid().primaryKey().defaultRandom(),
    txid: txid(),
    at: instant('at').notNull(),
    accountId: text('account_id'),
    verb: text().notNull(),
    subject: text().notNull(),
    scope: uuid(),
    detail: jsonb().notNull().default({}),
  },
  (t) => [index('audit_entries_order').on(t.txid, t.id)],
)

/** The chain over the audit entries, made by one sealing job in the order (txid, id). */
export const auditSeals = pgTable('audit_seals', {
  position: integer().primaryKey(),
  entryId: uuid('entry_id').notNull().unique(),
  hash: bytea().notNull(),
})

/** The head of the chain, kept apart so that a cut tail shows. */
export const auditHead = pgTable('audit_head', {
  id: integer().primaryKey(),
  position: integer().notNull(),
  hash: bytea().notNull(),
})

/** Events for features to the right, and work to be done: rows taken with `for update skip locked`. */
export const outbox = pgTable(
  'outbox',
  {
    id: uuid().primaryKey().defaultRandom(),
    topic: text().notNull(),
    payload: jsonb().notNull(),
    dueAt: instant('due_at').notNull(),
    attempts: integer().notNull().default(0),
    lastError: text('last_error'),
    doneAt: instant('done_at'),
  },
  (t) => [index('outbox_due').on(t.dueAt).where(sql`done_at is null`)],
)

/** When each recurring job is due next; whoever moves the row on does the turn. */
export const jobTurns = pgTable('job_turns', {
  name: text().primaryKey(),
  dueAt: instant('due_at').notNull(),
})

/** Attempts counted in a time slot, by a keyed hash of who tries: sign-in is slowed down by it. */
export const attemptCounts = pgTable(
  'attempt_counts',
  {
    bucket: bytea().notNull(),
    slot: instant('slot').notNull(),
    attempts: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.bucket, t.slot] })],
)
