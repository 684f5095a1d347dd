import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { needs, query, type RouteEnv, scopeFromParam } from '../platform/registry.ts'
import { logCount } from './commands.ts'
import { crossCsv, inclusionCsv, overviewCsv } from './csv.ts'
import { freeTexts } from './free-text.ts'
import { crosstab, frequencies, inclusion } from './queries.ts'

const id = z.string().min(1).max(200)
const filter = z.strictObject({ borough: id.optional(), collector: z.uuid().optional() })
/** `imported`, or census characteristics: `sex,age_band`. */
const weight = z
  .string()
  .min(1)
  .max(300)
  .transform((words) => (words === 'imported' ? ('imported' as const) : words.split(',')))
  .optional()
const reason = z.string().max(500).optional()
const every = z.strictObject({ ...filter.shape, weight, intervals: z.literal('on').optional(), reason })
const cross = z.strictObject({
  ...filter.shape,
  down: id.optional(),
  across: id.optional(),
  weight,
  tests: z.enum(['holm', 'bonferroni']).optional(),
  reason,
})
const heard = z.strictObject({ collector: z.uuid().optional() })
const texts = z.strictObject({ question: id.optional(), after: z.uuid().optional() })

const ofConsultation = scopeFromParam('consultationId')
const read = needs('analysis.read', ofConsultation)
const save = needs('analysis.export', ofConsultation)

/** Every figure is made here as it may be shown: page, chart, tooltip and file take the same numbers. */
export const analysisRoutes = new Hono<RouteEnv>()
  .get('/:consultationId/frequencies', read, query(every), async (c) => {
    const [ctx, consultationId, asked] = [c.var.ctx, c.req.param('consultationId'), c.req.valid('query')]
    const found = await frequencies(ctx, consultationId, asked)
    await logCount(ctx, 'read', consultationId, { figure: 'frequencies', ...asked })
    return c.json(found)
  })
  .get('/:consultationId/frequencies.csv', save, query(every), async (c) => {
    const [ctx, consultationId, asked] = [c.var.ctx, c.req.param('consultationId'), c.req.valid('query')]
    const found = await frequencies(ctx, consultationId, asked)
    await logCount(ctx, 'export', consultationId, { figure: 'frequencies', ...asked })
    return csv(c, `${found.frame.slug}-frequencies`, overviewCsv(found))
  })
  .get('/:consultationId/crosstab', read, query(cross), async (c) => {
    const [ctx, consultationId, asked] = [c.var.ctx, c.req.param('consultationId'), c.req.valid('query')]
    const found = await crosstab(ctx, consultationId, asked)
    await logCount(ctx, 'read', consultationId, { figure: 'crosstab', ...asked })
    return c.json(found)
  })
  .get('/:consultationId/crosstab.csv', save, query(cross), async (c) => {
    const [ctx, consultationId, asked] = [c.var.ctx, c.req.param('consultationId'), c.req.valid('query')]
    const found = await crosstab(ctx, consultationId, asked)
    await logCount(ctx, 'export', consultationId, { figure: 'crosstab', ...asked })
    return csv(c, `${found.frame.slug}-crosstab`, crossCsv(found))
  })
  .get('/:consultationId/inclusion/:area', read, query(heard), async (c) => {
    const [ctx, consultationId, asked] = [c.var.ctx, c.req.param('consultationId'), c.req.valid('query')]
    const found = await inclusion(ctx, consultationId, c.req.param('area'), asked)
    await logCount(ctx, 'read', consultationId, { figure: 'inclusion', area: found.area.code, ...asked })
    return c.json(found)
  })
  .get('/:consultationId/inclusion/:area/csv', save, query(heard), async (c) => {
    const [ctx, consultationId, asked] = [c.var.ctx, c.req.param('consultationId'), c.req.valid('query')]
    const found = await inclusion(ctx, consultationId, c.req.param('area'), asked)
    await logCount(ctx, 'export', consultationId, { figure: 'inclusion', area: found.area.code, ...asked })
    return csv(c, `${found.frame.slug}-heard-${found.area.code}`, inclusionCsv(found))
  })
  .get('/:consultationId/free-text', needs('free-text.read', ofConsultation), query(texts), async (c) =>
    c.json(await freeTexts(c.var.ctx, c.req.param('consultationId'), c.req.valid('query'))),
  )

const csv = (c: Context, name: string, body: string) =>
  c.body(body, 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name.replace(/[^a-zA-Z0-9-]/g, '-')}.csv"`,
  })
