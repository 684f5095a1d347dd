import { Hono } from 'hono'
import { consultationsOfActor } from '../consultations/queries.ts'
import type { Ctx } from '../platform/context.ts'
import { needs, type RouteEnv } from '../platform/registry.ts'
import { questionnairesOf } from '../questionnaires/queries.ts'
import { groupProgress, responseCounts } from '../responses/queries.ts'
import { nextStep } from './next-step.ts'

type Consultations = Awaited<ReturnType<typeof consultationsOfActor>>

/** The consultations this person works on, in their order: how each stands, how many have answered, and what comes next. */
export async function consultationList(ctx: Ctx, mine: Consultations) {
  const counts = await responseCounts(
    ctx,
    mine.map((one) => one.id),
  )
  const lines = mine.map(async (one) => {
    const questionnaires = await questionnairesOf(ctx, one.id)
    const progress = await groupProgress(ctx, one.id)
    const groups = { asked: progress.length, sent: progress.filter((group) => group.state === 'sent').length }
    const { id, slug, title, phase, opensAt, closesAt, synthetic } = one
    const hasOpened = phase === 'open' || phase === 'closed' || phase === 'answered'
    return {
      id,
      slug,
      title,
      phase,
      opensAt,
      closesAt,
      synthetic,
      questionnaires,
      groups,
      /** In steps of ten; null before opening. */
      answers: hasOpened ? (counts.get(id)?.people ?? 0) : null,
      nextStep: await nextStep(ctx, one, { questionnaires, groups }),
    }
  })
  return Promise.all(lines)
}

export const deskConsultationRoutes = new Hono<RouteEnv>().get(
  '/consultations',
  needs('consultation.list'),
  async (c) => c.json({ consultations: await consultationList(c.var.ctx, await consultationsOfActor(c.var.ctx)) }),
)
