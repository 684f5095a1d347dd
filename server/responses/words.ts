import { and, asc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { groups } from '../groups/tables.ts'
import type { Ctx } from '../platform/context.ts'
import { rows } from '../platform/db.ts'
import { responses } from './tables.ts'

/** What a person wrote to one question; undefined when there is no such answer, or it was withdrawn or erased. */
export async function textOfResponse(
  ctx: Ctx,
  consultationId: string,
  responseId: string,
  questionId: string,
): Promise<string | undefined> {
  const answer = sql`${responses.answers} -> ${questionId}::text`
  const [found] = await ctx.db
    .select({ text: sql<string | null>`coalesce(${answer} ->> 'text', ${answer} ->> 'other')` })
    .from(responses)
    .where(and(eq(responses.id, responseId), eq(responses.consultationId, consultationId), eq(responses.state, 'in')))
  return found?.text ?? undefined
}

/** Names of the groups whose formal response is in. */
export async function formalGroups(ctx: Ctx, consultationId: string): Promise<string[]> {
  const found = await ctx.db
    .select({ name: groups.name })
    .from(responses)
    .innerJoin(groups, eq(groups.id, responses.groupId))
    .where(and(eq(responses.consultationId, consultationId), eq(responses.state, 'in'), isNotNull(responses.groupId)))
    .orderBy(asc(groups.name))
  return found.map((group) => group.name)
}

/** How many people's answers are in, withdrawn and erased. */
export async function responseTally(ctx: Ctx, consultationId: string) {
  const found = await ctx.db
    .select({ state: responses.state, n: sql<number>`count(*)::int` })
    .from(responses)
    .where(and(eq(responses.consultationId, consultationId), isNull(responses.groupId)))
    .groupBy(responses.state)
  const of = (state: string) => found.find((row) => row.state === state)?.n ?? 0
  return { people: of('in'), withdrawn: of('withdrawn'), erased: of('erased') }
}

/**
 * What a release counts, for its manifest: the versions answered, and one SHA-256 over every answer with its id and
 * version, groups' among them. Made by the database, so that nothing is read out.
 */
export async function countedDataset(
  ctx: Ctx,
  consultationId: string,
): Promise<{ versions: string[]; sha256: string }> {
  const one = sql`encode(sha256(convert_to(concat_ws(' ', r.id, r.version_id, r.answers::text), 'UTF8')), 'hex')`
  const [found] = await rows<{ versions: string | null; sha256: string }>(
    ctx.db,
    sql`select string_agg(distinct r.version_id::text, ' ') as versions,
               encode(sha256(convert_to(coalesce(string_agg(${one}, '' order by r.id), ''), 'UTF8')), 'hex') as sha256
        from responses r where r.consultation_id = ${consultationId}::uuid and r.state = 'in'`,
  )
  return { versions: found?.versions?.split(' ').toSorted() ?? [], sha256: found?.sha256 ?? '' }
}

/** The ids of what a release counts, in order. */
export async function countedIds(ctx: Ctx, consultationId: string): Promise<string[]> {
  const found = await ctx.db
    .select({ id: responses.id })
    .from(responses)
    .where(and(eq(responses.consultationId, consultationId), eq(responses.state, 'in')))
    .orderBy(asc(responses.id))
  return found.map(({ id }) => id)
}

/** One person's answer whose words to a question are exactly these; undefined when nobody wrote them. */
export async function responseThatSays(ctx: Ctx, consultationId: string, questionId: string, text: string) {
  const own = and(eq(responses.consultationId, consultationId), eq(responses.state, 'in'), isNull(responses.groupId))
  const [found] = await ctx.db
    .select({ id: responses.id })
    .from(responses)
    .where(and(own, sql`${responses.answers} -> ${questionId}::text ->> 'text' = ${text}`))
    .limit(1)
  return found?.id
}
