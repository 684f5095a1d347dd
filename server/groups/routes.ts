import { Hono } from 'hono'
import { needs, type RouteEnv } from '../platform/registry.ts'
import { groupList } from './queries.ts'

export const groupRoutes = new Hono<RouteEnv>().get('/', needs('group.list'), async (c) =>
  c.json(await groupList(c.var.ctx)),
)
