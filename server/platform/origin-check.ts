import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import { getCookie } from 'hono/cookie'
import type { Ctx } from './context.ts'
import { AppError } from './errors.ts'
import type { RouteEnv } from './registry.ts'
import { keyFor } from './secret.ts'

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])
/** Where residents answer and use a receipt: what these do rests on what the form carries, or on a cookie it already holds. */
const residentsForms = /^\/(c|receipt|tell-me)(\/|$)/
const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]'])

/** What a form carries so that a browser too old to say where it comes from is still let in: bound to its cookie. */
export const formToken = (ctx: Ctx, cookie: string): string =>
  createHmac('sha256', keyFor(ctx.secret, 'form token')).update(cookie).digest('base64url')

/**
 * Every unsafe request, whatever its content type: same-origin by the browser's own word, else by `Origin` against the
 * configured public origin (not the request's address, which a TLS proxy changes), else by the form's token. A resident's
 * first form comes before there is a cookie to tie a token to: with no cookie of ours it acts for nobody.
 */
export function originCheck(ctx: Ctx, cookieNames: string[]): MiddlewareHandler<RouteEnv> {
  return async (c, next) => {
    if (!safe.has(c.req.method) && !(await isOurs(ctx, c, cookieNames))) {
      throw new AppError('forbidden', 'This did not come from a page of this site. Nothing was changed.')
    }
    if (!safe.has(c.req.method) && c.req.path.startsWith('/api/') && hasBody(c)) refuseOtherKind(c)
    await next()
  }
}

/** The one address that takes a file: as `application/octet-stream`, which like JSON no form of another site can send. */
export const takesFile = (path: string): boolean => /^\/api\/consultations\/[^/]+\/questionnaires\/import$/.test(path)

function refuseOtherKind(c: Context): void {
  const kind = c.req.header('content-type') ?? ''
  if (takesFile(c.req.path)) {
    if (!/^application\/octet-stream *(;|$)/i.test(kind))
      throw new AppError('bad-request', 'This address takes a file only.')
  } else if (!/^application\/json *(;|$)/i.test(kind))
    throw new AppError('bad-request', 'This address takes JSON only.')
}

const hasBody = (c: Context) =>
  Number(c.req.header('content-length') ?? 0) > 0 || c.req.header('transfer-encoding') !== undefined

async function isOurs(ctx: Ctx, c: Context<RouteEnv>, cookieNames: string[]): Promise<boolean> {
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined) return site === 'same-origin'
  const origin = c.req.header('origin')
  if (origin !== undefined) return origin === ctx.publicOrigin
  return tokenMatches(ctx, c, cookieNames)
}

async function tokenMatches(ctx: Ctx, c: Context<RouteEnv>, cookieNames: string[]): Promise<boolean> {
  if (!c.req.header('content-type')?.startsWith('application/x-www-form-urlencoded')) return false
  if (residentsForms.test(c.req.path) && cookieNames.every((name) => getCookie(c, name) === undefined)) return true
  const given = (await c.req.parseBody()).form_token
  if (typeof given !== 'string') return false
  return cookieNames.some((name) => {
    const cookie = getCookie(c, name)
    return cookie !== undefined && equal(given, formToken(ctx, cookie))
  })
}

const equal = (a: string, b: string) => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))

/** A visit on another name of this machine (`localhost` for `127.0.0.1`) is sent to the public origin: one set of cookies. */
export function oneOrigin(ctx: Ctx): MiddlewareHandler<RouteEnv> {
  const own = new URL(ctx.publicOrigin)
  return async (c, next) => {
    const host = c.req.header('host') ?? own.host
    const name = host.replace(/:\d+$/, '')
    if (safe.has(c.req.method) && host !== own.host && loopbackHosts.has(name) && loopbackHosts.has(own.hostname)) {
      const { pathname, search } = new URL(c.req.url)
      return c.redirect(`${ctx.publicOrigin}${pathname}${search}`, 302)
    }
    return next()
  }
}
