import { Button, Modal } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Me } from '../../shared/accounts/inputs.ts'
import { signOut, switchPerson } from '../accounts/api.ts'
import { roleWords } from '../accounts/roles.ts'
import { ErrorBox } from '../kit/ErrorBox.tsx'

/** Who is signed in, and the way out; on the example, the way to be somebody else. */
export function WhoIAm({ me }: { me: Me }) {
  const [open, setOpen] = useState(false)
  const role = me.grants[0] ? roleWords[me.grants[0].role] : 'No role yet'
  return (
    <div className="who">
      <strong>{role}</strong>
      {me.example ? <span>Signed in on the example</span> : null}
      <Link to="/account" className="rail-link">
        {me.example ? 'Your account' : me.name}
      </Link>
      {me.example ? (
        <button type="button" className="rail-link" onClick={() => setOpen(true)}>
          Switch person
        </button>
      ) : null}
      <SignOut />
      <Modal opened={open} onClose={() => setOpen(false)} title="Switch person">
        <Switching me={me} />
      </Modal>
    </div>
  )
}

/** Everything of the last person is dropped with the page itself. */
const startAgain = () => location.assign('/desk/')

function Switching({ me }: { me: Me }) {
  const change = useMutation({ mutationFn: switchPerson, onSuccess: startAgain })
  return (
    <div className="stack wide">
      <p className="help">Only on the example: be another person, to see the same work from their desk.</p>
      {change.isError ? <ErrorBox error={change.error} what="Not switched." /> : null}
      {me.people.map((person) => (
        <Button
          key={person.accountId}
          justify="start"
          disabled={change.isPending || person.accountId === me.accountId}
          onClick={() => change.mutate(person.accountId)}
        >
          {person.name}
          {person.accountId === me.accountId ? ' (you, now)' : ''}
        </Button>
      ))}
    </div>
  )
}

function SignOut() {
  const leave = useMutation({ mutationFn: signOut, onSuccess: () => location.assign('/desk/sign-in') })
  return (
    <button type="button" className="rail-link" disabled={leave.isPending} onClick={() => leave.mutate()}>
      {leave.isError ? 'Sign out again: the connection dropped' : 'Sign out'}
    </button>
  )
}
