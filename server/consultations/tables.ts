import { sql } from 'drizzle-orm'
import { boolean, check, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { instant } from '../platform/tables.ts'

/** A document people may read first: its title and where it is. */
export interface BackgroundDocument {
  title: string
  url: string
}

/** A matter on which people are asked. Closing is by the clock: `open` and past `closesAt` is closed. */
export const consultations = pgTable(
  'consultations',
  {
    id: uuid().primaryKey().defaultRandom(),
    slug: text().notNull().unique(),
    title: text().notNull(),
    why: text().notNull().default(''),
    decided: text().notNull().default(''),
    stillOpen: text('still_open').notNull().default(''),
    audience: text().notNull().default(''),
    contact: text().notNull().default(''),
    documents: jsonb().$type<BackgroundDocument[]>().notNull().default([]),
    opensAt: instant('opens_at'),
    closesAt: instant('closes_at'),
    answerBy: instant('answer_by'),
    state: text({ enum: ['draft', 'asked', 'open', 'answered'] })
      .notNull()
      .default('draft'),
    askedBy: text('asked_by'),
    confirmedBy: text('confirmed_by'),
    /** What the approver wants changed, when it was sent back. */
    note: text().notNull().default(''),
    /** Accounts that wrote a part of it: none of them confirms the opening. */
    writers: jsonb().$type<string[]>().notNull().default([]),
    /** Made for the example: every response and figure is synthetic, for ever. */
    synthetic: boolean().notNull().default(false),
    createdAt: instant('created_at').notNull(),
    createdBy: text('created_by').notNull(),
  },
  (t) => [
    check('consultations_dates', sql`${t.closesAt} is null or ${t.opensAt} is null or ${t.closesAt} > ${t.opensAt}`),
  ],
)

/** Versions of a consultation's privacy notice; a response keeps the number it was shown. */
export const privacyNotices = pgTable(
  'privacy_notices',
  {
    id: uuid().primaryKey().defaultRandom(),
    consultationId: uuid('consultation_id')
      .notNull()
      .references(() => consultations.id, { onDelete: 'cascade' }),
    number: integer().notNull(),
    text: text().notNull(),
    /** The notice says that words from answers may be published, edited so that nobody is named. */
    quotesMayBePublished: boolean('quotes_may_be_published').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [unique('privacy_notices_number').on(t.consultationId, t.number)],
)
