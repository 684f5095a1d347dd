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
        <h2 className="side-title">Published</h2>
        <p>
          At {timeAndDate(publishedAt)}. Those who asked to be told were mailed. <br />
          <a href={`/c/${props.slug}/results`}>See it as the public does</a>
        </p>
        <p className="help">
          It does not change any more. Report on each commitment when it is kept, or gets a new date.
        </p>
      </Panel>
    )
  }
  return state === 'sent' ? <Sent {...props} /> : <Draft key={stepsDone(props.found)} {...props} />
}

function Draft({ found, consultationId }: ApprovalProps) {
  const send = useWrite(() => writes(consultationId).send())
  if (!useMay('feedback.write')) {
    return (
      <Panel raised>
        <h2 className="side-title">Being written</h2>
        <p>It comes to an approver once its writer sends it.</p>
      </Panel>
    )
  }
  return (
    <Panel raised>
      <h2 className="side-title">Before it can go out</h2>
      <ul className="steps">
        {stepsOf(found).map(({ words, done }) => (
          <li key={words} className={done ? 'done' : undefined}>
            {words} <span className="unseen">{done ? '(written)' : '(still to write)'}</span>
          </li>
        ))}
      </ul>
      <p className="help">Then another person reads it all and publishes it.</p>
      {send.isError ? <ErrorBox error={send.error} what="Not sent." /> : null}
      <div className="row">
        <Button variant="filled" onClick={() => send.mutate(undefined)} disabled={send.isPending}>
          Send to the approver
        </Button>
      </div>
    </Panel>
  )
}

/** A refusal says what was missing then: with another step written it is asked for anew. */
const stepsDone = (found: DeskAnswer) =>
  stepsOf(found)
    .map((step) => step.done)
    .join()

const stepsOf = ({ answer, findings, commitments }: DeskAnswer) => [
  { words: 'What people said, and what was done', done: answer.said !== '' && answer.did !== '' },
  { words: 'A finding, with the numbers or words it rests on', done: findings.length > 0 },
  { words: 'A commitment: we will, we did, or we will not', done: commitments.length > 0 },
]

function Sent({ found, consultationId }: ApprovalProps) {
  const mayApprove = useMay('feedback.approve') && !found.wroteIt
  const mayWrite = useMay('feedback.write')
  const takeBack = useWrite(() => writes(consultationId).takeBack())
  if (mayApprove) return <Approve consultationId={consultationId} />
  return (
    <Panel raised>
      <h2 className="side-title">With the approver</h2>
      <p>
        This waits for an approver who wrote no part of it
        {found.wroteIt ? '. You wrote a part, so it cannot be you' : ''}.
      </p>
      {takeBack.isError ? <ErrorBox error={takeBack.error} what="Not taken back." /> : null}
      {mayWrite ? (
        <div className="row">
          <Button onClick={() => takeBack.mutate(undefined)} disabled={takeBack.isPending}>
            Take it back to change it
          </Button>
        </div>
      ) : null}
    </Panel>
  )
}

function Approve({ consultationId }: { consultationId: string }) {
  const [note, setNote] = useState('')
  const publish = useWrite(() => writes(consultationId).publish())
  const sendBack = useWrite((words: string) => writes(consultationId).sendBack(words))
  return (
    <Panel raised>
      <h2 className="side-title">Yours to approve</h2>
      <p>
        Read it all: each finding with its numbers, each quote beside the words as they were written. Publishing makes
        every table again from the sealed counts first, and mails those who asked to be told. It cannot be taken back.
      </p>
      {publish.isError ? <ErrorBox error={publish.error} what="Not published." /> : null}
      {sendBack.isError ? <ErrorBox error={sendBack.error} what="Not sent back." /> : null}
      <div className="row">
        <Button variant="filled" onClick={() => publish.mutate(undefined)} disabled={publish.isPending}>
          Publish this answer
        </Button>
      </div>
      <hr />
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
