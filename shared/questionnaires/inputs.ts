import { z } from 'zod'
import { act } from './act-schema.ts'

/** What the builder sends. `revision` is the one it last saw: a stale one changes nothing and gets a 409. */
const revision = z.int().min(0)

export const actInput = z.strictObject({ revision, act })
export const stepInput = z.strictObject({ revision })
export const publishInput = z.strictObject({ revision })

const name = z
  .string()
  .trim()
  .min(1, 'Give it a name.')
  .max(120, 'Use 120 characters or fewer.')
  .refine((text) => !text.includes('\0') && !/\p{Surrogate}/u.test(text), 'This holds a character that cannot be kept.')
export const newQuestionnaire = z.strictObject({ name })
/** A file of another tool; without a name it takes the title in the file. */
export const importedQuestionnaire = z.strictObject({ name: name.optional() })
export const renameInput = z.strictObject({ name })
