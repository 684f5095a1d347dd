import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Role } from '../../shared/accounts/policy.ts'
import type { Actor, Ctx } from '../platform/context.ts'
import { grants, user } from './tables.ts'

const accountColumns = { accountId: user.id, email: user.email, name: user.name }

async function withGrants(ctx: Ctx, found: Omit<Actor, 'grants'> | undefined): Promise<Actor | null> {
  if (!found) return null
  const held = await ctx.db
    .select({ role: grants.role, scope: grants.scope })
    .from(grants)
    .where(eq(grants.accountId, found.accountId))
  return { ...found, grants: held.map((g) => ({ role: g.role as Role, scope: g.scope })) }
}

/** The account with its grants, or null when it is not there or is disabled. */
export async function actorById(ctx: Ctx, accountId: string): Promise<Actor | null> {
  const [found] = await ctx.db
    .select(accountColumns)
    .from(user)
    .where(and(eq(user.id, accountId), isNull(user.disabledAt)))
  return withGrants(ctx, found)
}

export async function actorByEmail(ctx: Ctx, email: string): Promise<Actor | null> {
  const [found] = await ctx.db
    .select(accountColumns)
    .from(user)
    .where(and(eq(user.email, email.toLowerCase()), isNull(user.disabledAt)))
  return withGrants(ctx, found)
}

/** Every account that is not disabled, for the example's "Switch person". */
export async function everyAccount(ctx: Ctx): Promise<Actor[]> {
  const found = await ctx.db
    .select(accountColumns)
    .from(user)
    .where(isNull(user.disabledAt))
    .orderBy(asc(user.createdAt), asc(user.name))
  const all = await Promise.all(found.map((one) => withGrants(ctx, one)))
  return all.filter((one) => one !== null)
}

/** The name of an account, for "by whom" on the desk. */
export async function accountNames(ctx: Ctx): Promise<(accountId: string) => string> {
  const found = await ctx.db.select({ id: user.id, name: user.name }).from(user)
  const names = new Map(found.map((one) => [one.id, one.name]))
  return (accountId) => names.get(accountId) ?? 'A former member of staff'
}

export async function hasSecondFactor(ctx: Ctx, accountId: string): Promise<boolean> {
  const [found] = await ctx.db.select({ enabled: user.twoFactorEnabled }).from(user).where(eq(user.id, accountId))
  return found?.enabled === true
}
