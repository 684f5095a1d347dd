import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { createContext, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { RouteEnv } from '../platform/registry.ts'

/** Where the page that is drawn is found again: the printed page says so. */
export const PageAddress = createContext({ origin: '', path: '' })

/** Sends an HTML page. The policy headers of its area are the middlewares'; a page with somebody's answers is never kept. */
export function page(c: Context<RouteEnv>, element: ReactNode, status: ContentfulStatusCode = 200): Response {
  const address = { origin: c.var.ctx.publicOrigin, path: c.req.path }
  const drawn = renderToStaticMarkup(<PageAddress value={address}>{element}</PageAddress>)
  return c.html(`<!doctype html>${drawn}`, status)
}

/** 303: after a POST, and from a page that may not be visited yet. */
export const seeOther = (c: Context<RouteEnv>, path: string): Response => c.redirect(path, 303)
