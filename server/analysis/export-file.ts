import { randomUUID } from 'node:crypto'
import { type FileHandle, mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { and, eq, gt, isNull } from 'drizzle-orm'
import { type ExportFormat, minutesToFetch } from '../../shared/analysis/export-request.ts'
import { authorise } from '../platform/authorise.ts'
import type { Ctx } from '../platform/context.ts'
import { notFound } from '../platform/errors.ts'
import { exportResponses } from './export.ts'
import { exportRequests } from './tables.ts'

export interface ExportedFile {
  name: string
  type: string
  size: number
  body: ReadableStream
}

/**
 * The file that was asked for, confirmed and opened: for whoever asked, for a few minutes, once. Everything else is nothing
 * here. It is made whole before its first byte goes out, so that a slow line holds no transaction and a fault is told as one.
 */
export async function fetchExport(ctx: Ctx, consultationId: string, id: string): Promise<ExportedFile> {
  authorise(ctx, 'responses.export', consultationId)
  const asked = await take(ctx, consultationId, id)
  const file = await namelessFile(ctx)
  try {
    const actor = { ...ctx.actor!, reason: asked.reason }
    const { slug } = await exportResponses({ ...ctx, actor }, consultationId, asked, (part) => file.writeFile(part))
    const { size } = await file.stat()
    const body = Readable.toWeb(file.createReadStream({ start: 0 })) as ReadableStream
    return { name: `${slug}-answers.${asked.format}`, type: exportTypes[asked.format], size, body }
  } catch (error) {
    await file.close()
    await ctx.db.update(exportRequests).set({ fetchedAt: null }).where(eq(exportRequests.id, id))
    throw error
  }
}

/** Takes its one use; of two that come at once one finds nothing. */
async function take(ctx: Ctx, consultationId: string, id: string) {
  const since = new Date(ctx.now().getTime() - minutesToFetch * 60_000)
  const [taken] = await ctx.db
    .update(exportRequests)
    .set({ fetchedAt: ctx.now() })
    .where(
      and(
        eq(exportRequests.id, id),
        eq(exportRequests.consultationId, consultationId),
        eq(exportRequests.askedBy, ctx.actor!.accountId),
        gt(exportRequests.openedAt, since),
        isNull(exportRequests.fetchedAt),
      ),
    )
    .returning({
      format: exportRequests.format,
      withoutText: exportRequests.withoutText,
      reason: exportRequests.reason,
    })
  if (!taken) throw notFound()
  return taken
}

/** A file without a name from the start: nobody else finds it, and nothing is left of it when the process ends. */
async function namelessFile({ dataDir }: Ctx): Promise<FileHandle> {
  const folder = join(dataDir, 'exports')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, randomUUID())
  const file = await open(path, 'wx+', 0o600)
  await rm(path)
  return file
}

export const exportTypes: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  sav: 'application/x-spss-sav',
  json: 'application/json; charset=utf-8',
}
