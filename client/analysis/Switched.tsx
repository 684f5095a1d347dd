import { Button, Textarea } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { leastReason, reasonTooShort } from '../../shared/analysis/test-words.ts'

interface SwitchedProps {
  /** What is turned on: "Test the differences". */
  says: string
  /** What it is when it is on, said before the reason: "The differences are tested". */
  saysOn: string
  /** What it brings, and why it is off. */
  help: string
  /** The reason it is on with; undefined while it is off. */
  reason: string | undefined
  turnOn: (reason: string) => void
  turnOff: () => void
  /** What can be chosen about it while it is on. */
  children?: ReactNode
}

/** Something that is off until an analyst gives a reason, which the audit trail keeps with every look. */
export function Switched({ says, saysOn, help, reason, turnOn, turnOff, children }: SwitchedProps) {
  const [given, setGiven] = useState('')
  const [isShort, setShort] = useState(false)
  if (reason !== undefined)
    return (
      <div className="measure switched-on">
        <p>
          <strong>{saysOn}.</strong> Reason given: “{reason}”. Each look is kept in the audit trail with it.
        </p>
        <Button onClick={turnOff}>Turn off</Button>
        {children}
      </div>
    )
  const submit = () => {
    const isEnough = given.trim().length >= leastReason
    setShort(!isEnough)
    if (isEnough) turnOn(given.trim())
  }
  return (
    <details className="measure">
      <summary>{says}</summary>
      <form
        className="reason"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <p className="note">{help}</p>
        <Textarea
          label="Why is it needed here?"
          description="Kept in the audit trail, and in the address of this page for whoever you send it to. Name no person."
          autosize
          minRows={2}
          maxLength={300}
          value={given}
          error={isShort ? reasonTooShort : null}
          onChange={(event) => setGiven(event.currentTarget.value)}
        />
        <Button type="submit">{says}</Button>
      </form>
    </details>
  )
}
