import { and, desc, eq, inArray, isNull, ne } from 'drizzle-orm'
import { type ExportFormat, type ExportState, exportState } from '../../shared/analysis/export-request.ts'
import { accountNames } from '../accounts/queries.ts'
import { authorise } from '../platform/authorise.ts'
import type { Ctx } from '../platform/context.ts'
import { type Frame, frameOf } from './frame.ts'
import { exportRequests } from './tables.ts'

/** One asking for a file, as whoever asked and whoever confirms see it. */
export interface ListedExport {
  id: string
  format: ExportFormat
  withoutText: boolean
  reason: string
  state: ExportState
  askedBy: string
  askedAt: string
  isMine: boolean
  decidedBy: string | null
  decidedAt: string | null
  note: string
  fetchedAt: string | null
}

/** Who asked for the answers of a consultation as a file, newest first, and what became of each. */
export async function exportsOf(
  ctx: Ctx,
  consultationId: string,
): Promise<{ frame: Pick<Frame, 'title' | 'at' | 'isOpen'>; exports: ListedExport[] }> {
  authorise(ctx, 'responses.see-exports', consultationId)
  const { title, at, isOpen } = await frameOf(ctx, consultationId)
  const found = await ctx.db
    .select()
    .from(exportRequests)
    .where(eq(exportRequests.consultationId, consultationId))
    .orderBy(desc(exportRequests.askedAt))
    .limit(100)
  const nameOf = await accountNames(ctx)
  const exports = found.map(
    (row): ListedExport => ({
      id: row.id,
      format: row.format,
      withoutText: row.withoutText,
      reason: row.reason,
      state: exportState(row, ctx.now()),
      askedBy: nameOf(row.askedBy),
      askedAt: row.askedAt.toISOString(),
      isMine: row.askedBy === ctx.actor?.accountId,
      decidedBy: row.decidedBy && nameOf(row.decidedBy),
      decidedAt: row.decidedAt?.toISOString() ?? null,
      note: row.note,
      fetchedAt: row.fetchedAt?.toISOString() ?? null,
    }),
  )
  return { frame: { title, at, isOpen }, exports }
}

/** Askings that wait for somebody other than this person, by consultation. */
export async function exportsToConfirm(
  ctx: Ctx,
  consultationIds: readonly string[],
): Promise<{ consultationId: string; askedAt: Date }[]> {
  if (consultationIds.length === 0) return []
  return ctx.db
    .select({ consultationId: exportRequests.consultationId, askedAt: exportRequests.askedAt })
    .from(exportRequests)
    .where(
      and(
        inArray(exportRequests.consultationId, [...consultationIds]),
        isNull(exportRequests.decidedAt),
        ne(exportRequests.askedBy, ctx.actor?.accountId ?? ''),
      ),
    )
    .orderBy(exportRequests.askedAt)
}
