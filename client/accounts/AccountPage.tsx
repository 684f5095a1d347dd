import { zodResolver } from '@hookform/resolvers/zod'
import { Button, PasswordInput } from '@mantine/core'
import { useMutation, useSuspenseQuery } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { setPasswordInput } from '../../shared/accounts/inputs.ts'
import { ErrorBox } from '../kit/ErrorBox.tsx'
import { showRefusal } from '../kit/forms.ts'
import { Page } from '../kit/Page.tsx'
import { Panel } from '../kit/Panel.tsx'
import { meQuery, setPassword } from './api.ts'
import { roleWords } from './roles.ts'

/** Who I am here, and a password of my own. */
export function AccountPage() {
  const me = useSuspenseQuery(meQuery).data
  const roles = [...new Set(me.grants.map((grant) => roleWords[grant.role]))]
  return (
    <Page title="Your account">
      <Panel>
        <dl className="facts">
          <dt>Name</dt>
          <dd>{me.name}</dd>
          <dt>E-mail</dt>
          <dd>{me.email}</dd>
          <dt>Roles</dt>
          <dd>{roles.length > 0 ? roles.join(', ') : 'none yet; an administrator gives them'}</dd>
        </dl>
      </Panel>
      <Panel>
        <NewPassword />
      </Panel>
    </Page>
  )
}

function NewPassword() {
  const form = useForm({ resolver: zodResolver(setPasswordInput), defaultValues: { password: '' } })
  const save = useMutation({
    mutationFn: ({ password }: { password: string }) => setPassword(password),
    // A new password ends every session, this one too.
    onSuccess: () => location.assign('/desk/sign-in?password=set'),
    onError: (error) => showRefusal(form, error),
  })
  return (
    <form
      className="stack wide narrow"
      onSubmit={(event) => void form.handleSubmit((input) => save.mutate(input))(event)}
    >
      <h2>A new password</h2>
      <PasswordInput
        label="Password"
        description="12 characters or more. Three words that only you would put together are good."
        autoComplete="new-password"
        error={form.formState.errors.password?.message}
        visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
        {...form.register('password')}
      />
      {save.isError ? <ErrorBox error={save.error} what="Not changed." /> : null}
      <div className="row">
        <Button type="submit" disabled={save.isPending}>
          Set the password
        </Button>
        <span className="help">You then sign in again with it.</span>
      </div>
    </form>
  )
}
