import { sql } from 'drizzle-orm'
import { londonDate } from '../../shared/kernel/london.ts'
import type { Fault } from '../../shared/questionnaires/faults.ts'
import { isShuffled, type Seed } from '../../shared/questionnaires/shuffle.ts'
import type { HowWeAsked } from '../../shared/responses/how-we-asked.ts'
import { howWeAskedSchema } from '../../shared/responses/how-we-asked-schema.ts'
import { fixedCollector } from '../collectors/queries.ts'
import { grace } from '../consultations/queries.ts'
import { audit } from '../platform/audit.ts'
import { authorise } from '../platform/authorise.ts'
import { type Ctx, inTransaction } from '../platform/context.ts'
import { type Database, plannedRows, rows } from '../platform/db.ts'
import { AppError, faultOf, notFound } from '../platform/errors.ts'
import { hex, sha256 } from '../platform/secret.ts'
import { versionDocument } from '../questionnaires/queries.ts'
import { refuseUnstorable, settleAnswers, speedOf } from './check-submission.ts'
import { contentHash, readKey, receiptHash, receiptOf } from './keys.ts'
import { Line } from './send-together.ts'

/** What a door hands in: a person's or a group's answers with the key that was made with the form. */
export interface Submission {
  collectorId: string
  versionId: string
  noticeNumber: number
  key: unknown
  answers: unknown
  /** Only a group's formal response carries it. */
  howWeAsked?: unknown
  startedAt: Date | null
  /** The order in which things were shown, where the door knows it. */
  seed?: Seed
  synthetic?: boolean
  /** Only an imported response brings one. */
  weight?: number | undefined
}

export type Outcome =
  | { outcome: 'in'; receipt: string; again: boolean }
  | { outcome: 'different' }
  | { outcome: 'closed'; closedAt: Date }
  | { outcome: 'not-open' }
  | { outcome: 'incomplete'; faults: Fault[] }

/**
 * The one way in, for every door: tokens, closing time and content are checked here and nowhere else. One SQL statement,
 * which those who send at the same moment share; no audit row, no address, no time but the day. The same key with the same
 * content gives the same receipt again.
 */
export async function submit(ctx: Ctx, submission: Submission): Promise<Outcome> {
  const collector = await fixedCollector(ctx, submission.collectorId)
  if (!collector) throw notFound()
  const { groupId } = collector
  if (groupId !== null) authorise(ctx, 'group.answer', groupId)
  const row = await prepare(ctx, submission, groupId !== null)
  if ('outcome' in row) return row
  if (groupId === null) return sendTogether(ctx, row)
  return inTransaction(ctx, async (tx) => {
    await rows(tx.db, sql`select id from collectors where id = ${collector.id}::uuid for update`)
    const [outcome] = (await send(tx, [row])) as [Outcome]
    if (outcome.outcome !== 'in' || outcome.again) return outcome
    await replaceEarlier(tx, row)
    await audit(tx, { verb: 'responses.send-formal', subject: `group:${groupId}`, scope: collector.consultationId })
    return outcome
  })
}

/** A group's earlier formal response stays and no longer counts. The collector is locked: two cannot replace each other. */
const replaceEarlier = (tx: Ctx, row: Prepared) =>
  rows(
    tx.db,
    sql`update responses set state = 'replaced', txid = pg_current_xact_id()::text::bigint
        where collector_id = ${row.collector}::uuid and state = 'in' and key_hash <> decode(${row.key_hash}, 'hex')`,
  )

/** Many at once through the same checks and the same statement: imports and synthetic answers, never a group's. */
export async function submitAll(ctx: Ctx, submissions: Submission[]): Promise<Outcome[]> {
  const prepared: (Prepared | Outcome)[] = []
  for (const submission of submissions) {
    const collector = await fixedCollector(ctx, submission.collectorId)
    if (!collector || collector.groupId !== null) throw notFound()
    prepared.push(await prepare(ctx, submission, false))
  }
  const ready = prepared.filter((one): one is Prepared => !('outcome' in one))
  const sent = new Map((await send(ctx, ready)).map((outcome, i) => [ready[i], outcome]))
  return prepared.map((one) => ('outcome' in one ? one : (sent.get(one) as Outcome)))
}

