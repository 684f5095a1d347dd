import { zodResolver } from '@hookform/resolvers/zod'
import { Button, Checkbox, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import { type Resolver, type UseFormReturn, useForm } from 'react-hook-form'
import type { ZodType } from 'zod'
import {
  type ItemContent,
  type ItemKind,
  interests,
  type Milestone,
  milestone,
  milestoneKinds,
  type Risk,
  risk,
  riskStates,
  type Stakeholder,
  stakeholder,
} from '../../shared/projects/items.ts'
import { ErrorBox } from '../kit/ErrorBox.tsx'
import { AreaField, SelectField, TextField } from '../kit/Field.tsx'
import { showRefusal } from '../kit/forms.ts'
import { Refusal } from '../kit/refusal.ts'

interface ItemDialogProps {
  kind: ItemKind
  title: string
  content: ItemContent
  save: (content: ItemContent) => Promise<void>
  close: () => void
}

const schemas: Record<ItemKind, ZodType> = { risk, milestone, stakeholder }
const resolverOf = (kind: ItemKind) => zodResolver(schemas[kind] as never) as unknown as Resolver<ItemContent>

/** Adds or changes one item; the same schema as the server's speaks at each field. */
export function ItemDialog({ kind, title, content, save, close }: ItemDialogProps) {
  const form = useForm<ItemContent>({ resolver: resolverOf(kind), defaultValues: content })
  const [fault, setFault] = useState<unknown>(null)
  const send = form.handleSubmit(async (written) => {
    setFault(null)
    await save(written).catch((error) => setFault(showRefusal(form, atFields(error)) ? null : error))
  })
  return (
    <Modal opened onClose={close} title={title} size="lg">
      <form className="stack wide" onSubmit={(event) => void send(event)} noValidate>
        {kind === 'risk' ? <RiskFields form={form as unknown as UseFormReturn<Risk>} /> : null}
        {kind === 'milestone' ? <MilestoneFields form={form as unknown as UseFormReturn<Milestone>} /> : null}
        {kind === 'stakeholder' ? <StakeholderFields form={form as unknown as UseFormReturn<Stakeholder>} /> : null}
        {fault ? <ErrorBox error={fault} what="Not saved." /> : null}
        <div className="row">
          <Button type="submit" variant="filled" loading={form.formState.isSubmitting}>
            Save
          </Button>
          <Button onClick={close}>Leave it as it was</Button>
        </div>
      </form>
    </Modal>
  )
}

/** The server names `content.risk`, the form calls it `risk`. */
function atFields(error: unknown): unknown {
  if (!(error instanceof Refusal)) return error
  const fields = Object.entries(error.fields).map(([path, words]) => [path.replace(/^content\./, ''), words])
  return new Refusal(error.code, error.message, Object.fromEntries(fields), error.status)
}

const choicesOf = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }))

function RiskFields({ form }: { form: UseFormReturn<Risk> }) {
  return (
    <>
      <AreaField
        form={form}
        name="risk"
        label="Risk"
        help="What could go wrong, or turn out well, and what it would lead to."
      />
      <AreaField form={form} name="mitigation" label="Mitigation" help="What is done about it." />
      <TextField form={form} name="owner" label="Owner" help="A post, not a person." />
      <SelectField form={form} name="state" label="State" choices={choicesOf(riskStates)} />
    </>
  )
}

function MilestoneFields({ form }: { form: UseFormReturn<Milestone> }) {
  return (
    <>
      <AreaField form={form} name="title" label="Milestone" rows={2} />
      <SelectField form={form} name="kind" label="Kind" choices={choicesOf(milestoneKinds)} />
      <TextField form={form} name="owner" label="Owner" help="A post, not a person." />
      <div className="row">
        <DayField form={form} name="startsOn" label="From" />
        <DayField form={form} name="dueOn" label="By" />
        <DayField form={form} name="doneOn" label="Done on" />
      </div>
    </>
  )
}

/** A day that may be left out: an empty field is no date. */
function DayField({
  form,
  name,
  label,
}: {
  form: UseFormReturn<Milestone>
  name: 'startsOn' | 'dueOn' | 'doneOn'
  label: string
}) {
  return (
    <TextInput
      type="date"
      w={170}
      label={label}
      error={form.formState.errors[name]?.message}
      {...form.register(name, { setValueAs: (value: string | null) => value || null })}
    />
  )
}

function StakeholderFields({ form }: { form: UseFormReturn<Stakeholder> }) {
  return (
    <>
      <TextField form={form} name="name" label="Stakeholder" />
      <Checkbox.Group
        label="Interest"
        description="The project form names these five."
        value={form.watch('interests')}
        onChange={(chosen) => form.setValue('interests', chosen as Stakeholder['interests'], { shouldDirty: true })}
      >
        <div className="interests">
          {choicesOf(interests).map((choice) => (
            <Checkbox key={choice.value} value={choice.value} label={choice.label} />
          ))}
        </div>
      </Checkbox.Group>
      <AreaField form={form} name="note" label="Note" />
    </>
  )
}
