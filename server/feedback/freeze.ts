import { DateTime } from 'luxon'
import type { z } from 'zod'
import type { Crosstab, Frequency } from '../../shared/analysis/count.ts'
import { publicRule } from '../../shared/analysis/disclosure-rules.ts'
import { type Column, firstCategory } from '../../shared/analysis/layout.ts'
import { type Dated, phaseOf } from '../../shared/consultations/phase.ts'
import type { freezeInput } from '../../shared/feedback/inputs.ts'
import { type Manifest, methodSentence } from '../../shared/feedback/manifest.ts'
import { type Line, type Missing, publicTableOf, type SealedTable } from '../../shared/feedback/release-tables.ts'
import { londonDate } from '../../shared/kernel/london.ts'
import { say } from '../../shared/kernel/text.ts'
import { type ExactCounts, exactCounts } from '../analysis/exact-counts.ts'
import { endWithdrawals } from '../collectors/commands.ts'
import { lockConsultation } from '../consultations/commands.ts'
import { consultationById } from '../consultations/queries.ts'
import { audit } from '../platform/audit.ts'
import { authorise } from '../platform/authorise.ts'
import { type Ctx, inTransaction } from '../platform/context.ts'
import { AppError, notFound } from '../platform/errors.ts'
import { version } from '../platform/version.ts'
import { countedDataset, responseTally } from '../responses/words.ts'
import { publicSealOf, sealOf } from './recount.ts'
import { feedbackAnswers, releases, sealedCounts } from './tables.ts'

type Wanted = z.output<typeof freezeInput>['tables'][number]

const keptYears = 2

/** Questions and breakdowns a release may hold; not ready while answers may still come or change. */
export async function freezableQuestions(ctx: Ctx, consultationId: string) {
  const consultation = await consultationById(ctx, consultationId)
  if (!consultation) throw notFound()
  const { columns } = await exactCounts(ctx, consultationId, [])
  const closed = phaseOf(consultation, ctx.now()) === 'closed'
  return {
    ready: closed,
    why: closed ? '' : 'A release is frozen when the consultation has closed: until then answers may still come.',
    questions: columns.filter(isQuestion).map((column) => ({
      key: column.key,
      text: column.text,
      statement: column.rowText,
      mayBreakDown: mayBreakDown(column),
    })),
    breakdowns: columns.filter(isBreakdown).map(({ key, text }) => ({ key, text })),
  }
}

const isClosed = (column: Column) => column.kind === 'codes' || column.kind === 'set'
/** A hidden value says where a link was found: nobody was asked it. */
const isQuestion = (column: Column) =>
  column.part !== 'about' && column.type !== 'characteristic' && column.type !== 'hidden' && isClosed(column)
const isBreakdown = (column: Column) =>
  column.part === 'equality' && column.kind === 'codes' && column.type !== 'characteristic'
const places: Column['type'][] = ['postcode', 'area', 'long_list']
/** A borough by an equality question, or several answers by one, could be worked back to a person. */
const mayBreakDown = (column: Column) =>
  isQuestion(column) && column.part === 'main' && column.kind === 'codes' && !places.includes(column.type)

/**
 * Freezes a release: counts everybody, seals the unrounded counts of exactly the tables asked for, keeps the public
 * tables, and ends withdrawing. One a consultation, after it closed.
 */
export async function freezeRelease(
  ctx: Ctx,
  consultationId: string,
  input: { tables: Wanted[] },
): Promise<{ id: string }> {
  authorise(ctx, 'release.freeze', consultationId)
  refuseUnlessClosed(ctx, await consultationById(ctx, consultationId))
  const pairs = input.tables.flatMap(({ question, by }): [string, string][] => (by ? [[question, by]] : []))
  // Counting reads the feed on the context's own connection, so it comes before the transaction; what changed in
  // between is found by comparing with the rows themselves once nothing can be withdrawn any more.
  const counts = await exactCounts(ctx, consultationId, pairs)
  const tables = sealedTables(counts, input.tables)
  return inTransaction(ctx, async (tx) => {
    const consultation = await lockConsultation(tx, consultationId)
    refuseUnlessClosed(tx, consultation)
    await endWithdrawals(tx, consultationId)
    const tally = await responseTally(tx, consultationId)
    if (tally.people !== counts.people) {
      throw new AppError('conflict', 'An answer changed while the counting went on. Freeze again.')
    }
    const dataset = await countedDataset(tx, consultationId)
    const manifest = manifestOf(tx, consultation, counts, tables, { ...tally, dataset })
    const id = await keep(tx, consultationId, manifest, tables)
    const detail = { tables: tables.length, seal: Buffer.from(sealOf(manifest, tables)).toString('hex') }
    await audit(tx, { verb: 'feedback.freeze', subject: `release:${id}`, scope: consultationId, detail })
    return { id }
  })
}

