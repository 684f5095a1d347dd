import { Hono } from 'hono'
import { phaseOf } from '../../shared/consultations/phase.ts'
import { journey } from '../../shared/questionnaires/evaluate.ts'
import { consultationById } from '../consultations/queries.ts'
import { type Group, groupBySlug, groupList } from '../groups/queries.ts'
import type { Ctx } from '../platform/context.ts'
import { notFound } from '../platform/errors.ts'
import { needs, type RouteEnv, scopeFromParam } from '../platform/registry.ts'
import { questionnairesOf, versionDocument } from '../questionnaires/queries.ts'
import { formalResponses } from '../responses/group-answers.ts'
import { type GroupProgress, groupProgress } from '../responses/queries.ts'

export type GroupState = 'not asked' | GroupProgress['state']
const order: GroupState[] = ['not asked', 'asked', 'started', 'sent']

/** A group asked by several questionnaires stands where it has come furthest. */
function stateOf(group: Group, progress: GroupProgress[]): GroupState {
  const own = progress.filter((one) => one.groupId === group.id).map((one) => order.indexOf(one.state))
  return order[Math.max(0, ...own)]!
}

/** The engagement groups and any other group that was asked, each with how far it has come; never what it answered. */
async function groupBoard(ctx: Ctx, consultationId: string) {
  const consultation = await consultationById(ctx, consultationId)
  if (!consultation) throw notFound()
  const [all, progress] = [await groupList(ctx), await groupProgress(ctx, consultationId)]
  const groups = all
    .map((group) => ({ ...group, state: stateOf(group, progress) }))
    .filter((group) => group.kind === 'cpeg' || group.state !== 'not asked')
  const { id, slug, title, closesAt, synthetic } = consultation
  const questionnaires = (await questionnairesOf(ctx, id)).map((one) => ({ id: one.id, name: one.name }))
  return {
    consultation: { id, slug, title, closesAt, synthetic, phase: phaseOf(consultation, ctx.now()) },
    questionnaires,
    groups,
  }
}

/** A group's formal response in full, question by question; none yet is an empty list. Reading it is on record. */
async function groupAnswer(ctx: Ctx, consultationId: string, slug: string) {
  const group = await groupBySlug(ctx, slug)
  const asked = (await groupProgress(ctx, consultationId)).some((one) => one.groupId === group?.id)
  if (!group || !asked) throw notFound()
  const found = (await formalResponses(ctx, consultationId)).filter((one) => one.groupId === group.id)
  const responses = found.map(async ({ versionId, answers, howWeAsked, receivedOn, synthetic }) => {
    const document = await versionDocument(ctx, versionId)
    if (!document) throw notFound()
    const { language, title } = document
    return { title, language, pages: journey(document, answers), answers, howWeAsked, receivedOn, synthetic }
  })
  return { group, responses: await Promise.all(responses) }
}

const ofConsultation = scopeFromParam('consultationId')

export const deskGroupBoardRoutes = new Hono<RouteEnv>()
  .get('/consultations/:consultationId/groups', needs('group.board', ofConsultation), async (c) =>
    c.json(await groupBoard(c.var.ctx, c.req.param('consultationId'))),
  )
  .get(
    '/consultations/:consultationId/groups/:groupSlug/answer',
    needs('group.read-answers', ofConsultation),
    async (c) => c.json(await groupAnswer(c.var.ctx, c.req.param('consultationId'), c.req.param('groupSlug'))),
  )
