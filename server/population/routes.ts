import { Hono } from 'hono'
import { needs, type RouteEnv } from '../platform/registry.ts'
import { areaProfile, boroughList } from './queries.ts'

export const populationRoutes = new Hono<RouteEnv>()
  .get('/', needs('population.read'), async (c) => c.json(await boroughList(c.var.ctx)))
  .get('/:areaCode', needs('population.read'), async (c) =>
    c.json(await areaProfile(c.var.ctx, c.req.param('areaCode'))),
  )
