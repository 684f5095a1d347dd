import { Button } from '@mantine/core'
import { useState } from 'react'
import { shownIn } from '../../shared/feedback/release-tables.ts'
import { number, say } from '../../shared/kernel/text.ts'
import { Empty } from '../kit/Empty.tsx'
import { ErrorBox } from '../kit/ErrorBox.tsx'
import { useFocusBack } from '../kit/focus-back.ts'
import { Panel } from '../kit/Panel.tsx'
import { useUndoBar } from '../kit/UndoBar.tsx'
import { type DeskAnswer, type Finding, type FindingBody, useWrite, writes } from './api.ts'
import { FindingForm } from './FindingForm.tsx'
import { PlanTies } from './PlanTies.tsx'

interface FindingListProps {
  found: DeskAnswer
  consultationId: string
  mayWrite: boolean
}

export const bodyOf = ({ heading, text, evidence, objectives, actions }: Finding): FindingBody => ({
  heading,
  text,
  evidence,
  objectives,
  actions,
})

/** The findings in order, each with what it rests on; a new one below. */
export function FindingList({ found, consultationId, mayWrite }: FindingListProps) {
  const [editing, setEditing] = useState<string | null>(null)
  const close = () => setEditing(null)
  const place = useFocusBack(editing)
  return (
    <div className="section" ref={place}>
      {found.findings.length === 0 && editing === null ? (
        <Empty title="No findings yet.">Pin a number or a quote, and say in one sentence what it shows.</Empty>
      ) : null}
      {found.findings.map((finding) =>
        editing === finding.id ? (
          <FindingForm key={finding.id} {...{ found, consultationId, finding, close }} />
        ) : (
          <One key={finding.id} {...{ found, consultationId, finding, mayWrite }} edit={() => setEditing(finding.id)} />
        ),
      )}
      {mayWrite && editing === 'new' ? <FindingForm {...{ found, consultationId, close }} /> : null}
      {mayWrite && editing === null ? (
        <div>
          <Button data-opens="new" onClick={() => setEditing('new')}>
            Write a finding
          </Button>
        </div>
      ) : null}
    </div>
  )
}

function One(props: FindingListProps & { finding: Finding; edit: () => void }) {
  const { found, consultationId, finding, mayWrite, edit } = props
  const told = useUndoBar()
  const { addFinding, removeFinding } = writes(consultationId)
  const putBack = useWrite(addFinding)
  const remove = useWrite(removeFinding, () =>
    told(`Finding ${finding.number} deleted.`, () => putBack.mutate(bodyOf(finding))),
  )
  return (
    <Panel>
      <p className="small">Finding {finding.number}</p>
      <h3>{finding.heading}</h3>
      <p>{finding.text}</p>
      <Evidence found={found} finding={finding} />
      <PlanTies objectives={finding.objectives} actions={finding.actions} />
      {remove.isError ? <ErrorBox error={remove.error} what="Not deleted." /> : null}
      {mayWrite ? (
        <div className="row">
          <Button data-opens={finding.id} onClick={edit}>
            Change
          </Button>
          <Button onClick={() => remove.mutate(finding.id)}>Delete</Button>
        </div>
      ) : null}
    </Panel>
  )
}

/** What the finding rests on: its numbers, then quotes with the words as they were written below them. */
function Evidence({ found, finding }: { found: DeskAnswer; finding: Finding }) {
  const lines = finding.evidence.flatMap((pin) => numberLine(found, pin) ?? [])
  const quotes = finding.evidence.flatMap((pin) => (pin.kind === 'quote' ? [pin.quote] : []))
  return (
    <>
      {lines.length > 0 ? (
        <ul className="evidence">
          {lines.map(({ label, shown }) => (
            <li key={label}>
              {label}: <strong>{shown}</strong>
            </li>
          ))}
        </ul>
      ) : null}
      {quotes.map((id) => (
        <Quote key={id} quote={found.quotes.find((one) => one.id === id)} />
      ))}
    </>
  )
}

function numberLine({ release }: DeskAnswer, pin: Finding['evidence'][number]) {
  if (pin.kind === 'count') return { label: 'People who answered', shown: number(release.manifest.counted) }
  if (pin.kind !== 'cell') return null
  const table = release.tables.find((one) => one.id === pin.table)
  const row = table?.rows.findIndex((one) => one.id === pin.row) ?? -1
  const column = table?.columns.find((one) => one.id === pin.column)
  if (!table || row < 0 || !column) return { label: 'A number', shown: 'not in this release' }
  const label = `${say(table.rows[row]?.label, 'en')}${table.by ? `, ${say(column.label, 'en')}` : ''}`
  return { label, shown: shownIn(column, row) }
}

function Quote({ quote }: { quote: DeskAnswer['quotes'][number] | undefined }) {
  if (!quote) return <p className="note">A quote is gone: its answer was erased.</p>
  return (
    <blockquote className="quoted" dir="auto">
      <p>“{quote.edited}”</p>
      <footer className="note">
        {quote.edited === quote.original ? 'Word for word as it was written.' : `As it was written: ${quote.original}`}
      </footer>
    </blockquote>
  )
}
