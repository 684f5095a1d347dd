import type { Ctx } from '../../server/platform/context.ts'
import { newKey } from '../../server/responses/keys.ts'
import { saveAllEqualityAnswers } from '../../server/responses/receipts.ts'
import { submitAll } from '../../server/responses/submit.ts'
import type { Answers } from '../../shared/questionnaires/document.ts'
import type { OpenConsultation } from './fixtures.ts'

export interface Given {
  answers: Answers
  equality?: Answers
}

/** Sends everybody's answers through the one door, with the equality answers of those who gave any; the receipts. */
export async function sendAll(ctx: Ctx, open: OpenConsultation, people: Given[]): Promise<string[]> {
  const outcomes = await submitAll(
    ctx,
    people.map(({ answers }) => ({
      collectorId: open.collectorId,
      versionId: open.versionId,
      noticeNumber: 1,
      key: newKey(ctx),
      answers,
      startedAt: ctx.now(),
    })),
  )
  const receipts = outcomes.map((outcome) => {
    if (outcome.outcome !== 'in') throw new Error(`not in: ${JSON.stringify(outcome)}`)
    return outcome.receipt
  })
  const saves = people.flatMap(({ equality }, i) => (equality ? [{ receipt: receipts[i]!, answers: equality }] : []))
  if (saves.length > 0) await saveAllEqualityAnswers(ctx, open.versionId, saves)
  return receipts
}
