import { count } from '../../shared/kernel/text.ts'
import { releaseIdOf } from '../feedback/queries.ts'
import { type Recount, recountRelease } from '../feedback/recount.ts'
import { recountFromResponses } from '../feedback/recount-responses.ts'
import { AppError } from '../platform/errors.ts'
import type { Verb } from '../platform/operator.ts'
import { readWords, WrongUsage } from '../platform/operator-words.ts'

/**
 * Makes a release's public tables again from its sealed counts, and the sealed counts from the responses while they are
 * the ones that were counted; exit 1 with the reason when something does not agree.
 */
export const verb: Verb = {
  usage: 'folkmoot recount RELEASE|SLUG [--json]',
  about:
    'makes a release’s public tables again from its sealed counts, and these from the responses, and says whether they agree',
  run: async (ctx, args, out) => {
    const { values, positionals } = readWords(args, {}, 1)
    const [name] = positionals
    if (!name) throw new WrongUsage('Say which release: its id, or the slug of its consultation.')
    const releaseId = await releaseIdOf(ctx, name)
    if (!releaseId)
      throw new AppError(
        'not-found',
        `There is no release “${name}”. Say its id, or the slug of a consultation that has one.`,
      )
    const found = await recountRelease(ctx, releaseId)
    const responses = await recountFromResponses(ctx, releaseId)
    if (values.json) out.json({ release: releaseId, ...found, responses })
    else for (const line of [inWords(found), responses.words]) out.line(line)
    return found.ok && responses.ok !== false ? 0 : 1
  },
}

function inWords({ ok, tables, countsDeletedOn, fault }: Recount): string {
  if (!ok) return fault ?? ''
  if (!countsDeletedOn) return `${count(tables, 'table')} made again from the sealed counts: all agree.`
  return `The sealed counts were deleted on ${countsDeletedOn}, as was promised, so the numbers cannot be made again from them. ${count(tables, 'published table')} agree with their own seal.`
}
