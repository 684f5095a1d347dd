import { timeAndDate } from '../kit/dates.ts'
import { Panel } from '../kit/Panel.tsx'
import { Rag } from '../kit/Rag.tsx'
import type { ObjectiveDetail, Report } from './api.ts'

/** Newest first; what the plan prints is the oldest entry. */
export function ReportHistory({ detail: { objective, history } }: { detail: ObjectiveDetail }) {
  const refOf = (report: Report) => objective.actions.find((action) => action.id === report.actionId)?.ref
  return (
    <Panel>
      <ol className="history">
        {history.map((report) => (
          <li key={report.id}>
            <p className="standing">
              {report.rag ? <Rag status={report.rag} /> : null}
              <span className="note">
                {report.by}, {timeAndDate(report.at)}
                {report.actionId ? `, on action ${refOf(report)}` : ''}
              </span>
            </p>
            <p className="words" dir="auto">
              {report.progress}
            </p>
          </li>
        ))}
        <li>
          <p className="standing">
            <Rag status={objective.printedRag} />
            <span className="note">As the plan prints it</span>
          </p>
        </li>
      </ol>
    </Panel>
  )
}
