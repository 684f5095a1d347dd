import { zodResolver } from '@hookform/resolvers/zod'
import { Button, Radio } from '@mantine/core'
import { Controller, useForm } from 'react-hook-form'
import { type ExportInput, exportFormats, exportInput } from '../../shared/analysis/export-request.ts'
import { ErrorBox } from '../kit/ErrorBox.tsx'
import { AreaField, SwitchField } from '../kit/Field.tsx'
import { Part } from '../kit/Page.tsx'
import { Panel } from '../kit/Panel.tsx'
import { useUndoBar } from '../kit/UndoBar.tsx'
import { exportActs, useExportAct } from './api.ts'
import { useConsultationId } from './asked.ts'
import { formatHelp, formatNames } from './export-words.ts'

const empty: ExportInput = { format: 'csv', withoutText: false, reason: '' }

/** Format, whether people's own words are in it, and why it is needed. `isNext`: nothing waits to be fetched, so asking is the page's one act. */
export function ExportForm({ isNext }: { isNext: boolean }) {
  const consultationId = useConsultationId()
  const told = useUndoBar()
  const form = useForm({ resolver: zodResolver(exportInput), defaultValues: empty })
  const ask = useExportAct(consultationId, exportActs(consultationId).ask, () => {
    form.reset(empty)
    told('Asked. An approver of this consultation sees it under Today.')
  })
  return (
    <Part title="Ask for a file">
      <Panel raised>
        <form className="stack wide form" noValidate onSubmit={form.handleSubmit((asked) => ask.mutate(asked))}>
          {ask.isError ? <ErrorBox error={ask.error} what="Not asked." /> : null}
          <Controller
            control={form.control}
            name="format"
            render={({ field }) => (
              <Radio.Group label="Format" name={field.name} value={field.value} onChange={field.onChange}>
                <div className="export-formats">
                  {exportFormats.map((format) => (
                    <Radio key={format} value={format} label={formatNames[format]} description={formatHelp[format]} />
                  ))}
                </div>
              </Radio.Group>
            )}
          />
          <SwitchField
            form={form}
            name="withoutText"
            label="Leave out what people wrote in their own words"
            help="For a file that goes to more hands: words can name people."
          />
          <AreaField
            form={form}
            name="reason"
            label="Why is it needed?"
            help="The second person reads it, and the audit trail keeps it. Name no person."
          />
          <div>
            <Button type="submit" variant={isNext ? 'filled' : 'default'} disabled={ask.isPending}>
              Ask for the file
            </Button>
          </div>
        </form>
      </Panel>
    </Part>
  )
}
