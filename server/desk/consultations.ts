import { Hono } from 'hono'
import { gaps } from '../../shared/consultations/readiness.ts'
import { consultationsOfActor, latestNotice } from '../consultations/queries.ts'
import type { Ctx } from '../platform/context.ts'
import { needs, type RouteEnv } from '../platform/registry.ts'
import { type ListedQuestionnaire, questionnairesOf } from '../questionnaires/queries.ts'
import { groupProgress, responseCounts } from '../responses/queries.ts'

type Listed = Awaited<ReturnType<typeof consultationsOfActor>>[number]

/** The consultations this person works on: how each stands, how many have answered, and what comes next. */
export async function consultationList(ctx: Ctx) {
  const mine = await consultationsOfActor(ctx)
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
      nextStep: await nextStep(ctx, one, questionnaires, groups),
    }
  })
  return Promise.all(lines)
}

async function nextStep(
  ctx: Ctx,
  one: Listed,
  questionnaires: ListedQuestionnaire[],
  groups: { asked: number; sent: number },
) {
  switch (one.phase) {
    case 'draft':
      return firstGap(ctx, one, questionnaires)
    case 'asked':
      return 'Approver to confirm'
    case 'scheduled':
      return 'Opens by itself'
    case 'open':
      return groups.asked > groups.sent
        ? `${groups.asked - groups.sent} of ${groups.asked} groups have not sent`
        : 'Closes by itself'
    case 'closed':
      return 'Freeze a release and write what people said'
    case 'answered':
      return 'Keep its commitments'
  }
}

async function firstGap(ctx: Ctx, one: Listed, questionnaires: ListedQuestionnaire[]): Promise<string> {
  if (one.note) return 'Sent back: read the note'
  const hasNotice = (await latestNotice(ctx, one.id)) !== undefined
  const publishedQuestionnaires = questionnaires.filter((each) => each.version !== null).length
  const [first] = Object.values(gaps({ ...one, hasNotice, publishedQuestionnaires }, ctx.now()))
  return first?.replace(/\.$/, '') ?? 'Ask to open'
}

export const deskConsultationRoutes = new Hono<RouteEnv>().get(
  '/consultations',
  needs('consultation.list'),
  async (c) => c.json({ consultations: await consultationList(c.var.ctx) }),
)
