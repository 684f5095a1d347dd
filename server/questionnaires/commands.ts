import { and, eq, gt, inArray } from 'drizzle-orm'
import { type Act, apply } from '../../shared/questionnaires/acts.ts'
import type { QuestionnaireDocument } from '../../shared/questionnaires/document.ts'
import { questionnaireDocument } from '../../shared/questionnaires/document-schema.ts'
import { Refusal } from '../../shared/questionnaires/refusals.ts'
import { audit } from '../platform/audit.ts'
import { authorise } from '../platform/authorise.ts'
import { type Ctx, inTransaction } from '../platform/context.ts'
import { brokenConstraint } from '../platform/db.ts'
import { AppError, notFound } from '../platform/errors.ts'
import { type Draft, draftOf } from './queries.ts'
import { questionnaireActs, questionnaires } from './tables.ts'

/** A questionnaire begins with one section and one page, so that the first question has a place. */
function empty(title: string): QuestionnaireDocument {
  const en = (text: string) => ({ en: text })
  const page = { id: 'page-1', title: en(''), questions: [] }
  return {
    format: 1,
    language: 'en',
    languages: ['en'],
    title: en(title),
    sections: [{ id: 'section-1', title: en('Section 1'), pages: [page] }],
  }
}

/** Makes a questionnaire of a consultation, empty or from a document that was checked by the schema. */
export async function createQuestionnaire(
  ctx: Ctx,
  consultationId: string,
  input: { name: string; title?: string | undefined; document?: QuestionnaireDocument },
): Promise<string> {
  const draft = input.document ? parsed(input.document) : empty(input.title ?? input.name)
  try {
    return await inTransaction(ctx, async (tx) => {
      authorise(tx, 'questionnaire.edit', consultationId)
      const writers = tx.actor ? [tx.actor.accountId] : []
      const [made] = await tx.db
        .insert(questionnaires)
        .values({ consultationId, name: input.name, draft, writers, createdAt: tx.now() })
        .returning({ id: questionnaires.id })
      await audit(tx, { verb: 'questionnaires.create', subject: `questionnaire:${made!.id}`, scope: consultationId })
      return made!.id
    })
  } catch (error) {
    throw nameTaken(error)
  }
}

export async function renameQuestionnaire(ctx: Ctx, id: string, name: string): Promise<void> {
  try {
    await inTransaction(ctx, async (tx) => {
      const { consultationId } = await lock(tx, id)
      await tx.db.update(questionnaires).set({ name }).where(eq(questionnaires.id, id))
      await audit(tx, { verb: 'questionnaires.rename', subject: `questionnaire:${id}`, scope: consultationId })
    })
  } catch (error) {
    throw nameTaken(error)
  }
}

/** From asking to open on, a further version needs a second person. Called by the consultation's own authorised act. */
export async function setOpened(tx: Ctx, ids: string[], opened: boolean): Promise<void> {
  if (ids.length > 0) await tx.db.update(questionnaires).set({ opened }).where(inArray(questionnaires.id, ids))
}

function nameTaken(error: unknown): unknown {
  if (brokenConstraint(error) !== 'questionnaires_name') return error
  return new AppError('conflict', 'Another questionnaire of this consultation has this name.', {
    name: 'Choose another name.',
  })
}

/** Waits for whoever else is changing the draft, and refuses those who may not. */
async function lock(tx: Ctx, id: string) {
  const [found] = await tx.db.select().from(questionnaires).where(eq(questionnaires.id, id)).for('update')
  if (!found) throw notFound()
  authorise(tx, 'questionnaire.edit', found.consultationId)
  return found
}

type Row = Awaited<ReturnType<typeof lock>>

