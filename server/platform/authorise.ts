import { type Capability, may, mayEver } from '../../shared/accounts/policy.ts'
import { type Ctx, principalOf } from './context.ts'
import { AppError, notFound } from './errors.ts'

/** Refuses a person who holds the capability on no object at all: 401 for a stranger, 403 for a role that never may. */
export function authoriseEver(ctx: Ctx, capability: Capability): void {
  const principal = principalOf(ctx)
  if (mayEver(principal, capability)) return
  if (principal.kind !== 'account') throw new AppError('not-signed-in', 'Sign in to go on.')
  throw new AppError('forbidden', 'Your role does not allow this.')
}

/**
 * Refuses unless the person holds the capability on the object's scope (a consultation's or a group's uuid, or null).
 * Another's object is the same 404 as one that does not exist. Every command begins with this.
 */
export function authorise(ctx: Ctx, capability: Capability, scope: string | null): void {
  authoriseEver(ctx, capability)
  if (!may(principalOf(ctx), capability, scope)) throw notFound()
}
