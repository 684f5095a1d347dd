import { asc, eq, sql } from 'drizzle-orm'
import type { Ctx } from '../platform/context.ts'
import { rows } from '../platform/db.ts'
import { collectors } from './tables.ts'

export interface Collector {
  id: string
  kind: 'web' | 'group' | 'synthetic' | 'import'
  slug: string | null
  consultationId: string
  questionnaireId: string
  groupId: string | null
  closed: boolean
}

const columns = {
  id: collectors.id,
  kind: collectors.kind,
  slug: collectors.slug,
  consultationId: collectors.consultationId,
  questionnaireId: collectors.questionnaireId,
  groupId: collectors.groupId,
  closed: collectors.closed,
}

/** The door behind an address: the open web link when there is no collector's slug. Drafts have no doors. */
export async function collectorFor(ctx: Ctx, slug: string, door: string | null): Promise<Collector | undefined> {
  const [found] = await rows<{ id: string }>(
    ctx.db,
    sql`select c.id from collectors c join consultations k on k.id = c.consultation_id
        where k.slug = ${slug} and k.state in ('open', 'answered') and c.slug is not distinct from ${door}::text
          and c.kind in ('web', 'group') order by c.asked_at, c.id limit 1`,
  )
  return found && collectorById(ctx, found.id)
}

export async function collectorById(ctx: Ctx, id: string): Promise<Collector | undefined> {
  const [found] = await ctx.db.select(columns).from(collectors).where(eq(collectors.id, id))
  return found
}

export const collectorsOf = (ctx: Ctx, consultationId: string): Promise<Collector[]> =>
  ctx.db
    .select(columns)
    .from(collectors)
    .where(eq(collectors.consultationId, consultationId))
    .orderBy(asc(collectors.askedAt))

type Fixed = Omit<Collector, 'closed'>
const fixed = new Map<string, Fixed>()

/** What never changes about a collector; remembered, so that a submission stays one statement. */
export async function fixedCollector(ctx: Ctx, id: string): Promise<Fixed | undefined> {
  const known = fixed.get(id) ?? (await collectorById(ctx, id))
  if (known) fixed.set(id, known)
  return known
}
