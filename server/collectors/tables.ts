import { sql } from 'drizzle-orm'
import { boolean, check, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { consultations } from '../consultations/tables.ts'
import { groups } from '../groups/tables.ts'
import { instant } from '../platform/tables.ts'
import { questionnaires } from '../questionnaires/tables.ts'

/** A way responses come in. `web` is the open link; `group` is one group's formal response; `synthetic` only ever fills, `import` takes a file. */
export const collectors = pgTable(
  'collectors',
  {
    id: uuid().primaryKey().defaultRandom(),
    consultationId: uuid('consultation_id')
      .notNull()
      .references(() => consultations.id),
    questionnaireId: uuid('questionnaire_id')
      .notNull()
      .references(() => questionnaires.id),
    kind: text({ enum: ['web', 'group', 'synthetic', 'import'] }).notNull(),
    /** The part of the address after `/respond/`; null for the open web link. */
    slug: text(),
    groupId: uuid('group_id').references(() => groups.id),
    closed: boolean().notNull().default(false),
    askedAt: instant('asked_at').notNull(),
    /** When the first release that counts its responses was frozen: from then a response is erased, not withdrawn. */
    frozenAt: instant('frozen_at'),
  },
  (t) => [
    unique('collectors_once').on(t.questionnaireId, t.kind, t.groupId).nullsNotDistinct(),
    check('collectors_group', sql`(${t.kind} = 'group') = (${t.groupId} is not null)`),
  ],
)