interface Prepared {
  collector: string
  version: string
  notice: number
  answers: unknown
  how: HowWeAsked | null
  /** The receipt itself; its hash is what is kept. */
  shown: string
  key_hash: string
  content: string
  receipt: string
  started: string | null
  speed: string
  synthetic: boolean
  seed: Seed
  weight: number | null
}

async function prepare(ctx: Ctx, submission: Submission, forGroup: boolean): Promise<Prepared | Outcome> {
  const key = readKey(submission.key)
  const document = await versionDocument(ctx, submission.versionId)
  if (!document) throw notFound()
  const { answers, faults } = settleAnswers(document, submission.answers, 'main')
  if (faults.length > 0) return { outcome: 'incomplete', faults }
  const how = forGroup ? readHowWeAsked(submission.howWeAsked) : null
  const { collectorId: collector, versionId: version, startedAt, weight } = submission
  const shown = receiptOf(key)
  return {
    collector,
    version,
    notice: submission.noticeNumber,
    answers,
    how,
    shown,
    key_hash: hex(sha256(key)),
    content: hex(contentHash({ collector, version, answers, how, ...(weight === undefined ? {} : { weight }) })),
    receipt: hex(receiptHash(shown)),
    started: startedAt?.toISOString() ?? null,
    speed: speedOf(document, startedAt, ctx.now()),
    synthetic: submission.synthetic === true,
    weight: weight ?? null,
    seed: isShuffled(document) ? (submission.seed ?? null) : null,
  }
}

function readHowWeAsked(value: unknown): HowWeAsked {
  refuseUnstorable(value)
  const parsed = howWeAskedSchema.safeParse(value)
  if (parsed.success) return parsed.data
  const fields = parsed.error.issues.map((issue) => [`howWeAsked.${issue.path.join('.')}`, issue.message] as const)
  throw new AppError('bad-input', 'Something in how you asked people needs another look.', Object.fromEntries(fields))
}

interface Result extends Record<string, unknown> {
  n: number
  gate: 'open' | 'grace' | 'closed' | 'not-open'
  closed_at: number | null
  fresh: string | null
}

interface Kept extends Record<string, unknown> {
  key_hash: string
  content: string | null
  state: string
}

const lines = new WeakMap<Database, Line<Sending, Result | undefined>>()

/** One person's answers, in one statement with those of whoever sends at the same moment. */
async function sendTogether(ctx: Ctx, row: Prepared): Promise<Outcome> {
  const line = lines.get(ctx.db) ?? new Line(insert, ({ row }) => row.key_hash)
  lines.set(ctx.db, line)
  const result = await line.put({ ctx, row }).catch((error) => notSaved(ctx, error))
  const [outcome] = await outcomesOf(ctx, [row], [result])
  return outcome as Outcome
}

/** Sends what is ready; the outcomes in the same order. */
async function send(ctx: Ctx, ready: Prepared[]): Promise<Outcome[]> {
  if (ready.length === 0) return []
  const results = await insert(ready.map((row) => ({ ctx, row }))).catch((error) => notSaved(ctx, error))
  return outcomesOf(ctx, ready, results)
}

/** The database refused or was not there: never a thank-you. The log gets the kind of failure, no answers. */
function notSaved(ctx: Ctx, error: unknown): never {
  ctx.log.error(faultOf(error), 'a submission was not saved')
  throw new AppError(
    'unavailable',
    'Your answer was not sent. Your answers are kept in the page you came from: go back and send them again in a moment.',
  )
}

/** What became of each row. Those that are not fresh are looked up together: they were sent before, or the door was shut. */
async function outcomesOf(ctx: Ctx, ready: Prepared[], results: (Result | undefined)[]): Promise<Outcome[]> {
  const stale = ready.filter((row, n) => results[n] && results[n].fresh !== row.content)
  const kept = await keptUnder(
    ctx,
    stale.map(({ key_hash }) => key_hash),
  )
  return ready.map((row, n) => outcomeOf(ctx, row, results[n], kept.get(row.key_hash)))
}

