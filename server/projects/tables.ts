import { index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import type { Block, Details, Note, Printed, ProjectSource, Versions } from '../../shared/projects/document.ts'
import { type ItemContent, itemKinds } from '../../shared/projects/items.ts'
import { consultations } from '../consultations/tables.ts'
import { plans } from '../plans/tables.ts'
import { instant } from '../platform/tables.ts'

/** A project initiation document kept alive. Its printed words stay as they are; its items are edited. */
export const projects = pgTable('projects', {
  id: uuid().primaryKey().defaultRandom(),
  slug: text().notNull().unique(),
  source: jsonb().$type<ProjectSource>().notNull(),
  details: jsonb().$type<Details>().notNull(),
  versions: jsonb().$type<Versions>().notNull(),
  /** Notes on what stands before the first section. */
  notes: jsonb().$type<Note[]>().notNull(),
  consultationId: uuid('consultation_id').references(() => consultations.id),
  planId: uuid('plan_id').references(() => plans.id),
})

export const projectSections = pgTable(
  'project_sections',
  {
    id: uuid().primaryKey().defaultRandom(),
    projectId: uuid('project_id')
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    position: integer().notNull(),
    key: text().notNull(),
    title: jsonb().$type<Printed>().notNull(),
    blocks: jsonb().$type<Block[]>().notNull(),
    notes: jsonb().$type<Note[]>().notNull(),
  },
  (t) => [unique('project_sections_once').on(t.projectId, t.key)],
)

/** A risk, milestone or stakeholder: one row each, because they share their order, their history and their undo. */
export const projectItems = pgTable(
  'project_items',
  {
    id: uuid().primaryKey().defaultRandom(),
    projectId: uuid('project_id')
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    kind: text({ enum: itemKinds }).notNull(),
    /** The place among its own kind, from 0, without gaps. */
    position: integer().notNull(),
    content: jsonb().$type<ItemContent>().notNull(),
    /** The printed words by field; null for an item that staff added. Never edited. */
    asPrinted: jsonb('as_printed').$type<Record<string, string>>(),
    revision: integer().notNull().default(0),
  },
  (t) => [index('project_items_order').on(t.projectId, t.kind, t.position)],
)

/** What an item is, apart from its id: enough to bring it back. */
export interface ItemState {
  position: number
  content: ItemContent
  asPrinted: Record<string, string> | null
}

/** Every change of an item, with its state before and after (null: not there): what a history shows and undo reads. */
export const projectChanges = pgTable(
  'project_changes',
  {
    id: uuid().primaryKey().defaultRandom(),
    projectId: uuid('project_id')
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    /** Counted within the project, so that the order holds when two changes share an instant. */
    number: integer().notNull(),
    kind: text({ enum: itemKinds }).notNull(),
    itemId: uuid('item_id').notNull(),
    before: jsonb().$type<ItemState>(),
    after: jsonb().$type<ItemState>(),
    at: instant('at').notNull(),
    by: text().notNull(),
    /** The change that this one takes back; it can be taken back once. */
    undoes: uuid().unique(),
  },
  (t) => [unique('project_changes_number').on(t.projectId, t.number)],
)
