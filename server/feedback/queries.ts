import { and, asc, desc, eq, inArray, isNotNull, or, sql } from 'drizzle-orm'
import { statusOf } from '../../shared/feedback/commitment.ts'
import { londonDate } from '../../shared/kernel/london.ts'
import { consultations } from '../consultations/tables.ts'
import type { Ctx } from '../platform/context.ts'
import { hex } from '../platform/secret.ts'
import { recountReleases } from './recount.ts'
import { commitments, feedbackAnswers, findingLinks, findings, quotes, releases } from './tables.ts'

/**
 * The last release of a consultation: the one its answer rests on. One hash of its manifest never leaves the database: whoever
 * had it with the seal, which is public, could try out sealed counts until one agrees.
 */
export async function releaseOf(ctx: Ctx, consultationId: string) {
  const [found] = await ctx.db
    .select({
      id: releases.id,
      manifest: releases.manifest,
      tables: releases.tables,
      seal: releases.seal,
      frozenAt: releases.frozenAt,
    })
    .from(releases)
    .where(eq(releases.consultationId, consultationId))
    .orderBy(desc(releases.number))
    .limit(1)
  if (!found) return undefined
  const { equality: _, ...dataset } = { ...found.manifest.dataset }
  return { ...found, manifest: { ...found.manifest, dataset }, seal: hex(found.seal) }
}

/** By its own id, or by the slug of its consultation: then the last. */
export async function releaseIdOf(ctx: Ctx, name: string): Promise<string | undefined> {
  const [found] = await ctx.db
    .select({ id: releases.id })
    .from(releases)
    .innerJoin(consultations, eq(consultations.id, releases.consultationId))
    .where(or(eq(sql`${releases.id}::text`, name), eq(consultations.slug, name)))
    .orderBy(desc(releases.number))
    .limit(1)
  return found?.id
}

/** The answer in work or published, as it stands; nothing of it is recounted, so it may be read for many. */
export async function answerOf(ctx: Ctx, consultationId: string) {
  const [found] = await ctx.db.select().from(feedbackAnswers).where(eq(feedbackAnswers.consultationId, consultationId))
  return found
}

/** Findings in order, each with the plan's objectives and actions it speaks to. */
export async function findingsOf(ctx: Ctx, answerId: string) {
  const [found, links] = [
    await ctx.db.select().from(findings).where(eq(findings.answerId, answerId)).orderBy(asc(findings.number)),
    await ctx.db
      .select({
        findingId: findingLinks.findingId,
        objectiveId: findingLinks.objectiveId,
        actionId: findingLinks.actionId,
      })
      .from(findingLinks)
      .innerJoin(findings, eq(findings.id, findingLinks.findingId))
      .where(eq(findings.answerId, answerId)),
  ]
  return found.map(({ answerId: _, ...finding }) => {
    const own = links.filter((link) => link.findingId === finding.id)
    return {
      ...finding,
      objectives: own.flatMap((link) => link.objectiveId ?? []),
      actions: own.flatMap((link) => link.actionId ?? []),
    }
  })
}

/** Commitments in order with where each stands today, London time. */
export async function commitmentsOf(ctx: Ctx, answerId: string) {
  const found = await ctx.db
    .select()
    .from(commitments)
    .where(eq(commitments.answerId, answerId))
    .orderBy(asc(commitments.number))
  return found.map(({ answerId: _, ...one }) => ({ ...one, status: statusOf(one, londonDate(ctx.now())) }))
}

/** The quotes as the page may show them. */
export const quotesOf = (ctx: Ctx, answerId: string) =>
  ctx.db
    .select({ id: quotes.id, questionId: quotes.questionId, edited: quotes.edited })
    .from(quotes)
    .where(eq(quotes.answerId, answerId))

/** The quotes' words as people wrote them: only `read-answer.ts` may ask, which puts it on record. */
export const originalsOf = (ctx: Ctx, answerId: string) =>
  ctx.db.select({ id: quotes.id, original: quotes.original }).from(quotes).where(eq(quotes.answerId, answerId))

const published = and(eq(feedbackAnswers.state, 'published'), isNotNull(feedbackAnswers.publishedAt))

const publishedColumns = {
  answerId: feedbackAnswers.id,
  releaseId: feedbackAnswers.releaseId,
  said: feedbackAnswers.said,
  did: feedbackAnswers.did,
  publishedAt: feedbackAnswers.publishedAt,
  consultationId: consultations.id,
  slug: consultations.slug,
  title: consultations.title,
  synthetic: consultations.synthetic,
}

/** Every published answer, newest first: what was asked, said and done, each only as long as its numbers hold. */
export async function publishedAnswers(ctx: Ctx) {
  const found = await ctx.db
    .select(publishedColumns)
    .from(feedbackAnswers)
    .innerJoin(consultations, eq(consultations.id, feedbackAnswers.consultationId))
    .where(published)
    .orderBy(desc(feedbackAnswers.publishedAt))
  return standing(ctx, found)
}

export type PublishedAnswer = Awaited<ReturnType<typeof publishedAnswers>>[number]

