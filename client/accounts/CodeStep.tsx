import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useForm } from 'react-hook-form'
import { ErrorBox } from '../kit/ErrorBox.tsx'
import { TextField } from '../kit/Field.tsx'
import { confirmEnrolment, proveCode } from './api.ts'

interface CodeStepProps {
  /** The first code of a new authenticator, not the daily one. */
  first?: boolean
  onDone: () => void
  onBack?: () => void
}

export function CodeStep({ first, onDone, onBack }: CodeStepProps) {
  const form = useForm({ defaultValues: { code: '' } })
  const { setFocus } = form
  // The first time there is something to read above the field.
  useEffect(() => {
    if (!first) setFocus('code')
  }, [first, setFocus])
  const send = useMutation({
    mutationFn: ({ code }: { code: string }) => (first ? confirmEnrolment : proveCode)(code.replace(/\s/g, '')),
    onSuccess: onDone,
  })
  return (
    <form className="stack wide" onSubmit={form.handleSubmit((input) => send.mutate(input))}>
      {send.isError ? <ErrorBox error={send.error} what="Not signed in." /> : null}
      <TextField
        form={form}
        name="code"
        label="Six figures from your authenticator"
        help="They change every 30 seconds. Each works once."
        autoComplete="one-time-code"
        inputMode="numeric"
        width={220}
      />
      <div className="row">
        <Button type="submit" variant="filled" disabled={send.isPending}>
          {first ? 'Confirm and sign in' : 'Sign in'}
        </Button>
        {onBack ? <Button onClick={onBack}>Back</Button> : null}
      </div>
    </form>
  )
}
