import { Button, Modal, Textarea } from '@mantine/core'
import { useState } from 'react'
import { ErrorBox } from '../kit/ErrorBox.tsx'
import { exportActs, type ListedExport, useExportAct } from './api.ts'
import { useConsultationId } from './asked.ts'
import { formatNames } from './export-words.ts'

export interface ActProps {
  one: ListedExport
  /** One filled button in the list. */
  isFirst: boolean
}

/** The second person's yes or no; a no says why. */
export function DecideExport({ one, isFirst }: ActProps) {
  const consultationId = useConsultationId()
  const [isRefusing, setRefusing] = useState(false)
  const [note, setNote] = useState('')
  const decide = useExportAct(consultationId, (confirm: boolean) =>
    exportActs(consultationId).decide(one.id, confirm ? { confirm } : { confirm, note }),
  )
  const which = `${formatNames[one.format]}, ${one.reason}`
  const fault = decide.isError ? <ErrorBox error={decide.error} what="Not decided." /> : null
  return (
    <div className="stack">
      {isRefusing ? null : fault}
      <div className="row">
        <Button
          variant={isFirst ? 'filled' : 'default'}
          disabled={decide.isPending}
          aria-label={`Confirm: ${which}`}
          onClick={() => decide.mutate(true)}
        >
          Confirm
        </Button>
        <Button aria-label={`Say no: ${which}`} onClick={() => setRefusing(true)}>
          Say no
        </Button>
      </div>
      <Modal opened={isRefusing} onClose={() => setRefusing(false)} title="Say no to this file">
        <div className="stack wide">
          <Textarea
            label="Why not"
            description={`${one.askedBy} reads this beside what was asked.`}
            value={note}
            minRows={3}
            maxLength={500}
            onChange={(event) => setNote(event.currentTarget.value)}
            data-autofocus
          />
          {fault}
          <div className="row">
            <Button variant="filled" disabled={decide.isPending || !note.trim()} onClick={() => decide.mutate(false)}>
              Say no
            </Button>
            <Button onClick={() => setRefusing(false)}>Not now</Button>
          </div>
        </div>
      </Modal>
    </div>
  )
}
