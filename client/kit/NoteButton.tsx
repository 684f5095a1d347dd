import { Button, Modal, Textarea } from '@mantine/core'
import type { UseMutationResult } from '@tanstack/react-query'
import { useState } from 'react'
import { ErrorBox } from './ErrorBox.tsx'

interface NoteButtonProps {
  /** The button that opens the dialog: "Send back". */
  opens: string
  /** What a screen reader is told the button is, where there are several. */
  name?: string
  title: string
  label: string
  /** Who reads the note, and where. */
  help: string
  /** As long as the server takes it. */
  maxLength: number
  /** The button that does it. */
  does: string
  /** What did not happen when it fails: "Not sent back." */
  failed: string
  act: UseMutationResult<unknown, Error, string>
}

/** An act that needs a few words to somebody: its button asks for them in a dialog, and nothing is sent without. */
export function NoteButton({ opens, name, title, label, help, maxLength, does, failed, act }: NoteButtonProps) {
  const [isOpen, setOpen] = useState(false)
  const [note, setNote] = useState('')
  const close = () => setOpen(false)
  return (
    <>
      <Button aria-label={name} onClick={() => setOpen(true)}>
        {opens}
      </Button>
      <Modal opened={isOpen} onClose={close} title={title}>
        <div className="stack wide">
          <Textarea
            label={label}
            description={help}
            value={note}
            minRows={3}
            maxLength={maxLength}
            onChange={(event) => setNote(event.currentTarget.value)}
            data-autofocus
          />
          {act.isError ? <ErrorBox error={act.error} what={failed} /> : null}
          <div className="row">
            <Button
              variant="filled"
              disabled={act.isPending || !note.trim()}
              onClick={() => act.mutate(note, { onSuccess: close })}
            >
              {does}
            </Button>
            <Button onClick={close}>Not now</Button>
          </div>
        </div>
      </Modal>
    </>
  )
}
