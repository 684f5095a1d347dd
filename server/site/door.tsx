import type { Context } from 'hono'
import { graceMinutes, phaseOf } from '../../shared/consultations/phase.ts'
import type { QuestionnaireDocument } from '../../shared/questionnaires/document.ts'
import { type Collector, collectorFor } from '../collectors/queries.ts'
import { publicConsultation } from '../consultations/queries.ts'
import { type Group, groupById } from '../groups/queries.ts'
import { notFound } from '../platform/errors.ts'
import type { RouteEnv, ScopeOf } from '../platform/registry.ts'
import { liveVersion, versionDocument } from '../questionnaires/queries.ts'
import type { Draft } from '../responses/drafts.ts'
import { groupDraftNow } from '../responses/group-answers.ts'
import { draftHere } from './answer-cookie.ts'
import { closedPage, notOpenYetPage } from './closed-pages.tsx'

export type Consultation = NonNullable<Awaited<ReturnType<typeof publicConsultation>>>

/** The opened consultation that the address names; 404 when there is none. */
export async function consultationHere(c: Context<RouteEnv>): Promise<Consultation> {
  const consultation = await publicConsultation(c.var.ctx, c.req.param('slug') ?? '')
  if (!consultation) throw notFound()
  return consultation
}

/** A way to answer: the open web link, or one group's. All respondent pages hang below its address. */
export interface Door {
  base: string
  consultation: Consultation
  collector: Collector
  /** The group whose formal response this is; null on the open web link. */
  group: Group | null
  /** The unsent (or just sent) answers that this visitor holds. */
  draft: Draft | undefined
  /** The version of the draft, else the newest. */
  version: { id: string; document: QuestionnaireDocument }
}

/** The door of the address, or the page that says why it does not open. `sent` pages stay open after closing. */
export async function openDoor(c: Context<RouteEnv>, sent: 'sent' | 'unsent' = 'unsent'): Promise<Door | Response> {
  const ctx = c.var.ctx
  const slug = c.req.param('slug') ?? ''
  const [consultation, collector] = await Promise.all([
    publicConsultation(ctx, slug),
    collectorFor(ctx, slug, c.req.param('collector') ?? null),
  ])
  if (!consultation || !collector) throw notFound()
  const draft = collector.groupId ? await groupDraftNow(ctx, collector.id) : await draftHere(c, collector.id)
  const phase = phaseOf(consultation, ctx.now())
  if (phase === 'scheduled') return notOpenYetPage(c, consultation)
  const isClosed = collector.closed || (phase !== 'open' && !inGrace(consultation, draft, ctx.now()))
  if (isClosed && sent === 'unsent') return closedPage(c, consultation)
  return {
    base: `/c/${slug}/respond${collector.slug ? `/${collector.slug}` : ''}`,
    consultation,
    collector,
    group: collector.groupId ? ((await groupById(ctx, collector.groupId)) ?? null) : null,
    draft,
    version: await versionOf(c, collector, draft),
  }
}

/** A draft begun before closing may still be sent for a while; the submit function decides in the end. */
function inGrace(consultation: Consultation, draft: Draft | undefined, now: Date): boolean {
  if (!draft || !consultation.closesAt) return false
  return now.getTime() < consultation.closesAt.getTime() + graceMinutes * 60_000
}

async function versionOf(
  c: Context<RouteEnv>,
  collector: Collector,
  draft: Draft | undefined,
): Promise<Door['version']> {
  const ctx = c.var.ctx
  if (draft) {
    const document = await versionDocument(ctx, draft.versionId)
    if (document) return { id: draft.versionId, document }
  }
  const live = await liveVersion(ctx, collector.questionnaireId)
  if (!live) throw notFound()
  return { id: live.id, document: live.document }
}

/** The group that the address's door belongs to: what a coordinator's right is measured by. */
export const groupOfDoor: ScopeOf = async (ctx, c) => {
  const collector = await collectorFor(ctx, c.req.param('slug') ?? '', c.req.param('collector') ?? '')
  return collector?.groupId ?? undefined
}
