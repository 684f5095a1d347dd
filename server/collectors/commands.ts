import { and, eq, isNull, sql } from 'drizzle-orm'
import { groupById } from '../groups/queries.ts'
import { audit } from '../platform/audit.ts'
import { authorise } from '../platform/authorise.ts'
import { type Ctx, inTransaction } from '../platform/context.ts'
import { rows } from '../platform/db.ts'
import { AppError, notFound } from '../platform/errors.ts'
import type { Collector } from './queries.ts'
import { collectors } from './tables.ts'

/** Opens the web link of a questionnaire, in the transaction that confirms the opening. The same one when asked again. */
export const openWebCollector = (tx: Ctx, consultationId: string, questionnaireId: string): Promise<string> =>
  oneCollector(tx, { consultationId, questionnaireId, kind: 'web' })

/** The collector that only synthetic answers come through. The caller has authorised the filling. */
export const openSyntheticCollector = (tx: Ctx, consultationId: string, questionnaireId: string): Promise<string> =>
  oneCollector(tx, { consultationId, questionnaireId, kind: 'synthetic', slug: 'synthetic' })

/** The collector that files are imported by. The caller has authorised the import. */
export const openImportCollector = (tx: Ctx, consultationId: string, questionnaireId: string): Promise<string> =>
  oneCollector(tx, { consultationId, questionnaireId, kind: 'import', slug: 'import' })

interface Wanted {
  consultationId: string
  questionnaireId: string
  kind: Collector['kind']
  slug?: string
  groupId?: string
}

async function oneCollector(tx: Ctx, wanted: Wanted): Promise<string> {
  await tx.db
    .insert(collectors)
    .values({ ...wanted, askedAt: tx.now() })
    .onConflictDoNothing()
  const [found] = await tx.db
    .select({ id: collectors.id })
    .from(collectors)
    .where(
      and(
        eq(collectors.questionnaireId, wanted.questionnaireId),
        eq(collectors.kind, wanted.kind),
        wanted.groupId ? eq(collectors.groupId, wanted.groupId) : isNull(collectors.groupId),
      ),
    )
  if (!found) throw new AppError('unavailable', 'The way in could not be opened.')
  return found.id
}

/** Asks groups for a formal response: a collector each. Asking one again changes nothing. */
export async function askGroups(
  ctx: Ctx,
  consultationId: string,
  groupIds: string[],
  questionnaireId?: string,
): Promise<string[]> {
  return inTransaction(ctx, async (tx) => {
    authorise(tx, 'group.ask', consultationId)
    const asked = await questionnaireToAsk(tx, consultationId, questionnaireId)
    const made: string[] = []
    for (const groupId of groupIds) {
      const group = await groupById(tx, groupId)
      if (!group) throw notFound()
      made.push(
        await oneCollector(tx, { consultationId, questionnaireId: asked, kind: 'group', slug: group.slug, groupId }),
      )
    }
    await audit(tx, {
      verb: 'collectors.ask-groups',
      subject: `consultation:${consultationId}`,
      scope: consultationId,
      detail: { groupIds },
    })
    return made
  })
}

async function questionnaireToAsk(tx: Ctx, consultationId: string, wanted?: string): Promise<string> {
  const [found] = await rows<{ id: string; state: string }>(
    tx.db,
    sql`select q.id, k.state from consultations k join questionnaires q on q.consultation_id = k.id
        where k.id = ${consultationId}::uuid and (${wanted ?? null}::uuid is null or q.id = ${wanted ?? null}::uuid)
        order by q.created_at, q.id limit 1`,
  )
  if (!found) throw notFound()
  if (found.state === 'answered')
    throw new AppError('conflict', 'This consultation has been answered. It asks nobody any more.')
  return found.id
}

/**
 * Called in the transaction that freezes a release: from the first one, the responses it counts can be erased but no
 * longer withdrawn. Waits for a withdrawal under way.
 */
export async function endWithdrawals(tx: Ctx, consultationId: string): Promise<void> {
  await tx.db
    .update(collectors)
    .set({ frozenAt: tx.now() })
    .where(and(eq(collectors.consultationId, consultationId), isNull(collectors.frozenAt)))
}
