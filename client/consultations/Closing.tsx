import { Button } from '@mantine/core'
import { useForm } from 'react-hook-form'
import { useMayOn } from '../accounts/api.ts'
import { dateField, instantOf, longDate } from '../kit/dates.ts'
import { ErrorBox } from '../kit/ErrorBox.tsx'
import { DateField, TextField } from '../kit/Field.tsx'
import { showRefusal } from '../kit/forms.ts'
import { Panel } from '../kit/Panel.tsx'
import { acts, type Consultation, useAct } from './api.ts'

/** Later freely; earlier only with a reason, which is kept. */
export function Closing({ one }: { one: Consultation }) {
  const mayEdit = useMayOn('consultation.edit', one.id)
  const form = useForm({ values: { closesAt: dateField(one.closesAt), reason: '' } })
  const move = useAct(one.id, (json: { closesAt: string; reason?: string }) => acts.moveClosing(one.id, json))
  if (!mayEdit) return null
  const submit = form.handleSubmit(({ closesAt, reason }) => {
    const instant = instantOf(closesAt, 'end')
    if (!instant) return form.setError('closesAt', { message: 'Enter the day it closes.' })
    move.mutate(
      { closesAt: instant, ...(reason.trim() ? { reason } : {}) },
      { onError: (error) => showRefusal(form, error) },
    )
  })
  const closeNow = form.handleSubmit(({ reason }) =>
    move.mutate({ closesAt: 'now', reason: reason.trim() }, { onError: (error) => showRefusal(form, error) }),
  )
  return (
    <Panel>
      <h2>Move the closing</h2>
      <form className="stack wide" onSubmit={(event) => void submit(event)}>
        <p className="help">People were told {longDate(one.closesAt)}. Later is fine; earlier needs a reason.</p>
        <DateField form={form} name="closesAt" label="Closes" />
        <TextField form={form} name="reason" label="Why earlier" help="Only if it is earlier" />
        {move.isError ? <ErrorBox error={move.error} what="Not moved." /> : null}
        <div className="row">
          <Button type="submit" disabled={move.isPending || !form.formState.isDirty}>
            Move the closing
          </Button>
          <Button type="button" disabled={move.isPending} onClick={() => void closeNow()}>
            Close it now
          </Button>
        </div>
      </form>
    </Panel>
  )
}
