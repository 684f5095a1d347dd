import { eq } from 'drizzle-orm'
import { consultationById } from '../consultations/queries.ts'
import { type Ctx, inTransaction } from '../platform/context.ts'
import { sendMail } from '../platform/mail.ts'
import { peopleToTell, type ToTell, takeAddress } from '../responses/update-requests.ts'
import { quotes } from './tables.ts'

/** Tells everybody who asked, once: each address is taken and its message put into the outbox in one transaction. */
export async function tellThoseWhoAsked(ctx: Ctx, consultationId: string): Promise<void> {
  const consultation = await consultationById(ctx, consultationId)
  if (!consultation) return
  for (const person of await peopleToTell(ctx, consultation.id)) await tellOne(ctx, person, consultation)
}

function tellOne(ctx: Ctx, person: ToTell, consultation: { title: string; slug: string }) {
  return inTransaction(ctx, async (tx) => {
    if (!(await takeAddress(tx, person.id))) return
    await sendMail(tx, {
      to: person.email,
      subject: `What came of it: ${consultation.title}`,
      text: [
        `You asked to be told what came of “${consultation.title}”.`,
        `What people said, and what was done about it:\n${ctx.publicOrigin}/c/${consultation.slug}/results`,
        'This is the only message you get about it. Your address was deleted when it was sent.',
      ].join('\n\n'),
    })
  })
}

/** An erased answer takes its quotes with it, wherever they stand. */
export async function forgetQuotes(ctx: Ctx, responseId: string): Promise<void> {
  await ctx.db.delete(quotes).where(eq(quotes.responseId, responseId))
}
