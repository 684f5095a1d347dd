import { sql } from 'drizzle-orm'
import { boolean, date, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import type { Answers } from '../../shared/questionnaires/document.ts'
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
    consultationId: uuid('consultation_id').notNull().references(() => consultations.id),
    versionId: uuid('version_id').notNull().references(() => questionnaireVersions.id),
    collectorId: uuid('collector_id').notNull().references(() => collectors.id),
    groupId: uuid('group_id').references(() => groups.id),
    answers: jsonb().$type<Answers>(),
    /** Only a group's: how it asked people, and its minority view. */
    howWeAsked: jsonb('how_we_asked'),
    keyHash: bytea('key_hash').notNull().unique(),
    contentHash: bytea('content_hash'),
    receiptHash: bytea('receipt_hash').notNull().unique(),
    noticeNumber: integer('notice_number').notNull(),
    receivedOn: date('received_on', { mode: 'string' }).notNull(),
    /** in, withdrawn, erased; a group's earlier response is `replaced`. */
    state: text({ enum: ['in', 'withdrawn', 'erased', 'replaced'] }).notNull().default('in'),
    /** Sent within the 15 minutes after closing, from a draft begun before. */
    inGrace: boolean('in_grace').notNull().default(false),
    speed: text({ enum: ['usual', 'fast', 'unknown'] }).notNull().default('unknown'),
    synthetic: boolean().notNull().default(false),
  },
  (t) => [
    index('responses_feed').on(t.txid, t.id),
    index('responses_consultation').on(t.consultationId),
    index('responses_group').on(t.groupId).where(sql`group_id is not null`),
  ],
)

/** Saved, not sent; never counted. The private link's token and the cookie's are kept only as SHA-256. */
export const responseDrafts = pgTable(
  'response_drafts',
  {
    id: uuid().primaryKey().defaultRandom(),
    cookieHash: bytea('cookie_hash').notNull().unique(),
    linkHash: bytea('link_hash').unique(),
    collectorId: uuid('collector_id').notNull().references(() => collectors.id),
    versionId: uuid('version_id').notNull().references(() => questionnaireVersions.id),
    noticeNumber: integer('notice_number').notNull(),
    /** A group's draft belongs to the group, whoever of its coordinators holds it. */
    groupId: uuid('group_id').references(() => groups.id),
    answers: jsonb().$type<Answers>().notNull().default({}),
    howWeAsked: jsonb('how_we_asked'),
    /** The submission key made with the form: 128 bits, base64url. */
    key: text().notNull(),
    seed: integer().notNull(),
    startedAt: instant('started_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [
    index('response_drafts_expiry').on(t.expiresAt),
    index('response_drafts_group').on(t.groupId, t.collectorId).where(sql`group_id is not null`),
  ],
)

/** E-mail addresses of people who want to know what came of it; nothing ties one to a response. */
export const updateRequests = pgTable('update_requests', {
  id: uuid().primaryKey().defaultRandom(),
  consultationId: uuid('consultation_id').notNull().references(() => consultations.id),
  email: text().notNull(),
  unsubscribeHash: bytea('unsubscribe_hash').notNull().unique(),
  toldAt: instant('told_at'),
}, (t) => [index('update_requests_consultation').on(t.consultationId)])
