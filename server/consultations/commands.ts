import { eq, like, or } from 'drizzle-orm'
import { slugOf } from '../../shared/consultations/addresses.ts'
import {
  type ConsultationEdit,
  consultationEdit,
  newConsultation,
  type PrivacyNotice,
  privacyNotice,
} from '../../shared/consultations/inputs.ts'
import { phaseOf } from '../../shared/consultations/phase.ts'
import { type FidelityReport, groupedEntries } from '../../shared/questionnaires/fidelity.ts'
import { grantRole } from '../accounts/commands.ts'
import { audit } from '../platform/audit.ts'
import { authorise } from '../platform/authorise.ts'
import { type Ctx, inTransaction } from '../platform/context.ts'
import { brokenConstraint } from '../platform/db.ts'
import { AppError, notFound } from '../platform/errors.ts'
import { createQuestionnaire } from '../questionnaires/commands.ts'
import { nameOf, readQuestionnaire } from '../questionnaires/read-questionnaire.ts'
import { FileRefused } from '../questionnaires/read-text.ts'
import { consultationById, latestNotice } from './queries.ts'
import { consultations, privacyNotices } from './tables.ts'

export interface Made {
  id: string
  slug: string
}

/** Makes a draft; whoever makes it becomes its officer. */
export async function createConsultation(
  ctx: Ctx,
  input: { title: string },
  change: { synthetic?: boolean } = {},
): Promise<Made> {
  for (let left = 5; ; left -= 1) {
    try {
      return await inTransaction(ctx, (tx) => makeDraft(tx, input, change.synthetic ?? false))
    } catch (error) {
      // Two of the same title at once: the address found free was taken meanwhile, so the next one is looked for.
      if (left === 0 || brokenConstraint(error) !== 'consultations_slug_unique') throw error
    }
  }
}

async function makeDraft(tx: Ctx, input: { title: string }, synthetic: boolean): Promise<Made> {
  authorise(tx, 'consultation.create', null)
  const { title } = newConsultation.parse(input)
  const accountId = tx.actor!.accountId
  const slug = await freeSlug(tx, slugOf(title))
  const [made] = await tx.db
    .insert(consultations)
    .values({ slug, title, createdAt: tx.now(), createdBy: accountId, writers: [accountId], synthetic })
    .returning({ id: consultations.id, slug: consultations.slug })
  await grantRole(tx, accountId, 'officer', made!.id)
  await audit(tx, { verb: 'consultations.create', subject: `consultation:${made!.id}`, scope: made!.id })
  return made!
}

/** The slug itself, or the first of `slug-2`, `slug-3`, … that is free. */
async function freeSlug(tx: Ctx, slug: string): Promise<string> {
  const found = await tx.db
    .select({ slug: consultations.slug })
    .from(consultations)
    .where(or(eq(consultations.slug, slug), like(consultations.slug, `${slug}-%`)))
  const taken = new Set(found.map((one) => one.slug))
  let free = slug
  for (let n = 2; taken.has(free); n += 1) free = `${slug}-${n}`
  return free
}

/** Waits for whoever else is changing it; refuses those who may not. */
export async function lockConsultation(tx: Ctx, id: string) {
  const [found] = await tx.db.select().from(consultations).where(eq(consultations.id, id)).for('update')
  if (!found) throw notFound()
  return found
}

type Row = Awaited<ReturnType<typeof lockConsultation>>

/** After the opening, only what cannot change the question: whom to ask, what to read, by when the answer comes. */
const changeableWhileOpen = ['contact', 'documents', 'answerBy']

function refuseLateEdit(row: Row, fields: string[], now: Date) {
  const phase = phaseOf(row, now)
  if (phase === 'draft') return
  if (phase === 'asked')
    throw new AppError('conflict', 'It waits for the approver. Take it back first, then change it.')
  const fixed = fields.filter((field) => !changeableWhileOpen.includes(field))
  if (fixed.length === 0) return
  const why = 'This was fixed when it opened.'
  throw new AppError(
    'conflict',
    'People have been asked on these terms, so they stay as they are.',
    Object.fromEntries(fixed.map((f) => [f, why])),
  )
}

export function editConsultation(ctx: Ctx, id: string, input: ConsultationEdit): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    authorise(tx, 'consultation.edit', id)
    const edit = consultationEdit.parse(input)
    const row = await lockConsultation(tx, id)
    refuseLateEdit(row, Object.keys(edit), tx.now())
    const { opensAt, closesAt, answerBy, ...words } = edit
    const dates = instants({ opensAt, closesAt, answerBy })
    refuseCrossedDates({ ...row, ...dates })
    await tx.db
      .update(consultations)
      .set({ ...words, ...dates, writers: withWriter(tx, row) })
      .where(eq(consultations.id, id))
    await audit(tx, {
      verb: 'consultations.edit',
      subject: `consultation:${id}`,
      scope: id,
      detail: { fields: Object.keys(edit) },
    })
  })
}

