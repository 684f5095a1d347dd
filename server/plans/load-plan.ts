import { type PlanDocument, planDocument } from '../../shared/plans/plan-document.ts'
import { audit } from '../platform/audit.ts'
import { type Ctx, inTransaction } from '../platform/context.ts'
import printedPlan from './engagement-plan-2010-11.json' with { type: 'json' }
import { actions, objectives, plans, principles, themes } from './tables.ts'

type PrintedObjective = PlanDocument['themes'][number]['objectives'][number]
type PrintedRow = PrintedObjective['actions'][number]

/** Loads the engagement plan 2010/11 as it was printed. Loading it again changes nothing. */
export function loadPlan(ctx: Ctx): Promise<{ loaded: boolean }> {
  const document = planDocument.parse(printedPlan)
  return inTransaction(ctx, async (tx) => {
    const { slug, title, period, startsOn, endsOn, commitment, principlesFrom } = document
    const [plan] = await tx.db
      .insert(plans)
      .values({ slug, title, period, startsOn, endsOn, commitment, principlesFrom })
      .onConflictDoNothing()
      .returning({ id: plans.id })
    if (!plan) return { loaded: false }
    await tx.db.insert(principles).values(document.principles.map((principle) => ({ planId: plan.id, ...principle })))
    for (const theme of document.themes) await loadTheme(tx, plan.id, theme)
    await audit(tx, { verb: 'plan.load', subject: `plan:${plan.id}`, detail: { slug } })
    return { loaded: true }
  })
}

async function loadTheme(tx: Ctx, planId: string, theme: PlanDocument['themes'][number]) {
  const [row] = await tx.db
    .insert(themes)
    .values({ planId, number: theme.number, title: theme.title })
    .returning({ id: themes.id })
  for (const [index, objective] of theme.objectives.entries()) await loadObjective(tx, row!.id, index + 1, objective)
}

async function loadObjective(tx: Ctx, themeId: string, number: number, objective: PrintedObjective) {
  const [row] = await tx.db
    .insert(objectives)
    .values({ themeId, number, ...printedRow(objective), printedRag: objective.status.rag })
    .returning({ id: objectives.id })
  await tx.db.insert(actions).values(
    objective.actions.map((action, index) => ({
      objectiveId: row!.id,
      number: index + 1,
      ...printedRow(action),
      countedBy: action.countedBy ?? null,
    })),
  )
}

const printedRow = ({ text, lead, funding, timescales, measures, progress }: PrintedRow) => ({
  text,
  lead: lead ?? null,
  funding: funding ?? null,
  timescales,
  measures,
  progress,
})
