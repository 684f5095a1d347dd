import { type Chance, chanceFrom } from '../../shared/kernel/chance.ts'
import { londonDate } from '../../shared/kernel/london.ts'
import type { Answers, QuestionnaireDocument } from '../../shared/questionnaires/document.ts'
import { answersOf, type Leaning, type Somebody } from '../../shared/responses/somebody.ts'
import { openSyntheticCollector } from '../collectors/commands.ts'
import { markSynthetic } from '../consultations/commands.ts'
import { audit } from '../platform/audit.ts'
import { authorise } from '../platform/authorise.ts'
import { type Ctx, inTransaction } from '../platform/context.ts'
import { AppError } from '../platform/errors.ts'
import { liveVersion, questionnairesOf } from '../questionnaires/queries.ts'
import { newKey } from './keys.ts'
import { realResponses } from './queries.ts'
import { saveAllEqualityAnswers } from './receipts.ts'
import { type Outcome, type Submission, submitAll } from './submit.ts'
import { areasFor, lean, somebodyIn } from './synthetic-people.ts'

/** What synthetic people are sent through: one collector and one version, with chance of its own. */
export interface Crowd {
  collectorId: string
  versionId: string
  noticeNumber: number
  document: QuestionnaireDocument
  chance: Chance
  leaning: Leaning
  key: () => string
}

interface Sent {
  submission: Submission
  equality: Answers
}

/** Makes each somebody answer, and submits all of them as anybody's answer is submitted; equality answers after. */
export async function submitCrowd(ctx: Ctx, crowd: Crowd, people: Somebody[]): Promise<void> {
  const sent = people.map((somebody) => answered(ctx, crowd, somebody))
  const outcomes = await submitAll(
    ctx,
    sent.map((one) => one.submission),
  )
  const receipts = outcomes.map(receiptIn)
  const saves = receipts.flatMap((receipt, i) => {
    const answers = sent[i]?.equality ?? {}
    return Object.keys(answers).length > 0 ? [{ receipt, answers }] : []
  })
  if (saves.length > 0) await saveAllEqualityAnswers(ctx, crowd.versionId, saves)
}

const skipsEquality = 0.03

function answered(ctx: Ctx, crowd: Crowd, somebody: Somebody): Sent {
  const { document, chance, leaning } = crowd
  const mind = { somebody, leaning, chance, today: londonDate(ctx.now()) }
  const answers = answersOf(document, 'main', mind)
  const equality = chance() < skipsEquality ? {} : answersOf(document, 'equality', mind)
  const { collectorId, versionId, noticeNumber } = crowd
  const submission = {
    collectorId,
    versionId,
    noticeNumber,
    key: crowd.key(),
    answers,
    startedAt: null,
    synthetic: true,
  }
  return { submission, equality }
}

function receiptIn(outcome: Outcome): string {
  if (outcome.outcome === 'in') return outcome.receipt
  if (outcome.outcome === 'closed' || outcome.outcome === 'not-open')
    throw new AppError('conflict', 'Answers come in only while the consultation is open.')
  throw new AppError(
    'conflict',
    'Nobody made up can answer this questionnaire: an answer it needs is never asked for in a way they can give.',
  )
}

const mostAtOnce = 250

/**
 * Fills a consultation with synthetic answers, to try the whole way out. It is synthetic from then on, for ever; refused
 * once a real answer is in, so that the two are never mixed.
 */
export function fillWithSynthetic(ctx: Ctx, consultationId: string, count: number): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    authorise(tx, 'consultation.fill-with-synthetic', consultationId)
    await markSynthetic(tx, consultationId)
    if (await realResponses(tx, consultationId))
      throw new AppError(
        'conflict',
        'People have answered this consultation, and made-up answers would spoil theirs. To try the rest, make another consultation and fill it before anybody answers.',
      )
    const [first] = await questionnairesOf(tx, consultationId)
    const version = first && (await liveVersion(tx, first.id))
    if (!version) throw new AppError('conflict', 'Publish the questionnaire and open the consultation first.')
    const collectorId = await openSyntheticCollector(tx, consultationId, first.id)
    const seed = Buffer.from(tx.random(4)).readUInt32LE()
    const chance = chanceFrom(seed)
    const crowd = {
      collectorId,
      versionId: version.id,
      noticeNumber: 1,
      document: version.document,
      chance,
      leaning: lean,
      key: () => newKey(tx),
    }
    const people = areasFor(chance, count).map((area) => somebodyIn(chance, area))
    for (let from = 0; from < people.length; from += mostAtOnce)
      await submitCrowd(tx, crowd, people.slice(from, from + mostAtOnce))
    await audit(tx, {
      verb: 'responses.fill-with-synthetic',
      subject: `consultation:${consultationId}`,
      scope: consultationId,
      detail: { count },
    })
  })
}
