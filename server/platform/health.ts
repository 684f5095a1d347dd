import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import { rows } from './db.ts'
import { needs, type RouteEnv } from './registry.ts'

/** `/healthz`: the process answers. `/readyz`: the database takes a write. */
export const healthRoutes = new Hono<RouteEnv>()
  .get('/healthz', needs('public.read'), (c) => c.text('ok'))
  .get('/readyz', needs('public.read'), async (c) => {
    const { db, now } = c.var.ctx
    await rows(
      db,
      sql`insert into job_turns (name, due_at) values ('readiness', ${now().toISOString()}::timestamptz)
          on conflict (name) do update set due_at = excluded.due_at`,
    )
    return c.text('ready')
  })
