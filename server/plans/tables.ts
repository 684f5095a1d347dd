import { sql } from 'drizzle-orm'
import { check, date, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import type { Cell, Lead } from '../../shared/plans/cell.ts'
import { counters } from '../../shared/plans/counters.ts'
import { rags } from '../../shared/plans/rag.ts'
import { instant } from '../platform/tables.ts'

/** A published plan. Every text is a cell as printed, with a reading where the source is damaged. */
export const plans = pgTable('plans', {
  id: uuid().primaryKey().defaultRandom(),
  slug: text().notNull().unique(),
  title: jsonb().$type<Cell>().notNull(),
  period: jsonb().$type<Cell>().notNull(),
  startsOn: date('starts_on', { mode: 'string' }).notNull(),
  endsOn: date('ends_on', { mode: 'string' }).notNull(),
  commitment: jsonb().$type<Cell>().notNull(),
  principlesFrom: jsonb('principles_from').$type<Cell>().notNull(),
})

export const principles = pgTable(
  'plan_principles',
  {
    id: uuid().primaryKey().defaultRandom(),
    planId: uuid('plan_id')
      .notNull()
      .references(() => plans.id, { onDelete: 'cascade' }),
    number: integer().notNull(),
    name: jsonb().$type<Cell>().notNull(),
    text: jsonb().$type<Cell>().notNull(),
  },
  (t) => [unique('plan_principles_number').on(t.planId, t.number)],
)

export const themes = pgTable(
  'plan_themes',
  {
    id: uuid().primaryKey().defaultRandom(),
    planId: uuid('plan_id')
      .notNull()
      .references(() => plans.id, { onDelete: 'cascade' }),
    number: integer().notNull(),
    title: jsonb().$type<Cell>().notNull(),
  },
  (t) => [unique('plan_themes_number').on(t.planId, t.number)],
)

/** The cells an objective and an action both may have; leads are text, never accounts. */
const printedRow = {
  number: integer().notNull(),
  text: jsonb().$type<Cell>().notNull(),
  lead: jsonb().$type<Lead>(),
  funding: jsonb().$type<Cell>(),
  timescales: jsonb().$type<Cell[]>().notNull(),
  measures: jsonb().$type<Cell[]>().notNull(),
  progress: jsonb().$type<Cell[]>().notNull(),
}

export const objectives = pgTable(
  'plan_objectives',
  {
    id: uuid().primaryKey().defaultRandom(),
    themeId: uuid('theme_id')
      .notNull()
      .references(() => themes.id, { onDelete: 'cascade' }),
    ...printedRow,
    /** As the plan prints it; a later report stands before it. */
    printedRag: text('printed_rag', { enum: rags }),
  },
  (t) => [unique('plan_objectives_number').on(t.themeId, t.number)],
)

export const actions = pgTable(
  'plan_actions',
  {
    id: uuid().primaryKey().defaultRandom(),
    objectiveId: uuid('objective_id')
      .notNull()
      .references(() => objectives.id, { onDelete: 'cascade' }),
    ...printedRow,
    /** The product itself counts what the measure asks for. */
    countedBy: text('counted_by', { enum: counters }),
  },
  (t) => [unique('plan_actions_number').on(t.objectiveId, t.number)],
)

/** The history of progress and status: one row a report, never changed. */
export const objectiveReports = pgTable(
  'objective_reports',
  {
    id: uuid().primaryKey().defaultRandom(),
    objectiveId: uuid('objective_id')
      .notNull()
      .references(() => objectives.id, { onDelete: 'cascade' }),
    /** Null: the objective itself. */
    actionId: uuid('action_id').references(() => actions.id, { onDelete: 'cascade' }),
    /** 1, 2, 3 within the objective. */
    number: integer().notNull(),
    rag: text({ enum: rags }),
    progress: text().notNull(),
    at: instant('at').notNull(),
    byAccount: text('by_account').notNull(),
    byName: text('by_name').notNull(),
  },
  (t) => [
    unique('objective_reports_number').on(t.objectiveId, t.number),
    check('objective_reports_rag', sql`${t.rag} is not null or ${t.actionId} is not null`),
  ],
)
