import { z } from 'zod'
import type { Grant } from './policy.ts'
import { isWeakPassword } from './weak-password.ts'

export const signInInput = z.strictObject({
  email: z.email('Enter an e-mail address.').max(254),
  password: z.string().min(1, 'Enter your password.').max(128),
})
export const codeInput = z.strictObject({ code: z.string().regex(/^\d{6}$/, 'Enter the six digits of the code.') })
export const enrolInput = z.strictObject({ password: z.string().min(1, 'Enter your password.').max(128) })
export const setPasswordInput = z.strictObject({
  password: z
    .string()
    .min(12, 'Use 12 characters or more.')
    .max(128, 'Use 128 characters or fewer.')
    .refine(
      (password) => !isWeakPassword(password),
      'This is one of the passwords that are tried first. Choose another.',
    ),
})
export const switchInput = z.strictObject({ accountId: z.string().min(1).max(64) })
export const mailLinkInput = z.strictObject({ email: z.email('Enter an e-mail address.').max(254) })

/** What the desk knows of the person at it. */
export interface Me {
  accountId: string
  name: string
  email: string
  grants: Grant[]
  /** The data is the example: everything is synthetic and the person can be switched. */
  example: boolean
  people: { accountId: string; name: string }[]
}
