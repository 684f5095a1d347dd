import { and, eq } from 'drizzle-orm'
import type { Evidence, FindingInput } from '../../shared/feedback/inputs.ts'
import type { PublicTable } from '../../shared/feedback/release-tables.ts'
import { knowsPlanItems } from '../plans/queries.ts'
import { audit } from '../platform/audit.ts'
import { authorise } from '../platform/authorise.ts'
import { type Ctx, inTransaction } from '../platform/context.ts'
import { AppError } from '../platform/errors.ts'
import { type AnswerRow, findingOf, nextNumber, writeOn } from './answer.ts'
import { findingLinks, findings, quotes, releases } from './tables.ts'

/** Adds a finding to the draft answer: 422 unless every pin is there to be read in the release. */
export function addFinding(ctx: Ctx, consultationId: string, input: FindingInput): Promise<{ id: string }> {
  return inTransaction(ctx, async (tx) => {
    authorise(tx, 'feedback.write', consultationId)
    const answer = await writeOn(tx, consultationId)
    await refuseLoosePins(tx, answer, input)
    const number = await nextNumber(tx, findings, answer.id)
    const { heading, text, evidence } = input
    const [made] = await tx.db
      .insert(findings)
      .values({ answerId: answer.id, number, heading, text, evidence })
      .returning()
    if (!made) throw new AppError('unavailable', 'The finding was not kept.')
    await link(tx, made.id, input)
    await audit(tx, { verb: 'feedback.add-finding', subject: `finding:${made.id}`, scope: consultationId })
    return { id: made.id }
  })
}

export function editFinding(ctx: Ctx, consultationId: string, findingId: string, input: FindingInput): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    authorise(tx, 'feedback.write', consultationId)
    const answer = await writeOn(tx, consultationId)
    await findingOf(tx, answer.id, findingId)
    await refuseLoosePins(tx, answer, input)
    const { heading, text, evidence } = input
    await tx.db.update(findings).set({ heading, text, evidence }).where(eq(findings.id, findingId))
    await tx.db.delete(findingLinks).where(eq(findingLinks.findingId, findingId))
    await link(tx, findingId, input)
    await audit(tx, { verb: 'feedback.edit-finding', subject: `finding:${findingId}`, scope: consultationId })
  })
}

export function removeFinding(ctx: Ctx, consultationId: string, findingId: string): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    authorise(tx, 'feedback.write', consultationId)
    const answer = await writeOn(tx, consultationId)
    const { number, heading } = await findingOf(tx, answer.id, findingId)
    await tx.db.delete(findings).where(eq(findings.id, findingId))
    const detail = { number, heading }
    await audit(tx, { verb: 'feedback.remove-finding', subject: `finding:${findingId}`, scope: consultationId, detail })
  })
}

async function link(tx: Ctx, findingId: string, input: FindingInput) {
  const rows = [
    ...input.objectives.map((objectiveId) => ({ findingId, objectiveId })),
    ...input.actions.map((actionId) => ({ findingId, actionId })),
  ]
  if (rows.length > 0) await tx.db.insert(findingLinks).values(rows)
}

async function tablesOf(tx: Ctx, { releaseId }: AnswerRow): Promise<PublicTable[]> {
  const [release] = await tx.db.select({ tables: releases.tables }).from(releases).where(eq(releases.id, releaseId))
  return release?.tables ?? []
}

async function refuseLoosePins(tx: Ctx, answer: AnswerRow, input: FindingInput) {
  const tables = await tablesOf(tx, answer)
  for (const pin of input.evidence) await refusePin(tx, answer, tables, pin)
  if (!(await knowsPlanItems(tx, input.objectives, input.actions))) {
    throw new AppError('bad-input', 'One of the objectives or actions is not in the plan.', {
      objectives: 'Choose from the plan.',
    })
  }
}

async function refusePin(tx: Ctx, answer: AnswerRow, tables: PublicTable[], pin: Evidence) {
  const loose = (message: string) => new AppError('bad-input', message, { evidence: message })
  if (pin.kind === 'quote') {
    const [found] = await tx.db
      .select({ id: quotes.id })
      .from(quotes)
      .where(and(eq(quotes.id, pin.quote), eq(quotes.answerId, answer.id)))
    if (!found) throw loose('One of the quotes is not among those kept for this answer.')
  }
  if (pin.kind !== 'cell') return
  const shown = shownAt(tables, pin)
  if (shown === undefined) throw loose('One of the numbers is not in this release.')
  if (shown === null) throw loose('One of the numbers is too small to show, so no finding can rest on it.')
}

/** The number a pin stands for: null where it is hidden, undefined where the release has no such number. */
function shownAt(tables: readonly PublicTable[], pin: Extract<Evidence, { kind: 'cell' }>): number | null | undefined {
  const table = tables.find((one) => one.id === pin.table)
  const row = table?.rows.findIndex((one) => one.id === pin.row) ?? -1
  return table?.columns.find((one) => one.id === pin.column)?.counts[row]
}

/** Numbers of the findings that rest on a number which the answer's release, a newer one perhaps, does not show. */
export async function looseFindings(tx: Ctx, answer: AnswerRow): Promise<number[]> {
  const tables = await tablesOf(tx, answer)
  const all = await tx.db
    .select({ number: findings.number, evidence: findings.evidence })
    .from(findings)
    .where(eq(findings.answerId, answer.id))
    .orderBy(findings.number)
  const isLoose = (pin: Evidence) => pin.kind === 'cell' && typeof shownAt(tables, pin) !== 'number'
  return all.filter(({ evidence }) => evidence.some(isLoose)).map(({ number }) => number)
}
