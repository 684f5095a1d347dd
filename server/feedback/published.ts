import { publicPeople } from '../../shared/feedback/public-tables.ts'
import { reading } from '../../shared/plans/cell.ts'
import { consultationById } from '../consultations/queries.ts'
import { planPage } from '../plans/queries.ts'
import type { Ctx } from '../platform/context.ts'
import { formalGroups } from '../responses/words.ts'
import { commitmentsOf, findingsOf, type PublishedAnswer, publishedAnswer, quotesOf, releaseOf } from './queries.ts'

/** Everything a results page shows, or why it may not be shown; undefined when nothing is published under the slug. */
export async function resultsOf(ctx: Ctx, slug: string) {
  const answer = await publishedAnswer(ctx, slug)
  // What does not hold is not read any further: whatever was written into it, the page can say that it is withheld.
  if (answer?.fault) return { fault: answer.fault }
  const release = answer && (await releaseOf(ctx, answer.consultationId))
  const consultation = answer && (await consultationById(ctx, answer.consultationId))
  if (!answer || !release || !consultation) return undefined
  return {
    ...answer,
    fault: null,
    release,
    why: consultation.why,
    opensAt: consultation.opensAt,
    closesAt: consultation.closesAt,
    counted: publicPeople(release.manifest.counted, release.tables),
    findings: await findingsWithPlan(ctx, answer),
    quotes: await quotesOf(ctx, answer.answerId),
    commitments: await commitmentsOf(ctx, answer.answerId),
    groups: await formalGroups(ctx, answer.consultationId),
  }
}

export type Results = Extract<Awaited<ReturnType<typeof resultsOf>>, { fault: null }>

async function findingsWithPlan(ctx: Ctx, answer: PublishedAnswer) {
  const found = await findingsOf(ctx, answer.answerId)
  const items = await planItems(ctx)
  return found.map((finding) => ({
    ...finding,
    planItems: [...finding.objectives, ...finding.actions].flatMap((id) => items.get(id) ?? []),
  }))
}

/** The plan's objectives and actions by uuid: their words and where the public plan shows them. */
async function planItems(ctx: Ctx): Promise<Map<string, { id: string; words: string; href: string }>> {
  const plan = await planPage(ctx)
  const objectives = plan?.themes.flatMap((theme) => theme.objectives) ?? []
  return new Map(
    objectives.flatMap((objective) => {
      const href = `/plan?open=${objective.ref}#objective-${objective.ref.replaceAll('.', '-')}`
      return [objective, ...objective.actions].map((item) => [
        item.id,
        { id: item.id, words: reading(item.text), href },
      ])
    }),
  )
}
