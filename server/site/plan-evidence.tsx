import { type PlanEvidence, planEvidence } from '../feedback/queries.ts'
import type { Ctx } from '../platform/context.ts'
import { day, noonOf } from './dates.ts'
import type { Evidence, ThreadStep } from './plan-thread.tsx'
import { CommitmentWords, Status } from './results-commitments.tsx'

/** What people said and what was promised about each objective and action, as steps of its thread. */
export async function evidenceOfPlan(ctx: Ctx): Promise<Evidence> {
  const found = await planEvidence(ctx)
  return new Map([...found].map(([id, pieces]) => [id, stepsOf(pieces)]))
}

/** The oldest consultation first; in each, the consultation once, then its findings, then its commitments. */
function stepsOf(pieces: PlanEvidence[]): ThreadStep[] {
  const bySlug = new Map<string, PlanEvidence[]>()
  for (const piece of pieces) bySlug.set(piece.answer.slug, [...(bySlug.get(piece.answer.slug) ?? []), piece])
  return [...bySlug.values()]
    .reverse()
    .flatMap((own) => [consultationStep(own[0]!, own.some(isWithheld)), ...own.flatMap(step)])
}

const isWithheld = ({ finding, commitment }: PlanEvidence) => !finding && !commitment

const consultationStep = ({ answer }: PlanEvidence, withheld: boolean): ThreadStep => ({
  kind: 'consultation',
  id: `consultation-${answer.slug}`,
  head: `Consultation, answered ${answer.publishedAt ? day(answer.publishedAt) : ''}`,
  body: (
    <>
      <a href={`/c/${answer.slug}/results`}>{answer.title}</a>
      {withheld && (
        <>
          <br />
          {withheldWords}
        </>
      )}
    </>
  ),
})

/** Stands where findings would, when the numbers they rest on do not hold. */
export const withheldWords = 'What people said is withheld: the numbers behind it were changed after they were sealed.'

function step({ answer, finding, commitment }: PlanEvidence): ThreadStep[] {
  if (finding) {
    return [
      {
        kind: 'finding',
        id: `finding-${answer.slug}-${finding.number}`,
        head: `Finding ${finding.number}, published ${answer.publishedAt ? day(answer.publishedAt) : ''}`,
        body: <a href={`/c/${answer.slug}/results#finding-${finding.number}`}>{finding.heading}</a>,
      },
    ]
  }
  if (!commitment) return []
  const due = commitment.dueOn ? `, due ${day(noonOf(commitment.dueOn))}` : ''
  return [
    {
      kind: 'commitment',
      id: `commitment-${answer.slug}-${commitment.number}`,
      head: `Commitment, owner ${commitment.owner}${due}`,
      body: (
        <>
          <CommitmentWords one={commitment} /> <Status status={commitment.status} />
          {answer.synthetic && <span className="tag example">Synthetic example</span>}
        </>
      ),
    },
  ]
}
