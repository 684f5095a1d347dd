import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { count, number } from '../../shared/kernel/text.ts'
import { useMay } from '../accounts/api.ts'
import { consultationsQuery, type ListedConsultation } from '../consultations/api.ts'
import { timeAndDate } from '../kit/dates.ts'
import { Empty } from '../kit/Empty.tsx'
import { Loaded } from '../kit/Loaded.tsx'
import { Page, Part } from '../kit/Page.tsx'
import { type Column, Table } from '../kit/Table.tsx'
import { waitingQuery } from './api.ts'

const columns: Column<ListedConsultation>[] = [
  {
    head: 'Consultation',
    cell: (row) => (
      <Link to="/feedback/$consultationId" params={{ consultationId: row.id }}>
        {row.title}
      </Link>
    ),
  },
  { head: 'State', cell: (row) => stateWords[row.phase] },
  { head: 'Next step', cell: (row) => row.nextStep || '–' },
  { head: 'Answers', cell: (row) => (row.answers === null ? '–' : number(row.answers)), numeric: true },
]

const stateWords: Record<ListedConsultation['phase'], string> = {
  draft: 'Not open yet',
  asked: 'Not open yet',
  scheduled: 'Not open yet',
  open: 'Still open',
  closed: 'Closed, answer owed',
  answered: 'Answered',
}

/** What waits for an approver first, then every consultation and the way to its answer. */
export function FeedbackPage() {
  const consultations = useQuery(consultationsQuery)
  const approves = useMay('feedback.approve')
  return (
    <Page title="Feedback" note="What people said, and what was done about it">
      {approves ? <Queue /> : null}
      <Part title="Consultations">
        <Loaded query={consultations}>
          {({ consultations: all }) => (
            <Table
              caption="Consultations and their answers"
              columns={columns}
              rows={all}
              keyOf={(row) => row.id}
              words={(row) => row.title}
              empty={<Empty title="No consultations yet.">An answer follows a consultation.</Empty>}
            />
          )}
        </Loaded>
      </Part>
    </Page>
  )
}

function Queue() {
  const waiting = useQuery(waitingQuery)
  return (
    <Loaded query={waiting}>
      {(all) => (
        <Part title={all.length === 0 ? 'Nothing waits for you' : `${count(all.length, 'answer')} to approve`}>
          {all.length === 0 ? (
            <Empty title="No answer waits to be published.">An officer sends one when it is written.</Empty>
          ) : (
            <Table
              caption="Answers that wait to be published"
              columns={[
                {
                  head: 'Consultation',
                  cell: (row) => (
                    <Link to="/feedback/$consultationId" params={{ consultationId: row.consultationId }}>
                      Read and publish: {row.title}
                    </Link>
                  ),
                },
                { head: 'Sent', cell: (row) => (row.sentAt ? timeAndDate(row.sentAt) : '') },
              ]}
              rows={all}
              keyOf={(row) => row.consultationId}
            />
          )}
        </Part>
      )}
    </Loaded>
  )
}
