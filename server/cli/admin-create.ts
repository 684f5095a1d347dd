import { z } from 'zod'
import { type Role, roles } from '../../shared/accounts/policy.ts'
import { createAccount, createSignInLink } from '../accounts/commands.ts'
import type { Verb } from '../platform/operator.ts'
import { readWords, WrongUsage } from '../platform/operator-words.ts'

const hours = 24

/** Makes an account and prints the link with which its person signs in first, to set a password and a second factor. */
export const verb: Verb = {
  usage: `folkmoot admin create --email E [--name N] [--role ${roles.join('|')}] [--json]`,
  about: 'makes an account and prints the link with which its person signs in first',
  run: async (ctx, args, out) => {
    const { values } = readWords(args, {
      email: { type: 'string' },
      name: { type: 'string' },
      role: { type: 'string' },
    })
    const email = z.email().safeParse(values.email)
    if (!email.success) throw new WrongUsage('--email must be an e-mail address.')
    const role = (values.role ?? 'admin') as Role
    if (!roles.includes(role)) throw new WrongUsage(`--role must be one of ${roles.join(', ')}.`)
    const made = await createAccount(ctx, {
      email: email.data,
      name: values.name ?? email.data,
      grants: [{ role, scope: null }],
    })
    const link = await createSignInLink(ctx, made.accountId, hours)
    if (values.json) out.json({ accountId: made.accountId, role, link })
    else out.line(`${made.email} is ${role}. Sign in within ${hours} hours at ${link}`)
    return 0
  },
}
