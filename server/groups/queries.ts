import { asc, eq, inArray } from 'drizzle-orm'
import type { Ctx } from '../platform/context.ts'
import { groups } from './tables.ts'

export interface Group {
  id: string
  slug: string
  name: string
  kind: 'cpeg' | 'ward_panel' | 'other'
  boroughCode: string
}

const columns = {
  id: groups.id,
  slug: groups.slug,
  name: groups.name,
  kind: groups.kind,
  boroughCode: groups.boroughCode,
}

export const groupList = (ctx: Ctx): Promise<Group[]> => ctx.db.select(columns).from(groups).orderBy(asc(groups.name))

export async function groupBySlug(ctx: Ctx, slug: string): Promise<Group | undefined> {
  const [group] = await ctx.db.select(columns).from(groups).where(eq(groups.slug, slug))
  return group
}

export async function groupById(ctx: Ctx, id: string): Promise<Group | undefined> {
  const [group] = await ctx.db.select(columns).from(groups).where(eq(groups.id, id))
  return group
}

/** The groups a coordinator holds a grant on; all of them for a grant without a scope. */
export async function groupsOf(ctx: Ctx): Promise<Group[]> {
  const mine = (ctx.actor?.grants ?? []).filter((grant) => grant.role === 'coordinator')
  if (mine.some((grant) => grant.scope === null)) return groupList(ctx)
  const ids = mine.flatMap((grant) => (grant.scope ? [grant.scope] : []))
  if (ids.length === 0) return []
  return ctx.db.select(columns).from(groups).where(inArray(groups.id, ids)).orderBy(asc(groups.name))
}
