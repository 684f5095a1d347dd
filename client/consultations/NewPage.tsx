import { zodResolver } from '@hookform/resolvers/zod'
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useForm } from 'react-hook-form'
import { type NewConsultation, newConsultation } from '../../shared/consultations/inputs.ts'
import { meQuery } from '../accounts/api.ts'
import { ErrorBox } from '../kit/ErrorBox.tsx'
import { TextField } from '../kit/Field.tsx'
import { showRefusal } from '../kit/forms.ts'
import { Page } from '../kit/Page.tsx'
import { Panel } from '../kit/Panel.tsx'
import { consultationsQuery, createConsultation } from './api.ts'

/** A title is enough to begin; the page that follows says what is still missing. */
export function NewPage() {
  const form = useForm<NewConsultation>({ resolver: zodResolver(newConsultation), defaultValues: { title: '' } })
  const go = useNavigate()
  const cache = useQueryClient()
  const make = useMutation({
    mutationFn: ({ title }: NewConsultation) => createConsultation(title),
    onSuccess: async ({ id }) => {
      // Whoever makes it becomes its officer, so what the desk may show has changed too.
      await Promise.all([
        cache.refetchQueries({ queryKey: meQuery.queryKey }),
        cache.invalidateQueries({ queryKey: consultationsQuery.queryKey }),
      ])
      await go({ to: '/consultations/$consultationId', params: { consultationId: id } })
    },
    onError: (error) => showRefusal(form, error),
  })
  const trail = [
    <Link key="all" to="/consultations">
      Consultations
    </Link>,
    'New',
  ]
  return (
    <Page title="A new consultation" trail={trail}>
      <Panel>
        <form
          className="stack wide narrow"
          onSubmit={(event) => void form.handleSubmit((input) => make.mutate(input))(event)}
        >
          <TextField
            form={form}
            name="title"
            label="What is it about?"
            help="People see this as its title. You can change it until it opens."
          />
          {make.isError ? <ErrorBox error={make.error} what="Not made." /> : null}
          <div>
            <Button type="submit" variant="filled" disabled={make.isPending}>
              Make the consultation
            </Button>
          </div>
        </form>
      </Panel>
    </Page>
  )
}
