import { zValidator } from '@hono/zod-validator'
import type { Context, Env, Hono, MiddlewareHandler } from 'hono'
import type { z } from 'zod'
import { type Capability, isScoped } from '../../shared/accounts/policy.ts'
import { authorise, authoriseEver } from './authorise.ts'
import type { Ctx } from './context.ts'
import { AppError, notFound } from './errors.ts'
import { isUuid } from './uuid.ts'

/** What every route finds in `c.var`. */
export interface RouteEnv extends Env {
  Variables: { ctx: Ctx; nonce: string }
}

/** Finds the scope (consultation's or group's uuid) of the object the address names; undefined when it does not exist. */
export type ScopeOf = (ctx: Ctx, c: Context<RouteEnv>) => Promise<string | null | undefined>

interface Declared {
  capability: Capability
}
const declared = new WeakMap<object, Declared>()

/**
 * The capability a route needs: the first handler of every route. A scoped capability also needs the way to the object's
 * scope; a missing object and another's object are the same 404.
 */
export function needs(capability: Capability, scopeOf?: ScopeOf): MiddlewareHandler<RouteEnv> {
  if (isScoped(capability) && !scopeOf) throw new Error(`${capability} is scoped: say how the route finds its scope.`)
  const guard: MiddlewareHandler<RouteEnv> = async (c, next) => {
    const ctx = c.var.ctx
    authoriseEver(ctx, capability)
    if (namesNothing(c)) throw notFound()
    if (scopeOf) {
      const scope = await scopeOf(ctx, c)
      if (scope === undefined) throw notFound()
      authorise(ctx, capability, scope)
    }
    await next()
  }
  declared.set(guard, { capability })
  return guard
}

/** `/consultations/:consultationId/…`: the address itself names the scope, or the object that `find` knows the scope of. */
export const scopeFromParam =
  (name: string, find: (ctx: Ctx, id: string) => Promise<string | undefined> = async (_ctx, id) => id): ScopeOf =>
  async (ctx, c) => {
    const id = c.req.param(name)
    return id && isUuid(id) ? find(ctx, id) : undefined
  }

/** Addresses of nothing, told before the database is asked: a NUL, which it takes nowhere, or an id that is no uuid. */
const namesNothing = (c: Context<RouteEnv>) =>
  /%00/.test(c.req.url) ||
  Object.entries(c.req.param()).some(([name, value]) => isUuidName(name) && !isUuid(String(value)))

/** A page's id is a name of its author's. */
const isUuidName = (name: string) => name.endsWith('Id') && name !== 'pageId'

export interface RegisteredRoute {
  method: string
  path: string
  capability: Capability
}

/** Mounts a feature's routes; refuses a route that names no capability. Returns what was mounted, for the rights test. */
export function mount<E extends RouteEnv>(app: Hono<RouteEnv>, base: string, routes: Hono<E>): RegisteredRoute[] {
  const found = new Map<string, RegisteredRoute>()
  const all = new Set<string>()
  for (const route of routes.routes) {
    const key = `${route.method} ${route.path}`
    all.add(key)
    const needed = declared.get(route.handler)
    if (needed) found.set(key, { method: route.method, path: join(base, route.path), capability: needed.capability })
  }
  const bare = [...all].filter((key) => !found.has(key))
  if (bare.length > 0) throw new Error(`Routes without a capability under ${base}: ${bare.join(', ')}`)
  app.route(base, routes)
  return [...found.values()]
}

const join = (base: string, path: string) => `${base}${path}`.replace(/\/{2,}/g, '/').replace(/(.)\/$/, '$1')

/** Parses the JSON body by a strict schema; 422 with a sentence a field. Thrown, so that success types stay clean. */
export const json = <S extends z.ZodType>(schema: S) =>
  zValidator('json', schema, (result) => {
    if (!result.success) throw inputError(result.error.issues)
    const at = unstorableAt(result.data)
    if (at) throw inputError([{ path: at, message: 'This holds a character that cannot be kept.' }])
  })

/** Where a text stands that the database cannot keep: one with a NUL or half a character in it. */
function unstorableAt(value: unknown, path: string[] = []): string[] | null {
  if (typeof value === 'string') return /\0|\p{Surrogate}/u.test(value) ? path : null
  if (value === null || typeof value !== 'object') return null
  for (const [key, inner] of Object.entries(value)) {
    const at = unstorableAt(key, path) ?? unstorableAt(inner, [...path, key])
    if (at) return at
  }
  return null
}

/** The same for the query string; a wrong one is a 400. */
export const query = <S extends z.ZodType>(schema: S) =>
  zValidator('query', schema, (result) => {
    if (!result.success) throw new AppError('bad-request', 'The address asks for something that does not exist.')
  })

function inputError(issues: readonly { path: PropertyKey[]; message: string }[]): AppError {
  const fields = Object.fromEntries(issues.map((issue) => [issue.path.join('.') || 'body', issue.message]))
  return new AppError('bad-input', 'Something in this needs another look. Nothing was changed.', fields)
}
