import { pgTable, text, uuid } from 'drizzle-orm/pg-core'

/** A CPEG, a ward panel, another body. Its people hold grants with its uuid as scope. */
export const groups = pgTable('groups', {
  id: uuid().primaryKey().defaultRandom(),
  slug: text().notNull().unique(),
  name: text().notNull(),
  kind: text({ enum: ['cpeg', 'ward_panel', 'other'] }).notNull(),
  boroughCode: text('borough_code').notNull(),
})
