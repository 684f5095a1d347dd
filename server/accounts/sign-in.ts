import { eq } from 'drizzle-orm'
import type { Context } from 'hono'
import { setCookie } from 'hono/cookie'
import { isFirst, withinLimit } from '../platform/attempts.ts'
import { audit, emit } from '../platform/audit.ts'
import { type Ctx, inTransaction } from '../platform/context.ts'
import { AppError } from '../platform/errors.ts'
import type { RouteEnv } from '../platform/registry.ts'
import { authFor } from './auth.ts'
import { actorByEmail, actorById, hasSecondFactor } from './queries.ts'
import { sessionCookie, startSession } from './sessions.ts'
import { session } from './tables.ts'

const wrong = () => new AppError('not-signed-in', 'The e-mail, the password or the code is not right.')
const tooMany = () => new AppError('too-many', 'Too many tries. Wait 15 minutes, then try again.')
const quarterHour = 15 * 60

/** better-auth's cookies carry the person from password to code; they live ten minutes and are not a session of ours. */
function passOn(c: Context<RouteEnv>, response: Response) {
  for (const cookie of response.headers.getSetCookie()) c.header('set-cookie', cookie, { append: true })
}

/** Begins our own session, ends better-auth's, and writes who signed in. A new id at every sign-in. */
export async function beginSession(c: Context<RouteEnv>, accountId: string): Promise<void> {
  const ctx = c.var.ctx
  const token = await inTransaction(ctx, async (tx) => {
    await tx.db.delete(session).where(eq(session.userId, accountId))
    await audit(tx, { verb: 'accounts.sign-in', subject: `account:${accountId}` })
    return startSession(tx, accountId)
  })
  const secure = ctx.publicOrigin.startsWith('https://')
  setCookie(c, sessionCookie(ctx.publicOrigin), token, { path: '/', httpOnly: true, sameSite: 'Strict', secure })
}

/** Password first. `totp`: a code is asked next; `enrol`: the account has no second factor yet and must make one. */
export async function signIn(
  c: Context<RouteEnv>,
  input: { email: string; password: string },
): Promise<'totp' | 'enrol'> {
  const ctx = c.var.ctx
  if (!(await withinLimit(ctx, 'sign-in', input.email.toLowerCase(), 10, quarterHour))) throw tooMany()
  const response = await authFor(ctx).api.signInEmail({ body: input, asResponse: true })
  if (!response.ok) throw wrong()
  const found = (await response.json()) as { twoFactorRedirect?: boolean; user?: { id: string } }
  if (!found.twoFactorRedirect && !(found.user && (await actorById(ctx, found.user.id)))) throw wrong()
  passOn(c, response)
  return found.twoFactorRedirect ? 'totp' : 'enrol'
}

/** The code of the authenticator: after the password, or to confirm a new one. A code works once. */
export async function confirmCode(c: Context<RouteEnv>, code: string): Promise<void> {
  const ctx = c.var.ctx
  const response = await authFor(ctx).api.verifyTOTP({ body: { code }, headers: c.req.raw.headers, asResponse: true })
  if (!response.ok) throw wrong()
  const { user } = (await response.json()) as { user: { id: string } }
  if (!(await isFirst(ctx, 'code used', `${user.id} ${code}`, quarterHour))) throw wrong()
  if (!(await actorById(ctx, user.id)) || !(await hasSecondFactor(ctx, user.id))) throw wrong()
  await beginSession(c, user.id)
}

/** Starts a second factor for the account whose password was just given: the address for an authenticator. */
export async function enrol(c: Context<RouteEnv>, password: string): Promise<{ uri: string; secret: string }> {
  const response = await authFor(c.var.ctx).api.enableTwoFactor({
    body: { password },
    headers: c.req.raw.headers,
    asResponse: true,
  })
  if (!response.ok) throw wrong()
  const { totpURI } = (await response.json()) as { totpURI: string }
  return { uri: totpURI, secret: new URL(totpURI).searchParams.get('secret') ?? '' }
}

/** Puts the asking aside and looks nobody up: whose address it is cannot be told by how long the answer takes. */
export async function askForLink(ctx: Ctx, email: string): Promise<void> {
  if (!(await withinLimit(ctx, 'mail link', email.toLowerCase(), 5, quarterHour))) return
  await emit(ctx, 'accounts.link-asked', { email: email.toLowerCase() })
}

/** Mails a coordinator her link. It skips the second factor, so nobody who also holds a staff role is mailed one. */
export async function mailLinkAsked(ctx: Ctx, email: string): Promise<void> {
  const found = await actorByEmail(ctx, email)
  if (!found || found.grants.length === 0 || found.grants.some((grant) => grant.role !== 'coordinator')) return
  await authFor(ctx).api.signInMagicLink({ body: { email }, headers: new Headers() })
}

/** Takes a mailed link: the account, or null when it is unknown, old or used. */
export async function takeMailedLink(ctx: Ctx, token: string): Promise<string | null> {
  const response = await authFor(ctx).api.magicLinkVerify({
    query: { token },
    headers: new Headers(),
    asResponse: true,
  })
  if (!response.ok) return null
  const found = (await response.json().catch(() => null)) as { user?: { id: string } } | null
  return found?.user && (await actorById(ctx, found.user.id)) ? found.user.id : null
}
