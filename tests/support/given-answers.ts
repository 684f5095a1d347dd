import { openImportCollector } from '../../server/collectors/commands.ts'
import { newKey } from '../../server/responses/keys.ts'
import { saveAllEqualityAnswers } from '../../server/responses/receipts.ts'
import { submitAll } from '../../server/responses/submit.ts'
import type { Answers, QuestionnaireDocument } from '../../shared/questionnaires/document.ts'
import { equalityBlock } from '../../shared/questionnaires/equality-block.ts'
import { anOpenConsultation, aQuestionnaire, type OpenConsultation } from './fixtures.ts'
import type { World } from './world.ts'

export interface Given {
  answers: Answers
  equality?: Answers
  weight?: number
}

/** The fixtures' questionnaire with the whole equality block. */
export function withEquality(): QuestionnaireDocument {
  const plain = aQuestionnaire()
  return { ...plain, sections: [...plain.sections.filter((section) => !section.equality), ...equalityBlock()] }
}

export const openWithEquality = (world: World): Promise<OpenConsultation> =>
  anOpenConsultation(world, { document: withEquality() })

/**
 * Sends everybody's answers through the one door, those with a weight as an import, and the equality answers of those who gave any; the
 * receipts. Error where one is refused.
 */
export async function sendGiven({ ctx }: World, to: OpenConsultation, people: Given[]): Promise<string[]> {
  const isWeighted = people.some(({ weight }) => weight !== undefined)
  const collectorId = isWeighted
    ? await openImportCollector(ctx, to.consultationId, to.questionnaireId)
    : to.collectorId
  const outcomes = await submitAll(
    ctx,
    people.map(({ answers, weight }) => ({
      ...to,
      collectorId,
      key: newKey(ctx),
      answers: { priorities: { options: ['none'] }, ...answers },
      startedAt: null,
      weight,
    })),
  )
  const receipts = outcomes.map((one) => {
    if (one.outcome !== 'in') throw new Error(JSON.stringify(one))
    return one.receipt
  })
  const saves = people.flatMap(({ equality }, i) => (equality ? [{ receipt: receipts[i]!, answers: equality }] : []))
  if (saves.length > 0) await saveAllEqualityAnswers(ctx, to.versionId, saves)
  return receipts
}
