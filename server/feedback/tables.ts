import { sql } from 'drizzle-orm'
import { check, date, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { commitmentKinds } from '../../shared/feedback/commitment.ts'
import type { Evidence } from '../../shared/feedback/inputs.ts'
import type { Manifest } from '../../shared/feedback/manifest.ts'
import type { PublicTable, SealedTable } from '../../shared/feedback/release-tables.ts'
import { consultations } from '../consultations/tables.ts'
import { actions, objectives } from '../plans/tables.ts'
import { bytea, instant } from '../platform/tables.ts'

/** A frozen, disclosure-checked set of tables. The seal is over manifest and sealed counts. */
export const releases = pgTable(
  'releases',
  {
    id: uuid().primaryKey().defaultRandom(),
    consultationId: uuid('consultation_id')
      .notNull()
      .references(() => consultations.id),
    /** 1, 2, … in the order they were frozen; the answer rests on the last. */
    number: integer().notNull().default(1),
    manifest: jsonb().$type<Manifest>().notNull(),
    tables: jsonb().$type<PublicTable[]>().notNull(),
    seal: bytea().notNull(),
    /** Over manifest and public tables: what still holds them when the sealed counts are deleted on their date. */
    publicSeal: bytea('public_seal').notNull(),
    /** When the sealed counts were deleted, everything having agreed until then. */
    countsDeletedAt: instant('counts_deleted_at'),
    frozenAt: instant('frozen_at').notNull(),
    frozenBy: text('frozen_by').notNull(),
  },
  (t) => [unique('releases_number').on(t.consultationId, t.number)],
)

/** The unrounded counts of exactly the release's tables, apart: never sent to a page, deleted on a date of their own. */
export const sealedCounts = pgTable('release_sealed_counts', {
  releaseId: uuid('release_id')
    .primaryKey()
    .references(() => releases.id, { onDelete: 'cascade' }),
  tables: jsonb().$type<SealedTable[]>().notNull(),
  deleteOn: date('delete_on', { mode: 'string' }).notNull(),
})

/** The published answer: what people said and what was done, as a draft until another person publishes it. */
export const feedbackAnswers = pgTable(
  'feedback_answers',
  {
    id: uuid().primaryKey().defaultRandom(),
    consultationId: uuid('consultation_id')
      .notNull()
      .unique()
      .references(() => consultations.id),
    releaseId: uuid('release_id')
      .notNull()
      .references(() => releases.id),
    said: text().notNull().default(''),
    did: text().notNull().default(''),
    state: text({ enum: ['draft', 'sent', 'published'] })
      .notNull()
      .default('draft'),
    /** Everybody who wrote a part of it: none of them may publish it. */
    writers: jsonb().$type<string[]>().notNull().default([]),
    sentAt: instant('sent_at'),
    note: text().notNull().default(''),
    publishedAt: instant('published_at'),
    publishedBy: text('published_by'),
  },
  (t) => [check('feedback_answers_published', sql`(${t.state} = 'published') = (${t.publishedAt} is not null)`)],
)

/** A sentence that rests on a release or on quotes. */
export const findings = pgTable(
  'findings',
  {
    id: uuid().primaryKey().defaultRandom(),
    answerId: uuid('answer_id')
      .notNull()
      .references(() => feedbackAnswers.id),
    number: integer().notNull(),
    heading: text().notNull(),
    text: text().notNull(),
    evidence: jsonb().$type<Evidence[]>().notNull(),
  },
  (t) => [unique('findings_number').on(t.answerId, t.number)],
)

/** The plan's objectives and actions that a finding speaks to. */
export const findingLinks = pgTable(
  'finding_links',
  {
    id: uuid().primaryKey().defaultRandom(),
    findingId: uuid('finding_id')
      .notNull()
      .references(() => findings.id, { onDelete: 'cascade' }),
    objectiveId: uuid('objective_id').references(() => objectives.id),
    actionId: uuid('action_id').references(() => actions.id),
  },
  (t) => [check('finding_links_one', sql`num_nonnulls(${t.objectiveId}, ${t.actionId}) = 1`)],
)

/** A person's words: as written, for the approver alone, and as edited for the page. Gone when the answer is erased. */
export const quotes = pgTable('quotes', {
  id: uuid().primaryKey().defaultRandom(),
  answerId: uuid('answer_id')
    .notNull()
    .references(() => feedbackAnswers.id),
  responseId: uuid('response_id').notNull(),
  questionId: text('question_id').notNull(),
  original: text().notNull(),
  edited: text().notNull(),
})

export const commitments = pgTable(
  'commitments',
  {
    id: uuid().primaryKey().defaultRandom(),
    answerId: uuid('answer_id')
      .notNull()
      .references(() => feedbackAnswers.id),
    number: integer().notNull(),
    kind: text({ enum: commitmentKinds }).notNull(),
    text: text().notNull(),
    because: text().notNull(),
    owner: text().notNull(),
    dueOn: date('due_on', { mode: 'string' }),
    newDueOn: date('new_due_on', { mode: 'string' }),
    doneOn: date('done_on', { mode: 'string' }),
    note: text().notNull().default(''),
    findingId: uuid('finding_id').references(() => findings.id, { onDelete: 'set null' }),
    objectiveId: uuid('objective_id').references(() => objectives.id),
    actionId: uuid('action_id').references(() => actions.id),
  },
  (t) => [unique('commitments_number').on(t.answerId, t.number)],
)
