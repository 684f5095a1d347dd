import { integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'

/** Census 2021 counts of 33 London authorities; read `shared/population` for the base of each characteristic. */
export const populationCounts = pgTable(
  'population_counts',
  {
    areaCode: text('area_code').notNull(),
    area: text().notNull(),
    characteristic: text().notNull(),
    category: text().notNull(),
    /** The place of the category within its characteristic. */
    position: integer().notNull(),
    count: integer().notNull(),
    source: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.areaCode, t.characteristic, t.category] })],
)
