import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { ErrorBox } from '../kit/ErrorBox.tsx'
import { type Commitment, useWrite, writes } from './api.ts'

/** Says that a promise is kept, or gives it a new date beside the old one. */
export function CommitmentReport({ consultationId, commitment }: { consultationId: string; commitment: Commitment }) {
  const [doneOn, setDoneOn] = useState(commitment.doneOn ?? '')
  const [newDueOn, setNewDueOn] = useState(commitment.newDueOn ?? '')
  const [note, setNote] = useState(commitment.note)
  const report = useWrite(() =>
    writes(consultationId).report(commitment.id, { doneOn: doneOn || null, newDueOn: newDueOn || null, note }),
  )
  return (
    <details className="report">
      <summary>Report on this commitment</summary>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          report.mutate(undefined)
        }}
      >
        {report.isError ? <ErrorBox error={report.error} what="Not saved." /> : null}
        <TextInput
          type="date"
          label="Done on"
          value={doneOn}
          onChange={(event) => setDoneOn(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label="New date, if it is late"
          value={newDueOn}
          onChange={(event) => setNewDueOn(event.currentTarget.value)}
        />
        <TextInput
          label="What to tell people"
          w="100%"
          value={note}
          maxLength={500}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <div>
          <Button type="submit" disabled={report.isPending}>
            Show this in public
          </Button>
        </div>
      </form>
    </details>
  )
}