export const withWriter = (tx: Ctx, row: Row) => [
  ...new Set([...row.writers, ...(tx.actor ? [tx.actor.accountId] : [])]),
]

/** ISO to instants; null stays null and what did not come stays away. */
function instants(dates: Record<string, string | null | undefined>): Record<string, Date | null> {
  const given = Object.entries(dates).filter(([, value]) => value !== undefined)
  return Object.fromEntries(given.map(([key, value]) => [key, value ? new Date(value) : null]))
}

function refuseCrossedDates({ opensAt, closesAt }: { opensAt: Date | null; closesAt: Date | null }) {
  if (!opensAt || !closesAt || closesAt > opensAt) return
  throw new AppError('bad-input', 'The dates cross.', { closesAt: 'It closes before it opens.' })
}

/** A new version of the notice; the same words again are the same version. A response keeps the number it was shown. */
export function writePrivacyNotice(ctx: Ctx, id: string, input: PrivacyNotice): Promise<{ number: number }> {
  return inTransaction(ctx, async (tx) => {
    authorise(tx, 'consultation.edit', id)
    const notice = privacyNotice.parse(input)
    const row = await lockConsultation(tx, id)
    if (row.state === 'asked')
      throw new AppError('conflict', 'It waits for the approver. Take it back first, then change it.')
    const last = await latestNotice(tx, id)
    if (last && last.text === notice.text && last.quotesMayBePublished === notice.quotesMayBePublished)
      return { number: last.number }
    const number = (last?.number ?? 0) + 1
    await tx.db.insert(privacyNotices).values({ consultationId: id, number, ...notice, at: tx.now() })
    await tx.db
      .update(consultations)
      .set({ writers: withWriter(tx, row) })
      .where(eq(consultations.id, id))
    await audit(tx, {
      verb: 'consultations.write-notice',
      subject: `consultation:${id}`,
      scope: id,
      detail: { number },
    })
    return { number }
  })
}

/** An empty questionnaire of this consultation, whose title people see on a page that has none of its own. */
export async function addQuestionnaire(ctx: Ctx, id: string, input: { name: string }): Promise<{ id: string }> {
  const title = (await consultationById(ctx, id))?.title
  return { id: await createQuestionnaire(ctx, id, { ...input, title }) }
}

export interface ImportedQuestionnaire {
  id: string
  name: string
  format: string
  totals: FidelityReport['totals']
  /** What came over less than whole: the same sentence once, with its places in the file. */
  approximated: Grouped[]
  unsupported: Grouped[]
}
type Grouped = ReturnType<typeof groupedEntries>[number]

/** A questionnaire of another tool as a draft of this consultation, with how each part of it came over. */
export async function importQuestionnaire(
  ctx: Ctx,
  id: string,
  input: { name?: string | undefined; file: Uint8Array },
): Promise<ImportedQuestionnaire> {
  const { document, report, format } = await readQuestionnaire(input.file).catch((error) => {
    throw error instanceof FileRefused ? new AppError('bad-input', error.message) : error
  })
  const name = input.name ?? nameOf(document)
  const questionnaireId = await createQuestionnaire(ctx, id, { name, document })
  const [approximated, unsupported] = [groupedEntries(report, 'approximated'), groupedEntries(report, 'unsupported')]
  return { id: questionnaireId, name, format, totals: report.totals, approximated, unsupported }
}

/** What came of it is published. The caller, the feedback feature, has authorised it and writes the audit row. */
export async function markAnswered(tx: Ctx, id: string): Promise<void> {
  const row = await lockConsultation(tx, id)
  const phase = phaseOf(row, tx.now())
  if (phase !== 'closed' && phase !== 'answered') {
    throw new AppError('conflict', 'People can still answer. Publish what came of it after it has closed.')
  }
  await tx.db.update(consultations).set({ state: 'answered' }).where(eq(consultations.id, id))
}

/** Everything that comes in is synthetic from now on, for ever. The caller, who fills it, has authorised and audits it. */
export async function markSynthetic(tx: Ctx, id: string): Promise<void> {
  await lockConsultation(tx, id)
  await tx.db.update(consultations).set({ synthetic: true }).where(eq(consultations.id, id))
}
