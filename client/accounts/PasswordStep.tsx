import { Button, PasswordInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { ErrorBox } from '../kit/ErrorBox.tsx'
import { TextField } from '../kit/Field.tsx'
import { type Next, signIn } from './api.ts'

export function PasswordStep({ onNext }: { onNext: (next: Next, password: string) => void }) {
  const form = useForm({ defaultValues: { email: '', password: '' } })
  const send = useMutation({
    mutationFn: (input: { email: string; password: string }) => signIn(input.email, input.password),
    onSuccess: ({ next }, input) => onNext(next, input.password),
  })
  return (
    <form className="stack wide" onSubmit={form.handleSubmit((input) => send.mutate(input))}>
      {send.isError ? <ErrorBox error={send.error} what="Not signed in." /> : null}
      <TextField form={form} name="email" label="E-mail" type="email" autoComplete="username" />
      <PasswordInput
        label="Password"
        autoComplete="current-password"
        visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
        {...form.register('password')}
      />
      <div>
        <Button type="submit" variant="filled" disabled={send.isPending}>
          Sign in
        </Button>
      </div>
    </form>
  )
}
