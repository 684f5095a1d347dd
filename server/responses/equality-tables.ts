import { index, jsonb, pgTable, uuid } from 'drizzle-orm/pg-core'
import type { Answers } from '../../shared/questionnaires/document.ts'
import { txid } from '../platform/tables.ts'

/**
 * Equality answers, apart from everything else. Written by the responses commands; read only through `equalityFeed`,
 * which the analysis feature alone may import (the architecture test names both).
 */
export const equalityAnswers = pgTable(
  'equality_answers',
  {
    id: uuid().primaryKey().defaultRandom(),
    txid: txid(),
    responseId: uuid('response_id').notNull().unique(),
    answers: jsonb().$type<Answers>().notNull(),
  },
  (t) => [index('equality_answers_feed').on(t.txid, t.id)],
)
