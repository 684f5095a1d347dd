import { readFileSync } from 'node:fs'
import { Writable } from 'node:stream'
import { eq, getTableName, is, sql } from 'drizzle-orm'
import { PgTable } from 'drizzle-orm/pg-core'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { setPassword } from '../../server/accounts/commands.ts'
import * as accounts from '../../server/accounts/tables.ts'
import * as analysis from '../../server/analysis/tables.ts'
import { subscriptions } from '../../server/app.ts'
import * as collectors from '../../server/collectors/tables.ts'
import * as consultations from '../../server/consultations/tables.ts'
import * as feedback from '../../server/feedback/tables.ts'
import * as groups from '../../server/groups/tables.ts'
import * as plans from '../../server/plans/tables.ts'
import type { Ctx } from '../../server/platform/context.ts'
import { type OpenDatabase, rows } from '../../server/platform/db.ts'
import { deliverEvents, forgetEvents, startJobs } from '../../server/platform/jobs.ts'
import * as platform from '../../server/platform/tables.ts'
import { outbox } from '../../server/platform/tables.ts'
import * as population from '../../server/population/tables.ts'
import * as projects from '../../server/projects/tables.ts'
import * as questionnaires from '../../server/questionnaires/tables.ts'
import * as equality from '../../server/responses/equality-tables.ts'
import * as responses from '../../server/responses/tables.ts'
import { ownDatabase } from '../support/database.ts'
import { anOpenConsultation, type OpenConsultation } from '../support/fixtures.ts'
import { readForm } from '../support/visitor.ts'
import { contextOver, type World, worldOver } from '../support/world.ts'

// Promises 7 and 8: what somebody leaves behind by answering. A database of its own, so that all of it can be read.
const address = '203.0.113.77'
const browser = 'TellTale/9.9 (Linux; old phone)'
const words = 'Broad Lane is dark after nine'
const email = 'resident-who-asked@example.org'
const postcode = 'N15 4QL'

let database: OpenDatabase
let world: World
let to: OpenConsultation
let receipt = ''
let cookie = ''
const logged: string[] = []

beforeAll(async () => {
  database = await ownDatabase()
  const stream = new Writable({
    write(chunk, _encoding, done) {
      logged.push(String(chunk))
      done()
    },
  })
  world = worldOver({ ...contextOver(database), log: pino({ base: undefined, level: 'trace' }, stream) })
  to = await anOpenConsultation(world)
  await answer()
})
afterAll(() => database.close())

const told = {
  'x-forwarded-for': address,
  'cf-connecting-ip': address,
  forwarded: `for=${address}`,
  'user-agent': browser,
}

/** A resident's whole way, with every header that could give them away. */
async function answer() {
  const visitor = world.visitor()
  const post = async (html: string, fields: Record<string, string>) => {
    const form = readForm(html)
    const body = new URLSearchParams()
    for (const [name, value] of Object.entries({ ...form.fields, ...fields }))
      for (const one of [value].flat()) body.append(name, one)
    return visitor.follow(await visitor(form.action || visitor.at(), { method: 'POST', body, headers: told }))
  }
  let page = await visitor.follow(await visitor(`/c/${to.slug}`, { headers: told }))
  const answers = { 'q-priorities': 'hate', 'q-street': words, 'q-home': postcode, 'q-sex': 'female' }
  for (let steps = 0; steps < 12 && !page.path.endsWith('/in'); steps += 1) {
    const asked = Object.entries(answers).filter(([name]) => page.html.includes(`name="${name}"`))
    page = await post(page.html, Object.fromEntries(asked))
  }
  receipt = /[0-9A-Z]{4}(?:-[0-9A-Z]{4}){5}/.exec(page.html)?.[0] ?? ''
  page = await visitor.follow(await visitor(`/c/${to.slug}/respond/about-you`, { headers: told }))
  await post(page.html, { 'q-sex': 'female' })
  await visitor(`/receipt`, { method: 'POST', body: new URLSearchParams({ code: receipt }), headers: told })
  await visitor(`/c/${to.slug}/tell-me`, { method: 'POST', body: new URLSearchParams({ email }), headers: told })
  cookie = [...visitor.cookies.values()].join('.')
  expect(receipt).not.toBe('')
  expect(cookie.length).toBeGreaterThan(30)
}

const modules = [accounts, analysis, collectors, consultations, equality, feedback, groups, plans, platform]
const tables = [...modules, population, projects, questionnaires, responses]
  .flatMap((module): unknown[] => Object.values(module))
  .filter((table): table is PgTable => is(table, PgTable))

/** Every row of every table, as text. */
async function everything(): Promise<Map<string, string>> {
  const known = await rows<{ name: string }>(
    database.db,
    sql`select table_name as name from information_schema.tables where table_schema = 'public' order by 1`,
  )
  expect(tables.map(getTableName).sort()).toEqual(known.map(({ name }) => name))
  const found = new Map<string, string>()
  for (const table of tables)
    found.set(getTableName(table), JSON.stringify(await database.db.select().from(table), asText))
  return found
}

const asText = (_key: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value)

test('the database keeps no address of a machine, no browser, no postcode, no cookie and no receipt', async () => {
  const kept = await everything()
  expect(kept.get('responses')).toContain(words)
  expect(kept.get('equality_answers')).toContain('female')
  for (const [name, text] of kept) {
    for (const secret of [
      address,
      'TellTale',
      postcode,
      'N154QL',
      receipt,
      receipt.replaceAll('-', ''),
      ...cookie.split('.'),
    ])
      expect(text.includes(secret), `${name} holds ${secret}`).toBe(false)
    if (name !== 'update_requests') expect(text.includes(email), `${name} holds the e-mail`).toBe(false)
    if (name !== 'responses') expect(text.includes(words), `${name} holds the answer`).toBe(false)
  }
})

