import { Button } from '@mantine/core'
import { useMayOn } from '../accounts/api.ts'
import { ErrorBox } from '../kit/ErrorBox.tsx'
import { NoteButton } from '../kit/NoteButton.tsx'
import { useUndoBar } from '../kit/UndoBar.tsx'
import { acts, type Consultation, useAct } from './api.ts'

/** The one next act: the officer asks to open, another person confirms, and then people can answer. */
export function StateActions({ one }: { one: Consultation }) {
  const mayAsk = useMayOn('consultation.ask-to-open', one.id)
  const mayConfirm = useMayOn('consultation.confirm-opening', one.id)
  if (one.phase === 'draft') return mayAsk ? <AskToOpen one={one} /> : null
  if (one.phase === 'asked') {
    return (
      <>
        {mayAsk ? <TakeBack one={one} /> : null}
        {mayConfirm ? <SendBack one={one} /> : null}
        {mayConfirm ? <Confirm one={one} /> : null}
      </>
    )
  }
  return (
    <Button component="a" href={`/c/${one.slug}`} target="_blank" rel="noopener">
      See the public page
    </Button>
  )
}

/** Always pressable: with something missing it says what, instead of asking. */
function AskToOpen({ one }: { one: Consultation }) {
  const say = useUndoBar()
  const takeBack = useAct(one.id, () => acts.takeBack(one.id))
  const ask = useAct(
    one.id,
    () => acts.askToOpen(one.id),
    () => say('An approver is asked to open it.', () => takeBack.mutate(undefined)),
  )
  const press = () => {
    if (Object.keys(one.gaps).length === 0) return ask.mutate(undefined)
    say('Not asked yet: see what is missing.')
    document.getElementById('missing')?.scrollIntoView({ block: 'center' })
    document.getElementById('missing')?.focus()
  }
  return (
    <>
      {ask.isError ? <ErrorBox error={ask.error} what="Not asked." /> : null}
      <Button variant="filled" disabled={ask.isPending} onClick={press}>
        Ask to open
      </Button>
    </>
  )
}

function TakeBack({ one }: { one: Consultation }) {
  const take = useAct(one.id, () => acts.takeBack(one.id))
  return (
    <>
      {take.isError ? <ErrorBox error={take.error} what="Not taken back." /> : null}
      <Button disabled={take.isPending} onClick={() => take.mutate(undefined)}>
        Take it back
      </Button>
    </>
  )
}

function Confirm({ one }: { one: Consultation }) {
  const confirm = useAct(one.id, () => acts.confirmOpening(one.id))
  return (
    <>
      {confirm.isError ? <ErrorBox error={confirm.error} what="Not opened." /> : null}
      <Button variant="filled" disabled={confirm.isPending} onClick={() => confirm.mutate(undefined)}>
        Confirm opening
      </Button>
    </>
  )
}

function SendBack({ one }: { one: Consultation }) {
  const send = useAct(one.id, (words: string) => acts.sendBack(one.id, words))
  return (
    <NoteButton
      opens="Send back"
      title="Send it back"
      label="What should change"
      help="The officer reads this at the top of the page."
      maxLength={2000}
      does="Send it back"
      failed="Not sent back."
      act={send}
    />
  )
}
