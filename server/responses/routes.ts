import { Hono } from 'hono'
import { fillInput } from '../../shared/responses/inputs.ts'
import { json, needs, type RouteEnv, scopeFromParam } from '../platform/registry.ts'
import { fillWithSynthetic } from './fill.ts'
import { groupProgress, responseCounts } from './queries.ts'

const consultation = scopeFromParam('consultationId')

export const responseRoutes = new Hono<RouteEnv>()
  .get('/:consultationId/counts', needs('consultation.read', consultation), async (c) => {
    const consultationId = c.req.param('consultationId')
    const counts = await responseCounts(c.var.ctx, [consultationId])
    return c.json(counts.get(consultationId) ?? { people: 0, groups: 0, synthetic: false })
  })
  .get('/:consultationId/groups', needs('group.board', consultation), async (c) =>
    c.json(await groupProgress(c.var.ctx, c.req.param('consultationId'))),
  )
  .post(
    '/:consultationId/fill',
    needs('consultation.fill-with-synthetic', consultation),
    json(fillInput),
    async (c) => {
      const { count } = c.req.valid('json')
      await fillWithSynthetic(c.var.ctx, c.req.param('consultationId'), count)
      return c.json({ count })
    },
  )
