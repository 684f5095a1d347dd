import { boolean, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { exportFormats } from '../../shared/analysis/export-request.ts'
import { consultations } from '../consultations/tables.ts'
import { instant } from '../platform/tables.ts'

/** An analyst's asking for the answers as a file, what a second person said to it, and what became of it. */
export const exportRequests = pgTable(
  'export_requests',
  {
    id: uuid().primaryKey().defaultRandom(),
    consultationId: uuid('consultation_id')
      .notNull()
      .references(() => consultations.id),
    format: text({ enum: exportFormats }).notNull(),
    withoutText: boolean('without_text').notNull(),
    reason: text().notNull(),
    askedBy: text('asked_by').notNull(),
    askedAt: instant('asked_at').notNull(),
    decidedBy: text('decided_by'),
    decidedAt: instant('decided_at'),
    confirmed: boolean().notNull().default(false),
    /** Why not. */
    note: text().notNull().default(''),
    /** From then on the file can be fetched, for a few minutes and once. */
    openedAt: instant('opened_at'),
    fetchedAt: instant('fetched_at'),
  },
  (t) => [index('export_requests_consultation').on(t.consultationId)],
)
