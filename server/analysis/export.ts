import { sql } from 'drizzle-orm'
import { codebookOf } from '../../shared/analysis/codebook.ts'
import type { ExportFormat } from '../../shared/analysis/export-request.ts'
import type { Layout } from '../../shared/analysis/layout.ts'
import { type Variable, variablesOf } from '../../shared/analysis/variables.ts'
import { londonDate } from '../../shared/kernel/london.ts'
import { audit } from '../platform/audit.ts'
import { authorise } from '../platform/authorise.ts'
import { type Ctx, inTransaction } from '../platform/context.ts'
import { rows } from '../platform/db.ts'
import { AppError } from '../platform/errors.ts'
import { exportLayout, exportPages, exportSize, textLengths } from './export-pages.ts'
import { type Frame, frameOf } from './frame.ts'
import { versionsOf } from './reader.ts'
import { savParts } from './write-sav.ts'
import { codebookCsv, csvParts, type ExportHead, jsonParts, type Parts } from './write-text.ts'
import { xlsxParts } from './write-xlsx.ts'

export interface ExportAsked {
  format: ExportFormat
  /** Free text is left out: for a file that goes to more people. */
  withoutText: boolean
}

export interface Exported {
  slug: string
  responses: number
  variables: number
  /** The codebook as CSV: for formats that do not hold one. */
  codebook: string
}

/**
 * Everybody's answers that count, a row a response, handed to `write` part by part; the context's person needs the right
 * to it, and the audit entry is of the same transaction. Never equality answers, exact times, receipts or keys; groups'
 * formal responses are no rows.
 */
export async function exportResponses(
  ctx: Ctx,
  consultationId: string,
  asked: ExportAsked,
  write: (part: Uint8Array) => Promise<void>,
): Promise<Exported> {
  return inTransaction(ctx, async (tx) => {
    // One picture from the first statement to the last: no answer in it is to a version that is not.
    await rows(tx.db, sql`set transaction isolation level repeatable read`)
    const { frame, layout, variables } = await exportPlan(tx, consultationId, asked.withoutText)
    const wayIn = new Map(frame.waysIn.map(({ id, label }) => [id, label]))
    const { many, isWeighted } = await exportSize(tx, consultationId)
    const lengths = asked.format === 'sav' ? await textLengths(tx, consultationId, variables) : []
    const pages = exportPages(tx, consultationId, layout, (id) => wayIn.get(id) ?? '')
    const head = { slug: frame.slug, title: frame.title, synthetic: frame.synthetic, madeOn: londonDate(ctx.now()) }
    const made = { head, variables, many, isWeighted, lengths }
    for await (const part of partsOf[asked.format](made, pages))
      await write(typeof part === 'string' ? Buffer.from(part) : part)
    await audit(tx, {
      verb: 'responses.export',
      subject: `consultation:${consultationId}`,
      scope: consultationId,
      detail: { format: asked.format, responses: many, withoutText: asked.withoutText },
    })
    return {
      slug: frame.slug,
      responses: many,
      variables: variables.length,
      codebook: codebookCsv(codebookOf(variables)),
    }
  })
}

interface ExportPlan {
  frame: Frame
  layout: Layout
  variables: Variable[]
}

/** The columns an export would have, for somebody who may have one. */
async function exportPlan(ctx: Ctx, consultationId: string, withoutText: boolean): Promise<ExportPlan> {
  authorise(ctx, 'responses.export', consultationId)
  const frame = await frameOf(ctx, consultationId)
  const versions = (await versionsOf(ctx, [consultationId])).get(consultationId) ?? []
  if (versions.length === 0)
    throw new AppError('conflict', 'Nothing has been asked yet: no questionnaire is published.')
  const layout = exportLayout(versions)
  const variables = variablesOf(layout).filter(({ type }) => !withoutText || !(type === 'text' || type === 'words'))
  return { frame, layout, variables }
}

/** The codebook alone, as CSV: what the columns of an export are and what may stand in them. No answer is in it. */
export async function exportCodebook(ctx: Ctx, consultationId: string): Promise<{ slug: string; csv: string }> {
  const { frame, variables } = await exportPlan(ctx, consultationId, false)
  return { slug: frame.slug, csv: codebookCsv(codebookOf(variables)) }
}

interface Made {
  head: ExportHead
  variables: Variable[]
  many: number
  isWeighted: boolean
  lengths: number[]
}

const partsOf: Record<ExportFormat, (made: Made, pages: ReturnType<typeof exportPages>) => Parts> = {
  csv: ({ variables }, pages) => csvParts(variables, pages),
  json: ({ head, variables }, pages) => jsonParts(head, variables, codebookOf(variables), pages),
  xlsx: ({ variables, many }, pages) => xlsxParts(variables, codebookOf(variables), many, pages),
  sav: ({ head, variables, many, isWeighted, lengths }, pages) =>
    savParts({ title: head.title, madeOn: head.madeOn, cases: many, isWeighted }, variables, lengths, pages),
}
