import { audit } from '../platform/audit.ts'
import { authorise } from '../platform/authorise.ts'
import { type Ctx, inTransaction } from '../platform/context.ts'
import { deskAnswer, originalsOf } from './queries.ts'

/** One answer with each quote beside the words as they were written; reading those goes on record. */
export function readAnswer(ctx: Ctx, consultationId: string) {
  return inTransaction(ctx, async (tx) => {
    authorise(tx, 'release.read', consultationId)
    const found = await deskAnswer(tx, consultationId)
    if (!found) return null
    const originals = new Map((await originalsOf(tx, found.answer.id)).map((one) => [one.id, one.original]))
    if (originals.size > 0) {
      const detail = { quotes: originals.size }
      const subject = `answer:${found.answer.id}`
      await audit(tx, { verb: 'feedback.read-originals', subject, scope: consultationId, detail })
    }
    return { ...found, quotes: found.quotes.map((one) => ({ ...one, original: originals.get(one.id) ?? '' })) }
  })
}
