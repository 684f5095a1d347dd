import { eq } from 'drizzle-orm'
import { canPublish, check } from '../../shared/questionnaires/check.ts'
import type { QuestionnaireDocument } from '../../shared/questionnaires/document.ts'
import { audit } from '../platform/audit.ts'
import { authorise } from '../platform/authorise.ts'
import { type Ctx, inTransaction } from '../platform/context.ts'
import { AppError, notFound } from '../platform/errors.ts'
import { isUnpublished, liveVersion, type Version } from './queries.ts'
import { questionnaires, questionnaireVersions } from './tables.ts'

/** Freezes the draft as the next version, for ever. The checks must let it pass; a stale revision is a 409. */
export function publishVersion(ctx: Ctx, id: string, input: { revision: number }): Promise<Version> {
  return inTransaction(ctx, async (tx) => {
    const [found] = await tx.db.select().from(questionnaires).where(eq(questionnaires.id, id)).for('update')
    if (!found) throw notFound()
    authorise(tx, 'questionnaire.publish', found.consultationId)
    if (found.revision !== input.revision) {
      throw new AppError(
        'conflict',
        'Somebody else changed this questionnaire while you worked. Look at it again before publishing.',
      )
    }
    refuseFaults(found.draft)
    refuseOwnChange(found, tx.actor?.accountId ?? '')
    const live = await liveVersion(tx, id)
    if (live && !isUnpublished(found.draft, live)) {
      throw new AppError('conflict', `Version ${live.number} is published already, and nothing has changed since.`)
    }
    const number = (live?.number ?? 0) + 1
    const [version] = await tx.db
      .insert(questionnaireVersions)
      .values({
        questionnaireId: id,
        number,
        document: found.draft,
        publishedAt: tx.now(),
        publishedBy: tx.actor?.accountId ?? '',
      })
      .returning({
        id: questionnaireVersions.id,
        number: questionnaireVersions.number,
        publishedAt: questionnaireVersions.publishedAt,
      })
    await tx.db.update(questionnaires).set({ changedBy: [] }).where(eq(questionnaires.id, id))
    await audit(tx, {
      verb: 'questionnaires.publish',
      subject: `questionnaire:${id}`,
      scope: found.consultationId,
      detail: { number, versionId: version!.id },
    })
    return version!
  })
}

function refuseFaults(document: QuestionnaireDocument) {
  const findings = check(document)
  if (canPublish(findings)) return
  const stops = findings.filter((finding) => finding.level === 'stop')
  const fields = Object.fromEntries(
    stops.map(({ at, message }) => [at ? `${at.kind}:${at.id}` : 'questionnaire', message]),
  )
  throw new AppError('bad-input', 'This cannot be published yet.', fields)
}

/** Once opening was asked for, a new version goes straight to people, and nothing does that two people have not seen. */
function refuseOwnChange({ opened, changedBy }: { opened: boolean; changedBy: string[] }, accountId: string) {
  if (!opened || !changedBy.includes(accountId)) return
  throw new AppError(
    'conflict',
    'This goes straight to the people who answer, and you wrote a part of the change. Another person must publish it: ask an approver.',
  )
}
