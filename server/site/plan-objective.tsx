import { type PrintedRow, printed, printedFacts, reading } from '../../shared/plans/cell.ts'
import type { PlanAction, PlanObjective } from '../plans/queries.ts'
import { Fact, Reading } from './plan-cell.tsx'
import { type Counted, CountedLine } from './plan-counted.tsx'
import { RagMark } from './plan-rag.tsx'
import { type Evidence, inShort, progressStep, Thread } from './plan-thread.tsx'

/** What other features know of the plan: what people said, and what the product counts. */
export interface Known {
  evidence: Evidence
  counted: Counted | null
}

export interface ObjectiveProps {
  objective: PlanObjective
  known: Known
  open: boolean
}

/** The place of an objective on the page. */
const anchorOf = (ref: string) => `objective-${ref.replaceAll('.', '-')}`

/** A row that opens in place. The address's anchor is inside, so that a browser opens the row to show it. */
export function ObjectiveRow({ objective, known, open }: ObjectiveProps) {
  const { evidence } = known
  const steps = [objective, ...objective.actions].flatMap((row) => evidence.get(row.id) ?? [])
  return (
    <li>
      <details className="objective" open={open}>
        <summary>
          <RagMark rag={objective.rag} />
          <h3>{printed(objective.text)}</h3>
          <RowFact name="Lead" value={leadsInShort(objective)} />
          <RowFact name="Timescale" value={timescales(objective)} />
          <span className={steps.length > 0 ? 'fact said' : 'fact'}>{inShort(steps) ?? 'No evidence yet'}</span>
        </summary>
        <div className="inside" id={anchorOf(objective.ref)}>
          <PrintedFacts row={objective} />
          <Thread steps={[...(evidence.get(objective.id) ?? []), ...objective.reports.map(progressStep)]} />
          {objective.actions.map((action) => (
            <Action key={action.id} action={action} of={objective.actions.length} known={known} />
          ))}
        </div>
      </details>
    </li>
  )
}

const RowFact = ({ name, value }: { name: string; value: string }) => (
  <span className="fact">
    <span className="name">{name}: </span>
    {value}
  </span>
)

/** The objective's own leads; those of its actions are counted. */
function leadsInShort({ lead, leads }: PlanObjective): string {
  const own = lead?.names ?? []
  const others = leads.length - own.length
  if (own.length === 0) return others > 0 ? leads.join(', ') : 'None printed'
  return others > 0 ? `${own.join(', ')} and ${others} more` : own.join(', ')
}

function timescales(objective: PlanObjective): string {
  const all = [objective, ...objective.actions].flatMap((row) => row.timescales.map(reading))
  const [first, ...rest] = [...new Set(all)]
  if (!first) return 'None printed'
  return [first, ...rest.map((text) => text.replace(/^(By|Ongoing)\b/, (word) => word.toLowerCase()))].join(', ')
}

function PrintedFacts({ row }: { row: PrintedRow }) {
  const facts = printedFacts(row)
  if (facts.length === 0) return null
  return (
    <dl className="printed">
      {facts.map(([name, cells]) => (
        <Fact key={name} name={name} cells={cells} />
      ))}
    </dl>
  )
}

function Action({ action, of, known }: { action: PlanAction; of: number; known: Known }) {
  const said = known.evidence.get(action.id) ?? []
  return (
    <section className="action" id={`action-${action.ref.replaceAll('.', '-')}`}>
      <p className="nth">
        Action {action.number} of {of}
        {action.rag && <RagMark rag={action.rag} />}
      </p>
      <h4>{printed(action.text)}</h4>
      {action.text.damaged && (
        <p>
          <Reading cell={action.text} />
        </p>
      )}
      <PrintedFacts row={action} />
      {action.countedBy === 'group-responses' && known.counted && <CountedLine counted={known.counted} />}
      {said.length === 0 && <p className="note">No consultation has informed this action yet.</p>}
      <Thread steps={[...said, ...action.reports.map(progressStep)]} />
    </section>
  )
}