test('no table but the sign-in library’s own has a place for an address or a browser, and those stay empty', async () => {
  const columns = await rows<{ place: string }>(
    database.db,
    sql`select table_name || '.' || column_name as place from information_schema.columns
        where table_schema = 'public' and column_name ~ '(^|_)(ip|agent|address|fingerprint|device)(_|$)' order by 1`,
  )
  expect(columns.map(({ place }) => place)).toEqual(['session.ip_address', 'session.user_agent'])
  const officer = await world.person('officer')
  await setPassword(officer.ctx, officer.accountId, 'a passphrase nobody thinks of')
  const body = JSON.stringify({ email: officer.email, password: 'a passphrase nobody thinks of' })
  const headers = { ...told, origin: world.ctx.publicOrigin, 'content-type': 'application/json' }
  const signIn = `${world.ctx.publicOrigin}/api/accounts/sign-in`
  expect((await world.app.request(signIn, { method: 'POST', headers, body })).status).toBe(200)
  const kept = await rows<{ said: string }>(
    database.db,
    sql`select concat(ip_address, user_agent) as said from session union all select '' as said`,
  )
  expect(new Set(kept.map(({ said }) => said))).toEqual(new Set(['']))
})

test('one cookie, for a day at most, and no answer asks another site for anything', async () => {
  const begun = await world.visitor().form(`/c/${to.slug}/respond`, {})
  const set = begun.headers.getSetCookie()
  expect(set).toHaveLength(1)
  expect(set[0]).toMatch(/^answer=.*Max-Age=86400.*HttpOnly.*SameSite=Lax/)
  for (const path of ['/', `/c/${to.slug}`, '/plan', '/receipt', '/promises', '/privacy', '/feedback']) {
    const answer = await world.visitor()(path)
    expect(answer.headers.getSetCookie()).toEqual([])
    const html = await answer.text()
    expect(html.match(/<(?:script|link|img|iframe|form)\b[^>]*(?:src|href|action)="(?:https?:)?\/\/[^"]*"/g)).toBeNull()
  }
})

// Case 12 and SECURITY 16.2.5.
test('a failed event is kept and logged by its kind and code alone', async () => {
  const ctx: Ctx = world.ctx
  const secret = { to: email, subject: words, text: `${ctx.publicOrigin}/sign-in/mail/a-token-of-somebody` }
  await ctx.db.insert(outbox).values({ topic: 'mail.send', payload: secret, dueAt: ctx.now() })
  const refused = async () => {
    throw Object.assign(new Error(`550 no such user ${email}: ${words}`), { code: 'EENVELOPE' })
  }
  await deliverEvents(ctx, { 'mail.send': [refused] })
  const broken = async () => void (await rows(ctx.db, sql`select ${email}::int as n`))
  await deliverEvents({ ...ctx, now: () => new Date(ctx.now().getTime() + 60_000) }, { 'mail.send': [broken] })
  const running = startJobs(ctx, [{ name: 'a job', everySeconds: 60, run: broken }], {})
  await running.stop()
  const [left] = await ctx.db.select().from(outbox).orderBy(sql`attempts desc`).limit(1)
  expect(left?.attempts).toBe(2)
  expect(left?.lastError).toMatch(/^\w+ 22P02$/)
  const said = logged.filter((line) => /an event failed|a job failed/.test(line))
  expect(said.length).toBeGreaterThanOrEqual(2)
  expect(said.join('')).toContain('EENVELOPE')
})

test('an event that is done leaves nothing of what it carried', async () => {
  const later: Ctx = { ...world.ctx, now: () => new Date(world.ctx.now().getTime() + 3_600_000) }
  await deliverEvents(later, subscriptions({ smtpUrl: undefined, mailFrom: 'a@example.org' }))
  const left = await world.ctx.db.select().from(outbox)
  expect(left.length).toBeGreaterThan(0)
  expect(left.every(({ doneAt, payload }) => doneAt && JSON.stringify(payload) === '{}')).toBe(true)
})

test('a day later the done event is gone itself; one that was not delivered waits on', async () => {
  const { ctx } = world
  const at = (hours: number): Ctx => ({ ...ctx, now: () => new Date(ctx.now().getTime() + hours * 3_600_000) })
  const [waiting] = await ctx.db
    .insert(outbox)
    .values({ topic: 'mail.send', payload: {}, dueAt: at(1000).now() })
    .returning({ id: outbox.id })
  const before = await ctx.db.$count(outbox)
  await forgetEvents(at(1))
  expect(await ctx.db.$count(outbox)).toBe(before)
  await forgetEvents(at(26))
  const left = await ctx.db.select({ id: outbox.id }).from(outbox)
  await ctx.db.delete(outbox).where(eq(outbox.id, waiting!.id))
  expect(left).toEqual([waiting])
})

test('in all of this the log has named nobody, and said nothing that anybody wrote', () => {
  const log = logged.join('')
  expect(log).not.toMatch(/resident-who|Broad Lane|TellTale|203\.0\.113|N15 ?4QL|a-token-of|passphrase/)
  expect(log).not.toContain(receipt)
})

test('no statement reads a person’s answers and equality answers together', () => {
  const files = ['equality-feed', 'receipts', 'settle'].map((name) => `server/responses/${name}.ts`)
  for (const file of files) {
    const statements = readFileSync(file, 'utf8').match(/sql`[^`]*`/g) ?? []
    const reading = statements.filter(
      (one) => /\bequality_answers\b/.test(one) && /\br(esponses)?\.answers\b|\br\.\*/.test(one),
    )
    expect(reading, file).toEqual([])
  }
})
