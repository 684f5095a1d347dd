import { join } from 'node:path'
import { eq, inArray, sql } from 'drizzle-orm'
import type { VersionDocument } from '../../shared/analysis/layout.ts'
import type { Ctx } from '../platform/context.ts'
import { rows } from '../platform/db.ts'
import { questionnaires, questionnaireVersions } from '../questionnaires/tables.ts'
import { equalityFeed } from '../responses/equality-feed.ts'
import { type FeedPosition, type FeedRow, feedStart, responseFeed } from '../responses/queries.ts'
import type { FedRow } from './held.ts'
import { WorkerLink } from './worker-link.ts'

const pageSize = 2000
/** Often enough that the settling of old rows never finds this reader behind them. */
const everyMs = 60_000
const worthAFile = 20_000
const saveEveryMs = 600_000

/** Reads the change feed of one database into the counting thread; one a process and data folder. */
export class Reader {
  private readonly link = new WorkerLink()
  private position: FeedPosition = feedStart
  private versions = new Map<string, Set<string>>()
  private underway: Promise<void> | null = null
  private timer: NodeJS.Timeout | null = null
  private readonly file: string
  private isFresh = true
  /** Rows read since the last snapshot was written. */
  private unsaved = 0
  private savedAt = 0

  constructor(ctx: Ctx) {
    this.file = snapshotFile(ctx)
  }

  /** The counting thread, caught up with everything committed before this call. */
  async caughtUp(ctx: Ctx): Promise<WorkerLink> {
    // A catch-up that is under way may have begun before the caller's row was committed: the next one sees it.
    const before = this.underway
    if (before) await before.catch(() => {})
    this.underway ??= this.catchUp(ctx).finally(() => {
      this.underway = null
    })
    await this.underway
    this.keepUp(ctx)
    return this.link
  }

  get isDead(): boolean {
    return this.link.isDead
  }

  async end(): Promise<void> {
    if (this.timer) clearInterval(this.timer)
    await this.underway?.catch(() => {})
    await this.link.end()
  }

  private async catchUp(ctx: Ctx) {
    if (this.isFresh) await this.recall(ctx)
    this.isFresh = false
    // The next page is read while this one gets its equality answers and the thread still counts the last one in; one more is
    // with the thread already, so that it never waits.
    let sent: Promise<unknown> = Promise.resolve()
    let sentBefore = sent
    let next = responseFeed(ctx, this.position, pageSize)
    for (;;) {
      const page = await next
      if (page.startAgain) {
        await sent
        await this.startAgain()
        next = responseFeed(ctx, this.position, pageSize)
        continue
      }
      if (!page.caughtUp) next = readAhead(ctx, page.next)
      const fed = await this.prepare(ctx, page.rows)
      await sentBefore
      sentBefore = sent
      if (fed.length > 0) sent = this.link.ask('takeRows', [fed])
      // Refused only when the thread has died: then this reader is given up.
      sent.catch(() => {})
      this.position = page.next
      if (page.caughtUp) break
    }
    await Promise.all([sentBefore, sent])
    await this.keep(ctx)
  }

  /** Begins from the snapshot, if it is of this database: as many rows as are stored up to its position. */
  private async recall(ctx: Ctx) {
    const found = await this.link.ask('load', [this.file])
    if (!found) return
    const position = positionFrom(found.position)
    if ((await storedUpTo(ctx, position)) !== (await this.link.ask('rows', []))) {
      await this.link.ask('reset', [])
      return
    }
    this.position = position
    this.versions = new Map(found.versions.map(([id, versions]) => [id, new Set(versions)]))
  }

  /** A few rows are read again in no time: only many are worth a file. */
  private async keep(ctx: Ctx) {
    const isDue = this.unsaved >= worthAFile || (this.unsaved > 0 && Date.now() - this.savedAt > saveEveryMs)
    if (!isDue || (await this.link.ask('rows', [])) < worthAFile) return
    const { generation, txid, id } = this.position
    await this.link
      .ask('save', [this.file, JSON.stringify({ generation, txid: txid.toString(), id })])
      .catch((error) => ctx.log.warn({ error: String(error) }, 'the snapshot of the projection was not written'))
    this.unsaved = 0
    this.savedAt = Date.now()
  }

