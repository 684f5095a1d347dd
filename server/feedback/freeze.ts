import { eq } from 'drizzle-orm'
import { DateTime } from 'luxon'
import { publicRule } from '../../shared/analysis/disclosure-rules.ts'
import { type Dated, phaseOf } from '../../shared/consultations/phase.ts'
import { type Manifest, methodSentence } from '../../shared/feedback/manifest.ts'
import { publicTablesOf } from '../../shared/feedback/public-tables.ts'
import { toldCells } from '../../shared/feedback/release-audit.ts'
import { type PublicTable, questionOf, type SealedTable } from '../../shared/feedback/release-tables.ts'
import type { WantedTable } from '../../shared/feedback/seal-tables.ts'
import { tooSoon } from '../../shared/feedback/too-soon.ts'
import { londonDate } from '../../shared/kernel/london.ts'
import { count, say } from '../../shared/kernel/text.ts'
import type { ExactCounts } from '../analysis/exact-counts.ts'
import { endWithdrawals } from '../collectors/commands.ts'
import { lockConsultation } from '../consultations/commands.ts'
import { consultationById } from '../consultations/queries.ts'
import { audit } from '../platform/audit.ts'
import { authorise } from '../platform/authorise.ts'
import { type Ctx, inTransaction } from '../platform/context.ts'
import { AppError, notFound } from '../platform/errors.ts'
import { hex } from '../platform/secret.ts'
import { version } from '../platform/version.ts'
import { responseTally } from '../responses/words.ts'
import { countTables, datasetOf } from './count-release.ts'
import { releasesBefore, sealedOf } from './earlier.ts'
import { publicSealOf, sealOf } from './recount.ts'
import { feedbackAnswers, releases, sealedCounts } from './tables.ts'

const keptYears = 2

interface Wanted {
  tables: WantedTable[]
}

/**
 * Freezes a release: counts everybody, seals the unrounded counts of exactly the tables asked for, keeps the public tables,
 * and ends withdrawing. After closing only; again only once ten more have answered and while the answer is a draft, which
 * then rests on the new release.
 */
export async function freezeRelease(ctx: Ctx, consultationId: string, input: Wanted): Promise<{ id: string }> {
  authorise(ctx, 'release.freeze', consultationId)
  // Counting reads the feed on the context's own connection, so it comes before the transaction; what changed in
  // between is found by comparing with the rows themselves once nothing can be withdrawn any more.
  const made = await makeRelease(ctx, consultationId, input)
  return inTransaction(ctx, async (tx) => {
    const consultation = await lockConsultation(tx, consultationId)
    refuseUnlessClosed(tx, consultation)
    await refuseLateChange(tx, consultationId)
    await endWithdrawals(tx, consultationId)
    const tally = await responseTally(tx, consultationId)
    const before = await releasesBefore(tx, consultationId)
    if (tally.people !== made.counts.people || before.length !== made.number - 1) {
      throw new AppError('conflict', 'Something changed while the counting went on. Freeze again.')
    }
    const dataset = await datasetOf(tx, consultationId)
    const manifest = manifestOf(tx, consultation, made, { ...tally, dataset })
    const id = await keep(tx, consultationId, manifest, made)
    const seal = hex(sealOf(manifest, made.sealed))
    const detail = { number: made.number, tables: made.sealed.length, seal }
    await audit(tx, { verb: 'feedback.freeze', subject: `release:${id}`, scope: consultationId, detail })
    return { id }
  })
}

interface MadeRelease {
  number: number
  counts: ExactCounts
  sealed: SealedTable[]
  shown: PublicTable[]
}

/** Everything of a release but its keeping: refused, in words, where it cannot be made or would tell too much. */
export async function makeRelease(ctx: Ctx, consultationId: string, input: Wanted): Promise<MadeRelease> {
  refuseUnlessClosed(ctx, await consultationById(ctx, consultationId))
  await refuseLateChange(ctx, consultationId)
  const earlier = await releasesBefore(ctx, consultationId)
  if (earlier.some(({ sealed }) => sealed === null)) {
    throw new AppError(
      'conflict',
      'The sealed counts of an earlier release are deleted, so nobody can check a new one against it.',
    )
  }
  const { counts, sealed } = await countTables(ctx, consultationId, input.tables, sealedOf(earlier))
  const last = earlier.at(-1)
  if (last && counts.people - last.manifest.counted < publicRule.moreBefore) {
    const words = `Fewer than ${publicRule.moreBefore} more people have answered since the last release. A new one beside it would tell of them.`
    throw new AppError('conflict', words)
  }
  refuseTooSoon(sealed)
  const shown = publicTablesOf(sealed)
  refuseTold(shown, sealed)
  return { number: earlier.length + 1, counts, sealed, shown }
}

