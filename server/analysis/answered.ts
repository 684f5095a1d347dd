import { analystRule } from '../../shared/analysis/disclosure-rules.ts'
import { isSmall, rounded, type Shown } from '../../shared/analysis/suppression.ts'
import type { Ctx } from '../platform/context.ts'
import { notFound } from '../platform/errors.ts'
import { liveVersion, questionnaireScope } from '../questionnaires/queries.ts'
import { frameOf } from './frame.ts'
import { counting } from './reader.ts'

export interface Answered {
  /** The version that is out; null before the first. */
  version: number | null
  /** People who have answered each of its questions, by the question's id; null where they are too few to show. */
  questions: Record<string, Shown>
}

/**
 * How many people have answered each question of the version that is out: what a change to it would cost. A question of
 * several lines counts as its line with the most answers. 404 where the questionnaire is not the consultation's.
 */
export async function answeredLive(ctx: Ctx, consultationId: string, questionnaireId: string): Promise<Answered> {
  if ((await questionnaireScope(ctx, questionnaireId)) !== consultationId) throw notFound()
  const live = await liveVersion(ctx, questionnaireId)
  if (!live) return { version: null, questions: {} }
  const { isOpen } = await frameOf(ctx, consultationId)
  const ofVersion = { where: [{ column: 'version', categories: [live.id] }] }
  const link = await counting(ctx)
  const counted = await link.ask('frequencies', [consultationId, isOpen, ofVersion, null, false])
  const most = new Map<string, number>()
  for (const [i, { question }] of counted.columns.entries()) {
    if (question) most.set(question, Math.max(most.get(question) ?? 0, counted.frequencies[i]!.answered))
  }
  const asked = live.document.sections.flatMap(({ pages }) => pages.flatMap(({ questions }) => questions))
  return {
    version: live.number,
    questions: Object.fromEntries(
      asked.flatMap(({ id }) => {
        const people = most.get(id)
        return people === undefined ? [] : [[id, isSmall(people, analystRule) ? null : rounded(people, analystRule)]]
      }),
    ),
  }
}