  private async startAgain() {
    this.position = feedStart
    this.versions.clear()
    await this.link.ask('reset', [])
  }

  /** A page with its equality answers. */
  private async prepare(ctx: Ctx, page: FeedRow[]): Promise<FedRow[]> {
    await this.tellVersions(ctx, page)
    const ids = page.filter((row) => row.state === 'in').map((row) => row.id)
    const equality = await equalityFeed(ctx, ids, 'text')
    this.unsaved += page.length
    return page.map((row) => fedRow(row, equality.get(row.id) ?? null))
  }

  /** Versions that the counter has not met: it gets all of that consultation's, oldest first. */
  private async tellVersions(ctx: Ctx, page: FeedRow[]) {
    const fresh = new Set(
      page.filter((r) => !this.versions.get(r.consultationId)?.has(r.versionId)).map((r) => r.consultationId),
    )
    if (fresh.size === 0) return
    const found = await versionsOf(ctx, [...fresh])
    for (const [consultationId, versions] of found) {
      await this.link.ask('setVersions', [consultationId, versions])
      this.versions.set(consultationId, new Set(versions.map(({ id }) => id)))
    }
  }

  private keepUp(ctx: Ctx) {
    this.timer ??= setInterval(() => {
      this.caughtUp(ctx).catch((error) =>
        ctx.log.warn({ error: String(error) }, 'the change feed was not read this time'),
      )
    }, everyMs).unref()
  }
}

/** Whoever stops before it is read has nobody to tell of its failure. */
function readAhead(ctx: Ctx, from: FeedPosition) {
  const page = responseFeed(ctx, from, pageSize)
  page.catch(() => {})
  return page
}

/** Only what the counter needs: all of it is copied to the thread. */
function fedRow(row: FeedRow, equality: string | null): FedRow {
  const { id, consultationId, versionId, collectorId, groupId, state, synthetic, weight, answers } = row
  return { id, consultationId, versionId, collectorId, groupId, state, synthetic, weight, answers, equality }
}

export const snapshotFile = (ctx: Ctx): string => join(ctx.dataDir, 'snapshots', 'projection.bin')

function positionFrom(text: string): FeedPosition {
  const { generation, txid, id } = JSON.parse(text) as { generation: number; txid: string; id: string }
  return { generation, txid: BigInt(txid), id }
}

async function storedUpTo(ctx: Ctx, { txid, id }: FeedPosition): Promise<number> {
  const [found] = await rows<{ stored: string | number }>(
    ctx.db,
    sql`select count(*) as stored from responses where (txid, id) <= (${txid.toString()}::bigint, ${id}::uuid)`,
  )
  return Number(found?.stored ?? 0)
}

/** Every published version of the consultations, oldest first. */
export async function versionsOf(ctx: Ctx, consultationIds: string[]): Promise<Map<string, VersionDocument[]>> {
  const found = await ctx.db
    .select({
      consultationId: questionnaires.consultationId,
      id: questionnaireVersions.id,
      document: questionnaireVersions.document,
    })
    .from(questionnaireVersions)
    .innerJoin(questionnaires, eq(questionnaires.id, questionnaireVersions.questionnaireId))
    .where(inArray(questionnaires.consultationId, consultationIds))
    .orderBy(questionnaires.createdAt, questionnaireVersions.number)
  const versions = new Map<string, VersionDocument[]>()
  for (const { consultationId, ...version } of found) {
    versions.set(consultationId, [...(versions.get(consultationId) ?? []), version])
  }
  return versions
}

const readers = new Map<string, Reader>()

/**
 * The counting thread of the context's database, caught up. Never inside a transaction: the feed reads on the context's
 * own connection, and on the embedded engine another reader may be waiting for it.
 */
export function counting(ctx: Ctx): Promise<WorkerLink> {
  const key = `${ctx.engine} ${ctx.dataDir}`
  const known = readers.get(key)
  const reader = known && !known.isDead ? known : new Reader(ctx)
  readers.set(key, reader)
  return reader.caughtUp(ctx)
}

/** Ends every counting thread: at shutdown. */
export async function stopCounting(): Promise<void> {
  const all = [...readers.values()]
  readers.clear()
  await Promise.all(all.map((reader) => reader.end()))
}
