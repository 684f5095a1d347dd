import { z } from 'zod'
import { isWebAddress } from './addresses.ts'
import { blanks } from './starting-notice.ts'

/** What the desk sends about a consultation: one schema for the form and for the server. */
const words = (most: number) =>
  z
    .string()
    .max(most, `Use ${most.toLocaleString('en-GB')} characters or fewer.`)
    .refine(
      (text) => !text.includes('\0') && !/\p{Surrogate}/u.test(text),
      'This holds a character that cannot be kept.',
    )

const instant = z.iso
  .datetime({ offset: true, error: 'Enter a date and a time.' })
  .refine((text) => text >= '1900' && text < '2200', 'Enter a date and a time.')

const title = words(200).refine((text) => text.trim().length >= 3, 'Give it a title.')

export const backgroundDocument = z.strictObject({
  title: words(200).refine((text) => text.trim() !== '', 'Say what the document is.'),
  url: words(2000).refine(isWebAddress, 'Use an address that begins with https://'),
})

export const newConsultation = z.strictObject({ title })
export type NewConsultation = z.infer<typeof newConsultation>

/** Every field may come alone; what does not come stays as it is. Null takes a date away. */
export const consultationEdit = z.strictObject({
  title: title.optional(),
  why: words(4000).optional(),
  decided: words(4000).optional(),
  stillOpen: words(4000).optional(),
  audience: words(1000).optional(),
  contact: words(1000).optional(),
  documents: z.array(backgroundDocument).max(30, 'List 30 documents at most.').optional(),
  opensAt: instant.nullable().optional(),
  closesAt: instant.nullable().optional(),
  answerBy: instant.nullable().optional(),
})
export type ConsultationEdit = z.infer<typeof consultationEdit>

export const privacyNotice = z.strictObject({
  text: words(20_000)
    .refine(
      (text) => text.trim().length >= 20,
      'Write the notice: who asks, why, how long answers are kept, and whom to ask.',
    )
    .superRefine((text, ctx) => {
      const left = blanks.filter((blank) => text.includes(blank))
      if (left.length > 0) ctx.addIssue({ code: 'custom', message: `Still to fill in: ${left.join(', ')}.` })
    }),
  quotesMayBePublished: z.boolean(),
})
export type PrivacyNotice = z.infer<typeof privacyNotice>

export const sendBackInput = z.strictObject({ note: words(2000) })

/** `now` closes at once. Bringing the closing forward needs a reason, which is kept. */
export const closingInput = z.strictObject({
  closesAt: z.union([z.literal('now'), instant]),
  reason: words(1000).optional(),
})
export type ClosingInput = z.infer<typeof closingInput>
