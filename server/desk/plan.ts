import { Hono } from 'hono'
import { type PlanEvidence, planEvidence } from '../feedback/queries.ts'
import { objective } from '../plans/queries.ts'
import type { Ctx } from '../platform/context.ts'
import { notFound } from '../platform/errors.ts'
import { needs, type RouteEnv } from '../platform/registry.ts'

/** The evidence behind an objective and its actions, and what is owed on it: published findings and commitments. */
export const deskPlanRoutes = new Hono<RouteEnv>().get(
  '/plan/objectives/:objectiveId',
  needs('plan.read'),
  async (c) => {
    const found = await objective(c.var.ctx, c.req.param('objectiveId'))
    if (!found) throw notFound()
    return c.json({ behind: await behind(c.var.ctx, [found.objective, ...found.objective.actions]) })
  },
)

async function behind(ctx: Ctx, items: { id: string; ref: string }[]) {
  const evidence = await planEvidence(ctx)
  const pieces = (id: string) => (evidence.get(id) ?? []).filter(({ finding, commitment }) => finding || commitment)
  return items.flatMap((item) => pieces(item.id).map((piece) => ({ ref: item.ref, ...lineOf(piece) })))
}

function lineOf({ answer, finding, commitment }: PlanEvidence) {
  return {
    consultation: { title: answer.title, slug: answer.slug, synthetic: answer.synthetic },
    finding: finding ?? null,
    commitment: commitment
      ? {
          number: commitment.number,
          kind: commitment.kind,
          text: commitment.text,
          owner: commitment.owner,
          dueOn: commitment.newDueOn ?? commitment.dueOn,
          status: commitment.status,
        }
      : null,
  }
}
