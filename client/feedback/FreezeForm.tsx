import { Button, Checkbox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { count, say, type Text } from '../../shared/kernel/text.ts'
import { useMay } from '../accounts/api.ts'
import { Empty } from '../kit/Empty.tsx'
import { Loaded } from '../kit/Loaded.tsx'
import { Panel } from '../kit/Panel.tsx'
import { type Freezable, freezableQuery, useWrite, type Wanted, writes } from './api.ts'
import { FreezeDialog } from './FreezeDialog.tsx'

/** Chooses the tables of the release and freezes them: from then on findings can be written. */
export function FreezeForm({ consultationId, title }: { consultationId: string; title: string }) {
  const mayFreeze = useMay('release.freeze')
  const freezable = useQuery({ ...freezableQuery(consultationId), enabled: mayFreeze })
  if (!mayFreeze) return <Empty title="No findings yet.">An officer or an analyst freezes a release first.</Empty>
  return (
    <Loaded query={freezable} words="Counting the answers…">
      {(found) => <Chooser consultationId={consultationId} title={title} found={found} />}
    </Loaded>
  )
}

type Table = Wanted['tables'][number]

function Chooser({ consultationId, title, found }: { consultationId: string; title: string; found: Freezable }) {
  const [by, setBy] = useState<Set<string>>(new Set())
  const [without, setWithout] = useState<Set<string>>(new Set())
  const [asking, setAsking] = useState(false)
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
  const tick = (key: string) => setWithout((set) => toggle(set, key))
  const isEquality = ({ key }: { key: string }) => found.breakdowns.some((one) => one.key === key)
  return (
    <Panel raised>
      <div className="freeze-panel">
        <p>
          <strong>A finding rests on a release:</strong> the tables that everybody may look up. It counts the answers as
          they are now. Counts of 1 to 7 are hidden, the others rounded to 5.
        </p>
        <div className="freeze">
          <Choices
            legend="Questions"
            items={found.questions.filter((one) => !isEquality(one))}
            chosen={(key) => !without.has(key)}
            tick={tick}
          />
          {found.breakdowns.length > 0 ? (
            <>
              <Choices
                legend="Equality questions, each on its own"
                items={found.questions.filter(isEquality)}
                chosen={(key) => !without.has(key)}
                tick={tick}
              />
              <Choices
                legend="Break the questions down by"
                items={found.breakdowns}
                chosen={(key) => by.has(key)}
                tick={(key) => setBy((set) => toggle(set, key))}
              >
                One equality question at a time, and groups of fewer than 30 are hidden whole. Questions with several
                answers, and the borough, are not broken down: too much could be worked out from it.
              </Choices>
            </>
          ) : null}
        </div>
        <div className="row">
          <Button variant="filled" disabled={tables.length === 0} onClick={() => setAsking(true)}>
            Freeze {count(tables.length, 'table')}
          </Button>
          {twoWay.length > 0 ? (
            <span className="help">
              {oneWay.length} alone, {twoWay.length} broken down
            </span>
          ) : null}
        </div>
      </div>
      <FreezeDialog
        title={title}
        opened={asking}
        close={() => setAsking(false)}
        tables={tables.length}
        freezing={freeze.isPending}
        error={freeze.error}
        freeze={() => freeze.mutate({ tables })}
      />
    </Panel>
  )
}

interface ChoicesProps {
  legend: string
  items: { key: string; text: Text; statement?: Text | undefined }[]
  chosen: (key: string) => boolean
  tick: (key: string) => void
  children?: ReactNode
}

const Choices = ({ legend, items, chosen, tick, children }: ChoicesProps) => (
  <fieldset className="choices">
    <legend>{legend}</legend>
    {items.map(({ key, text, statement }) => (
      <Checkbox
        key={key}
        label={[say(text, 'en'), say(statement, 'en')].filter(Boolean).join(' ')}
        checked={chosen(key)}
        onChange={() => tick(key)}
      />
    ))}
    {children ? <p className="help">{children}</p> : null}
  </fieldset>
)
