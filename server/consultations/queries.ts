import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import { graceMinutes, phaseOf } from '../../shared/consultations/phase.ts'
import { gaps, shortPeriod } from '../../shared/consultations/readiness.ts'
import type { Ctx } from '../platform/context.ts'
import { isUuid } from '../platform/uuid.ts'
import { type ListedQuestionnaire, questionnairesOf } from '../questionnaires/queries.ts'
import { consultations, privacyNotices } from './tables.ts'

/** For a statement: `closes_at + grace`. */
export const grace = sql`make_interval(mins => ${graceMinutes}::int)`

/** What anybody may know of a consultation. Nothing of who works on it. */
const publicColumns = {
  id: consultations.id,
  slug: consultations.slug,
  title: consultations.title,
  why: consultations.why,
  decided: consultations.decided,
  stillOpen: consultations.stillOpen,
  audience: consultations.audience,
  contact: consultations.contact,
  documents: consultations.documents,
  opensAt: consultations.opensAt,
  closesAt: consultations.closesAt,
  answerBy: consultations.answerBy,
  state: consultations.state,
  synthetic: consultations.synthetic,
}

const isPublic = inArray(consultations.state, ['open', 'answered'])

/** Every consultation that was opened, newest first; those that wait for their opening day are among them. */
export const publicConsultations = (ctx: Ctx) =>
  ctx.db
    .select(publicColumns)
    .from(consultations)
    .where(isPublic)
    .orderBy(desc(consultations.opensAt), consultations.slug)

export interface Notice {
  number: number
  text: string
  quotesMayBePublished: boolean
  at: Date
}

/** One that was opened, with its privacy notice as it is now; undefined for a draft, as for one that does not exist. */
export async function publicConsultation(ctx: Ctx, slug: string) {
  const [found] = await ctx.db
    .select(publicColumns)
    .from(consultations)
    .where(and(eq(consultations.slug, slug), isPublic))
  const notice = found && (await latestNotice(ctx, found.id))
  return found && notice && { ...found, notice }
}

export async function latestNotice(ctx: Ctx, consultationId: string): Promise<Notice | undefined> {
  return (await notices(ctx, consultationId))[0]
}

/** Newest first. */
const notices = (ctx: Ctx, consultationId: string): Promise<Notice[]> =>
  ctx.db
    .select({
      number: privacyNotices.number,
      text: privacyNotices.text,
      quotesMayBePublished: privacyNotices.quotesMayBePublished,
      at: privacyNotices.at,
    })
    .from(privacyNotices)
    .where(eq(privacyNotices.consultationId, consultationId))
    .orderBy(desc(privacyNotices.number))

const columns = {
  ...publicColumns,
  askedBy: consultations.askedBy,
  confirmedBy: consultations.confirmedBy,
  note: consultations.note,
  createdAt: consultations.createdAt,
}

/** Whatever its state; the caller has looked at the right to it. */
export async function consultationById(ctx: Ctx, id: string) {
  if (!isUuid(id)) return undefined
  const [found] = await ctx.db.select(columns).from(consultations).where(eq(consultations.id, id))
  return found
}

export async function consultationIdOf(ctx: Ctx, slug: string): Promise<string | undefined> {
  const [found] = await ctx.db.select({ id: consultations.id }).from(consultations).where(eq(consultations.slug, slug))
  return found?.id
}

/** The desk's page of one consultation, with what is still missing before it can be opened. */
export async function consultationPage(ctx: Ctx, id: string) {
  const found = await consultationById(ctx, id)
  if (!found) return undefined
  const [questionnaires, allNotices] = [await questionnairesOf(ctx, id), await notices(ctx, id)]
  const published = questionnaires.filter((one) => one.version !== null).length
  const readiness = { ...found, hasNotice: allNotices.length > 0, publishedQuestionnaires: published }
  return {
    ...found,
    phase: phaseOf(found, ctx.now()),
    notices: allNotices,
    questionnaires,
    gaps: gaps(readiness, ctx.now()),
    look: [...(shortPeriod(found) ? [shortPeriod(found)!] : []), ...unpublished(questionnaires)],
  }
}

const unpublished = (questionnaires: ListedQuestionnaire[]) =>
  questionnaires
    .filter((one) => one.changed)
    .map((one) =>
      one.version === null
        ? `“${one.name}” has no version yet, so nobody can answer it.`
        : `“${one.name}” was changed after version ${one.version}. People get version ${one.version}.`,
    )

/** The consultations this account works on, newest first. */
export async function consultationsOfActor(ctx: Ctx) {
  const mine = (ctx.actor?.grants ?? []).filter((grant) => ['officer', 'analyst', 'approver'].includes(grant.role))
  const scopes = mine.flatMap((grant) => (grant.scope ? [grant.scope] : []))
  const all = mine.some((grant) => grant.scope === null)
  if (!all && scopes.length === 0) return []
  const found = await ctx.db
    .select(columns)
    .from(consultations)
    .where(all ? sql`true` : inArray(consultations.id, scopes))
    .orderBy(desc(consultations.createdAt), consultations.slug)
  return found.map((one) => ({ ...one, phase: phaseOf(one, ctx.now()) }))
}
