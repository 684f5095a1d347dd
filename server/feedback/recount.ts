import { eq, inArray, sql } from 'drizzle-orm'
import type { Manifest } from '../../shared/feedback/manifest.ts'
import { publicTablesOf } from '../../shared/feedback/public-tables.ts'
import type { PublicTable, SealedTable } from '../../shared/feedback/release-tables.ts'
import { canonical } from '../../shared/kernel/canonical.ts'
import { londonDate } from '../../shared/kernel/london.ts'
import type { Ctx } from '../platform/context.ts'
import { notFound } from '../platform/errors.ts'
import { sha256 } from '../platform/secret.ts'
import { releases, sealedCounts } from './tables.ts'

export interface Recount {
  ok: boolean
  tables: number
  /** The day the sealed counts were deleted: since then only the seal over the public tables can be checked. */
  countsDeletedOn?: string
  /** What does not hold, in words. */
  fault?: string
}

/** The seal over what a release was made of. */
export const sealOf = (manifest: Manifest, tables: SealedTable[]): Uint8Array => sha256(canonical({ manifest, tables }))

/** The seal over what everybody may see of it; its text can never be the other seal's. */
export const publicSealOf = (manifest: Manifest, shown: PublicTable[]): Uint8Array =>
  sha256(canonical({ manifest, shown }))

const faults = {
  sealed: 'The sealed counts behind this release were changed after it was frozen, so its numbers cannot be shown.',
  shown: 'The published tables were changed after the release was frozen, so its numbers cannot be shown.',
  unlike: 'The published tables do not follow from the sealed counts.',
  gone: 'The sealed counts of this release are not there any more.',
}

/** Makes every public table again from the sealed counts and compares: seals first, then table by table. */
export async function recountRelease(ctx: Ctx, releaseId: string): Promise<Recount> {
  const found = (await recountReleases(ctx, [releaseId])).get(releaseId)
  if (!found) throw notFound()
  return found
}

/**
 * What was found for rows of exactly this content. The content is read and hashed by the database each time, so a changed
 * row is never answered from here; the same row need not be computed again.
 */
const computed = new Map<string, Recount>()
const mostComputed = 500

/** The same for several releases at once, each checked against what its rows hold now. */
export async function recountReleases(ctx: Ctx, ids: string[]): Promise<Map<string, Recount>> {
  if (ids.length === 0) return new Map()
  const contents = await ctx.db
    .select({ id: releases.id, content: contentOf })
    .from(releases)
    .leftJoin(sealedCounts, eq(sealedCounts.releaseId, releases.id))
    .where(inArray(releases.id, ids))
  const found = new Map<string, Recount>()
  for (const { id, content } of contents) {
    const known = computed.get(content) ?? (await compute(ctx, id))
    if (known) found.set(id, known)
    if (!known || computed.has(content)) continue
    if (computed.size >= mostComputed) computed.clear()
    computed.set(content, known)
  }
  return found
}

/** SHA-256 of everything a recount looks at, as the rows hold it at this moment. */
const contentOf = sql<string>`encode(sha256(convert_to(concat_ws('|', ${releases.id}, encode(${releases.seal}, 'hex'),
  encode(${releases.publicSeal}, 'hex'), coalesce(${releases.countsDeletedAt}::text, '-'), ${releases.manifest},
  ${releases.tables}, coalesce(${sealedCounts.tables}::text, '-')), 'UTF8')), 'hex')`

async function compute(ctx: Ctx, releaseId: string): Promise<Recount | undefined> {
  const [release] = await ctx.db.select().from(releases).where(eq(releases.id, releaseId))
  const [sealed] = await ctx.db.select().from(sealedCounts).where(eq(sealedCounts.releaseId, releaseId))
  return release && compare(release, sealed?.tables)
}

function compare(release: typeof releases.$inferSelect, sealed: SealedTable[] | undefined): Recount {
  const tables = release.tables.length
  const bad = (fault: string): Recount => ({ ok: false, tables, fault })
  if (!same(release.publicSeal, publicSealOf(release.manifest, release.tables))) return bad(faults.shown)
  if (!sealed) {
    const gone = release.countsDeletedAt
    return gone ? { ok: true, tables, countsDeletedOn: londonDate(gone) } : bad(faults.gone)
  }
  if (!same(release.seal, sealOf(release.manifest, sealed))) return bad(faults.sealed)
  const again = canonical(publicTablesOf(sealed, release.manifest.rules))
  return again === canonical(release.tables) ? { ok: true, tables } : bad(faults.unlike)
}

const same = (a: Uint8Array, b: Uint8Array) => Buffer.from(a).equals(Buffer.from(b))
