import { Button } from '@mantine/core'
import { ErrorBox } from '../kit/ErrorBox.tsx'
import { NoteButton } from '../kit/NoteButton.tsx'
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
  const { decide } = exportActs(consultationId)
  const confirm = useExportAct(consultationId, () => decide(one.id, { confirm: true }))
  const refuse = useExportAct(consultationId, (note: string) => decide(one.id, { confirm: false, note }))
  const which = `${formatNames[one.format]}, ${one.reason}`
  return (
    <div className="stack">
      {confirm.isError ? <ErrorBox error={confirm.error} what="Not decided." /> : null}
      <div className="row">
        <Button
          variant={isFirst ? 'filled' : 'default'}
          disabled={confirm.isPending}
          aria-label={`Confirm: ${which}`}
          onClick={() => confirm.mutate(undefined)}
        >
          Confirm
        </Button>
        <NoteButton
          opens="Say no"
          name={`Say no: ${which}`}
          title="Say no to this file"
          label="Why not"
          help={`${one.askedBy} reads this beside what was asked.`}
          maxLength={500}
          does="Say no"
          failed="Not decided."
          act={refuse}
        />
      </div>
    </div>
  )
}