function outcomeOf(ctx: Ctx, row: Prepared, result: Result | undefined, kept: Kept | undefined): Outcome {
  if (!result) throw notFound()
  if (result.fresh === row.content) return { outcome: 'in', receipt: row.shown, again: false }
  if (kept) {
    const same = kept.state === 'erased' || kept.content === row.content
    return same ? { outcome: 'in', receipt: row.shown, again: true } : { outcome: 'different' }
  }
  if (result.gate === 'closed') return { outcome: 'closed', closedAt: new Date(Number(result.closed_at ?? ctx.now())) }
  if (result.gate === 'not-open') return { outcome: 'not-open' }
  throw new AppError('unavailable', 'Your answer was not saved. Please send it again.')
}

/** What is stored under these keys: sent before, or by another sender while our statement ran. */
async function keptUnder(ctx: Ctx, keyHashes: string[]): Promise<Map<string, Kept>> {
  if (keyHashes.length === 0) return new Map()
  const found = await rows<Kept>(
    ctx.db,
    sql`select encode(key_hash, 'hex') as key_hash, encode(content_hash, 'hex') as content, state from responses
        where key_hash in (select decode(jsonb_array_elements_text(${JSON.stringify(keyHashes)}::text::jsonb), 'hex'))`,
  )
  return new Map(found.map((one) => [one.key_hash, one]))
}

/** A row with the context of whoever sent it: one database, each by its own clock. */
interface Sending {
  ctx: Ctx
  row: Prepared
}

const sent = ({ ctx, row }: Sending, n: number) => {
  const now = ctx.now()
  return { ...row, shown: undefined, n, now: now.toISOString(), today: londonDate(now) }
}

/** The statement: the doors by the server's clock, and each row unless one has its key. */
const statement = sql`with sent as (
    select s.*, decode(s.key_hash, 'hex') as hash
    from jsonb_to_recordset(${sql.placeholder('sent')}::text::jsonb) as s(
      n int, collector uuid, version uuid, notice int, answers jsonb, how jsonb, key_hash text, content text, receipt text,
      started timestamptz, speed text, synthetic boolean, seed smallint, weight double precision, now timestamptz, today date)
  ), door as (
    select s.*, c.consultation_id, c.group_id, k.closes_at,
      s.synthetic or k.synthetic or c.kind = 'synthetic' as marked,
      case
        when k.state in ('draft', 'asked') or k.opens_at is null or s.now < k.opens_at then 'not-open'
        when k.state <> 'open' or c.closed then 'closed'
        when k.closes_at is null or s.now < k.closes_at then 'open'
        when s.now < k.closes_at + ${grace} and s.started < k.closes_at then 'grace'
        else 'closed'
      end as gate
    from sent s
    join collectors c on c.id = s.collector
    join consultations k on k.id = c.consultation_id
    join questionnaire_versions v on v.id = s.version and v.questionnaire_id = c.questionnaire_id
    join privacy_notices p on p.consultation_id = c.consultation_id and p.number = s.notice
  ), fresh as (
    insert into responses (consultation_id, version_id, collector_id, group_id, answers, how_we_asked, key_hash,
      content_hash, receipt_hash, notice_number, received_on, in_grace, speed, synthetic, seed, weight)
    select consultation_id, version, collector, group_id, answers, how, hash, decode(content, 'hex'),
      decode(receipt, 'hex'), notice, today, gate = 'grace', speed, marked, seed, weight
    from door where gate in ('open', 'grace')
    order by hash -- two statements with the same keys wait for each other in one order
    on conflict do nothing -- of key or receipt, which belongs to the key
    returning key_hash, content_hash
  )
  select d.n, d.gate, extract(epoch from d.closes_at) * 1000 as closed_at, encode(f.content_hash, 'hex') as fresh
  from door d left join fresh f on f.key_hash = d.hash`

/** Results in the order of the rows. */
async function insert(sendings: Sending[]): Promise<(Result | undefined)[]> {
  const { db } = sendings[0]!.ctx
  const found = await plannedRows<Result>(db, 'submit', statement, { sent: JSON.stringify(sendings.map(sent)) })
  const results = new Map(found.map((result) => [Number(result.n), result]))
  return sendings.map((_, n) => results.get(n))
}
