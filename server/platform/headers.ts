import type { MiddlewareHandler } from 'hono'
import type { Ctx } from './context.ts'
import type { RouteEnv } from './registry.ts'

const publicPolicy = (nonce: string, ancestors: string) =>
  `default-src 'none'; script-src 'self' 'nonce-${nonce}'; style-src 'self'; img-src 'self' data:; connect-src 'self'; ` +
  `form-action 'self'; base-uri 'none'; frame-ancestors ${ancestors}`

/** Mantine and recharts set styles from script; the nonce covers elements, `style-src-attr` the attributes they move. */
const deskPolicy = (nonce: string) =>
  `default-src 'none'; script-src 'self' 'nonce-${nonce}'; style-src 'self' 'nonce-${nonce}'; style-src-attr 'unsafe-inline'; ` +
  `img-src 'self' data:; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`

function policyFor(path: string, nonce: string): string {
  if (path.startsWith('/desk')) return deskPolicy(nonce)
  return publicPolicy(nonce, path.startsWith('/preview/') ? "'self'" : "'none'")
}

/**
 * Security headers by area. `same-origin`, not `no-referrer`: with the latter Chromium sends `Origin: null` on a form of
 * our own and the origin check would refuse it. Nothing is kept by a cache but assets, which say so themselves.
 */
export function headers(ctx: Ctx): MiddlewareHandler<RouteEnv> {
  const https = ctx.publicOrigin.startsWith('https://')
  return async (c, next) => {
    const nonce = Buffer.from(ctx.random(16)).toString('base64')
    c.set('nonce', nonce)
    await next()
    c.header('Content-Security-Policy', policyFor(c.req.path, nonce))
    c.header('Referrer-Policy', 'same-origin')
    c.header('X-Content-Type-Options', 'nosniff')
    c.header('Cross-Origin-Opener-Policy', 'same-origin')
    c.header('Cross-Origin-Resource-Policy', 'same-origin')
    c.header('Permissions-Policy', 'camera=(), microphone=(), geolocation=()')
    if (https) c.header('Strict-Transport-Security', 'max-age=31536000; includeSubDomains')
    if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'no-store')
  }
}
