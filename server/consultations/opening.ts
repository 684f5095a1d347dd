import { eq } from 'drizzle-orm'
import { type ClosingInput, closingInput } from '../../shared/consultations/inputs.ts'
import { phaseOf } from '../../shared/consultations/phase.ts'
import { gaps } from '../../shared/consultations/readiness.ts'
import { audit, emit } from '../platform/audit.ts'
import { authorise } from '../platform/authorise.ts'
import { type Ctx, inTransaction } from '../platform/context.ts'
import { AppError } from '../platform/errors.ts'
import { setOpened } from '../questionnaires/commands.ts'
import { questionnairesOf, questionnaireWriters } from '../questionnaires/queries.ts'
import { lockConsultation } from './commands.ts'
import { latestNotice } from './queries.ts'
import { consultations } from './tables.ts'

type Row = Awaited<ReturnType<typeof lockConsultation>>

async function publishedOf(tx: Ctx, id: string): Promise<string[]> {
  const all = await questionnairesOf(tx, id)
  return all.filter((one) => one.version !== null).map((one) => one.id)
}

async function refuseGaps(tx: Ctx, row: Row): Promise<void> {
  const [notice, published] = [await latestNotice(tx, row.id), await publishedOf(tx, row.id)]
  const found = gaps({ ...row, hasNotice: notice !== undefined, publishedQuestionnaires: published.length }, tx.now())
  if (Object.keys(found).length > 0) throw new AppError('bad-input', 'This is not ready to open.', found)
}

/** The officer says that it is ready; from here it cannot be changed until an approver has looked. */
export function askToOpen(ctx: Ctx, id: string): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    authorise(tx, 'consultation.ask-to-open', id)
    const row = await lockConsultation(tx, id)
    if (row.state !== 'draft') throw new AppError('conflict', 'Only a draft can be asked to open.')
    await refuseGaps(tx, row)
    const askedBy = tx.actor?.accountId ?? null
    await tx.db.update(consultations).set({ state: 'asked', askedBy, note: '' }).where(eq(consultations.id, id))
    await setOpened(tx, await publishedOf(tx, id), true)
    await audit(tx, { verb: 'consultations.ask-to-open', subject: `consultation:${id}`, scope: id })
  })
}

/** Another person than any of its writers opens it; collectors hear of it by the event. */
export function confirmOpening(ctx: Ctx, id: string): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    authorise(tx, 'consultation.confirm-opening', id)
    const row = await lockConsultation(tx, id)
    if (row.state !== 'asked') throw new AppError('conflict', 'Nobody has asked to open this.')
    const confirmedBy = tx.actor!.accountId
    const writers = [...row.writers, ...(await questionnaireWriters(tx, id)), row.askedBy, row.createdBy]
    if (writers.includes(confirmedBy)) {
      throw new AppError('conflict', 'You wrote a part of this, so another person must confirm it.')
    }
    await refuseGaps(tx, row)
    await tx.db.update(consultations).set({ state: 'open', confirmedBy }).where(eq(consultations.id, id))
    await audit(tx, { verb: 'consultations.confirm-opening', subject: `consultation:${id}`, scope: id })
    const questionnaireIds = await publishedOf(tx, id)
    await emit(tx, 'consultation.opened', { consultationId: id, questionnaireIds })
  })
}

/** The approver sends it back with a note: it is a draft again. */
export const sendBack = (ctx: Ctx, id: string, note: string): Promise<void> =>
  toDraft(ctx, id, note, 'consultation.confirm-opening', 'send-back')

/** The officer takes back what nobody has confirmed yet. */
export const takeBack = (ctx: Ctx, id: string): Promise<void> =>
  toDraft(ctx, id, '', 'consultation.ask-to-open', 'take-back')

function toDraft(
  ctx: Ctx,
  id: string,
  note: string,
  capability: 'consultation.confirm-opening' | 'consultation.ask-to-open',
  verb: string,
): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    authorise(tx, capability, id)
    const row = await lockConsultation(tx, id)
    if (row.state !== 'asked') throw new AppError('conflict', 'This is not waiting for an approver.')
    await tx.db.update(consultations).set({ state: 'draft', askedBy: null, note }).where(eq(consultations.id, id))
    await setOpened(tx, await publishedOf(tx, id), false)
    await audit(tx, { verb: `consultations.${verb}`, subject: `consultation:${id}`, scope: id })
  })
}

/** Moves the closing of one that has opened: later freely, earlier or at once only with a reason, never after it closed. */
export function moveClosing(ctx: Ctx, id: string, input: ClosingInput): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    authorise(tx, 'consultation.edit', id)
    const { closesAt: wanted, reason } = closingInput.parse(input)
    const row = await lockConsultation(tx, id)
    const phase = phaseOf(row, tx.now())
    if (phase !== 'open' && phase !== 'scheduled')
      throw new AppError('conflict', 'Only a consultation that is open has a closing to move.')
    const closesAt = wanted === 'now' ? tx.now() : new Date(wanted)
    refuseClosing(row, closesAt, reason, tx.now())
    await tx.db.update(consultations).set({ closesAt }).where(eq(consultations.id, id))
    const detail = { from: row.closesAt, to: closesAt, ...(reason && { why: reason }) }
    await audit(tx, { verb: 'consultations.move-closing', subject: `consultation:${id}`, scope: id, detail })
  })
}

function refuseClosing(row: Row, closesAt: Date, reason: string | undefined, now: Date) {
  const wrong = (message: string, field = 'closesAt') =>
    new AppError('bad-input', 'It stays as people were told.', { [field]: message })
  if (closesAt < now) throw wrong('This time has passed.')
  if (row.opensAt && closesAt <= row.opensAt) throw wrong('It would close before it opens.')
  if (row.answerBy && closesAt > row.answerBy)
    throw wrong('The answer would be due before the closing. Move that date first.')
  const isEarlier = row.closesAt !== null && closesAt < row.closesAt
  if (isEarlier && !reason?.trim()) throw wrong('People were told a later date. Say why it closes earlier.', 'reason')
}
