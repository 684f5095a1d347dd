import { zodResolver } from '@hookform/resolvers/zod'
import { Button, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Controller, type UseFormReturn, useForm } from 'react-hook-form'
import { commitmentKinds, kindWords } from '../../shared/feedback/commitment.ts'
import { type CommitmentInput, commitmentInput } from '../../shared/feedback/inputs.ts'
import { ErrorBox } from '../kit/ErrorBox.tsx'
import { AreaField, SelectField, TextField } from '../kit/Field.tsx'
import { showRefusal } from '../kit/forms.ts'
import { Panel } from '../kit/Panel.tsx'
import { planQuery } from '../plans/api.ts'
import { type Commitment, type DeskAnswer, useWrite, writes } from './api.ts'
import { itemsOf } from './PlanTies.tsx'

interface CommitmentFormProps {
  found: DeskAnswer
  consultationId: string
  commitment?: Commitment
  close: () => void
}

const blank: CommitmentInput = {
  kind: 'we_will',
  text: '',
  because: '',
  owner: '',
  dueOn: null,
  finding: null,
  objective: null,
  action: null,
}

/** A commitment as its form and the server take it. */
export const inputOf = ({ kind, text, because, owner, dueOn, findingId, objectiveId, actionId }: Commitment) => ({
  kind,
  text,
  because,
  owner,
  dueOn,
  finding: findingId,
  objective: objectiveId,
  action: actionId,
})

/** We will, we did, or we will not, because: owned by a lead of the action or a post, and dated. */
export function CommitmentForm({ found, consultationId, commitment, close }: CommitmentFormProps) {
  const { addCommitment, editCommitment } = writes(consultationId)
  const form = useForm<CommitmentInput>({
    resolver: zodResolver(commitmentInput) as never,
    defaultValues: commitment ? inputOf(commitment) : blank,
  })
  const save = useWrite(
    (body: CommitmentInput) => (commitment ? editCommitment(commitment.id, body) : addCommitment(body)),
    close,
  )
  const { setFocus } = form
  useEffect(() => setFocus('kind'), [setFocus])
  const kind = form.watch('kind')
  const send = form.handleSubmit((body) => save.mutate(body, { onError: (error) => showRefusal(form, error) }))
  return (
    <Panel raised title={commitment ? `Commitment ${commitment.number}` : 'A new commitment'}>
      <form className="stack wide form" noValidate onSubmit={send}>
        {save.isError ? <ErrorBox error={save.error} what="Not saved." /> : null}
        <SelectField
          form={form}
          name="kind"
          label="Kind"
          choices={commitmentKinds.map((value) => ({ value, label: kindWords[value] }))}
        />
        <AreaField
          form={form}
          name="text"
          label={`${kindWords[kind]} …`}
          help="Go on from these words: “hold a public meeting in every ward.”"
          rows={2}
        />
        <AreaField
          form={form}
          name="because"
          label={kind === 'we_will_not' ? 'Because' : 'Because (optional)'}
          rows={2}
        />
        <PlanField form={form} />
        <OwnerField form={form} />
        {kind === 'we_will_not' ? null : <DayField form={form} needed={kind === 'we_will'} />}
        <FindingField form={form} found={found} />
        <div className="row">
          <Button type="submit" variant="filled" disabled={save.isPending}>
            Keep this commitment
          </Button>
          <Button onClick={close}>Leave it</Button>
        </div>
      </form>
    </Panel>
  )
}

type FormProps = { form: UseFormReturn<CommitmentInput> }

/** A date field is empty or a day; the form keeps null for empty. */
const DayField = ({ form, needed }: FormProps & { needed: boolean }) => (
  <Controller
    control={form.control}
    name="dueOn"
    render={({ field, fieldState }) => (
      <label className="day-field">
        {needed ? 'By when' : 'When (optional)'}
        <input
          type="date"
          name={field.name}
          ref={field.ref}
          value={field.value ?? ''}
          aria-invalid={fieldState.error !== undefined}
          onChange={(event) => field.onChange(event.currentTarget.value || null)}
        />
        {fieldState.error ? <span className="fault">{fieldState.error.message}</span> : null}
      </label>
    )}
  />
)

function PlanField({ form }: FormProps) {
  const items = itemsOf(useQuery(planQuery).data)
  const [objective, action] = form.watch(['objective', 'action'])
  const choose = (id: string) => {
    const item = items.find((one) => one.id === id)
    form.setValue('objective', item?.kind === 'objective' ? id : null)
    form.setValue('action', item?.kind === 'action' ? id : null)
  }
  return (
    <NativeSelect
      label="In the plan (optional)"
      value={action ?? objective ?? ''}
      data={[
        { value: '', label: 'Not tied to the plan' },
        ...items.map((item) => ({ value: item.id, label: item.words.slice(0, 110) })),
      ]}
      onChange={(event) => choose(event.currentTarget.value)}
    />
  )
}

/** The leads of the action or objective are offered; any other post may be written. */
function OwnerField({ form }: FormProps) {
  const plan = useQuery(planQuery).data
  const [objectiveId, actionId] = form.watch(['objective', 'action'])
  const objectives = (plan?.themes ?? []).flatMap((theme) => theme.objectives)
  const objective = objectives.find((one) => one.id === objectiveId || one.actions.some((a) => a.id === actionId))
  const leads = objective?.actions.find((one) => one.id === actionId)?.lead?.names ?? objective?.leads ?? []
  return (
    <div>
      <TextField form={form} name="owner" label="Owner" help="A lead of the action, or a post." />
      {leads.length > 0 ? (
        <p className="small row">
          Leads:{' '}
          {leads.map((lead) => (
            <Button key={lead} onClick={() => form.setValue('owner', lead, { shouldValidate: true })}>
              {lead}
            </Button>
          ))}
        </p>
      ) : null}
    </div>
  )
}

const FindingField = ({ form, found }: FormProps & { found: DeskAnswer }) => (
  <Controller
    control={form.control}
    name="finding"
    render={({ field }) => (
      <NativeSelect
        label="It answers"
        name={field.name}
        ref={field.ref}
        value={field.value ?? ''}
        data={[
          { value: '', label: 'No single finding' },
          ...found.findings.map((one) => ({ value: one.id, label: `Finding ${one.number}: ${one.heading}` })),
        ]}
        onChange={(event) => field.onChange(event.currentTarget.value || null)}
      />
    )}
  />
)
