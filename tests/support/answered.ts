import { eq } from 'drizzle-orm'
import { consultations } from '../../server/consultations/tables.ts'
import { type EqualitySave, saveAllEqualityAnswers } from '../../server/responses/receipts.ts'
import { submitAll } from '../../server/responses/submit.ts'
import type { Answers } from '../../shared/questionnaires/document.ts'
import { aSubmission } from './answers.ts'
import { anOpenConsultation, type OpenConsultation } from './fixtures.ts'
import type { World } from './world.ts'

export const wrote = 'Ring me on 020 7946 0000, I live at N15 4QL: more officers on Broad Lane please.'

/** Sixty people: 40 chose knife crime, 17 burglary, 3 road safety; 45 gave their sex. Closed a minute ago. */
export async function aClosedConsultation(world: World): Promise<OpenConsultation & { receipts: string[] }> {
  const to = await anOpenConsultation(world)
  const answersOf = (i: number): Answers => ({
    priorities: { options: [i < 40 ? 'knives' : i < 57 ? 'burglary' : 'traffic'] },
    ...(i === 0 ? { why: { text: wrote } } : {}),
    contact: { option: i % 2 === 0 ? 'yes' : 'no' },
  })
  const outcomes = await submitAll(
    world.ctx,
    Array.from({ length: 60 }, (_, i) => aSubmission(to, { answers: answersOf(i) })),
  )
  const receipts = outcomes.map((outcome) => (outcome.outcome === 'in' ? outcome.receipt : ''))
  const saves: EqualitySave[] = receipts
    .slice(0, 45)
    .map((receipt, i) => ({ receipt, answers: { sex: { option: i % 3 === 0 ? 'male' : 'female' } } }))
  await saveAllEqualityAnswers(world.ctx, to.versionId, saves)
  await closeNow(world, to)
  return { ...to, receipts }
}

/** Late answers, as paper forms that came in by post: all for knife crime. Closed again after them. */
export async function lateAnswers(world: World, to: OpenConsultation, many: number): Promise<void> {
  await closing(world, to, 60_000)
  const answersOf = (i: number): Answers => ({
    priorities: { options: ['knives'] },
    contact: { option: i % 2 === 0 ? 'yes' : 'no' },
  })
  const all = Array.from({ length: many }, (_, i) => aSubmission(to, { answers: answersOf(i) }))
  await submitAll(world.ctx, all)
  await closeNow(world, to)
}

const closeNow = (world: World, to: OpenConsultation) => closing(world, to, -60_000)

const closing = (world: World, { consultationId }: OpenConsultation, fromNow: number) =>
  world.ctx.db
    .update(consultations)
    .set({ closesAt: new Date(world.ctx.now().getTime() + fromNow) })
    .where(eq(consultations.id, consultationId))
