import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { ErrorBox } from '../kit/ErrorBox.tsx'
import { TextField } from '../kit/Field.tsx'
import { mailLink } from './api.ts'

/** For coordinators of groups, who have no password: a link by mail. The answer is the same whoever asks. */
export function LinkByMail() {
  const form = useForm({ defaultValues: { email: '' } })
  const send = useMutation({ mutationFn: ({ email }: { email: string }) => mailLink(email) })
  if (send.isSuccess) {
    return (
      <p role="status">If that e-mail belongs to a group’s coordinator, a sign-in link is on its way. It works once.</p>
    )
  }
  return (
    <form className="stack wide" onSubmit={form.handleSubmit((input) => send.mutate(input))}>
      <h2>Do you coordinate a group?</h2>
      {send.isError ? <ErrorBox error={send.error} what="Not sent." /> : null}
      <TextField
        form={form}
        name="email"
        label="Your e-mail"
        help="You need no password. We mail you a link."
        type="email"
        autoComplete="email"
      />
      <div>
        <Button type="submit" disabled={send.isPending}>
          Mail me a link
        </Button>
      </div>
    </form>
  )
}
