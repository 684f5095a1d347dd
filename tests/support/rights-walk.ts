import { sql } from 'drizzle-orm'
import type { Hono } from 'hono'
import { disableAccount } from '../../server/accounts/commands.ts'
import { sessionCookie, startSession } from '../../server/accounts/sessions.ts'
import { type Ctx, inTransaction } from '../../server/platform/context.ts'
import { rows } from '../../server/platform/db.ts'
import type { RegisteredRoute, RouteEnv } from '../../server/platform/registry.ts'
import type { Objects } from './rights-objects.ts'
import { fillUntil } from './visitor.ts'
import { origin, type Person, type World } from './world.ts'

/** The columns of the table of rights, in order; then those who hold nothing any more. */
export const columns = ['public', 'respondent', 'coordinator', 'officer', 'analyst', 'approver', 'admin'] as const
export const principals = [...columns, 'disabled', 'expired'] as const
export type PrincipalName = (typeof principals)[number]
/** The person's own object, another's, none, and another's under the own one's address. */
export type Relation = 'own' | 'other' | 'missing' | 'mixed'

/** One line of the table: who may, on whose objects, and what a call that gets through sends. */
export interface Right {
  /** A letter a column: `Y` may, `.` may not. */
  may: string
  /** The object belongs to a consultation or a group: another's is the same 404 as none. */
  scope?: 'consultation' | 'group'
  /** Belongs to a draft: whoever does not hold one here finds nothing, by any address. */
  draft?: boolean
  /** Opened by a code that nobody in this walk holds, or not published: the same 404 for everybody. */
  neutral?: boolean
  /** Belongs to the person who asked for it, who is nobody in this walk: whoever else may, finds nothing. */
  asker?: boolean
  body?: (objects: Objects) => unknown
  form?: Record<string, string>
  /** Why nobody gets through in this world, though the right is held: a 403 from the command itself. */
  never?: string
}

/** The cookies of each principal; the account's grants are on the own consultation and group. */
export async function enrolPrincipals(world: World, own: Objects): Promise<Record<PrincipalName, string>> {
  const scopeOf = { coordinator: own.groupId, admin: null }
  const cookieOf = async (role: 'coordinator' | 'officer' | 'analyst' | 'approver' | 'admin') =>
    (await world.person(role, role in scopeOf ? scopeOf[role as keyof typeof scopeOf] : own.consultationId)).cookie
  const disabled: Person = await world.person('officer', own.consultationId)
  await disableAccount(world.ctx, disabled.accountId)
  const expired: Person = await world.person('officer', own.consultationId)
  const long = { ...world.ctx, now: () => new Date(world.clock.now.getTime() - 9 * 3_600_000) }
  const old = `${sessionCookie(origin)}=${await startSession(long, expired.accountId)}`
  return {
    public: '',
    respondent: await respondentCookie(world, own),
    coordinator: await answerForGroup(world, own, await cookieOf('coordinator')),
    officer: await cookieOf('officer'),
    analyst: await cookieOf('analyst'),
    approver: await cookieOf('approver'),
    admin: await cookieOf('admin'),
    disabled: disabled.cookie,
    expired: old,
  }
}

/** Somebody with a draft of the own consultation, who has sent an answer to another one. */
async function respondentCookie(world: World, own: Objects): Promise<string> {
  const visitor = world.visitor()
  const begin = async (slug = '') => visitor.fill(await (await visitor(`/c/${slug}`)).text(), {})
  await begin(own.slug)
  await fillUntil(visitor, await begin(own.sentSlug), '/in')
  return [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
}

/** The coordinator begins the group's answer to the own consultation, and sends one to the other. */
async function answerForGroup(world: World, own: Objects, cookie: string): Promise<string> {
  const visitor = world.visitor()
  visitor.cookies.set(...(cookie.split('=') as [string, string]))
  const begin = (slug = '') => visitor.form(`/c/${slug}/respond/${own.collector}`, {})
  await begin(own.slug)
  await fillUntil(visitor, await begin(own.sentSlug), '/in')
  return cookie
}

/** What the table says of this case: the status a refusal has, or `in`. */
export function expected(right: Right, principal: PrincipalName, relation: Relation): string {
  if (right.neutral) return '404'
  if (right.draft) return principal === 'respondent' && relation === 'own' ? 'in' : '404'
  const column = (columns as readonly string[]).indexOf(principal)
  const may = right.may[column === -1 ? 0 : column] === 'Y'
  const known = column >= 2
  if (!may) return known ? '403' : '401'
  if (right.never) return '403'
  if (right.asker) return '404'
  return relation === 'own' || (relation === 'other' && !right.scope) ? 'in' : '404'
}

/** The parameters in an address, as the objects name them. */
export const parametersOf = (path: string): string[] =>
  [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => (name === 'slug' ? slugOf(path) : name))

/** A project's slug is not a consultation's, and pages after sending are those of the consultation that was answered. */
function slugOf(path: string): string {
  if (path.startsWith('/api/projects')) return 'projectSlug'
  return /\/(in|in\/copy|about-you)$/.test(path) ? 'sentSlug' : 'slug'
}

export function addressOf(path: string, objects: Objects): string {
  const names = parametersOf(path)
  let nth = 0
  return path.replace(/:(\w+)(\{.*?\}(?=\/|$))?/g, () => {
    const name = names[nth++] ?? ''
    const value = objects[name]
    if (value === undefined) throw new Error(`The walk has no object for :${name} in ${path}`)
    return encodeURIComponent(value)
  })
}

class Undone extends Error {}

export interface Answer {
  status: number
  text: string
  /** Rows added to the audit trail and the outbox. */
  written: number
}

/** Calls the route in a transaction that is rolled back. */
export async function ask(
  app: Hono<RouteEnv>,
  tx: Ctx,
  route: RegisteredRoute,
  cookie: string,
  objects: Objects,
  right: Right,
): Promise<Answer> {
  let answer: Answer | undefined
  const undone = inTransaction(tx, async () => {
    const before = await trace(tx)
    const headers: Record<string, string> = { cookie, origin, 'sec-fetch-site': 'same-origin' }
    let body: string | undefined
    if (route.method !== 'GET') {
      const isApi = route.path.startsWith('/api/')
      headers['content-type'] = isApi ? 'application/json' : 'application/x-www-form-urlencoded'
      body = isApi ? JSON.stringify(right.body?.(objects) ?? {}) : new URLSearchParams(right.form ?? {}).toString()
    }
    const response = await app.request(origin + addressOf(route.path, objects), { method: route.method, headers, body })
    answer = { status: response.status, text: await response.text(), written: (await trace(tx)) - before }
    throw new Undone()
  })
  await undone.catch((error) => {
    if (!(error instanceof Undone)) throw error
  })
  return answer!
}

async function trace(tx: Ctx): Promise<number> {
  const [count] = await rows<{ n: number }>(
    tx.db,
    sql`select ((select count(*) from audit_entries) + (select count(*) from outbox))::int as n`,
  )
  return count?.n ?? 0
}

/** What was told apart: `in` is anything but a refusal, a miss or a fault. */
export const toldBy = ({ status }: Answer): string =>
  [401, 403, 404].includes(status) || status >= 500 ? String(status) : 'in'