export async function publishedAnswer(ctx: Ctx, slug: string): Promise<PublishedAnswer | undefined> {
  const found = await ctx.db
    .select(publishedColumns)
    .from(feedbackAnswers)
    .innerJoin(consultations, eq(consultations.id, feedbackAnswers.consultationId))
    .where(and(published, eq(consultations.slug, slug)))
  return (await standing(ctx, found))[0]
}

/** Each with what does not hold of its release; then its sentences, which say its numbers, are left out here already. */
async function standing<T extends { releaseId: string; said: string; did: string }>(ctx: Ctx, answers: T[]) {
  const recounts = await recountReleases(
    ctx,
    answers.map((one) => one.releaseId),
  )
  return answers.map((one) => {
    const recount = recounts.get(one.releaseId)
    const fault = recount?.ok ? null : (recount?.fault ?? 'The numbers of this release do not hold.')
    return { ...one, ...(fault ? { said: '', did: '' } : {}), fault, countsDeletedOn: recount?.countsDeletedOn ?? null }
  })
}

/** What waits for this person's approval, the oldest first. */
export async function waitingFor(ctx: Ctx) {
  const held = (ctx.actor?.grants ?? []).filter((grant) => grant.role === 'approver')
  const all = held.some((grant) => grant.scope === null)
  const scopes = held.flatMap((grant) => grant.scope ?? [])
  if (!all && scopes.length === 0) return []
  const waiting = eq(feedbackAnswers.state, 'sent')
  return ctx.db
    .select({ consultationId: consultations.id, title: consultations.title, sentAt: feedbackAnswers.sentAt })
    .from(feedbackAnswers)
    .innerJoin(consultations, eq(consultations.id, feedbackAnswers.consultationId))
    .where(all ? waiting : and(waiting, inArray(consultations.id, scopes)))
    .orderBy(asc(feedbackAnswers.sentAt))
}

/** What the desk needs to write, check and approve one answer, without a person's own words; null before a release. */
export async function deskAnswer(ctx: Ctx, consultationId: string) {
  const [release, answer] = [await releaseOf(ctx, consultationId), await answerOf(ctx, consultationId)]
  if (!release || !answer) return null
  return {
    release,
    answer,
    /** Whether the numbers still follow from what was sealed; when not, the public sees none of this. */
    recount: (await recountReleases(ctx, [release.id])).get(release.id) ?? null,
    findings: await findingsOf(ctx, answer.id),
    commitments: await commitmentsOf(ctx, answer.id),
    quotes: await quotesOf(ctx, answer.id),
    /** A person who wrote a part of it may not publish it. */
    wroteIt: answer.writers.includes(ctx.actor?.accountId ?? ''),
  }
}

/** A finding, a commitment, or neither: then a finding is withheld, because the numbers behind it do not hold. */
export interface PlanEvidence {
  answer: PublishedAnswer
  finding?: { number: number; heading: string }
  commitment?: Awaited<ReturnType<typeof commitmentsOf>>[number]
}

/** Published findings and commitments by the uuid of the objective or action they belong to. */
export async function planEvidence(ctx: Ctx): Promise<Map<string, PlanEvidence[]>> {
  const answers = await publishedAnswers(ctx)
  const ids = answers.map((one) => one.answerId)
  const [told, promised] = [await tiedFindings(ctx, ids), await tiedCommitments(ctx, ids)]
  const found = new Map<string, PlanEvidence[]>()
  const add = (id: string | null, evidence: PlanEvidence) => {
    if (id) found.set(id, [...(found.get(id) ?? []), evidence])
  }
  for (const answer of answers) {
    for (const { number, heading, objectiveId, actionId } of told.filter((one) => one.answerId === answer.answerId)) {
      const finding = answer.fault ? {} : { finding: { number, heading } }
      for (const id of [objectiveId, actionId]) add(id, { answer, ...finding })
    }
    for (const { answerId, ...commitment } of promised) {
      if (answerId !== answer.answerId) continue
      for (const id of [commitment.objectiveId, commitment.actionId]) add(id, { answer, commitment })
    }
  }
  return found
}

/** One row a tie of a finding to an objective or an action, the findings in order. */
const tiedFindings = (ctx: Ctx, answerIds: string[]) =>
  ctx.db
    .select({
      answerId: findings.answerId,
      number: findings.number,
      heading: findings.heading,
      objectiveId: findingLinks.objectiveId,
      actionId: findingLinks.actionId,
    })
    .from(findingLinks)
    .innerJoin(findings, eq(findings.id, findingLinks.findingId))
    .where(inArray(findings.answerId, answerIds))
    .orderBy(asc(findings.number))

async function tiedCommitments(ctx: Ctx, answerIds: string[]) {
  const found = await ctx.db
    .select()
    .from(commitments)
    .where(
      and(
        inArray(commitments.answerId, answerIds),
        or(isNotNull(commitments.objectiveId), isNotNull(commitments.actionId)),
      ),
    )
    .orderBy(asc(commitments.number))
  return found.map((one) => ({ ...one, status: statusOf(one, londonDate(ctx.now())) }))
}
