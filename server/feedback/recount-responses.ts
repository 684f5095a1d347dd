import { eq } from 'drizzle-orm'
import type { Line, SealedTable } from '../../shared/feedback/release-tables.ts'
import { canonical } from '../../shared/kernel/canonical.ts'
import type { Ctx } from '../platform/context.ts'
import { notFound } from '../platform/errors.ts'
import { version } from '../platform/version.ts'
import { responseTally } from '../responses/words.ts'
import { countTables, datasetOf } from './count-release.ts'
import { releasesBefore, sealedOf } from './earlier.ts'
import { releases, sealedCounts } from './tables.ts'

/** Whether the sealed counts follow from the responses: `null` where that cannot be told any more, and why. */
export interface FromResponses {
  ok: boolean | null
  words: string
}

/**
 * Counts the responses again and compares with what was sealed, to the last byte; while they are the very ones that were
 * counted. Never inside a transaction, as all counting.
 */
export async function recountFromResponses(ctx: Ctx, releaseId: string): Promise<FromResponses> {
  const [release] = await ctx.db.select().from(releases).where(eq(releases.id, releaseId))
  const [sealed] = await ctx.db.select().from(sealedCounts).where(eq(sealedCounts.releaseId, releaseId))
  if (!release) throw notFound()
  if (!sealed) return { ok: null, words: 'The sealed counts are gone, so the responses cannot be compared with them.' }
  const why = await whyNot(ctx, release)
  if (why) return { ok: null, words: why }
  const earlier = sealedOf(await releasesBefore(ctx, release.consultationId, release.number))
  const wanted = sealed.tables.map((table) => ({
    question: table.key,
    by: table.kind === 'by-equality' ? table.byKey : null,
  }))
  const again = await countTables(ctx, release.consultationId, wanted, earlier)
  const agreed = 'The sealed counts were made again from the responses: '
  if (canonical(again.sealed) === canonical(sealed.tables))
    return { ok: true, words: `${agreed}they agree to the last byte.` }
  if (canonical(again.sealed.map(wordless)) === canonical(sealed.tables.map(wordless)))
    return {
      ok: true,
      words: `${agreed}every number agrees. This version of the program puts some of the words beside them differently.`,
    }
  const { code } = release.manifest
  const other = code === version ? '' : ` It was frozen by version ${code} of the program; this is ${version}.`
  return { ok: false, words: `The sealed counts do not follow from the responses.${other}` }
}

/** A table without its words: another version of the program may name an answer better, and counts it alike. */
function wordless(table: SealedTable) {
  const unnamed = (lines: Line[]) => lines.map(({ label: _, ...line }) => line)
  const { question: _, statement: __, rows, ...rest } = table
  if (rest.kind !== 'by-equality') return { ...rest, rows: unnamed(rows) }
  const { by: ___, columns, ...counted } = rest
  return { ...counted, rows: unnamed(rows), columns: unnamed(columns) }
}

/** Responses that were erased, unlinked from their equality answers, or came since: then the data are not what was counted. */
async function whyNot(ctx: Ctx, { consultationId, manifest }: typeof releases.$inferSelect): Promise<string> {
  const { sha256, equality } = await datasetOf(ctx, consultationId)
  if (sha256 === manifest.dataset.sha256 && equality === manifest.dataset.equality) return ''
  const tally = await responseTally(ctx, consultationId)
  const erasedThen = manifest.leftOut.find(({ reason }) => reason.startsWith('erased'))?.responses ?? 0
  const gone = tally.erased - erasedThen
  if (gone > 0)
    return `${gone} of the responses that were counted ${gone === 1 ? 'was' : 'were'} erased since, so they cannot be counted again.`
  if (tally.people > manifest.counted)
    return 'More people have answered since, so the responses are not the ones that were counted.'
  return 'The responses are not the ones that were counted: some were changed, or unlinked from their equality answers.'
}
