import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useMay } from '../accounts/api.ts'
import { consultationsQuery } from '../consultations/api.ts'
import { longDate } from '../kit/dates.ts'
import { Loaded } from '../kit/Loaded.tsx'
import { Page, Part } from '../kit/Page.tsx'
import { Panel } from '../kit/Panel.tsx'
import { ApprovalPanel } from './ApprovalPanel.tsx'
import { answerQuery, type DeskAnswer } from './api.ts'
import { CommitmentList } from './CommitmentList.tsx'
import { FindingList } from './FindingList.tsx'
import { FreezeForm } from './FreezeForm.tsx'
import { ReleaseTables } from './ReleaseTables.tsx'
import { SummaryForm } from './SummaryForm.tsx'
import './feedback.css'

/** One consultation's answer, from the frozen release to publication. */
export function AnswerPage() {
  const { consultationId = '' } = useParams({ strict: false })
  const answer = useQuery(answerQuery(consultationId))
  const listed = useQuery(consultationsQuery).data?.consultations.find((one) => one.id === consultationId)
  const title = listed?.title ?? 'The answer'
  return (
    <Page
      title={titleOf(answer.data, title)}
      note={title}
      trail={[
        <Link key="feedback" to="/feedback">
          Feedback
        </Link>,
        title,
      ]}
    >
      <Loaded query={answer}>
        {(found) =>
          found ? (
            <Answer found={found} consultationId={consultationId} slug={listed?.slug ?? ''} />
          ) : (
            <FreezeForm consultationId={consultationId} />
          )
        }
      </Loaded>
    </Page>
  )
}

function titleOf(found: DeskAnswer | null | undefined, title: string): string {
  if (found === undefined) return title
  if (found === null) return 'No release is frozen yet'
  if (found.answer.state === 'published') return 'This answer is published'
  if (found.answer.state === 'sent') return 'This answer waits for an approver'
  return 'This answer is being written'
}

interface AnswerProps {
  found: DeskAnswer
  consultationId: string
  slug: string
}

function Answer({ found, consultationId, slug }: AnswerProps) {
  const writes = useMay('feedback.write') && found.answer.state === 'draft'
  return (
    <div className="section">
      {found.answer.note ? (
        <div className="error-box" role="note">
          <p>
            <strong>Sent back.</strong> The approver wrote: “{found.answer.note}”
          </p>
        </div>
      ) : null}
      <ApprovalPanel found={found} consultationId={consultationId} slug={slug} />
      <Part title="In short">
        <SummaryForm found={found} consultationId={consultationId} mayWrite={writes} />
      </Part>
      <Part title="What we heard">
        <FindingList found={found} consultationId={consultationId} mayWrite={writes} />
      </Part>
      <Part title="What we promise">
        <CommitmentList found={found} consultationId={consultationId} mayWrite={writes} />
      </Part>
      <Part title="The release">
        <Panel>
          <p>
            Frozen {longDate(found.release.frozenAt)}: {found.release.manifest.counted.toLocaleString('en-GB')} answers,{' '}
            {found.release.tables.length} tables. What you see here is what the public will see.
          </p>
          <ReleaseTables tables={found.release.tables} />
        </Panel>
      </Part>
    </div>
  )
}
