import { parseArgs } from 'node:util'
import { createSignInLink } from '../accounts/commands.ts'
import { actorByEmail } from '../accounts/queries.ts'
import { AppError } from '../platform/errors.ts'
import { type Verb, WrongUsage } from '../platform/operator.ts'

const hours = 24

/** A link that signs the account in once, within 24 hours. */
export const verb: Verb = {
  usage: 'folkmoot sign-in-link --email E [--json]',
  about: 'prints a link that signs an account in once, within 24 hours',
  run: async (ctx, args, out) => {
    const { values } = parseArgs({ args, options: { email: { type: 'string' }, json: { type: 'boolean' } } })
    if (!values.email) throw new WrongUsage('--email is needed.')
    const account = await actorByEmail(ctx, values.email)
    if (!account) throw new AppError('not-found', 'There is no account with this e-mail.')
    const link = await createSignInLink(ctx, account.accountId, hours)
    if (values.json) out.json({ link })
    else out.line(link)
    return 0
  },
}
