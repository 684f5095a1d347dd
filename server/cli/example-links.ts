import { createSignInLink, dropSignInLinks } from '../accounts/commands.ts'
import { everyAccount } from '../accounts/queries.ts'
import type { Ctx } from '../platform/context.ts'

/** Prints one sign-in link a person of the example: fresh at each start, 24 hours, never outside the example. */
export async function printExampleLinks(ctx: Ctx): Promise<void> {
  if (!ctx.example) return
  await dropSignInLinks(ctx)
  process.stdout.write('\nThe example is loaded; every response in it is synthetic. Sign in (24 hours) as:\n')
  for (const person of await everyAccount(ctx)) {
    const link = await createSignInLink(ctx, person.accountId, 24, true)
    process.stdout.write(`  ${person.name.padEnd(28)} ${link}\n`)
  }
}
