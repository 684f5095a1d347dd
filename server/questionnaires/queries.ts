import { and, asc, desc, eq } from 'drizzle-orm'
import { canonical } from '../../shared/kernel/canonical.ts'
import type { QuestionnaireDocument } from '../../shared/questionnaires/document.ts'
import { isNumbered, places } from '../../shared/questionnaires/places.ts'
import type { Ctx } from '../platform/context.ts'
import { isUuid } from '../platform/uuid.ts'
import { questionnaireActs, questionnaires, questionnaireVersions } from './tables.ts'

/** The consultation a questionnaire belongs to, which is what rights are measured by; undefined when there is none. */
export async function questionnaireScope(ctx: Ctx, id: string): Promise<string | undefined> {
  if (!isUuid(id)) return undefined
  const [found] = await ctx.db
    .select({ consultationId: questionnaires.consultationId })
    .from(questionnaires)
    .where(eq(questionnaires.id, id))
  return found?.consultationId
}

export interface Version {
  id: string
  number: number
  publishedAt: Date
}

const versionColumns = {
  id: questionnaireVersions.id,
  number: questionnaireVersions.number,
  publishedAt: questionnaireVersions.publishedAt,
}

/** Versions, newest first. */
const versionsOf = (ctx: Ctx, questionnaireId: string): Promise<Version[]> =>
  ctx.db
    .select(versionColumns)
    .from(questionnaireVersions)
    .where(eq(questionnaireVersions.questionnaireId, questionnaireId))
    .orderBy(desc(questionnaireVersions.number))

const mostRemembered = 200
const remembered = new Map<string, QuestionnaireDocument>()

/** The document of a version. A version never changes, so what was read once is kept; callers must not change it. */
export async function versionDocument(ctx: Ctx, versionId: string): Promise<QuestionnaireDocument | undefined> {
  const known = remembered.get(versionId)
  if (known || !isUuid(versionId)) return known
  const [found] = await ctx.db
    .select({ document: questionnaireVersions.document })
    .from(questionnaireVersions)
    .where(eq(questionnaireVersions.id, versionId))
  if (!found) return undefined
  const oldest = remembered.size >= mostRemembered ? remembered.keys().next().value : undefined
  if (oldest !== undefined) remembered.delete(oldest)
  remembered.set(versionId, found.document)
  return found.document
}

export type LiveVersion = Version & { document: QuestionnaireDocument }

/** The newest version: what a person who begins now is asked. */
export async function liveVersion(ctx: Ctx, questionnaireId: string): Promise<LiveVersion | undefined> {
  const [version] = await ctx.db
    .select(versionColumns)
    .from(questionnaireVersions)
    .where(eq(questionnaireVersions.questionnaireId, questionnaireId))
    .orderBy(desc(questionnaireVersions.number))
    .limit(1)
  const document = version && (await versionDocument(ctx, version.id))
  return version && document && { ...version, document }
}

export interface ListedQuestionnaire {
  id: string
  name: string
  /** The newest version's number; null before the first. */
  version: number | null
  questions: number
  /** The draft differs from the newest version, or there is none. */
  changed: boolean
}

/** A consultation's questionnaires, in the order they were made. */
export async function questionnairesOf(ctx: Ctx, consultationId: string): Promise<ListedQuestionnaire[]> {
  const found = await ctx.db
    .select({ id: questionnaires.id, name: questionnaires.name, draft: questionnaires.draft })
    .from(questionnaires)
    .where(eq(questionnaires.consultationId, consultationId))
    .orderBy(asc(questionnaires.createdAt), asc(questionnaires.id))
  return Promise.all(found.map((one) => listed(ctx, one)))
}

async function listed(ctx: Ctx, { id, name, draft }: { id: string; name: string; draft: QuestionnaireDocument }) {
  const live = await liveVersion(ctx, id)
  const questions = places(draft).filter(({ question }) => question && isNumbered(question)).length
  return { id, name, version: live?.number ?? null, questions, changed: isUnpublished(draft, live) }
}

/** Whether there is no version of exactly this draft yet. */
export const isUnpublished = (draft: QuestionnaireDocument, live: LiveVersion | undefined): boolean =>
  !live || canonical(live.document) !== canonical(draft)

/** Those who wrote a part of any of a consultation's questionnaires. */
export async function questionnaireWriters(ctx: Ctx, consultationId: string): Promise<string[]> {
  const found = await ctx.db
    .select({ writers: questionnaires.writers })
    .from(questionnaires)
    .where(eq(questionnaires.consultationId, consultationId))
  return [...new Set(found.flatMap(({ writers }) => writers))]
}

export interface Draft {
  draft: QuestionnaireDocument
  revision: number
  canUndo: boolean
  canRedo: boolean
}

/** The draft as the builder keeps it; undefined when there is no such questionnaire. */
export async function draftOf(ctx: Ctx, id: string): Promise<Draft | undefined> {
  const [found] = await ctx.db
    .select({ draft: questionnaires.draft, revision: questionnaires.revision, position: questionnaires.position })
    .from(questionnaires)
    .where(eq(questionnaires.id, id))
  if (!found) return undefined
  const { position, ...draft } = found
  const next = and(eq(questionnaireActs.questionnaireId, id), eq(questionnaireActs.position, position + 1))
  return { ...draft, canUndo: position > 0, canRedo: (await ctx.db.$count(questionnaireActs, next)) > 0 }
}

/** The builder's page; `live` is what people answer now, to compare the draft with. */
export async function questionnairePage(ctx: Ctx, id: string) {
  const [found] = await ctx.db
    .select({ id: questionnaires.id, name: questionnaires.name, consultationId: questionnaires.consultationId })
    .from(questionnaires)
    .where(eq(questionnaires.id, id))
  const draft = found && (await draftOf(ctx, id))
  if (!draft) return undefined
  const live = await liveVersion(ctx, id)
  const changed = isUnpublished(draft.draft, live)
  return { ...found, ...draft, versions: await versionsOf(ctx, id), changed, live: live?.document ?? null }
}

/** The draft's document, for the preview of the real page. */
export async function draftDocument(ctx: Ctx, id: string): Promise<QuestionnaireDocument | undefined> {
  return isUuid(id) ? (await draftOf(ctx, id))?.draft : undefined
}
