import type { MiddlewareHandler } from 'hono'
import { getCookie } from 'hono/cookie'
import type { Ctx } from '../platform/context.ts'
import type { RouteEnv } from '../platform/registry.ts'
import { readSession, sessionCookie } from './sessions.ts'

/** Hands each request a context of its own, with the person its session names. */
export function who(ctx: Ctx): MiddlewareHandler<RouteEnv> {
  const name = sessionCookie(ctx.publicOrigin)
  return async (c, next) => {
    const token = getCookie(c, name)
    // Set before the session is read: the page that says the database is away needs it.
    c.set('ctx', ctx)
    if (token) c.set('ctx', { ...ctx, actor: await readSession(ctx, token) })
    await next()
  }
}
