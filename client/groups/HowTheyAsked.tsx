import { number } from '../../shared/kernel/text.ts'
import type { HowWeAsked, Meeting } from '../../shared/responses/how-we-asked.ts'
import { longDate } from '../kit/dates.ts'
import { Part } from '../kit/Page.tsx'
import { Panel } from '../kit/Panel.tsx'
import { type Column, Table } from '../kit/Table.tsx'

const columns: Column<Meeting>[] = [
  { head: 'Meeting', cell: (meeting) => <span dir="auto">{meeting.what}</span> },
  { head: 'Date', cell: (meeting) => longDate(meeting.date) },
  { head: 'People there', numeric: true, cell: (meeting) => number(meeting.attendance) },
]

/** How the group asked people, who else it heard, and what a minority of them thought. */
export function HowTheyAsked({ how }: { how: HowWeAsked }) {
  return (
    <Part title="How the group asked people">
      {how.meetings.length > 0 ? (
        <Table caption="Meetings" columns={columns} rows={how.meetings} keyOf={(m) => `${m.date} ${m.what}`} />
      ) : (
        <p className="help">No meeting was named.</p>
      )}
      <Panel>
        <dl className="formal-answer">
          <div>
            <dt>Who was consulted</dt>
            <dd dir="auto">{how.consulted || <span className="help">Left blank</span>}</dd>
          </div>
          <div>
            <dt>The minority view</dt>
            <dd dir="auto">{how.minorityView || <span className="help">None was given</span>}</dd>
          </div>
        </dl>
      </Panel>
    </Part>
  )
}
