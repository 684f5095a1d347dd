import { createSignInLink } from '../accounts/commands.ts'
import { actorByEmail } from '../accounts/queries.ts'
import { AppError } from '../platform/errors.ts'
import type { Verb } from '../platform/operator.ts'
import { readWords, WrongUsage } from '../platform/operator-words.ts'

const hours = 24

/** A link that signs the account in once, within 24 hours. */
export const verb: Verb = {
  usage: 'folkmoot sign-in-link --email E [--json]',
  about: 'prints a link that signs an account in once, within 24 hours',
  run: async (ctx, args, out) => {
    const { values } = readWords(args, { email: { type: 'string' } })
    if (!values.email) throw new WrongUsage('--email is needed.')
    const account = await actorByEmail(ctx, values.email)
    if (!account) throw new AppError('not-found', `There is no account with the e-mail ${values.email}.`)
    const link = await createSignInLink(ctx, account.accountId, hours)
    if (values.json) out.json({ link })
    else out.line(link)
    return 0
  },
}
