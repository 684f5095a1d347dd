import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Hono } from 'hono'
import { createAccount } from '../../server/accounts/commands.ts'
import { sessionCookie, startSession } from '../../server/accounts/sessions.ts'
import { buildApp } from '../../server/app.ts'
import { type Ctx, randomness } from '../../server/platform/context.ts'
import type { OpenDatabase } from '../../server/platform/db.ts'
import { createLog } from '../../server/platform/log.ts'
import type { RegisteredRoute, RouteEnv } from '../../server/platform/registry.ts'
import type { Role } from '../../shared/accounts/policy.ts'
import { workerDatabase } from './database.ts'
import { openVisitor, type Visitor } from './visitor.ts'

/** One running product for tests: the worker's database, the app over it, a clock that the test moves. */
export interface World {
  ctx: Ctx
  app: Hono<RouteEnv>
  routes: RegisteredRoute[]
  clock: { now: Date }
  /** An account with this grant, signed in. */
  person: (role: Role, scope?: string | null) => Promise<Person>
  /** A browser without scripts, with its own cookies. */
  visitor: () => Visitor
}

export interface Person {
  accountId: string
  email: string
  /** The context its requests run in: for calling queries and commands themselves. */
  ctx: Ctx
  cookie: string
  api: (method: string, path: string, body?: unknown) => Promise<Response>
}

const holder = globalThis as { folkmootWorld?: Promise<World> }
export const origin = 'http://127.0.0.1:3000'

/** The worker's world. Tests share its database, so each makes a consultation, a group, an account of its own. */
export function openWorld(): Promise<World> {
  holder.folkmootWorld ??= build()
  return holder.folkmootWorld
}

async function build(): Promise<World> {
  const clock = { now: new Date('2026-03-16T10:00:00Z') }
  return worldOver(contextOver(await workerDatabase(), clock), clock)
}

/** A world over a context of the test's own: another origin, or a transaction that is rolled back. */
export function worldOver(ctx: Ctx, clock = { now: ctx.now() }): World {
  const { app, routes } = buildApp(ctx)
  const visitor = () => openVisitor((url, init) => app.request(url, init), ctx.publicOrigin)
  return { ctx, app, routes, clock, visitor, person: (role, scope = null) => enrol(ctx, app, role, scope) }
}

/** A context over this database, nobody signed in. */
export function contextOver({ db, engine }: Pick<OpenDatabase, 'db' | 'engine'>, clock = { now: new Date() }): Ctx {
  return {
    db,
    engine,
    now: () => new Date(clock.now),
    random: randomness,
    secret: new Uint8Array(32).fill(7),
    publicOrigin: origin,
    dataDir: mkdtempSync(join(tmpdir(), 'folkmoot-test-')),
    log: createLog('silent'),
    example: false,
    actor: null,
  }
}

async function enrol(ctx: Ctx, app: Hono<RouteEnv>, role: Role, scope: string | null): Promise<Person> {
  const email = `${role}-${randomUUID()}@example.org`
  const actor = await createAccount(ctx, { email, name: `Test ${role}`, grants: [{ role, scope }] })
  const cookie = `${sessionCookie(ctx.publicOrigin)}=${await startSession(ctx, actor.accountId)}`
  return { accountId: actor.accountId, email, ctx: { ...ctx, actor }, cookie, api: apiOf(app, cookie) }
}

/** Calls as the staff client does: same origin, JSON, the session's cookie. */
function apiOf(app: Hono<RouteEnv>, cookie: string): Person['api'] {
  return async (method, path, body) => {
    const headers: Record<string, string> = { cookie, origin, 'sec-fetch-site': 'same-origin' }
    if (body !== undefined) headers['content-type'] = 'application/json'
    return app.request(origin + path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) })
  }
}
