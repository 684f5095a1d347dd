import { and, asc, eq } from 'drizzle-orm'
import type { ItemKind } from '../../shared/projects/items.ts'
import { audit } from '../platform/audit.ts'
import type { Ctx } from '../platform/context.ts'
import { notFound } from '../platform/errors.ts'
import { type ItemState, projectChanges, projectItems, projects } from './tables.ts'

/** Takes the project for this transaction, so that two people ordering its items wait for each other. */
export async function holdProject(tx: Ctx, slug: string): Promise<string> {
  const [project] = await tx.db.select({ id: projects.id }).from(projects).where(eq(projects.slug, slug)).for('update')
  if (!project) throw notFound()
  return project.id
}

export interface Change {
  projectId: string
  kind: ItemKind
  /** Null for an item that is new. */
  itemId: string | null
  /** Where the item is to stand and what it is to say; null takes it away. */
  after: ItemState | null
  /** What the audit trail calls it: `project.edit-item`. */
  verb: string
  undoes?: string
}

/** The one write behind every change of an item: adds, edits, moves or removes it, keeps the history, writes the audit row. */
export async function putItem(tx: Ctx, change: Change): Promise<{ changeId: string; itemId: string }> {
  const { projectId, kind, verb } = change
  const all = await inOrder(tx, projectId, kind)
  const was = all.find((item) => item.id === change.itemId) ?? null
  const others = all.filter((item) => item.id !== change.itemId)
  const position = Math.min(change.after?.position ?? 0, others.length)
  const after = change.after && { ...change.after, position }
  const itemId = await write(tx, change, after, was)
  await renumber(tx, after ? (others as Placed[]).toSpliced(position, 0, { id: itemId, position }) : others)
  const number = (await tx.db.$count(projectChanges, eq(projectChanges.projectId, projectId))) + 1
  const [kept] = await tx.db
    .insert(projectChanges)
    .values({
      ...{ projectId, number, kind, itemId, after, before: was && stateOf(was) },
      ...{ at: tx.now(), by: tx.actor?.accountId ?? '', undoes: change.undoes ?? null },
    })
    .returning({ id: projectChanges.id })
  await audit(tx, { verb, subject: `project:${projectId}`, detail: { kind, item: itemId, change: kept!.id } })
  return { changeId: kept!.id, itemId }
}

type Row = typeof projectItems.$inferSelect
type Placed = Pick<Row, 'id' | 'position'>

export const stateOf = ({ position, content, asPrinted }: Row): ItemState => ({ position, content, asPrinted })

const inOrder = (tx: Ctx, projectId: string, kind: ItemKind): Promise<Row[]> =>
  tx.db
    .select()
    .from(projectItems)
    .where(and(eq(projectItems.projectId, projectId), eq(projectItems.kind, kind)))
    .orderBy(asc(projectItems.position))

/** Writes or deletes the row itself; an item that comes back by undo keeps its id. */
async function write(tx: Ctx, { projectId, kind, itemId }: Change, after: ItemState | null, was: Row | null) {
  const [row] = after
    ? was
      ? await tx.db
          .update(projectItems)
          .set({ ...after, revision: was.revision + 1 })
          .where(eq(projectItems.id, was.id))
          .returning({ id: projectItems.id })
      : await tx.db
          .insert(projectItems)
          .values({ ...(itemId ? { id: itemId } : {}), projectId, kind, ...after })
          .returning({ id: projectItems.id })
    : await tx.db.delete(projectItems).where(eq(projectItems.id, was!.id)).returning({ id: projectItems.id })
  return row!.id
}

/** Writes the places that changed, so that they run from 0 without gaps. */
async function renumber(tx: Ctx, order: Placed[]): Promise<void> {
  for (const [position, item] of order.entries()) {
    if (item.position === position) continue
    await tx.db.update(projectItems).set({ position }).where(eq(projectItems.id, item.id))
  }
}
