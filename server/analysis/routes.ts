import { Readable } from 'node:stream'
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { mostBanners } from '../../shared/analysis/banner.ts'
import { exportDecision, exportInput } from '../../shared/analysis/export-request.ts'
import type { Ctx } from '../platform/context.ts'
import { json, needs, query, type RouteEnv, scopeFromParam } from '../platform/registry.ts'
import { answeredLive } from './answered.ts'
import { askForExport, decideExport, openExport } from './ask-export.ts'
import { type Book, type BookAsked, bookOf } from './book.ts'
import { bookCsv, bookStream, bookXlsx } from './book-file.ts'
import { readWeight } from './census-targets.ts'
import { logCount } from './commands.ts'
import { crossCsv, inclusionCsv, overviewCsv } from './csv.ts'
import { exportCodebook } from './export.ts'
import { exportTypes, fetchExport } from './export-file.ts'
import { exportsOf } from './export-list.ts'
import { freeTexts } from './free-text.ts'
import { crosstab, frequencies, inclusion } from './queries.ts'

export type { BookLine } from './book-file.ts'

const id = z.string().min(1).max(200)
const filter = z.strictObject({ borough: id.optional(), collector: z.uuid().optional() })
const weight = z.string().min(1).max(300).transform(readWeight).optional()
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
/** Every question by these variables, whose keys stand between commas. */
const book = z.strictObject({
  ...filter.shape,
  by: z
    .string()
    .max(2000)
    .transform((words) => [...new Set(words.split(','))])
    .pipe(z.array(id).min(1).max(mostBanners)),
  weight,
  tests: cross.shape.tests,
  reason,
})
const texts = z.strictObject({ question: id.optional(), after: z.uuid().optional() })

const ofConsultation = scopeFromParam('consultationId')
const read = needs('analysis.read', ofConsultation)
const save = needs('analysis.export', ofConsultation)
const rowByRow = needs('responses.export', ofConsultation)

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
  .get('/:consultationId/book', read, query(book), async (c) => {
    const found = await loggedBook(c.var.ctx, 'read', c.req.param('consultationId'), c.req.valid('query'), c.req.raw)
    const body = Readable.toWeb(Readable.from(bookStream(found), { objectMode: false })) as ReadableStream
    // Not transformed: a question is seen when it is made, not when a packer has enough of them.
    return c.body(body, 200, { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store, no-transform' })
  })
  .get('/:consultationId/book.csv', save, query(book), async (c) => {
    const found = await loggedBook(c.var.ctx, 'export', c.req.param('consultationId'), c.req.valid('query'), c.req.raw)
    return csv(c, `${found.head.frame.slug}-tables`, await bookCsv(found))
  })
  .get('/:consultationId/book.xlsx', save, query(book), async (c) => {
    const found = await loggedBook(c.var.ctx, 'export', c.req.param('consultationId'), c.req.valid('query'), c.req.raw)
    return c.body(await bookXlsx(found), 200, {
      'content-type': exportTypes.xlsx,
      ...attached(`${found.head.frame.slug}-tables.xlsx`),
    })
  })
  .get('/:consultationId/inclusion/:area', read, async (c) => {
    const [ctx, consultationId] = [c.var.ctx, c.req.param('consultationId')]
    const found = await inclusion(ctx, consultationId, c.req.param('area'))
    await logCount(ctx, 'read', consultationId, { figure: 'inclusion', area: found.area.code })
    return c.json(found)
  })
  .get('/:consultationId/inclusion/:area/csv', save, async (c) => {
    const [ctx, consultationId] = [c.var.ctx, c.req.param('consultationId')]
    const found = await inclusion(ctx, consultationId, c.req.param('area'))
    await logCount(ctx, 'export', consultationId, { figure: 'inclusion', area: found.area.code })
    return csv(c, `${found.frame.slug}-heard-${found.area.code}`, inclusionCsv(found))
  })
  .get('/:consultationId/answered/:questionnaireId', read, async (c) => {
    const [ctx, consultationId, questionnaireId] = [
      c.var.ctx,
      c.req.param('consultationId'),
      c.req.param('questionnaireId'),
    ]
    const found = await answeredLive(ctx, consultationId, questionnaireId)
    await logCount(ctx, 'read', consultationId, { figure: 'answered', questionnaire: questionnaireId })
    return c.json(found)
  })
  .get('/:consultationId/free-text', needs('free-text.read', ofConsultation), query(texts), async (c) =>
    c.json(await freeTexts(c.var.ctx, c.req.param('consultationId'), c.req.valid('query'))),
  )
  // Everybody's answers as a file: an analyst asks, an approver confirms, and whoever asked fetches it, once.
  .get('/:consultationId/exports', needs('responses.see-exports', ofConsultation), async (c) =>
    c.json(await exportsOf(c.var.ctx, c.req.param('consultationId'))),
  )
  .post('/:consultationId/exports', rowByRow, json(exportInput), async (c) =>
    c.json({ id: await askForExport(c.var.ctx, c.req.param('consultationId'), c.req.valid('json')) }, 201),
  )
  .post(
    '/:consultationId/exports/:exportId/decision',
    needs('responses.confirm-export', ofConsultation),
    json(exportDecision),
    async (c) => {
      await decideExport(c.var.ctx, c.req.param('consultationId'), c.req.param('exportId'), c.req.valid('json'))
      return c.body(null, 204)
    },
  )
  .post('/:consultationId/exports/:exportId/open', rowByRow, async (c) => {
    await openExport(c.var.ctx, c.req.param('consultationId'), c.req.param('exportId'))
    return c.body(null, 204)
  })
  .get('/:consultationId/exports/:exportId/file', rowByRow, async (c) => {
    // Whoever asks for the head alone has no file of it, so it must not spend the one use there is.
    if (c.req.method === 'HEAD') return c.body(null, 405, { allow: 'GET' })
    const { name, type, size, body } = await fetchExport(
      c.var.ctx,
      c.req.param('consultationId'),
      c.req.param('exportId'),
    )
    return c.body(body, 200, { 'content-type': type, 'content-length': String(size), ...attached(name) })
  })
  .get('/:consultationId/codebook.csv', rowByRow, async (c) => {
    const found = await exportCodebook(c.var.ctx, c.req.param('consultationId'))
    return csv(c, `${found.slug}-codebook`, found.csv)
  })

/** The book, stopped when whoever asked goes away. */
async function loggedBook(
  ctx: Ctx,
  verb: 'read' | 'export',
  consultationId: string,
  asked: BookAsked,
  { signal }: Request,
): Promise<Book> {
  const found = await bookOf(ctx, consultationId, asked, signal)
  await logCount(ctx, verb, consultationId, { figure: 'book', ...asked })
  return found
}

const attached = (name: string) => ({
  'content-disposition': `attachment; filename="${name.replace(/[^a-zA-Z0-9.-]/g, '-')}"`,
})

const csv = (c: Context, name: string, body: string) =>
  c.body(body, 200, { 'content-type': exportTypes.csv, ...attached(`${name.replaceAll('.', '-')}.csv`) })
