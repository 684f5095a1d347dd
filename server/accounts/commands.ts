import { and, eq, gt, isNull, or } from 'drizzle-orm'
import type { Grant, Role } from '../../shared/accounts/policy.ts'
import { audit } from '../platform/audit.ts'
import { type Actor, type Ctx, inTransaction } from '../platform/context.ts'
import { brokenConstraint } from '../platform/db.ts'
import { AppError } from '../platform/errors.ts'
import { hex, newToken, sha256 } from '../platform/secret.ts'
import { authFor } from './auth.ts'
import { actorById } from './queries.ts'
import { endAllSessions } from './sessions.ts'
import { account, grants, session, signInLinks, user } from './tables.ts'

/** Makes an account with its grants; the operator's and the example's way in, never a route's. Refuses a taken e-mail. */
export async function createAccount(ctx: Ctx, input: { email: string; name: string; grants: Grant[] }): Promise<Actor> {
  const accountId = hex(ctx.random(16))
  try {
    await inTransaction(ctx, async (tx) => {
      await tx.db
        .insert(user)
        .values({ id: accountId, name: input.name, email: input.email.toLowerCase(), emailVerified: true })
      for (const grant of input.grants) await grantRole(tx, accountId, grant.role, grant.scope)
      await audit(tx, { verb: 'accounts.create', subject: `account:${accountId}` })
    })
  } catch (error) {
    if (brokenConstraint(error) === 'user_email_unique')
      throw new AppError('conflict', 'There is an account with this e-mail already.')
    throw error
  }
  const made = await actorById(ctx, accountId)
  if (!made) throw new AppError('unavailable', 'The account was not made.')
  return made
}

/** Gives a role on one consultation or group, or on all when the scope is null. The caller has authorised it. */
export async function grantRole(tx: Ctx, accountId: string, role: Role, scope: string | null): Promise<void> {
  await tx.db.insert(grants).values({ accountId, role, scope }).onConflictDoNothing()
  await audit(tx, { verb: 'accounts.grant', subject: `account:${accountId}`, scope, detail: { role } })
}

/** Sets the password and signs the account out everywhere. */
export async function setPassword(ctx: Ctx, accountId: string, password: string): Promise<void> {
  const auth = await authFor(ctx).$context
  const hash = await auth.password.hash(password)
  await inTransaction(ctx, async (tx) => {
    await tx.db.delete(account).where(and(eq(account.userId, accountId), eq(account.providerId, 'credential')))
    await tx.db.insert(account).values({
      id: hex(tx.random(16)),
      accountId,
      providerId: 'credential',
      userId: accountId,
      password: hash,
    })
    await tx.db.delete(session).where(eq(session.userId, accountId))
    await endAllSessions(tx, accountId)
    await audit(tx, { verb: 'accounts.set-password', subject: `account:${accountId}` })
  })
}

/** Disables the account: its sessions end at once. */
export async function disableAccount(ctx: Ctx, accountId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    await tx.db.update(user).set({ disabledAt: tx.now() }).where(eq(user.id, accountId))
    await endAllSessions(tx, accountId)
    await audit(tx, { verb: 'accounts.disable', subject: `account:${accountId}` })
  })
}

/** A link that signs the account in, after a press of the button on its page. Returns the whole address. */
export async function createSignInLink(ctx: Ctx, accountId: string, hours: number, reusable = false): Promise<string> {
  const token = newToken(ctx)
  const expiresAt = new Date(ctx.now().getTime() + hours * 3_600_000)
  await inTransaction(ctx, async (tx) => {
    await tx.db.insert(signInLinks).values({ tokenHash: sha256(token), accountId, expiresAt, reusable })
    await audit(tx, { verb: 'accounts.link', subject: `account:${accountId}`, detail: { hours } })
  })
  return `${ctx.publicOrigin}/sign-in/${token}`
}

/** Takes the link: the account it is for, or null for unknown, expired, used and disabled alike. */
export async function takeSignInLink(ctx: Ctx, token: string): Promise<string | null> {
  const now = ctx.now()
  const [taken] = await ctx.db
    .update(signInLinks)
    .set({ usedAt: now })
    .where(
      and(
        eq(signInLinks.tokenHash, sha256(token)),
        gt(signInLinks.expiresAt, now),
        or(isNull(signInLinks.usedAt), eq(signInLinks.reusable, true)),
      ),
    )
    .returning({ accountId: signInLinks.accountId })
  return taken && (await actorById(ctx, taken.accountId)) ? taken.accountId : null
}

/** Ends all earlier links, as each start of the example makes fresh ones. */
export const dropSignInLinks = (ctx: Ctx) => ctx.db.delete(signInLinks)
