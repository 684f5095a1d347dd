import { zodResolver } from '@hookform/resolvers/zod'
import { Button, Checkbox } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useForm } from 'react-hook-form'
import { type Evidence, findingInput } from '../../shared/feedback/inputs.ts'
import { number } from '../../shared/kernel/text.ts'
import { ErrorBox } from '../kit/ErrorBox.tsx'
import { AreaField, TextField } from '../kit/Field.tsx'
import { showRefusal } from '../kit/forms.ts'
import { Panel } from '../kit/Panel.tsx'
import { type DeskAnswer, type Finding, type FindingBody, useWrite, writes } from './api.ts'
import { bodyOf } from './FindingList.tsx'
import { PlanPicker } from './PlanPicker.tsx'
import { QuotePicker } from './QuotePicker.tsx'
import { ReleaseTables, samePin } from './ReleaseTables.tsx'

interface FindingFormProps {
  found: DeskAnswer
  consultationId: string
  finding?: Finding
  close: () => void
}

const blank: FindingBody = { heading: '', text: '', evidence: [], objectives: [], actions: [] }

/** A sentence, what it rests on, and what it speaks to in the plan. */
export function FindingForm({ found, consultationId, finding, close }: FindingFormProps) {
  const { addFinding, editFinding } = writes(consultationId)
  const form = useForm<FindingBody>({
    resolver: zodResolver(findingInput),
    defaultValues: finding ? bodyOf(finding) : blank,
  })
  const save = useWrite((body: FindingBody) => (finding ? editFinding(finding.id, body) : addFinding(body)), close)
  const { setFocus } = form
  useEffect(() => setFocus('heading'), [setFocus])
  const evidence = form.watch('evidence')
  const pin = (cell: Evidence) => {
    const without = evidence.filter((one) => !samePin(one, cell))
    const next = without.length === evidence.length ? [...evidence, cell] : without
    form.setValue('evidence', next, { shouldDirty: true, shouldValidate: form.formState.isSubmitted })
  }
  const [quoteBegun, setQuoteBegun] = useState(false)
  const fault = form.formState.errors.evidence?.message
  const send = form.handleSubmit((body) => {
    if (quoteBegun)
      return form.setError('evidence', { message: 'Keep the quote you have chosen first, or quote nobody.' })
    save.mutate(body, { onError: (error) => showRefusal(form, error) })
  })
  return (
    <Panel raised title={finding ? `Finding ${finding.number}` : 'A new finding'}>
      <form className="stack wide form" noValidate onSubmit={send}>
        {save.isError ? <ErrorBox error={save.error} what="Not saved." /> : null}
        <TextField form={form} name="heading" label="Heading" help="The finding in one sentence." />
        <AreaField form={form} name="text" label="What was found" help="With its numbers, in plain words." />
        <fieldset className="choices">
          <legend>It rests on</legend>
          <Checkbox
            label={`How many answered: ${number(found.release.manifest.counted)}`}
            checked={evidence.some((one) => one.kind === 'count')}
            onChange={() => pin({ kind: 'count' })}
          />
          <p className="help">Open a table and tick the numbers that the finding says.</p>
          <ReleaseTables tables={found.release.tables} pinned={evidence} pin={pin} />
          <QuotePicker
            consultationId={consultationId}
            quotes={found.quotes}
            pinned={evidence}
            pin={pin}
            begun={setQuoteBegun}
          />
        </fieldset>
        <PlanPicker form={form} />
        {fault ? (
          <p className="fault" role="alert">
            {fault}
          </p>
        ) : null}
        <div className="row">
          <Button type="submit" variant="filled" disabled={save.isPending}>
            Keep this finding
          </Button>
          <Button onClick={close}>Leave it</Button>
        </div>
      </form>
    </Panel>
  )
}
