import { inTransaction } from '../platform/context.ts'
import type { Subscriber } from '../platform/jobs.ts'
import { openWebCollector } from './commands.ts'

/** A consultation was opened: the web link of each of its published questionnaires with it. Safe to hear twice. */
export const openDoors: Subscriber = (ctx, payload) =>
  inTransaction(ctx, async (tx) => {
    const { consultationId, questionnaireIds } = payload as { consultationId: string; questionnaireIds: string[] }
    for (const questionnaireId of questionnaireIds) await openWebCollector(tx, consultationId, questionnaireId)
  })
