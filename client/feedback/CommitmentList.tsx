import { Button } from '@mantine/core'
import { useState } from 'react'
import { beforeBecause, kindWords, statusMarks, statusWords } from '../../shared/feedback/commitment.ts'
import { useMay } from '../accounts/api.ts'
import { longDate } from '../kit/dates.ts'
import { Empty } from '../kit/Empty.tsx'
import { ErrorBox } from '../kit/ErrorBox.tsx'
import { useFocusBack } from '../kit/focus-back.ts'
import { Panel } from '../kit/Panel.tsx'
import { Standing } from '../kit/Standing.tsx'
import { useUndoBar } from '../kit/UndoBar.tsx'
import { type Commitment, type DeskAnswer, useWrite, writes } from './api.ts'
import { CommitmentForm, inputOf } from './CommitmentForm.tsx'
import { CommitmentReport } from './CommitmentReport.tsx'
import { PlanTies } from './PlanTies.tsx'

interface CommitmentListProps {
  found: DeskAnswer
  consultationId: string
  mayWrite: boolean
}

/** What was promised, in order; once published each is reported on, never rewritten. */
export function CommitmentList({ found, consultationId, mayWrite }: CommitmentListProps) {
  const [editing, setEditing] = useState<string | null>(null)
  const close = () => setEditing(null)
  const place = useFocusBack(editing)
  return (
    <div className="section" ref={place}>
      {found.commitments.length === 0 && editing === null ? (
        <Empty title="No commitments yet.">Say what we will do, what we did, or what we will not do and why.</Empty>
      ) : null}
      {found.commitments.map((commitment) =>
        editing === commitment.id ? (
          <CommitmentForm key={commitment.id} {...{ found, consultationId, commitment, close }} />
        ) : (
          <One
            key={commitment.id}
            {...{ found, consultationId, commitment, mayWrite }}
            edit={() => setEditing(commitment.id)}
          />
        ),
      )}
      {mayWrite && editing === 'new' ? <CommitmentForm {...{ found, consultationId, close }} /> : null}
      {mayWrite && editing === null ? (
        <div>
          <Button data-opens="new" onClick={() => setEditing('new')}>
            Write a commitment
          </Button>
        </div>
      ) : null}
    </div>
  )
}

function One(props: CommitmentListProps & { commitment: Commitment; edit: () => void }) {
  const { found, consultationId, commitment, mayWrite, edit } = props
  const told = useUndoBar()
  const { addCommitment, removeCommitment } = writes(consultationId)
  const putBack = useWrite(addCommitment)
  const remove = useWrite(removeCommitment, () =>
    told(`Commitment ${commitment.number} deleted.`, () => putBack.mutate(inputOf(commitment))),
  )
  const mayReport = useMay('feedback.write') && found.answer.state === 'published'
  const { kind, text, because, owner, dueOn, newDueOn, status, objectiveId, actionId } = commitment
  return (
    <Panel>
      <p>
        <strong>{kindWords[kind]}:</strong> {because ? `${beforeBecause(text)}, because ${because}` : text}
      </p>
      <p className="commitment-line">
        <Standing status={status} mark={statusMarks[status]}>
          {statusWords[status]}
        </Standing>
        <span className="note">
          Commitment {commitment.number}. Owner: {owner}. {dueOn ? `Due ${longDate(dueOn)}. ` : ''}
          {status === 'late' && newDueOn ? `Now due ${longDate(newDueOn)}.` : ''}
        </span>
      </p>
      <PlanTies objectives={objectiveId ? [objectiveId] : []} actions={actionId ? [actionId] : []} />
      {remove.isError ? <ErrorBox error={remove.error} what="Not deleted." /> : null}
      {mayWrite ? (
        <div className="row">
          <Button data-opens={commitment.id} onClick={edit}>
            Change
          </Button>
          <Button onClick={() => remove.mutate(commitment.id)}>Delete</Button>
        </div>
      ) : null}
      {mayReport && kind === 'we_will' ? (
        <CommitmentReport consultationId={consultationId} commitment={commitment} />
      ) : null}
    </Panel>
  )
}
