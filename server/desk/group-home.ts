import { type Context, Hono } from 'hono'
import { phaseOf } from '../../shared/consultations/phase.ts'
import { boroughByCode } from '../../shared/population/boroughs.ts'
import { publicConsultations } from '../consultations/queries.ts'
import { type Group, groupBySlug, groupsOf } from '../groups/queries.ts'
import type { Ctx } from '../platform/context.ts'
import { notFound } from '../platform/errors.ts'
import { needs, type RouteEnv } from '../platform/registry.ts'
import { type GroupProgress, groupProgress } from '../responses/queries.ts'
import { heardInBorough } from './group-heard.ts'

export interface Asked {
  id: string
  title: string
  phase: ReturnType<typeof phaseOf>
  opensAt: Date | null
  closesAt: Date | null
  answerBy: Date | null
  synthetic: boolean
  state: GroupProgress['state']
  /** Where the group answers. */
  answerAt: string
  /** Where anybody reads what came of it. */
  publicAt: string
}

/** Every opened consultation that asked the group, newest first, with how far the group has come. */
async function askedOf(ctx: Ctx, group: Group): Promise<Asked[]> {
  const asked: Asked[] = []
  for (const { id, slug, title, opensAt, closesAt, answerBy, synthetic, state } of await publicConsultations(ctx)) {
    const own = (await groupProgress(ctx, id)).find((one) => one.groupId === group.id)
    if (!own) continue
    const phase = phaseOf({ state, opensAt, closesAt }, ctx.now())
    const [answerAt, publicAt] = [
      `/c/${slug}/respond/${group.slug}`,
      phase === 'answered' ? `/c/${slug}/results` : `/c/${slug}`,
    ]
    asked.push({ id, title, phase, opensAt, closesAt, answerBy, synthetic, state: own.state, answerAt, publicAt })
  }
  return asked
}

const groupOf = async (ctx: Ctx, c: Context<RouteEnv>) => groupBySlug(ctx, c.req.param('groupSlug') ?? '')
const groupScope = async (ctx: Ctx, c: Context<RouteEnv>) => (await groupOf(ctx, c))?.id

/** What a coordinator sees: her group, what it was asked, and who is missing in its borough. */
async function groupHome(ctx: Ctx, slug: string) {
  const group = await groupBySlug(ctx, slug)
  if (!group) throw notFound()
  const asked = await askedOf(ctx, group)
  return { group: { ...group, borough: boroughByCode(group.boroughCode)?.name ?? group.boroughCode }, asked }
}

/** Only of a consultation that asked this group. */
async function heard(ctx: Ctx, slug: string, consultationId: string) {
  const { group, asked } = await groupHome(ctx, slug)
  if (!asked.some((one) => one.id === consultationId)) throw notFound()
  return heardInBorough(ctx, consultationId, group.boroughCode)
}

export const deskGroupHomeRoutes = new Hono<RouteEnv>()
  .get('/my-groups', needs('account.self'), async (c) => c.json(await groupsOf(c.var.ctx)))
  .get('/groups/:groupSlug', needs('group.home', groupScope), async (c) =>
    c.json(await groupHome(c.var.ctx, c.req.param('groupSlug'))),
  )
  .get('/groups/:groupSlug/heard/:consultationId', needs('group.home', groupScope), async (c) =>
    c.json(await heard(c.var.ctx, c.req.param('groupSlug'), c.req.param('consultationId'))),
  )
