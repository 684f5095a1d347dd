import { isDeepStrictEqual } from 'node:util'
import { eq } from 'drizzle-orm'
import type { ItemEdit, NewItem } from '../../shared/projects/items.ts'
import { audit } from '../platform/audit.ts'
import { authorise } from '../platform/authorise.ts'
import { type Ctx, inTransaction } from '../platform/context.ts'
import { brokenConstraint } from '../platform/db.ts'
import { AppError, notFound } from '../platform/errors.ts'
import { holdProject, putItem, stateOf } from './put-item.ts'
import { changeById, itemById } from './queries.ts'
import { projects } from './tables.ts'

type Done = { outcome: 'done'; changeId: string; itemId: string }

/** Adds a risk, milestone or stakeholder at the end of its kind. */
export function addItem(ctx: Ctx, slug: string, { kind, content }: NewItem): Promise<Done> {
  return inTransaction(ctx, async (tx) => {
    authorise(tx, 'project.edit', null)
    const projectId = await holdProject(tx, slug)
    const after = { position: Number.MAX_SAFE_INTEGER, content, asPrinted: null }
    const done = await putItem(tx, { projectId, kind, itemId: null, after, verb: 'project.add-item' })
    return { outcome: 'done', ...done }
  })
}

/** Changes what an item says. From an older revision nothing is changed: `stale`, with what it says now. */
export function editItem(ctx: Ctx, slug: string, itemId: string, edit: ItemEdit) {
  return inTransaction(ctx, async (tx) => {
    authorise(tx, 'project.edit', null)
    const { projectId, item } = await hold(tx, slug, itemId)
    if (item.kind !== edit.kind) throw new AppError('bad-input', `This is a ${item.kind}, not a ${edit.kind}.`)
    if (item.revision !== edit.revision)
      return { outcome: 'stale' as const, content: item.content, revision: item.revision }
    const after = { ...stateOf(item), content: edit.content }
    return done(await putItem(tx, { projectId, kind: item.kind, itemId, after, verb: 'project.edit-item' }))
  })
}

/** Gives an item another place among its own kind. */
export function moveItem(ctx: Ctx, slug: string, itemId: string, position: number): Promise<Done> {
  return inTransaction(ctx, async (tx) => {
    authorise(tx, 'project.edit', null)
    const { projectId, item } = await hold(tx, slug, itemId)
    const after = { ...stateOf(item), position }
    return done(await putItem(tx, { projectId, kind: item.kind, itemId, after, verb: 'project.move-item' }))
  })
}

/** Takes an item away; its history keeps it, and undo brings it back. */
export function removeItem(ctx: Ctx, slug: string, itemId: string): Promise<Done> {
  return inTransaction(ctx, async (tx) => {
    authorise(tx, 'project.edit', null)
    const { projectId, item } = await hold(tx, slug, itemId)
    return done(await putItem(tx, { projectId, kind: item.kind, itemId, after: null, verb: 'project.remove-item' }))
  })
}

/**
 * Takes one change back, whoever made it. When the item was changed again since, nothing happens: that later change
 * has to be taken back first.
 */
export function undoChange(ctx: Ctx, slug: string, changeId: string) {
  return inTransaction(ctx, async (tx) => {
    authorise(tx, 'project.edit', null)
    const projectId = await holdProject(tx, slug)
    const change = await changeById(tx, projectId, changeId)
    if (!change) throw notFound()
    if (change.undone) return { outcome: 'undone-before' as const }
    const { kind, itemId } = change
    const now = await itemById(tx, projectId, itemId)
    if (!isDeepStrictEqual(now?.content, change.after?.content)) return { outcome: 'changed-since' as const }
    const edited = change.before && now && change.before.position === change.after?.position
    const after = edited ? { ...change.before!, position: now.position } : change.before
    return done(await putItem(tx, { projectId, kind, itemId, after, verb: 'project.undo', undoes: changeId }))
  })
}

/** Ties the project to the consultation it prepares, or to none. Needs the right to edit that consultation too. */
export async function tieToConsultation(ctx: Ctx, slug: string, consultationId: string | null): Promise<void> {
  const work = inTransaction(ctx, async (tx) => {
    authorise(tx, 'project.edit', null)
    if (consultationId) authorise(tx, 'consultation.edit', consultationId)
    const projectId = await holdProject(tx, slug)
    await tx.db.update(projects).set({ consultationId }).where(eq(projects.id, projectId))
    await audit(tx, { verb: 'project.tie', subject: `project:${projectId}`, scope: consultationId })
  })
  await work.catch((error) => {
    throw brokenConstraint(error)?.startsWith('projects_consultation_id') ? notFound() : error
  })
}

const done = (kept: { changeId: string; itemId: string }): Done => ({ outcome: 'done', ...kept })

async function hold(tx: Ctx, slug: string, itemId: string) {
  const projectId = await holdProject(tx, slug)
  const item = await itemById(tx, projectId, itemId)
  if (!item) throw notFound()
  return { projectId, item }
}
