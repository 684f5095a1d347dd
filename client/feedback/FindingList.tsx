import { Button } from '@mantine/core'
import { useState } from 'react'
import { say } from '../../shared/kernel/text.ts'
import { Empty } from '../kit/Empty.tsx'
import { ErrorBox } from '../kit/ErrorBox.tsx'
import { Panel } from '../kit/Panel.tsx'
import { useUndoBar } from '../kit/UndoBar.tsx'
import { type DeskAnswer, type Finding, type FindingBody, useWrite, writes } from './api.ts'
import { FindingForm } from './FindingForm.tsx'
import { PlanTies } from './PlanTies.tsx'
import { figure } from './ReleaseTables.tsx'

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
  return (
    <div className="section">
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
          <Button onClick={() => setEditing('new')}>Write a finding</Button>
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
          <Button onClick={edit}>Change</Button>
          <Button onClick={() => remove.mutate(finding.id)}>Delete</Button>
        </div>
      ) : null}
    </Panel>
  )
}

/** What the finding rests on; a quote with the words as they were written beside it. */
function Evidence({ found, finding }: { found: DeskAnswer; finding: Finding }) {
  return (
    <ul className="evidence">
      {finding.evidence.map((pin) => {
        if (pin.kind === 'count')
          return <li key="count">{found.release.manifest.counted.toLocaleString('en-GB')} people answered</li>
        if (pin.kind === 'quote') {
          const quote = found.quotes.find((one) => one.id === pin.quote)
          return (
            <li key={pin.quote}>
              {quote ? (
                <dl className="facts">
                  <dt>Quoted</dt>
                  <dd>“{quote.edited}”</dd>
                  <dt>As written</dt>
                  <dd>{quote.original}</dd>
                </dl>
              ) : (
                'This quote is gone: its answer was erased.'
              )}
            </li>
          )
        }
        const table = found.release.tables.find((one) => one.id === pin.table)
        const row = table?.rows.findIndex((one) => one.id === pin.row) ?? -1
        const column = table?.columns.find((one) => one.id === pin.column)
        return (
          <li key={`${pin.table} ${pin.row} ${pin.column}`}>
            {say(table?.rows[row]?.label, 'en')}
            {table?.by ? `, ${say(column?.label, 'en')}` : ''}:{' '}
            <strong>{figure(column?.counts[row] ?? null, column?.shares[row] ?? null, column?.base ?? null)}</strong>
          </li>
        )
      })}
    </ul>
  )
}
