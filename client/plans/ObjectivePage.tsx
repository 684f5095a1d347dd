import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { printed } from '../../shared/plans/cell.ts'
import { useMay } from '../accounts/api.ts'
import { Loaded } from '../kit/Loaded.tsx'
import { Page, Part } from '../kit/Page.tsx'
import { Panel } from '../kit/Panel.tsx'
import { Rag } from '../kit/Rag.tsx'
import { type ObjectiveDetail, objectiveQuery } from './api.ts'
import { Behind } from './Behind.tsx'
import { PrintedFacts, PrintedText } from './PrintedFacts.tsx'
import { ReportForm } from './ReportForm.tsx'
import { ReportHistory } from './ReportHistory.tsx'
import './plans.css'

/** One objective: what the plan prints, how it stands, and the reports on it. */
export function ObjectivePage() {
  const { objectiveId = '' } = useParams({ strict: false })
  const found = useQuery(objectiveQuery(objectiveId))
  const data = found.data
  return (
    <Page
      title={data ? printed(data.objective.text) : 'Objective'}
      note={data ? `Theme ${data.theme.number}: ${printed(data.theme.title)}` : undefined}
      trail={[
        <Link key="plan" to="/plan">
          Plan
        </Link>,
        data ? `Objective ${data.objective.ref}` : 'Objective',
      ]}
      action={data ? <PublicLink reference={data.objective.ref} /> : undefined}
    >
      <Loaded query={found}>{(detail) => <Detail key={detail.objective.id} detail={detail} />}</Loaded>
    </Page>
  )
}

const PublicLink = ({ reference }: { reference: string }) => (
  <a href={`/plan?open=${reference}#objective-${reference.replace('.', '-')}`}>See it as the public does</a>
)

function Detail({ detail }: { detail: ObjectiveDetail }) {
  const { objective, history } = detail
  const mayReport = useMay('plan.report')
  return (
    <div className="objective-page">
      <div className="section">
        <Panel>
          <p className="standing">
            <Rag status={objective.rag} />
            {history.some((report) => report.actionId === null) ? (
              <span className="note">The plan prints {objective.printedRag ?? 'no status'}.</span>
            ) : (
              <span className="note">As printed. Nobody has reported on it here yet.</span>
            )}
          </p>
          <PrintedFacts row={objective} />
        </Panel>
        <Actions objective={objective} />
        <Part title="What people said">
          <Behind objectiveId={objective.id} />
        </Part>
      </div>
      <div className="section">
        {mayReport ? (
          <Part title="Report progress">
            <ReportForm detail={detail} />
          </Part>
        ) : null}
        <Part title="History">
          <ReportHistory detail={detail} />
        </Part>
      </div>
    </div>
  )
}

function Actions({ objective }: { objective: ObjectiveDetail['objective'] }) {
  return (
    <Part title={objective.actions.length === 1 ? 'One action' : `${objective.actions.length} actions`}>
      {objective.actions.map((action) => (
        <Panel key={action.id}>
          <p className="standing">
            <span className="note">Action {action.ref}</span>
            {action.rag ? <Rag status={action.rag} /> : null}
          </p>
          <h3>
            <PrintedText cell={action.text} />
          </h3>
          <PrintedFacts row={action} />
        </Panel>
      ))}
    </Part>
  )
}
