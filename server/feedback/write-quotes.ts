import { and, eq } from 'drizzle-orm'
import { masked, stillNames } from '../../shared/feedback/masking.ts'
import { latestNotice } from '../consultations/queries.ts'
import { audit } from '../platform/audit.ts'
import { authorise } from '../platform/authorise.ts'
import { type Ctx, inTransaction } from '../platform/context.ts'
import { AppError, notFound } from '../platform/errors.ts'
import { textOfResponse } from '../responses/words.ts'
import { writeOn } from './answer.ts'
import { quotes } from './tables.ts'

interface Wanted {
  question: string
  response: string
  edited: string
}

/**
 * Keeps a person's words for the answer: as written for the approver's eyes, as edited for the page. Refused when the
 * notice people were shown did not say that words may be published, or when the edited words still hold an address,
 * a phone number or a postcode.
 */
export function keepQuote(ctx: Ctx, consultationId: string, wanted: Wanted): Promise<{ id: string; edited: string }> {
  return inTransaction(ctx, async (tx) => {
    authorise(tx, 'feedback.write', consultationId)
    authorise(tx, 'free-text.read', consultationId)
    const answer = await writeOn(tx, consultationId)
    const notice = await latestNotice(tx, consultationId)
    if (!notice?.quotesMayBePublished) {
      throw new AppError('conflict', 'The privacy notice did not say that words may be published, so none can be.')
    }
    const original = await textOfResponse(tx, consultationId, wanted.response, wanted.question)
    if (original === undefined) throw notFound()
    refuseNames(wanted.edited)
    const [made] = await tx.db
      .insert(quotes)
      .values({
        answerId: answer.id,
        responseId: wanted.response,
        questionId: wanted.question,
        original,
        edited: wanted.edited,
      })
      .returning({ id: quotes.id, edited: quotes.edited })
    if (!made) throw new AppError('unavailable', 'The quote was not kept.')
    await audit(tx, { verb: 'feedback.keep-quote', subject: `quote:${made.id}`, scope: consultationId })
    return made
  })
}

export function removeQuote(ctx: Ctx, consultationId: string, quoteId: string): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    authorise(tx, 'feedback.write', consultationId)
    const answer = await writeOn(tx, consultationId)
    const gone = await tx.db
      .delete(quotes)
      .where(and(eq(quotes.id, quoteId), eq(quotes.answerId, answer.id)))
      .returning({ id: quotes.id })
    if (gone.length === 0) throw notFound()
    await audit(tx, { verb: 'feedback.remove-quote', subject: `quote:${quoteId}`, scope: consultationId })
  })
}

function refuseNames(edited: string) {
  const left = stillNames(edited)
  if (left.length === 0) return
  const message = `This still holds something that could name a person: ${left.join(', ')}. For example: “${masked(edited)}”`
  throw new AppError('bad-input', message, { edited: message })
}
