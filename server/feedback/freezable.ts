import { publicRule } from '../../shared/analysis/disclosure-rules.ts'
import { publicPeople } from '../../shared/feedback/public-tables.ts'
import { isBreakdown, mayBreakDown, mayRelease } from '../../shared/feedback/releasable.ts'
import type { WantedTable } from '../../shared/feedback/seal-tables.ts'
import { exactCounts } from '../analysis/exact-counts.ts'
import { consultationById } from '../consultations/queries.ts'
import { authorise } from '../platform/authorise.ts'
import type { Ctx } from '../platform/context.ts'
import { notFound } from '../platform/errors.ts'
import { releasesBefore } from './earlier.ts'
import { isClosed, lateChange, makeRelease } from './freeze.ts'
import { releaseOf } from './queries.ts'

/** Questions and breakdowns a release may hold; not ready, and why, while none may be frozen. */
export async function freezableQuestions(ctx: Ctx, consultationId: string) {
  const consultation = await consultationById(ctx, consultationId)
  if (!consultation) throw notFound()
  const { columns, people } = await exactCounts(ctx, consultationId, [])
  const why = isClosed(ctx, consultation)
    ? (await lateChange(ctx, consultationId)) || (await tooFewMore(ctx, consultationId, people))
    : 'A release is frozen when the consultation has closed: until then answers may still come.'
  return {
    ready: why === '',
    why,
    questions: columns.filter(mayRelease).map((column) => ({
      key: column.key,
      text: column.text,
      statement: column.rowText,
      mayBreakDown: mayBreakDown(column),
    })),
    breakdowns: columns.filter(isBreakdown).map(({ key, text }) => ({ key, text })),
  }
}

async function tooFewMore(ctx: Ctx, consultationId: string, people: number): Promise<string> {
  const last = (await releasesBefore(ctx, consultationId)).at(-1)
  if (!last || people - last.manifest.counted >= publicRule.moreBefore) return ''
  return `A new release needs ${publicRule.moreBefore} more people’s answers than the last one. So few more would stand out between the two.`
}

/**
 * What a release would show, without freezing it, and how many people it would count beside the last one. Made by the rule
 * for the public, so whoever may freeze may see it.
 */
export async function previewRelease(ctx: Ctx, consultationId: string, input: { tables: WantedTable[] }) {
  authorise(ctx, 'release.freeze', consultationId)
  const { counts, shown, number } = await makeRelease(ctx, consultationId, input)
  const last = await releaseOf(ctx, consultationId)
  return {
    number,
    tables: shown,
    people: publicPeople(counts.people, shown),
    last: last && { people: publicPeople(last.manifest.counted, last.tables), tables: last.tables },
  }
}