function refuseUnlessClosed(ctx: Ctx, consultation: Dated | undefined) {
  if (!consultation) throw notFound()
  if (phaseOf(consultation, ctx.now()) === 'closed') return
  throw new AppError('conflict', 'A release is frozen once, when the consultation has closed.')
}

async function keep(tx: Ctx, consultationId: string, manifest: Manifest, tables: SealedTable[]): Promise<string> {
  const shown = tables.map(publicTableOf)
  const [release] = await tx.db
    .insert(releases)
    .values({
      consultationId,
      manifest,
      tables: shown,
      seal: sealOf(manifest, tables),
      publicSeal: publicSealOf(manifest, shown),
      frozenAt: tx.now(),
      frozenBy: tx.actor?.accountId ?? '',
    })
    .onConflictDoNothing()
    .returning({ id: releases.id })
  if (!release) throw new AppError('conflict', 'A release of this consultation is frozen already.')
  const deleteOn = DateTime.fromISO(londonDate(tx.now())).plus({ years: keptYears }).toISODate() ?? ''
  await tx.db.insert(sealedCounts).values({ releaseId: release.id, tables, deleteOn })
  await tx.db.insert(feedbackAnswers).values({ consultationId, releaseId: release.id })
  return release.id
}

function sealedTables(counts: ExactCounts, wanted: Wanted[]): SealedTable[] {
  let crossed = 0
  return wanted.map(({ question, by }, i) => {
    const place = counts.columns.findIndex((column) => column.key === question)
    const column = counts.columns[place]
    const frequency = counts.frequencies[place]
    const id = `t${i + 1}`
    if (!column || !frequency || !isQuestion(column)) throw unknown()
    if (by === null) return alone(id, column, frequency)
    const across = counts.columns.find((one) => one.key === by)
    const table = counts.crosstabs[crossed++]
    if (!across || !table || !isBreakdown(across) || !mayBreakDown(column)) throw unknown()
    return { ...headOf(id, column, frequency), kind: 'by-equality', by: across.text, ...crossCounts(across, table) }
  })
}

const unknown = () =>
  new AppError('bad-input', 'One of the tables cannot be in a release.', { tables: 'Choose from the list.' })

const linesOf = (column: Column): Line[] => column.categories.map(({ id, label }) => ({ id, label }))

function headOf(id: string, column: Column, { blank, declined, dontKnow }: Frequency) {
  const missing: Missing = { blank, declined, dontKnow }
  const statement = column.rowText ? { statement: column.rowText } : {}
  return { id, question: column.text, ...statement, rows: linesOf(column), missing }
}

function alone(id: string, column: Column, frequency: Frequency): SealedTable {
  const head = headOf(id, column, frequency)
  if (column.kind === 'set') return { ...head, kind: 'several', counts: frequency.categories, base: frequency.answered }
  return { ...head, kind: 'one-way', counts: frequency.categories }
}

/** Of a crosstab the categories alone: people who declined or left the equality question blank are in no column. */
const crossCounts = (across: Column, table: Crosstab) => ({
  columns: linesOf(across),
  counts: table.cells.map((row) => row.slice(firstCategory, firstCategory + across.categories.length)),
})

function manifestOf(
  tx: Ctx,
  consultation: { slug: string; synthetic: boolean },
  counts: ExactCounts,
  tables: SealedTable[],
  tally: { withdrawn: number; erased: number; dataset: Manifest['dataset'] },
): Manifest {
  const left = [
    { reason: 'withdrawn by the person', responses: tally.withdrawn },
    { reason: 'erased by the person', responses: tally.erased },
  ]
  return {
    consultation: consultation.slug,
    frozenOn: londonDate(tx.now()),
    filter: { area: null, collector: null },
    tables: tables.map((table) => ({
      id: table.id,
      question: say(table.question, 'en'),
      ...(table.kind === 'by-equality' ? { by: say(table.by, 'en') } : {}),
    })),
    rules: publicRule,
    code: version,
    dataset: tally.dataset,
    counted: counts.people,
    groups: counts.groups,
    synthetic: consultation.synthetic || counts.synthetic,
    leftOut: left.filter(({ responses }) => responses > 0),
    method: methodSentence,
  }
}
