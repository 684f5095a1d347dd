import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { count } from '../../shared/kernel/text.ts'
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
            <Answer
              found={found}
              consultationId={consultationId}
              slug={listed?.slug ?? ''}
              title={listed?.title ?? ''}
            />
          ) : (
            <FreezeForm consultationId={consultationId} title={listed?.title ?? ''} />
          )
        }
      </Loaded>
    </Page>
  )
}

function titleOf(found: DeskAnswer | null | undefined, title: string): string {
  if (found === undefined) return title
  if (found === null) return 'No release is frozen yet'
  if (found.answer.state === 'published' && found.recount?.ok === false) return 'This answer is withheld'
  if (found.answer.state === 'published') return 'This answer is published'
  if (found.answer.state === 'sent') return 'This answer waits for an approver'
  return 'This answer is being written'
}

interface AnswerProps {
  found: DeskAnswer
  consultationId: string
  slug: string
  title: string
}

function Answer({ found, consultationId, slug, title }: AnswerProps) {
  const mayFreeze = useMay('release.freeze') && found.answer.state === 'draft'
  const mayWrite = useMay('feedback.write') && found.answer.state === 'draft'
  const parts = { found, consultationId, mayWrite }
  return (
    <>
      <Warnings found={found} />
      <div className="answer">
        <div className="answer-side">
          <ApprovalPanel found={found} consultationId={consultationId} slug={slug} />
        </div>
        <div className="answer-main">
          <Part title="In short">
            <SummaryForm {...parts} />
          </Part>
          <Part title="What we heard">
            <FindingList {...parts} />
          </Part>
          <Part title="What we promise">
            <CommitmentList {...parts} />
          </Part>
          <Part title="The release">
            <TheRelease found={found} />
            {mayFreeze ? <FreezeAgain consultationId={consultationId} title={title} /> : null}
          </Part>
        </div>
      </div>
    </>
  )
}

/** What went wrong with it, before anything else: sent back, or its numbers do not hold. */
function Warnings({ found }: Pick<AnswerProps, 'found'>) {
  const fault = found.recount?.fault
  return (
    <>
      {fault ? (
        <div className="error-box" role="alert">
          <p>
            <strong>The public sees none of this.</strong> {fault} Ask whoever runs the server to look at the trail
            (folkmoot verify) and the release (folkmoot recount).
          </p>
        </div>
      ) : null}
      {found.answer.note ? (
        <div className="error-box" role="note">
          <p>
            <strong>Sent back.</strong> The approver wrote: “{found.answer.note}”
          </p>
        </div>
      ) : null}
    </>
  )
}

/** Late answers, as paper forms that came in by post: the answer may rest on a newer release while it is a draft. */
function FreezeAgain({ consultationId, title }: { consultationId: string; title: string }) {
  const [opened, setOpened] = useState(false)
  if (!opened) return <Button onClick={() => setOpened(true)}>Freeze a newer release</Button>
  return <FreezeForm consultationId={consultationId} title={title} again />
}

function TheRelease({ found: { release, recount } }: Pick<AnswerProps, 'found'>) {
  const { manifest, tables } = release
  return (
    <Panel>
      <p>
        Frozen {longDate(release.frozenAt)}: {count(manifest.counted, 'answer')} from people
        {manifest.groups > 0 ? ` and ${manifest.groups} from groups, read apart` : ''}. The tables are as the public
        sees them.
      </p>
      {recount?.countsDeletedOn ? (
        <p className="help">
          The sealed counts were deleted on {longDate(recount.countsDeletedOn)}, as was promised. The tables stay under
          their own seal.
        </p>
      ) : null}
      <details className="report">
        <summary>Look at {tables.length === 1 ? 'its table' : `all ${tables.length} tables`}</summary>
        <ReleaseTables tables={tables} />
      </details>
    </Panel>
  )
}
