import { Hono } from 'hono'
import { planFilter } from '../../shared/plans/filter.ts'
import { progressReport } from '../../shared/plans/report.ts'
import type { Ctx } from '../platform/context.ts'
import { AppError, notFound } from '../platform/errors.ts'
import { json, needs, query, type RouteEnv } from '../platform/registry.ts'
import { reportProgress } from './commands.ts'
import { objective, planPage } from './queries.ts'

export const planRoutes = new Hono<RouteEnv>()
  .get('/', needs('plan.read'), query(planFilter), async (c) =>
    c.json({ page: (await planPage(c.var.ctx, c.req.valid('query'))) ?? null }),
  )
  .get('/objectives/:objectiveId', needs('plan.read'), async (c) =>
    c.json(await objectiveOr404(c.var.ctx, c.req.param('objectiveId'))),
  )
  .post('/objectives/:objectiveId/reports', needs('plan.report'), json(progressReport), async (c) => {
    const [ctx, id] = [c.var.ctx, c.req.param('objectiveId')]
    const result = await reportProgress(ctx, id, c.req.valid('json'))
    if (result.outcome === 'stale') {
      throw new AppError(
        'conflict',
        'Somebody reported on this while you wrote. Your words are kept here: read theirs first.',
      )
    }
    return c.json(await objectiveOr404(ctx, id), 201)
  })

async function objectiveOr404(ctx: Ctx, id: string) {
  const found = await objective(ctx, id)
  if (!found) throw notFound()
  return found
}