/** Does an act on the draft, if it was made on the draft as it is now. */
export const act = (ctx: Ctx, id: string, input: { revision: number; act: Act }): Promise<Draft> =>
  change(ctx, id, input.revision, 'act', async (tx, row) => {
    const { document, inverse } = applied(row.draft, input.act)
    const position = row.position + 1
    const undone = and(eq(questionnaireActs.questionnaireId, id), gt(questionnaireActs.position, row.position))
    await tx.db.delete(questionnaireActs).where(undone)
    await tx.db
      .insert(questionnaireActs)
      .values({ questionnaireId: id, position, act: input.act, inverse, at: tx.now() })
    return { draft: parsed(document), position, act: input.act }
  })

/** Takes the last standing act back; there is no end to it. */
export const undo = (ctx: Ctx, id: string, input: { revision: number }): Promise<Draft> =>
  change(ctx, id, input.revision, 'undo', async (tx, row) => {
    const last = await actAt(tx, id, row.position)
    if (!last) throw new AppError('conflict', 'There is nothing to undo.')
    return { draft: applied(row.draft, last.inverse).document, position: row.position - 1, act: last.act }
  })

/** Does the act again that was taken back last. */
export const redo = (ctx: Ctx, id: string, input: { revision: number }): Promise<Draft> =>
  change(ctx, id, input.revision, 'redo', async (tx, row) => {
    const next = await actAt(tx, id, row.position + 1)
    if (!next) throw new AppError('conflict', 'There is nothing to do again.')
    return { draft: applied(row.draft, next.act).document, position: row.position + 1, act: next.act }
  })

interface Changed {
  draft: QuestionnaireDocument
  position: number
  act: Act
}

function change(
  ctx: Ctx,
  id: string,
  revision: number,
  verb: string,
  work: (tx: Ctx, row: Row) => Promise<Changed>,
): Promise<Draft> {
  return inTransaction(ctx, async (tx) => {
    const row = await lock(tx, id)
    refuseStale(row, revision)
    const { draft, position, act: done } = await work(tx, row)
    const who = tx.actor ? [tx.actor.accountId] : []
    const writers = [...new Set([...row.writers, ...who])]
    const changedBy = [...new Set([...row.changedBy, ...who])]
    await tx.db
      .update(questionnaires)
      .set({ draft, position, writers, changedBy, revision: row.revision + 1 })
      .where(eq(questionnaires.id, id))
    const detail = { do: done.do, revision: row.revision + 1 }
    await audit(tx, {
      verb: `questionnaires.${verb}`,
      subject: `questionnaire:${id}`,
      scope: row.consultationId,
      detail,
    })
    const changed = await draftOf(tx, id)
    if (!changed) throw notFound()
    return changed
  })
}

function refuseStale(row: { revision: number }, revision: number) {
  if (row.revision === revision) return
  throw new AppError(
    'conflict',
    'Somebody else changed this questionnaire while you worked. Load it again to see what they did.',
  )
}

async function actAt(tx: Ctx, id: string, position: number) {
  const [found] = await tx.db
    .select({ act: questionnaireActs.act, inverse: questionnaireActs.inverse })
    .from(questionnaireActs)
    .where(and(eq(questionnaireActs.questionnaireId, id), eq(questionnaireActs.position, position)))
  return found
}

/** A refusal of the document is bad input: its uses are named by `kind:id`. */
function applied(draft: QuestionnaireDocument, wanted: Act) {
  try {
    return apply(draft, wanted)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    throw new AppError(
      'bad-input',
      error.message,
      Object.fromEntries(error.uses.map((use) => [`${use.kind}:${use.id}`, use.message])),
    )
  }
}

/** The whole document by its strict schema: an act may have put together what no part of it shows. */
function parsed(document: QuestionnaireDocument): QuestionnaireDocument {
  const result = questionnaireDocument.safeParse(document)
  if (result.success) return result.data
  const fields = Object.fromEntries(
    result.error.issues.map((issue) => [issue.path.join('.') || 'document', issue.message]),
  )
  throw new AppError('bad-input', 'This does not fit the questionnaire. Nothing was changed.', fields)
}
