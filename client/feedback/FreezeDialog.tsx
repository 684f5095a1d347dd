import { Button, Modal, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { count } from '../../shared/kernel/text.ts'
import { ErrorBox } from '../kit/ErrorBox.tsx'

interface FreezeDialogProps {
  title: string
  again: boolean
  opened: boolean
  close: () => void
  tables: number
  freezing: boolean
  error: Error | null
  freeze: () => void
}

const plain = (words: string) => words.trim().replace(/\s+/g, ' ').toLowerCase()

/** Freezing cannot be undone, so it is asked for by name. */
export function FreezeDialog({ title, again, opened, close, tables, freezing, error, freeze }: FreezeDialogProps) {
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (plain(typed) === plain(title)) freeze()
    else setWrong(true)
  }
  return (
    <Modal opened={opened} onClose={close} title={`Freeze ${count(tables, 'table')}`}>
      <form className="stack wide" onSubmit={submit}>
        <p>
          <strong>This cannot be undone.</strong>{' '}
          {again
            ? 'The answer rests on the new release from then on; what is pinned to a number that it does not show must be pinned again. The old one is kept.'
            : 'From then on nobody can withdraw an answer; people can still have theirs erased. Another release needs ten more people’s answers.'}
        </p>
        <TextInput
          label="Type the title of the consultation"
          description={title}
          value={typed}
          error={wrong ? `Type it as it stands: ${title}` : null}
          autoComplete="off"
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            setWrong(false)
          }}
          data-autofocus
        />
        {error ? <ErrorBox error={error} what="Not frozen." /> : null}
        <div className="row">
          <Button type="submit" variant="filled" disabled={freezing}>
            {freezing ? 'Freezing…' : 'Freeze'}
          </Button>
          <Button onClick={close}>Not now</Button>
        </div>
      </form>
    </Modal>
  )
}
