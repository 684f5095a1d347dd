import type { Shown } from '../../shared/analysis/suppression.ts'
import type { Ctx } from '../platform/context.ts'
import { notFound } from '../platform/errors.ts'
import { liveVersion, questionnaireScope } from '../questionnaires/queries.ts'
import { frameOf, toldOf } from './frame.ts'
import { counting } from './reader.ts'

export interface Answered {
  /** The version that is out; null before the first. */
  version: number | null
  /** People who have answered each of its questions, by the question's id; null where it is not shown. */
  questions: Record<string, Shown>
}

/**
 * How many people have answered each question of the version that is out: what a change to it would cost. Hidden as in the
 * figures of these people. A question of several lines counts as its line with the most answers. 404 where the
 * questionnaire is not the consultation's.
 */
export async function answeredLive(ctx: Ctx, consultationId: string, questionnaireId: string): Promise<Answered> {
  if ((await questionnaireScope(ctx, questionnaireId)) !== consultationId) throw notFound()
  const live = await liveVersion(ctx, questionnaireId)
  if (!live) return { version: null, questions: {} }
  const { isOpen } = await frameOf(ctx, consultationId)
  const ofVersion = { where: [{ column: 'version', categories: [live.id] }] }
  const link = await counting(ctx)
  const counted = await link.ask('frequencies', [consultationId, isOpen, ofVersion, null, false, true])
  const { selected, hidden } = toldOf(counted, counted.around!)
  const isFew = selected === null
  const most = new Map<string, { people: number; shown: Shown }>()
  for (const [i, { key, question }] of counted.columns.entries()) {
    const people = counted.frequencies[i]!.answered
    if (!question || people <= (most.get(question)?.people ?? -1)) continue
    most.set(question, { people, shown: isFew || hidden.of(key).answered ? null : people })
  }
  const asked = live.document.sections.flatMap(({ pages }) => pages.flatMap(({ questions }) => questions))
  return {
    version: live.number,
    questions: Object.fromEntries(
      asked.flatMap(({ id }) => {
        const found = most.get(id)
        return found ? [[id, found.shown]] : []
      }),
    ),
  }
}
