import { zodResolver } from '@hookform/resolvers/zod'
import { Button } from '@mantine/core'
import { useForm } from 'react-hook-form'
import { summaryInput } from '../../shared/feedback/inputs.ts'
import { ErrorBox } from '../kit/ErrorBox.tsx'
import { AreaField } from '../kit/Field.tsx'
import { Panel } from '../kit/Panel.tsx'
import { useUndoBar } from '../kit/UndoBar.tsx'
import { type DeskAnswer, useWrite, writes } from './api.ts'

interface PartProps {
  found: DeskAnswer
  consultationId: string
  mayWrite: boolean
}

/** The two sentences that stand at the head of the public page. */
export function SummaryForm({ found, consultationId, mayWrite }: PartProps) {
  const told = useUndoBar()
  const { said, did } = found.answer
  const form = useForm({ resolver: zodResolver(summaryInput), defaultValues: { said, did } })
  const save = useWrite(writes(consultationId).summary, () => told('The two sentences are saved.'))
  if (!mayWrite) return <ReadOnly said={said} did={did} />
  return (
    <Panel>
      <form className="stack wide form" noValidate onSubmit={form.handleSubmit((summary) => save.mutate(summary))}>
        {save.isError ? <ErrorBox error={save.error} what="Not saved." /> : null}
        <AreaField
          form={form}
          name="said"
          label="You said"
          help="What people said, in a sentence or two. It stands at the head of the public page."
        />
        <AreaField form={form} name="did" label="We did" help="What was done about it, in a sentence or two." />
        <div>
          <Button type="submit" disabled={save.isPending}>
            Save the two sentences
          </Button>
        </div>
      </form>
    </Panel>
  )
}

const ReadOnly = ({ said, did }: { said: string; did: string }) => (
  <Panel>
    <dl className="facts">
      <dt>You said</dt>
      <dd>{said || 'Not written yet.'}</dd>
      <dt>We did</dt>
      <dd>{did || 'Not written yet.'}</dd>
    </dl>
  </Panel>
)
