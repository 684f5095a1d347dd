import { actorByEmail } from '../accounts/queries.ts'
import { consultationIdOf } from '../consultations/queries.ts'
import type { Ctx } from '../platform/context.ts'
import { AppError } from '../platform/errors.ts'
import { WrongUsage } from '../platform/operator-words.ts'

/** The options of every verb that reads answers or acts for a person. */
export const behalfOptions = { as: { type: 'string' }, reason: { type: 'string' } } as const

/** The context of the person whom the operator acts for, with the reason that goes on record. Rights are the person's. */
export async function onBehalf(
  ctx: Ctx,
  given: { as?: string | undefined; reason?: string | undefined },
): Promise<Ctx> {
  const reason = given.reason?.trim()
  if (!given.as || !reason)
    throw new WrongUsage('Say for whom and why: --as EMAIL --reason TEXT. Both are kept in the audit trail.')
  const actor = await actorByEmail(ctx, given.as)
  if (!actor) throw new AppError('not-found', `There is no account with the e-mail ${given.as}.`)
  return { ...ctx, actor: { ...actor, reason } }
}

/** The consultation behind a slug. */
export async function consultationOf(ctx: Ctx, slug: string): Promise<string> {
  const id = await consultationIdOf(ctx, slug)
  if (!id) throw new AppError('not-found', `There is no consultation “${slug}”.`)
  return id
}
