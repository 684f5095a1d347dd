import { Button, Checkbox } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { count, say, type Text } from '../../shared/kernel/text.ts'
import { useMay } from '../accounts/api.ts'
import { Empty } from '../kit/Empty.tsx'
import { ErrorBox } from '../kit/ErrorBox.tsx'
import { Loaded } from '../kit/Loaded.tsx'
import { Panel } from '../kit/Panel.tsx'
import { type Freezable, freezableQuery, useWrite, type Wanted, writes } from './api.ts'
import { FreezeDialog } from './FreezeDialog.tsx'
import { FreezePreview } from './FreezePreview.tsx'

interface FreezeFormProps {
  consultationId: string
  title: string
  /** There is a release already: the answer would rest on this one instead. */
  again?: boolean
}

/** Chooses the tables of the release and freezes them: from then on findings can be written. */
export function FreezeForm({ consultationId, title, again }: FreezeFormProps) {
  const mayFreeze = useMay('release.freeze')
  const freezable = useQuery({ ...freezableQuery(consultationId), enabled: mayFreeze })
  if (!mayFreeze) return <Empty title="No findings yet.">An officer or an analyst freezes a release first.</Empty>
  return (
    <Loaded query={freezable} words="Counting the answers…">
      {(found) => <Chooser consultationId={consultationId} title={title} again={again ?? false} found={found} />}
    </Loaded>
  )
}

type Table = Wanted['tables'][number]

function Chooser({ consultationId, title, again, found }: Required<FreezeFormProps> & { found: Freezable }) {
  const [by, setBy] = useState<Set<string>>(new Set())
  const [without, setWithout] = useState<Set<string>>(new Set())
  const [asking, setAsking] = useState(false)
  const freeze = useWrite(writes(consultationId).freeze, () => setAsking(false))
  const preview = useMutation({ mutationFn: writes(consultationId).preview })
  if (!found.ready) return <Empty title={again ? 'Not yet.' : 'No findings yet.'}>{found.why}</Empty>
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
  const tick = (key: string) => {
    preview.reset()
    setWithout((set) => toggle(set, key))
  }
  const tickBy = (key: string) => {
    preview.reset()
    setBy((set) => toggle(set, key))
  }
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
                tick={tickBy}
              >
                One equality question at a time. Small groups are joined to the larger one they belong to, where there
                is one; groups of fewer than 30 are hidden whole, and so is whatever would give a small number away.
                Once a release tells who answered, the groups see of their boroughs only what it tells: who was heard by
                age, for example, where the questions are broken down by age.
              </Choices>
            </>
          ) : null}
        </div>
        <div className="row">
          <Button variant="filled" disabled={tables.length === 0} onClick={() => setAsking(true)}>
            Freeze {count(tables.length, 'table')}
          </Button>
          <Button disabled={tables.length === 0 || preview.isPending} onClick={() => preview.mutate({ tables })}>
            {preview.isPending ? 'Counting…' : 'See what would be shown and hidden'}
          </Button>
          {twoWay.length > 0 ? (
            <span className="help">
              {oneWay.length} alone, {twoWay.length} broken down
            </span>
          ) : null}
        </div>
      </div>
      {preview.error ? <ErrorBox error={preview.error} what="This cannot be released." /> : null}
      {preview.data ? <FreezePreview preview={preview.data} /> : null}
      <FreezeDialog
        again={again}
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
