import { asc, desc, eq, inArray } from 'drizzle-orm'
import { type Filterable, leadsOf, matches, type PlanFilter } from '../../shared/plans/filter.ts'
import type { Rag } from '../../shared/plans/rag.ts'
import type { Ctx } from '../platform/context.ts'
import { isUuid } from '../platform/uuid.ts'
import { actions, objectiveReports, objectives, plans, principles, themes } from './tables.ts'

type ObjectiveRow = typeof objectives.$inferSelect
type ActionRow = typeof actions.$inferSelect

/** A report as the public may read it: without who wrote it. */
export interface PublicReport {
  id: string
  number: number
  actionId: string | null
  rag: Rag | null
  progress: string
  at: Date
}

export interface PlanAction extends Omit<ActionRow, 'objectiveId'> {
  /** `1.6.2`: theme, objective, action. It names the action in addresses and for people. */
  ref: string
  rag: Rag | null
  reports: PublicReport[]
}

export interface PlanObjective extends Omit<ObjectiveRow, 'themeId'> {
  ref: string
  theme: number
  rag: Rag | null
  leads: string[]
  actions: PlanAction[]
  /** On the objective itself, newest last; an action's stand with the action. */
  reports: PublicReport[]
}

/** The plan with the objectives the filter leaves, and what the whole of it counts. Undefined when none is loaded. */
export async function planPage(ctx: Ctx, filter: PlanFilter = {}) {
  const whole = await wholePlan(ctx)
  return whole && narrowed(whole, filter)
}

/** The same plan with only the objectives that the filter leaves; what the whole of it counts stays. */
export function narrowed(whole: PlanPage, filter: PlanFilter): PlanPage {
  const kept = whole.themes.map((theme) => ({
    ...theme,
    objectives: theme.objectives.filter((each) => matches(each, filter)),
  }))
  return { ...whole, themes: kept, shownCount: kept.reduce((sum, theme) => sum + theme.objectives.length, 0) }
}

export type PlanPage = NonNullable<Awaited<ReturnType<typeof wholePlan>>>

async function wholePlan(ctx: Ctx) {
  const [plan] = await ctx.db.select().from(plans).orderBy(desc(plans.startsOn)).limit(1)
  if (!plan) return undefined
  const [said, themeRows] = await Promise.all([
    ctx.db
      .select({ number: principles.number, name: principles.name, text: principles.text })
      .from(principles)
      .where(eq(principles.planId, plan.id))
      .orderBy(asc(principles.number)),
    ctx.db.select().from(themes).where(eq(themes.planId, plan.id)).orderBy(asc(themes.number)),
  ])
  const all = await objectivesOf(ctx, themeRows)
  return {
    plan,
    principles: said,
    themes: themeRows.map(({ number, title }) => ({
      number,
      title,
      objectiveCount: all.filter((each) => each.theme === number).length,
      objectives: all.filter((each) => each.theme === number),
    })),
    /** How every objective stands, whatever the filter. */
    standing: all.map((objective) => objective.rag),
    actionCount: all.reduce((sum, objective) => sum + objective.actions.length, 0),
    shownCount: all.length,
    leads: [...new Set(all.flatMap((objective) => objective.leads))].sort((a, b) => a.localeCompare(b, 'en-GB')),
  }
}

async function objectivesOf(ctx: Ctx, themeRows: { id: string; number: number }[]): Promise<PlanObjective[]> {
  const themeIds = themeRows.map((theme) => theme.id)
  if (themeIds.length === 0) return []
  const rows = await ctx.db
    .select()
    .from(objectives)
    .where(inArray(objectives.themeId, themeIds))
    .orderBy(asc(objectives.number))
  const ids = rows.map((row) => row.id)
  if (ids.length === 0) return []
  const [actionRows, reports] = await Promise.all([
    ctx.db.select().from(actions).where(inArray(actions.objectiveId, ids)).orderBy(asc(actions.number)),
    ctx.db
      .select({ ...publicColumns, objectiveId: objectiveReports.objectiveId })
      .from(objectiveReports)
      .where(inArray(objectiveReports.objectiveId, ids))
      .orderBy(asc(objectiveReports.number)),
  ])
  const themeNumber = new Map(themeRows.map((theme) => [theme.id, theme.number]))
  return rows
    .map((row) =>
      assemble(
        row,
        themeNumber.get(row.themeId)!,
        actionRows.filter((action) => action.objectiveId === row.id),
        reports.filter((report) => report.objectiveId === row.id).map(({ objectiveId: _, ...report }) => report),
      ),
    )
    .sort((a, b) => a.theme - b.theme || a.number - b.number)
}

const publicColumns = {
  id: objectiveReports.id,
  number: objectiveReports.number,
  actionId: objectiveReports.actionId,
  rag: objectiveReports.rag,
  progress: objectiveReports.progress,
  at: objectiveReports.at,
}

function assemble(row: ObjectiveRow, theme: number, actionRows: ActionRow[], reports: PublicReport[]): PlanObjective {
  const { themeId: _, ...printed } = row
  const ref = `${theme}.${row.number}`
  const own = reports.filter((report) => report.actionId === null)
  return {
    ...printed,
    ref,
    theme,
    rag: lastRag(own) ?? row.printedRag,
    leads: leadsOf({ lead: row.lead, actions: actionRows }),
    reports: own,
    actions: actionRows.map(({ objectiveId: _objective, ...action }) => {
      const about = reports.filter((report) => report.actionId === action.id)
      return { ...action, ref: `${ref}.${action.number}`, rag: lastRag(about), reports: about }
    }),
  } satisfies Filterable & PlanObjective
}

const lastRag = (reports: PublicReport[]): Rag | null => reports.findLast((report) => report.rag !== null)?.rag ?? null

/** One objective with its whole history, newest first, and who reported: for the desk. */
export async function objective(ctx: Ctx, id: string) {
  if (!isUuid(id)) return undefined
  const [found] = await ctx.db
    .select({ id: themes.id, number: themes.number, title: themes.title, planTitle: plans.title, period: plans.period })
    .from(objectives)
    .innerJoin(themes, eq(themes.id, objectives.themeId))
    .innerJoin(plans, eq(plans.id, themes.planId))
    .where(eq(objectives.id, id))
  if (!found) return undefined
  const [all, history] = await Promise.all([
    objectivesOf(ctx, [found]),
    ctx.db
      .select({ ...publicColumns, by: objectiveReports.byName })
      .from(objectiveReports)
      .where(eq(objectiveReports.objectiveId, id))
      .orderBy(desc(objectiveReports.number)),
  ])
  return {
    objective: all.find((each) => each.id === id)!,
    theme: { number: found.number, title: found.title },
    plan: { title: found.planTitle, period: found.period },
    history,
  }
}

/** Whether all of these objectives and actions are there: what a finding or a commitment may be tied to. */
export async function knowsPlanItems(ctx: Ctx, objectiveIds: string[], actionIds: string[]): Promise<boolean> {
  const [known, knownActions] = [
    await ctx.db.$count(objectives, inArray(objectives.id, objectiveIds)),
    await ctx.db.$count(actions, inArray(actions.id, actionIds)),
  ]
  return known === new Set(objectiveIds).size && knownActions === new Set(actionIds).size
}
