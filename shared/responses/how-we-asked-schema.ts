import { z } from 'zod'

const words = z.string().max(10_000, 'Use 10,000 characters or fewer')

/** The strict schema of `HowWeAsked`. */
export const howWeAskedSchema = z.strictObject({
  meetings: z
    .array(
      z.strictObject({
        date: z.iso.date('Enter the date of the meeting'),
        what: z.string().max(200, 'Use 200 characters or fewer'),
        attendance: z.int('Enter how many people came').min(0).max(100_000),
      }),
    )
    .max(100, 'List 100 meetings or fewer'),
  consulted: words,
  minorityView: words,
})
