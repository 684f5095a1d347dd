import { randomUUID } from 'node:crypto'
import { type FileHandle, mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { ExportFormat } from '../../shared/analysis/export-request.ts'
import type { Ctx } from '../platform/context.ts'
import { giveBackExport, takeExport } from './ask-export.ts'
import { type ExportAsked, type Exported, exportResponses } from './export.ts'

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
  const asked = await takeExport(ctx, consultationId, id)
  try {
    return await fileOf({ ...ctx, actor: { ...ctx.actor!, reason: asked.reason } }, consultationId, asked)
  } catch (error) {
    await giveBackExport(ctx, id)
    throw error
  }
}

async function fileOf(ctx: Ctx, consultationId: string, asked: ExportAsked): Promise<ExportedFile> {
  const { exported, size, file } = await wholeExport(ctx, consultationId, asked)
  const body = Readable.toWeb(file) as ReadableStream
  return { name: `${exported.slug}-answers.${asked.format}`, type: exportTypes[asked.format], size, body }
}

/**
 * An export that is made to its end before anybody reads it: whoever reads slowly, or stops, holds no transaction, which
 * on the embedded engine is everybody's.
 */
export async function wholeExport(
  ctx: Ctx,
  consultationId: string,
  asked: ExportAsked,
): Promise<{ exported: Exported; size: number; file: Readable }> {
  const file = await namelessFile(ctx)
  try {
    const exported = await exportResponses(ctx, consultationId, asked, (part) => file.writeFile(part))
    const { size } = await file.stat()
    return { exported, size, file: file.createReadStream({ start: 0 }) }
  } catch (error) {
    await file.close()
    throw error
  }
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

/** What a file of each format is sent as. */
export const exportTypes: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  sav: 'application/x-spss-sav',
  json: 'application/json; charset=utf-8',
}
