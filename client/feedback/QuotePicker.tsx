import { Button, Checkbox, NativeSelect, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Evidence } from '../../shared/feedback/inputs.ts'
import { masked, stillNames } from '../../shared/feedback/masking.ts'
import { ErrorBox } from '../kit/ErrorBox.tsx'
import { Loaded } from '../kit/Loaded.tsx'
import { Panel } from '../kit/Panel.tsx'
import { type Quote, textsQuery, useWrite, writes } from './api.ts'

interface QuotePickerProps {
  consultationId: string
  quotes: Quote[]
  pinned: Evidence[]
  pin: (quote: Evidence) => void
  /** Told whether a quote is chosen and not kept yet. */
  begun: (is: boolean) => void
}

/** Quotes kept for this answer can be pinned; another is chosen from what people wrote, and edited first. */
export function QuotePicker({ consultationId, quotes, pinned, pin, begun }: QuotePickerProps) {
  const [choosing, setChoosing] = useState(false)
  return (
    <div className="choices">
      {quotes.map((quote) => (
        <Checkbox
          key={quote.id}
          label={`“${quote.edited}”`}
          checked={pinned.some((one) => one.kind === 'quote' && one.quote === quote.id)}
          onChange={() => pin({ kind: 'quote', quote: quote.id })}
        />
      ))}
      {choosing ? (
        <Choose
          consultationId={consultationId}
          kept={(id) => {
            pin({ kind: 'quote', quote: id })
            begun(false)
            setChoosing(false)
          }}
          leave={() => setChoosing(false)}
          begun={begun}
        />
      ) : (
        <div>
          <Button onClick={() => setChoosing(true)}>Quote somebody</Button>
        </div>
      )}
    </div>
  )
}

interface ChooseProps {
  consultationId: string
  kept: (id: string) => void
  leave: () => void
  begun: (is: boolean) => void
}

function Choose({ consultationId, kept, leave, begun }: ChooseProps) {
  const [question, setQuestion] = useState('')
  const [after, setAfter] = useState<string | null>(null)
  const [chosen, setChosen] = useState<{ id: string; text: string } | null>(null)
  const choose = (text: typeof chosen) => {
    setChosen(text)
    begun(text !== null)
  }
  const page = useQuery(textsQuery(consultationId, question, after))
  return (
    <Panel title="What people wrote">
      <Loaded query={page}>
        {(found) =>
          chosen && found.question ? (
            <Edit {...{ consultationId, chosen, kept }} question={found.question.id} back={() => choose(null)} />
          ) : (
            <div className="choices">
              <NativeSelect
                label="Question"
                value={found.question?.id ?? ''}
                data={found.questions.map((one) => ({ value: one.id, label: one.text }))}
                onChange={(event) => {
                  setQuestion(event.currentTarget.value)
                  setAfter(null)
                }}
              />
              {found.texts.length === 0 ? <p>Nobody wrote anything here.</p> : null}
              <ul className="texts">
                {found.texts.map((text) => (
                  <li key={text.id}>
                    <span>{text.text}</span>
                    <Button onClick={() => choose(text)}>Quote this</Button>
                  </li>
                ))}
              </ul>
              <div className="row">
                {found.next ? <Button onClick={() => setAfter(found.next)}>More</Button> : null}
                <Button onClick={leave}>Quote nobody</Button>
              </div>
            </div>
          )
        }
      </Loaded>
    </Panel>
  )
}

interface EditProps extends Pick<ChooseProps, 'consultationId' | 'kept'> {
  question: string
  chosen: { id: string; text: string }
  back: () => void
}

function Edit({ consultationId, question, chosen, kept, back }: EditProps) {
  const [edited, setEdited] = useState(masked(chosen.text))
  const keep = useWrite(async () => {
    const { id } = await writes(consultationId).keepQuote({ question, response: chosen.id, edited })
    kept(id)
  })
  const left = stillNames(edited)
  return (
    <div className="choices">
      <p>
        <strong>As written:</strong> {chosen.text}
      </p>
      <Textarea
        label="As it will be published"
        description="Addresses, phone numbers and postcodes are taken out. Take out names, streets and anything else that tells who wrote it."
        value={edited}
        onChange={(event) => setEdited(event.currentTarget.value)}
        error={left.length > 0 ? `Still to take out: ${left.join(', ')}` : undefined}
      />
      {keep.isError ? <ErrorBox error={keep.error} what="Not kept." /> : null}
      <div className="row">
        <Button
          variant="filled"
          onClick={() => keep.mutate(undefined)}
          disabled={edited.trim() === '' || keep.isPending}
        >
          Keep this quote
        </Button>
        <Button onClick={back}>Another one</Button>
      </div>
    </div>
  )
}
