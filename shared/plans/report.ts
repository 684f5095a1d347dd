import { z } from 'zod'
import { rags } from './rag.ts'

/** A report on an objective, or on one of its actions: what was done, and how it stands now. */
export const progressReport = z
  .strictObject({
    /** Null: the objective itself. */
    actionId: z.uuid().nullable(),
    rag: z.enum(rags, { error: 'Choose red, amber or green.' }).nullable(),
    progress: z
      .string()
      .trim()
      .min(1, 'Say what has been done, in a sentence or two.')
      .max(4000, 'Keep it under 4,000 characters.')
      .refine((text) => !text.includes('\0'), 'Take out the character that cannot be read.'),
    /** The number of the last report the writer had seen: a later one by somebody else refuses this. */
    seen: z.int().min(0),
  })
  .refine((report) => report.actionId !== null || report.rag !== null, {
    path: ['rag'],
    message: 'Choose red, amber or green.',
  })
export type ProgressReport = z.infer<typeof progressReport>
