import { betterAuth } from 'better-auth'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { magicLink, twoFactor as totp } from 'better-auth/plugins'
import type { Ctx } from '../platform/context.ts'
import type { Database } from '../platform/db.ts'
import { sendMail } from '../platform/mail.ts'
import { keyFor } from '../platform/secret.ts'
import { account, session, twoFactor, user, verification } from './tables.ts'

const coordinatorLinkMinutes = 15

/**
 * better-auth as a library: passwords, TOTP and coordinators' magic links. Its handler is never mounted; our routes call
 * `auth.api.*` and swap its session for one of ours. Never call it inside a transaction: on PGlite it would wait for ever.
 */
function createAuth(ctx: Ctx) {
  return betterAuth({
    appName: 'Folkmoot',
    baseURL: ctx.publicOrigin,
    secret: Buffer.from(keyFor(ctx.secret, 'better-auth')).toString('base64url'),
    database: drizzleAdapter(ctx.db, { provider: 'pg', schema: { user, session, account, verification, twoFactor } }),
    telemetry: { enabled: false },
    logger: { disabled: true },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12, maxPasswordLength: 128 },
    session: { expiresIn: 10 * 60, disableSessionRefresh: true },
    advanced: {
      cookiePrefix: 'folkmoot-signing-in',
      useSecureCookies: ctx.publicOrigin.startsWith('https://'),
      ipAddress: { disableIpTracking: true },
    },
    // It keeps the browser's name even with IP tracking off.
    databaseHooks: {
      session: { create: { before: async (row) => ({ data: { ...row, userAgent: '', ipAddress: '' } }) } },
    },
    plugins: [
      totp({ issuer: 'Folkmoot' }),
      magicLink({
        disableSignUp: true,
        storeToken: 'hashed',
        expiresIn: coordinatorLinkMinutes * 60,
        sendMagicLink: ({ email, token }) => mailLink(ctx, email, token),
      }),
    ],
  })
}

function mailLink(ctx: Ctx, to: string, token: string) {
  return sendMail(ctx, {
    to,
    subject: 'Your link to sign in to Folkmoot',
    text: [
      'Open this link and press the button there to sign in:',
      `${ctx.publicOrigin}/sign-in/mail/${token}`,
      `It works once, within ${coordinatorLinkMinutes} minutes. If you did not ask for it, you need do nothing.`,
    ].join('\n\n'),
  })
}

export type Auth = ReturnType<typeof createAuth>
const made = new WeakMap<Database, Auth>()

/** The one instance for this database. */
export function authFor(ctx: Ctx): Auth {
  const found = made.get(ctx.db) ?? createAuth(ctx)
  made.set(ctx.db, found)
  return found
}
