import { Button, NativeSelect } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { number } from '../../shared/kernel/text.ts'
import { useMayOn } from '../accounts/api.ts'
import { ErrorBox } from '../kit/ErrorBox.tsx'
import { Panel } from '../kit/Panel.tsx'
import { SyntheticTag } from '../kit/Tag.tsx'
import { countsQuery, fillWithSynthetic } from '../responses/api.ts'
import { type Consultation, lookAgain } from './api.ts'

/** How many have answered; and, for trying things out, answers that are marked synthetic for ever. */
export function SyntheticFill({ one }: { one: Consultation }) {
  const counts = useQuery({ ...countsQuery(one.id), enabled: one.phase !== 'draft' && one.phase !== 'asked' })
  const mayFill = useMayOn('consultation.fill-with-synthetic', one.id)
  if (!counts.data) return null
  const { people, groups, synthetic } = counts.data
  const taken = !synthetic && people + groups > 0
  return (
    <Panel>
      <h2>Answers</h2>
      <div className="stack wide">
        <p>
          <strong>{number(people)}</strong> from people <span className="note">(in steps of 10)</span>,{' '}
          <strong>{number(groups)}</strong> from groups. {synthetic ? <SyntheticTag /> : null}
        </p>
        {mayFill && one.phase === 'open' ? taken ? <Taken /> : <Fill one={one} /> : null}
      </div>
    </Panel>
  )
}

/** Real answers are in: what the server would refuse is not offered, and the way round is said. */
const Taken = () => (
  <p className="help">
    People have answered, so it takes no made-up answers any more. To try the rest without waiting, make another
    consultation and fill it before anybody answers.
  </p>
)

const sizes = [100, 500, 1000, 2400]

function Fill({ one }: { one: Consultation }) {
  const [size, setSize] = useState(500)
  const cache = useQueryClient()
  const fill = useMutation({
    mutationFn: () => fillWithSynthetic(one.id, size),
    onSuccess: () =>
      Promise.all([cache.invalidateQueries({ queryKey: ['responses', one.id] }), lookAgain(cache, one.id)]),
  })
  return (
    <>
      <p className="help">
        To try the rest without waiting: made-up answers through the same door as real ones. They mark the consultation
        as synthetic for ever, and are refused once a real answer is in.
      </p>
      <NativeSelect
        label="How many"
        value={String(size)}
        data={sizes.map((n) => ({ value: String(n), label: number(n) }))}
        onChange={(event) => setSize(Number(event.currentTarget.value))}
        maw={160}
      />
      {fill.isError ? <ErrorBox error={fill.error} what="None of them went in." /> : null}
      <div className="row">
        <Button disabled={fill.isPending} onClick={() => fill.mutate()}>
          Fill with synthetic responses
        </Button>
        <span className="help" role="status">
          {fill.isPending ? `Sending ${number(size)} answers…` : fill.isSuccess ? 'They are in.' : ''}
        </span>
      </div>
    </>
  )
}
