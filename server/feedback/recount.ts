import { eq } from 'drizzle-orm'
import type { Manifest } from '../../shared/feedback/manifest.ts'
import { canonical, publicTableOf, type SealedTable } from '../../shared/feedback/release-tables.ts'
import type { Ctx } from '../platform/context.ts'
import { notFound } from '../platform/errors.ts'
import { sha256 } from '../platform/secret.ts'
import { releases, sealedCounts } from './tables.ts'

export interface Recount {
  ok: boolean
  tables: number
  /** What does not hold, in words. */
  fault?: string
}

/** The seal over what a release was made of. */
export const sealOf = (manifest: Manifest, tables: SealedTable[]): Uint8Array => sha256(canonical({ manifest, tables }))

const broken = 'The sealed counts behind this release were changed after it was frozen, so its numbers cannot be shown.'

/** Makes every public table again from the sealed counts and compares: seal first, then table by table. */
export async function recountRelease(ctx: Ctx, releaseId: string): Promise<Recount> {
  const [release] = await ctx.db.select().from(releases).where(eq(releases.id, releaseId))
  if (!release) throw notFound()
  const [sealed] = await ctx.db.select().from(sealedCounts).where(eq(sealedCounts.releaseId, releaseId))
  const tables = release.tables.length
  if (!sealed) return { ok: false, tables, fault: 'The sealed counts of this release are not there any more.' }
  if (!same(release.seal, sealOf(release.manifest, sealed.tables))) return { ok: false, tables, fault: broken }
  const again = canonical(sealed.tables.map(publicTableOf))
  if (again !== canonical(release.tables)) {
    return { ok: false, tables, fault: 'The published tables do not follow from the sealed counts.' }
  }
  return { ok: true, tables }
}

const same = (a: Uint8Array, b: Uint8Array) => Buffer.from(a).equals(Buffer.from(b))
