import { boolean, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import type { Act } from '../../shared/questionnaires/acts.ts'
import type { QuestionnaireDocument } from '../../shared/questionnaires/document.ts'
import { instant } from '../platform/tables.ts'

/** An instrument of a consultation, with its draft. `revision` counts every change, so that a stale editor gets a 409. */
export const questionnaires = pgTable(
  'questionnaires',
  {
    id: uuid().primaryKey().defaultRandom(),
    consultationId: uuid('consultation_id').notNull(),
    name: text().notNull(),
    draft: jsonb().$type<QuestionnaireDocument>().notNull(),
    revision: integer().notNull().default(0),
    /** How many of its acts stand; those after it are undone and may be done again. */
    position: integer().notNull().default(0),
    /** Accounts that wrote a part of it: none of them confirms it. */
    writers: jsonb().$type<string[]>().notNull().default([]),
    /** Those of them who wrote since the newest version. */
    changedBy: jsonb('changed_by').$type<string[]>().notNull().default([]),
    /** Asked to open, or open: a further version goes straight to people, so another person than its writers publishes it. */
    opened: boolean().notNull().default(false),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [unique('questionnaires_name').on(t.consultationId, t.name)],
)

/** Every act on a draft with what undoes it: undo is unlimited and survives a reload. */
export const questionnaireActs = pgTable(
  'questionnaire_acts',
  {
    questionnaireId: uuid('questionnaire_id')
      .notNull()
      .references(() => questionnaires.id, { onDelete: 'cascade' }),
    position: integer().notNull(),
    act: jsonb().$type<Act>().notNull(),
    inverse: jsonb().$type<Act>().notNull(),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.questionnaireId, t.position] })],
)

/** A published, immutable document. A trigger in the migration refuses any update or delete. */
export const questionnaireVersions = pgTable(
  'questionnaire_versions',
  {
    id: uuid().primaryKey().defaultRandom(),
    questionnaireId: uuid('questionnaire_id')
      .notNull()
      .references(() => questionnaires.id),
    number: integer().notNull(),
    document: jsonb().$type<QuestionnaireDocument>().notNull(),
    publishedAt: instant('published_at').notNull(),
    publishedBy: text('published_by').notNull(),
  },
  (t) => [unique('questionnaire_versions_number').on(t.questionnaireId, t.number)],
)
