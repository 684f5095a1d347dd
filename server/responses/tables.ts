import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { Answers } from '../../shared/questionnaires/document.ts'
import type { HowWeAsked } from '../../shared/responses/how-we-asked.ts'
import { collectors } from '../collectors/tables.ts'
import { consultations } from '../consultations/tables.ts'
import { groups } from '../groups/tables.ts'
import { bytea, instant, txid } from '../platform/tables.ts'
import { questionnaireVersions } from '../questionnaires/tables.ts'

/**
 * One person's or one group's submitted answers; written by one statement, `submit`. No address, user agent or exact
 * time. Erasing empties the answers and their hash and keeps the row, so that the receipt can say "erased".
 */
export const responses = pgTable(
  'responses',
  {
    id: uuid().primaryKey().defaultRandom(),
    txid: txid(),
    consultationId: uuid('consultation_id')
      .notNull()
      .references(() => consultations.id),
    versionId: uuid('version_id')
      .notNull()
      .references(() => questionnaireVersions.id),
    collectorId: uuid('collector_id')
      .notNull()
      .references(() => collectors.id),
    groupId: uuid('group_id').references(() => groups.id),
    answers: jsonb().$type<Answers>(),
    /** Only a group's: how it asked people, and its minority view. */
    howWeAsked: jsonb('how_we_asked').$type<HowWeAsked>(),
    keyHash: bytea('key_hash').notNull().unique(),
    contentHash: bytea('content_hash'),
    receiptHash: bytea('receipt_hash').notNull().unique(),
    noticeNumber: integer('notice_number').notNull(),
    receivedOn: date('received_on', { mode: 'string' }).notNull(),
    /** in, withdrawn, erased; a group's earlier response is `replaced`. */
    state: text({ enum: ['in', 'withdrawn', 'erased', 'replaced'] })
      .notNull()
      .default('in'),
    /** Sent within the 15 minutes after closing, from a draft begun before. */
    inGrace: boolean('in_grace').notNull().default(false),
    speed: text({ enum: ['usual', 'fast', 'unknown'] })
      .notNull()
      .default('unknown'),
    synthetic: boolean().notNull().default(false),
    /** One byte that says in which order options and rows were shown; null where the version shuffles nothing. */
    seed: smallint(),
    /** The weight that an imported response brought with it. */
    weight: doublePrecision(),
  },
  (t) => [
    index('responses_feed').on(t.txid, t.id),
    index('responses_consultation').on(t.consultationId),
    index('responses_group').on(t.groupId).where(sql`group_id is not null`),
  ],
)

/**
 * Saved, not sent; never counted. The private link's token and the cookie's are kept only as SHA-256. Once sent, a
 * person's answers and exact time are wiped from it and the row lives two hours more, to show the receipt again.
 */
export const responseDrafts = pgTable(
  'response_drafts',
  {
    id: uuid().primaryKey().defaultRandom(),
    cookieHash: bytea('cookie_hash').notNull().unique(),
    /** The cookie lives 24 hours from the last visit; the draft as long as its private link. */
    cookieUntil: instant('cookie_until').notNull(),
    linkHash: bytea('link_hash').unique(),
    collectorId: uuid('collector_id')
      .notNull()
      .references(() => collectors.id),
    versionId: uuid('version_id')
      .notNull()
      .references(() => questionnaireVersions.id),
    noticeNumber: integer('notice_number').notNull(),
    /** A group's draft belongs to the group, whoever of its coordinators holds it. */
    groupId: uuid('group_id').references(() => groups.id),
    answers: jsonb().$type<Answers>().notNull().default({}),
    howWeAsked: jsonb('how_we_asked').$type<HowWeAsked>(),
    /** The submission key made with the form: 128 bits, base64url. */
    key: text().notNull(),
    seed: integer().notNull(),
    startedAt: instant('started_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    sent: boolean().notNull().default(false),
  },
  (t) => [
    index('response_drafts_expiry').on(t.expiresAt),
    uniqueIndex('response_drafts_group').on(t.groupId, t.collectorId).where(sql`group_id is not null`),
  ],
)

/** E-mail addresses of people who want to know what came of it, until they are told; nothing ties one to a response. */
export const updateRequests = pgTable(
  'update_requests',
  {
    id: uuid().primaryKey().defaultRandom(),
    consultationId: uuid('consultation_id')
      .notNull()
      .references(() => consultations.id),
    email: text().notNull(),
  },
  (t) => [unique('update_requests_once').on(t.consultationId, t.email)],
)

/**
 * The state of the change feed, one row: settling clears transaction ids, so a reader that had not yet read up to
 * `settledThrough` when `generation` rose must begin again.
 */
export const feedState = pgTable('feed_state', {
  id: integer().primaryKey(),
  generation: integer().notNull(),
  settledThrough: bigint('settled_through', { mode: 'bigint' }).notNull(),
})

/** When a transaction id was the horizon: tells the settling job which rows are old enough. Kept for two hours. */
export const settleMarks = pgTable('settle_marks', {
  horizon: bigint('horizon', { mode: 'bigint' }).primaryKey(),
  at: instant('at').notNull(),
})
