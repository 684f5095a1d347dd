import { Button, Checkbox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { count, say } from '../../shared/kernel/text.ts'
import { useMay } from '../accounts/api.ts'
import { Empty } from '../kit/Empty.tsx'
import { ErrorBox } from '../kit/ErrorBox.tsx'
import { Loaded } from '../kit/Loaded.tsx'
import { Panel } from '../kit/Panel.tsx'
import { type Freezable, freezableQuery, useWrite, type Wanted, writes } from './api.ts'

/** Chooses the tables of the release and freezes them: from then on findings can be written. */
export function FreezeForm({ consultationId }: { consultationId: string }) {
  const mayFreeze = useMay('release.freeze')
  const freezable = useQuery({ ...freezableQuery(consultationId), enabled: mayFreeze })
  if (!mayFreeze) return <Empty title="No findings yet.">An officer or an analyst freezes a release first.</Empty>
  return (
    <Loaded query={freezable} words="Counting the answers…">
      {(found) => <Chooser consultationId={consultationId} found={found} />}
    </Loaded>
  )
}

type Table = Wanted['tables'][number]

function Chooser({ consultationId, found }: { consultationId: string; found: Freezable }) {
  const [by, setBy] = useState<Set<string>>(new Set())
  const [without, setWithout] = useState<Set<string>>(new Set())
  const freeze = useWrite(writes(consultationId).freeze)
  if (!found.ready) return <Empty title="No findings yet.">{found.why}</Empty>
  const oneWay: Table[] = found.questions
    .filter((question) => !without.has(question.key))
    .map((question) => ({ question: question.key, by: null }))
  const twoWay: Table[] = found.questions
    .filter((question) => question.mayBreakDown && !without.has(question.key))
    .flatMap((question) => [...by].map((key) => ({ question: question.key, by: key })))
  const tables = [...oneWay, ...twoWay]
  const toggle = (set: Set<string>, key: string) => {
    const next = new Set(set)
    if (!next.delete(key)) next.add(key)
    return next
  }
  return (
    <Panel raised>
      <p>
        <strong>No findings yet.</strong> Freeze a release first; a finding rests on its tables. A release holds the
        answers as they are now, rounded to 5 and with small numbers hidden. It cannot be made again.
      </p>
      <fieldset className="choices">
        <legend>Questions</legend>
        {found.questions.map((question) => (
          <Checkbox
            key={question.key}
            label={[say(question.text, 'en'), say(question.statement, 'en')].filter(Boolean).join(': ')}
            checked={!without.has(question.key)}
            onChange={() => setWithout((set) => toggle(set, question.key))}
          />
        ))}
      </fieldset>
      <fieldset className="choices">
        <legend>Also by</legend>
        {found.breakdowns.map((one) => (
          <Checkbox
            key={one.key}
            label={say(one.text, 'en')}
            checked={by.has(one.key)}
            onChange={() => setBy((set) => toggle(set, one.key))}
          />
        ))}
        <p className="small">
          One equality question by one question at a time. Questions with several answers, and the borough, are not
          broken down: too much could be worked out from it.
        </p>
      </fieldset>
      {freeze.isError ? <ErrorBox error={freeze.error} what="Not frozen." /> : null}
      <div className="row">
        <Button
          variant="filled"
          disabled={freeze.isPending || tables.length === 0}
          onClick={() => freeze.mutate({ tables })}
        >
          Freeze {count(tables.length, 'table')}
        </Button>
      </div>
    </Panel>
  )
}