function refuseTooSoon(sealed: SealedTable[]) {
  const few = tooSoon(sealed, publicRule)
  if (few.length === 0) return
  const names = few.map((table) => `“${questionOf(table)}”`).join(', ')
  const words = `Fewer than ${publicRule.moreBefore} more people answered ${names} since the last release. Leave ${few.length === 1 ? 'it' : 'them'} out.`
  throw new AppError('bad-input', words, { tables: words })
}

/** The tables are made so that this finds nothing; it is looked at all the same, by other means, before anything is kept. */
function refuseTold(shown: PublicTable[], sealed: SealedTable[]) {
  try {
    const told = toldCells(shown, sealed, publicRule)
    if (told.length === 0) return
    const from = sealed.filter(({ id }) => told.some((cell) => cell.startsWith(`${id} `)))
    const names = from.map((table) => `“${questionOf(table)}”`).join(', ')
    const words = `${count(told.length, 'hidden number')} of ${names} could be worked out from these tables. Leave ${from.length === 1 ? 'it' : 'them'} out.`
    throw new AppError('conflict', words)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new AppError('conflict', 'These tables are too many to be checked together. Choose fewer tables.')
  }
}

/** Nobody can answer any more: a release counts everybody who did. */
export const isClosed = (ctx: Ctx, consultation: Dated): boolean => {
  const phase = phaseOf(consultation, ctx.now())
  return phase === 'closed' || phase === 'answered'
}

function refuseUnlessClosed(ctx: Ctx, consultation: Dated | undefined) {
  if (!consultation) throw notFound()
  if (isClosed(ctx, consultation)) return
  throw new AppError('conflict', 'A release is frozen when the consultation has closed.')
}

/** What a published or waiting answer says rests on its release: a new one would change the ground under it. */
async function refuseLateChange(ctx: Ctx, consultationId: string): Promise<void> {
  const why = await lateChange(ctx, consultationId)
  if (why) throw new AppError('conflict', why)
}

/** Why it is too late for a new release, in words; empty while it is not. */
export async function lateChange(ctx: Ctx, consultationId: string): Promise<string> {
  const [answer] = await ctx.db
    .select({ state: feedbackAnswers.state })
    .from(feedbackAnswers)
    .where(eq(feedbackAnswers.consultationId, consultationId))
  if (answer?.state === 'published')
    return 'The answer is published. It rests on its release, which does not change any more.'
  if (answer?.state === 'sent') return 'The answer is with the approver. Ask for it back before you freeze again.'
  return ''
}

async function keep(tx: Ctx, consultationId: string, manifest: Manifest, made: MadeRelease): Promise<string> {
  const { sealed, shown, number } = made
  const [release] = await tx.db
    .insert(releases)
    .values({
      consultationId,
      number,
      manifest,
      tables: shown,
      seal: sealOf(manifest, sealed),
      publicSeal: publicSealOf(manifest, shown),
      frozenAt: tx.now(),
      frozenBy: tx.actor?.accountId ?? '',
    })
    .onConflictDoNothing()
    .returning({ id: releases.id })
  if (!release) throw new AppError('conflict', 'Somebody else froze a release just now.')
  const deleteOn = DateTime.fromISO(londonDate(tx.now())).plus({ years: keptYears }).toISODate() ?? ''
  await tx.db.insert(sealedCounts).values({ releaseId: release.id, tables: sealed, deleteOn })
  await tx.db
    .insert(feedbackAnswers)
    .values({ consultationId, releaseId: release.id })
    .onConflictDoUpdate({ target: feedbackAnswers.consultationId, set: { releaseId: release.id } })
  return release.id
}

function manifestOf(
  tx: Ctx,
  consultation: { slug: string; synthetic: boolean },
  { number, counts, sealed }: MadeRelease,
  tally: { withdrawn: number; erased: number; dataset: Manifest['dataset'] },
): Manifest {
  const left = [
    { reason: 'withdrawn by the person', responses: tally.withdrawn },
    { reason: 'erased by the person', responses: tally.erased },
  ]
  return {
    consultation: consultation.slug,
    number,
    frozenOn: londonDate(tx.now()),
    filter: { area: null, collector: null },
    tables: sealed.map(queryOf),
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

function queryOf(table: SealedTable): Manifest['tables'][number] {
  const by = table.kind === 'by-equality' ? { by: say(table.by, 'en'), byKey: table.byKey } : {}
  const lines = table.kind === 'by-equality' ? [...table.rows, ...table.columns] : table.rows
  const joined = lines.flatMap(({ label, of }) => (of ? [say(label, 'en')] : []))
  const joinedTo = joined.length > 0 ? { joined } : {}
  return { id: table.id, question: say(table.question, 'en'), key: table.key, ...by, ...joinedTo }
}
