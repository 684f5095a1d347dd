import { Hono } from 'hono'
import { askGroupsInput } from '../../shared/collectors/inputs.ts'
import { json, needs, type RouteEnv, scopeFromParam } from '../platform/registry.ts'
import { askGroups } from './commands.ts'
import { collectorsOf } from './queries.ts'

const consultation = scopeFromParam('consultationId')

export const collectorRoutes = new Hono<RouteEnv>()
  .get('/:consultationId', needs('consultation.read', consultation), async (c) =>
    c.json(await collectorsOf(c.var.ctx, c.req.param('consultationId'))),
  )
  .post('/:consultationId/groups', needs('group.ask', consultation), json(askGroupsInput), async (c) => {
    const { groupIds, questionnaireId } = c.req.valid('json')
    const made = await askGroups(c.var.ctx, c.req.param('consultationId'), groupIds, questionnaireId)
    return c.json({ asked: made.length })
  })
