import { and, asc, desc, eq } from 'drizzle-orm'
import type { SectionKey } from '../../shared/projects/document.ts'
import {
  type ItemContent,
  type ItemKind,
  type Milestone,
  type Risk,
  type Stakeholder,
  titleOf,
} from '../../shared/projects/items.ts'
import { accountNames } from '../accounts/queries.ts'
import type { Ctx } from '../platform/context.ts'
import { notFound } from '../platform/errors.ts'
import { isUuid } from '../platform/uuid.ts'
import { type ItemState, projectChanges, projectItems, projectSections, projects } from './tables.ts'

/** The projects by name, with what is still open in each. */
export async function projectList(ctx: Ctx) {
  const all = await ctx.db.select().from(projects).orderBy(asc(projects.slug))
  const items = await ctx.db.select().from(projectItems)
  return all.map((project) => {
    const own = items.filter((item) => item.projectId === project.id)
    const milestones = contentOf<Milestone>(own, 'milestone')
    return {
      slug: project.slug,
      name: project.details.name.printed,
      committee: project.details.committee.printed,
      startsOn: project.details.starts.date,
      endsOn: project.details.ends.date,
      openRisks: contentOf<Risk>(own, 'risk').filter((risk) => risk.state === 'open').length,
      milestones: milestones.length,
      milestonesDone: milestones.filter((milestone) => milestone.doneOn).length,
      stakeholders: contentOf<Stakeholder>(own, 'stakeholder').length,
    }
  })
}

const contentOf = <C extends ItemContent>(items: { kind: ItemKind; content: ItemContent }[], kind: ItemKind) =>
  items.filter((item) => item.kind === kind).map((item) => item.content as C)

async function projectBySlug(ctx: Ctx, slug: string) {
  const [project] = await ctx.db.select().from(projects).where(eq(projects.slug, slug))
  if (!project) throw notFound()
  return project
}

export interface Item<C extends ItemContent = ItemContent> {
  id: string
  content: C
  asPrinted: Record<string, string> | null
  revision: number
}

/** The whole project: its printed paper with our notes, its items as they stand, its latest changes. */
export async function projectPage(ctx: Ctx, slug: string) {
  const { id, ...project } = await projectBySlug(ctx, slug)
  const sections = await ctx.db
    .select()
    .from(projectSections)
    .where(eq(projectSections.projectId, id))
    .orderBy(asc(projectSections.position))
  const items = await ctx.db
    .select()
    .from(projectItems)
    .where(eq(projectItems.projectId, id))
    .orderBy(asc(projectItems.position))
  const of = <C extends ItemContent>(kind: ItemKind): Item<C>[] =>
    items
      .filter((item) => item.kind === kind)
      .map((item) => ({ id: item.id, content: item.content as C, asPrinted: item.asPrinted, revision: item.revision }))
  return {
    ...project,
    sections: sections.map(({ key, title, blocks, notes }) => ({ key: key as SectionKey, title, blocks, notes })),
    risks: of<Risk>('risk'),
    milestones: of<Milestone>('milestone'),
    stakeholders: of<Stakeholder>('stakeholder'),
    changes: await changes(ctx, id),
  }
}

/** What a change did, as the page words it. */
function actOf(before: ItemState | null, after: ItemState | null): 'added' | 'removed' | 'moved' | 'edited' {
  if (!before) return 'added'
  if (!after) return 'removed'
  return before.position === after.position ? 'edited' : 'moved'
}

/** The latest 50 changes, newest first, and whether each was taken back since. */
async function changes(ctx: Ctx, projectId: string) {
  const found = await ctx.db
    .select()
    .from(projectChanges)
    .where(eq(projectChanges.projectId, projectId))
    .orderBy(desc(projectChanges.number))
    .limit(50)
  const undone = new Set(found.map((change) => change.undoes))
  const nameOf = await accountNames(ctx)
  return found.map(({ id, kind, itemId, before, after, at, by, undoes }) => ({
    id,
    kind,
    itemId,
    act: actOf(before, after),
    title: titleOf((after ?? before)!.content),
    at: at.toISOString(),
    by: nameOf(by),
    undoes,
    undone: undone.has(id),
  }))
}

/** One item as it stands; undefined when the project has none of that id. */
export async function itemById(ctx: Ctx, projectId: string, itemId: string) {
  if (!isUuid(itemId)) return undefined
  const own = and(eq(projectItems.projectId, projectId), eq(projectItems.id, itemId))
  const [item] = await ctx.db.select().from(projectItems).where(own)
  return item
}

/** A change of this project, and whether it was taken back already. */
export async function changeById(ctx: Ctx, projectId: string, changeId: string) {
  if (!isUuid(changeId)) return undefined
  const own = and(eq(projectChanges.projectId, projectId), eq(projectChanges.id, changeId))
  const [change] = await ctx.db.select().from(projectChanges).where(own)
  if (!change) return undefined
  const [later] = await ctx.db.select().from(projectChanges).where(eq(projectChanges.undoes, change.id))
  return { ...change, undone: later !== undefined }
}
