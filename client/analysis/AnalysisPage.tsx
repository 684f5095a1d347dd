import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { number } from '../../shared/kernel/text.ts'
import { consultationsQuery, type ListedConsultation } from '../consultations/api.ts'
import { shortDate } from '../kit/dates.ts'
import { Empty } from '../kit/Empty.tsx'
import { Loaded } from '../kit/Loaded.tsx'
import { Page } from '../kit/Page.tsx'
import { type Column, Table } from '../kit/Table.tsx'
import { SyntheticTag } from '../kit/Tag.tsx'

const columns: Column<ListedConsultation>[] = [
  {
    head: 'Consultation',
    cell: (row) => (
      <>
        <Link to="/analysis/$consultationId/heard" params={{ consultationId: row.id }}>
          {row.title}
        </Link>{' '}
        {row.synthetic ? <SyntheticTag /> : null}
      </>
    ),
  },
  { head: 'State', cell: (row) => (row.phase === 'open' ? 'Open' : row.phase === 'answered' ? 'Answered' : 'Closed') },
  { head: 'Closes', cell: (row) => (row.closesAt ? shortDate(row.closesAt) : 'not set') },
  { head: 'Answers', cell: (row) => (row.answers === null ? '–' : number(row.answers)), numeric: true },
]

/** Whose answers to look at: consultations that have opened. */
export function AnalysisPage() {
  const consultations = useQuery(consultationsQuery)
  return (
    <Page title="Whose answers?" note="Analysis" trail={['Analysis']}>
      <Loaded query={consultations}>
        {({ consultations: all }) => (
          <Table
            caption="Consultations with answers"
            columns={columns}
            rows={all.filter((row) => row.answers !== null)}
            keyOf={(row) => row.id}
            words={(row) => row.title}
            searchLabel="Search consultations"
            empty={
              <Empty title="Nothing to look at yet.">
                Figures appear here when a consultation of yours has opened.
              </Empty>
            }
          />
        )}
      </Loaded>
    </Page>
  )
}
