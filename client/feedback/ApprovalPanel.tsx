import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useMay } from '../accounts/api.ts'
import { timeAndDate } from '../kit/dates.ts'
import { ErrorBox } from '../kit/ErrorBox.tsx'
import { Panel } from '../kit/Panel.tsx'
import { type DeskAnswer, useWrite, writes } from './api.ts'

interface ApprovalProps {
  found: DeskAnswer
  consultationId: string
  slug: string
}

/** Where the answer stands, and the one thing this person can do about it next. */
export function ApprovalPanel(props: ApprovalProps) {
  const { state, publishedAt } = props.found.answer
  if (state === 'published') {
    return (
      <Panel raised>
        <p>
          Published at {timeAndDate(publishedAt)}. <a href={`/c/${props.slug}/results`}>See it as the public does</a>
        </p>
      </Panel>
    )
  }
  return state === 'sent' ? <Sent {...props} /> : <Draft {...props} />
}

function Draft({ consultationId }: ApprovalProps) {
  const send = useWrite(() => writes(consultationId).send())
  if (!useMay('feedback.write')) return null
  return (
    <Panel raised>
      <p>When the sentences, the findings and the commitments are written, another person reads and publishes them.</p>
      {send.isError ? <ErrorBox error={send.error} what="Not sent." /> : null}
      <div className="row">
        <Button variant="filled" onClick={() => send.mutate(undefined)} disabled={send.isPending}>
          Send to the approver
        </Button>
      </div>
    </Panel>
  )
}

function Sent({ found, consultationId }: ApprovalProps) {
  const mayApprove = useMay('feedback.approve') && !found.wroteIt
  const takeBack = useWrite(() => writes(consultationId).takeBack())
  if (mayApprove) return <Approve consultationId={consultationId} />
  return (
    <Panel raised>
      <p>
        This waits for an approver who wrote no part of it
        {found.wroteIt ? '. You wrote a part, so it cannot be you' : ''}.
      </p>
      {takeBack.isError ? <ErrorBox error={takeBack.error} what="Not taken back." /> : null}
      <div className="row">
        <Button onClick={() => takeBack.mutate(undefined)}>Take it back to change it</Button>
      </div>
    </Panel>
  )
}

function Approve({ consultationId }: { consultationId: string }) {
  const [note, setNote] = useState('')
  const publish = useWrite(() => writes(consultationId).publish())
  const sendBack = useWrite((words: string) => writes(consultationId).sendBack(words))
  return (
    <Panel raised>
      <p>
        Read everything below: each finding with its numbers, each quote beside the words as they were written.
        Publishing makes every table again from the sealed counts first, and mails those who asked to be told.
      </p>
      {publish.isError ? <ErrorBox error={publish.error} what="Not published." /> : null}
      {sendBack.isError ? <ErrorBox error={sendBack.error} what="Not sent back." /> : null}
      <div className="row">
        <Button variant="filled" onClick={() => publish.mutate(undefined)} disabled={publish.isPending}>
          Publish this answer
        </Button>
      </div>
      <Textarea
        label="Or send it back: what needs to change"
        value={note}
        maxLength={1000}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <div className="row">
        <Button onClick={() => sendBack.mutate(note)} disabled={note.trim() === '' || sendBack.isPending}>
          Send it back
        </Button>
      </div>
    </Panel>
  )
}
