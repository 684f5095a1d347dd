import { zodResolver } from '@hookform/resolvers/zod'
import { Button } from '@mantine/core'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { backgroundDocument, type ConsultationEdit, consultationEdit } from '../../shared/consultations/inputs.ts'
import { dateField, instantOf } from '../kit/dates.ts'
import { ErrorBox } from '../kit/ErrorBox.tsx'
import { AreaField, DateField, TextField } from '../kit/Field.tsx'
import { showRefusal } from '../kit/forms.ts'
import { useLeaveWarning } from '../kit/leave-warning.ts'
import { Panel } from '../kit/Panel.tsx'
import { acts, type Consultation, useAct } from './api.ts'
import { DocumentsField } from './DocumentsField.tsx'

/** The server's schema for the words; days instead of instants, as a person enters them. */
const formSchema = z.object({
  ...consultationEdit
    .pick({ title: true, why: true, decided: true, stillOpen: true, audience: true, contact: true })
    .required().shape,
  documents: z.array(backgroundDocument).max(30),
  opensAt: z.string(),
  closesAt: z.string(),
  answerBy: z.string(),
})
export type FactsValues = z.infer<typeof formSchema>

const valuesOf = (one: Consultation): FactsValues => ({
  title: one.title,
  why: one.why,
  decided: one.decided,
  stillOpen: one.stillOpen,
  audience: one.audience,
  contact: one.contact,
  documents: one.documents,
  opensAt: dateField(one.opensAt),
  closesAt: dateField(one.closesAt),
  answerBy: dateField(one.answerBy),
})

/** What people are told. After the opening only contact, documents and the date of the answer can change. */
export function FactsForm({ one }: { one: Consultation }) {
  const form = useForm<FactsValues>({
    resolver: zodResolver(formSchema),
    values: valuesOf(one),
    resetOptions: { keepDirtyValues: true },
  })
  const save = useAct(
    one.id,
    (edit: ConsultationEdit) => acts.edit(one.id, edit),
    () => form.reset(form.getValues()),
  )
  useLeaveWarning(form.formState.isDirty && !save.isPending)
  const isDraft = one.phase === 'draft'
  const submit = form.handleSubmit((values) =>
    save.mutate(changed(values, form.formState.dirtyFields), { onError: (error) => showRefusal(form, error) }),
  )
  return (
    <Panel>
      <form
        className="stack wide"
        noValidate
        onSubmit={(event) => void submit(event)}
        aria-label="What people are told"
      >
        <h2>{isDraft ? 'What people are told' : 'What can still change'}</h2>
        {isDraft ? (
          <DraftFields form={form} />
        ) : (
          <p className="help">People were asked on the terms below, so those stay.</p>
        )}
        <AreaField
          form={form}
          name="contact"
          label="Whom people can ask"
          help="A post with an e-mail or a telephone number."
          rows={1}
        />
        <DateField form={form} name="answerBy" label="Answer promised by" />
        <DocumentsField form={form} />
        {save.isError ? <ErrorBox error={save.error} what="Not saved. What you wrote is still here." /> : null}
        <div className="row form-foot" data-dirty={form.formState.isDirty || undefined}>
          <Button type="submit" disabled={save.isPending || !form.formState.isDirty}>
            Save
          </Button>
          <span className="help" role="status">
            {form.formState.isDirty ? 'Not saved yet' : save.isSuccess ? 'Saved just now' : ''}
          </span>
        </div>
      </form>
    </Panel>
  )
}

function DraftFields({ form }: { form: ReturnType<typeof useForm<FactsValues>> }) {
  return (
    <>
      <TextField form={form} name="title" label="Title" />
      <AreaField form={form} name="why" label="Why we ask" help="In words a neighbour would use." />
      <AreaField form={form} name="decided" label="What is decided already" help="Say so if nothing is." />
      <AreaField form={form} name="stillOpen" label="What is still open" help="What an answer can change." />
      <TextField form={form} name="audience" label="Who is asked" />
      <div className="dates">
        <DateField form={form} name="opensAt" label="Opens" help="At the start of the day" />
        <DateField form={form} name="closesAt" label="Closes" help="One minute before midnight" />
      </div>
    </>
  )
}

/** Only what was touched is sent, so that nobody's other change is written over. */
function changed(values: FactsValues, dirty: Partial<Record<keyof FactsValues, unknown>>): ConsultationEdit {
  const { opensAt, closesAt, answerBy, ...words } = values
  const all: ConsultationEdit = {
    ...words,
    opensAt: instantOf(opensAt),
    closesAt: instantOf(closesAt, 'end'),
    answerBy: instantOf(answerBy, 'end'),
  }
  return Object.fromEntries(Object.entries(all).filter(([key]) => dirty[key as keyof FactsValues]))
}
