import { zodResolver } from '@hookform/resolvers/zod'
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { type PrivacyNotice, privacyNotice } from '../../shared/consultations/inputs.ts'
import { startingNotice } from '../../shared/consultations/starting-notice.ts'
import { longDate } from '../kit/dates.ts'
import { ErrorBox } from '../kit/ErrorBox.tsx'
import { AreaField, SwitchField } from '../kit/Field.tsx'
import { showRefusal } from '../kit/forms.ts'
import { Panel } from '../kit/Panel.tsx'
import { type Consultation, lookAgain, writeNotice } from './api.ts'

/** The privacy notice, by version: each answer keeps the number of the one it was given under. */
export function NoticePanel({ one, mayEdit }: { one: Consultation; mayEdit: boolean }) {
  const latest = one.notices[0]
  return (
    <Panel>
      <h2 id="part-privacyNotice" tabIndex={-1}>
        Privacy notice
      </h2>
      <p className="help">
        {latest
          ? `Version ${latest.number}, since ${longDate(latest.at)}. ${latest.quotesMayBePublished ? 'Words from answers may be published, edited so that nobody is named.' : 'No words from answers may be published.'}`
          : mayEdit
            ? 'None is saved yet. Below is a starting text: fill in what stands in square brackets, and change the rest until it is true of this consultation.'
            : 'None yet. It says who asks, why, how long answers are kept, and whom to ask.'}
      </p>
      {mayEdit ? <NoticeForm key={latest?.number ?? 0} one={one} /> : <p className="notice">{latest?.text}</p>}
    </Panel>
  )
}

function NoticeForm({ one }: { one: Consultation }) {
  const latest = one.notices[0]
  const cache = useQueryClient()
  const form = useForm<PrivacyNotice>({
    resolver: zodResolver(privacyNotice),
    defaultValues: { text: latest?.text ?? startingNotice, quotesMayBePublished: latest?.quotesMayBePublished ?? true },
  })
  const save = useMutation({
    mutationFn: (notice: PrivacyNotice) => writeNotice(one.id, notice),
    onSuccess: () => lookAgain(cache, one.id),
    onError: (error) => showRefusal(form, error),
  })
  return (
    <form className="stack wide" onSubmit={(event) => void form.handleSubmit((input) => save.mutate(input))(event)}>
      <AreaField form={form} name="text" label="The notice" rows={latest ? 6 : 12} />
      <SwitchField
        form={form}
        name="quotesMayBePublished"
        label="Words may be published"
        help="Edited so that nobody is named"
      />
      {save.isError ? <ErrorBox error={save.error} what="Not saved. What you wrote is still here." /> : null}
      <div>
        <Button type="submit" disabled={save.isPending || !form.formState.isDirty}>
          {latest ? `Save as version ${latest.number + 1}` : 'Save the notice'}
        </Button>
      </div>
    </form>
  )
}
