import { zodResolver } from '@hookform/resolvers/zod'
import { Button, NativeSelect, Radio } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Controller, type UseFormReturn, useForm } from 'react-hook-form'
import { reading } from '../../shared/plans/cell.ts'
import { type Rag, rags, statusWord } from '../../shared/plans/rag.ts'
import { type ProgressReport, progressReport } from '../../shared/plans/report.ts'
import { ErrorBox } from '../kit/ErrorBox.tsx'
import { AreaField } from '../kit/Field.tsx'
import { showRefusal } from '../kit/forms.ts'
import { Panel } from '../kit/Panel.tsx'
import { Refusal } from '../kit/refusal.ts'
import { useUndoBar } from '../kit/UndoBar.tsx'
import { type ObjectiveDetail, objectiveQuery, sendReport } from './api.ts'

/** Says what was done and how it stands now. What stood before stays in the history. */
export function ReportForm({ detail: { objective, history } }: { detail: ObjectiveDetail }) {
  const cache = useQueryClient()
  const say = useUndoBar()
  const blank = { actionId: null, rag: objective.rag, progress: '', seen: 0 }
  const form = useForm<ProgressReport>({ resolver: zodResolver(progressReport), defaultValues: blank })
  const { queryKey } = objectiveQuery(objective.id)
  const send = useMutation({
    mutationFn: (report: ProgressReport) => sendReport(objective.id, { ...report, seen: history[0]?.number ?? 0 }),
    onSuccess: async (detail) => {
      cache.setQueryData(queryKey, detail)
      form.reset({ ...blank, rag: detail.objective.rag })
      say('The report is in the history and on the public plan.')
      await cache.invalidateQueries({ queryKey: ['plan'], exact: true })
    },
    onError: async (error) => {
      if (error instanceof Refusal && error.code === 'conflict') await cache.invalidateQueries({ queryKey })
      showRefusal(form, error)
    },
  })
  return (
    <Panel>
      <form className="stack wide" onSubmit={form.handleSubmit((report) => send.mutate(report))} noValidate>
        {send.isError ? <ErrorBox error={send.error} what="Not saved." /> : null}
        {objective.actions.length > 1 ? <AboutField form={form} actions={objective.actions} /> : null}
        <StatusField form={form} />
        <AreaField
          form={form}
          name="progress"
          label="What has been done"
          help="A sentence or two. The public reads it as you write it."
          rows={4}
        />
        <div>
          <Button type="submit" variant="filled" disabled={send.isPending}>
            Add this report
          </Button>
        </div>
      </form>
    </Panel>
  )
}

interface AboutProps {
  form: UseFormReturn<ProgressReport>
  actions: ObjectiveDetail['objective']['actions']
}

/** The objective itself, or one of its actions. */
function AboutField({ form, actions }: AboutProps) {
  const choices = actions.map((action) => ({
    value: action.id,
    label: `${action.ref} ${shorten(reading(action.text))}`,
  }))
  return (
    <Controller
      control={form.control}
      name="actionId"
      render={({ field, fieldState }) => (
        <NativeSelect
          label="Report on"
          data={[{ value: '', label: 'The objective as a whole' }, ...choices]}
          name={field.name}
          ref={field.ref}
          value={field.value ?? ''}
          error={fieldState.error?.message}
          onChange={(event) => {
            const actionId = event.currentTarget.value || null
            field.onChange(actionId)
            form.setValue('rag', actions.find((action) => action.id === actionId)?.rag ?? null)
          }}
        />
      )}
    />
  )
}

const shorten = (text: string) => (text.length > 70 ? `${text.slice(0, 68).trimEnd()}…` : text)

/** Red, amber or green; of an action it may be left unsaid, as the plan leaves it. */
function StatusField({ form }: { form: UseFormReturn<ProgressReport> }) {
  const ofAction = form.watch('actionId') !== null
  return (
    <Controller
      control={form.control}
      name="rag"
      render={({ field, fieldState }) => (
        <Radio.Group
          label={ofAction ? 'How the action stands now (optional)' : 'How it stands now'}
          name={field.name}
          value={field.value ?? ''}
          onChange={(value) => field.onChange((value as Rag | '') || null)}
          error={fieldState.error?.message}
        >
          <div className="row">
            {rags.map((rag) => (
              <Radio key={rag} value={rag} label={statusWord[rag]} />
            ))}
            {ofAction ? <Radio value="" label="Not said" /> : null}
          </div>
        </Radio.Group>
      )}
    />
  )
}
