import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { count } from '../../shared/kernel/text.ts'
import { boroughByCode } from '../../shared/population/boroughs.ts'
import { useMay } from '../accounts/api.ts'
import { consultationsQuery, type ListedConsultation } from '../consultations/api.ts'
import { shortDate } from '../kit/dates.ts'
import { Empty } from '../kit/Empty.tsx'
import { Loaded } from '../kit/Loaded.tsx'
import { Page, Part } from '../kit/Page.tsx'
import { type Column, Table } from '../kit/Table.tsx'
import { groupsQuery } from './api.ts'

/** Which groups there are, and where each consultation stands with them. */
export function GroupsPage() {
  const groups = useQuery(groupsQuery)
  const mayList = useMay('consultation.list')
  const listed = useQuery({ ...consultationsQuery, enabled: mayList })
  return (
    <Page title={groups.data ? count(groups.data.length, 'group') : 'Groups'} trail={['Groups']}>
      {mayList ? <Boards listed={listed} /> : null}
      {/* After what stands above it, which would push it down. */}
      {mayList && listed.isPending ? null : (
        <Part title="All groups">
          <Loaded query={groups}>
            {(all) => (
              <Table
                caption="All groups"
                columns={groupColumns}
                rows={all}
                keyOf={(group) => group.id}
                words={(group) => `${group.name} ${boroughOf(group.boroughCode)}`}
                searchLabel="Find a group or a borough"
                empty={<Empty title="No groups yet.">They are loaded when the server starts.</Empty>}
              />
            )}
          </Loaded>
        </Part>
      )}
    </Page>
  )
}

const boroughOf = (code: string) => boroughByCode(code)?.name ?? code

const groupColumns: Column<{ id: string; name: string; boroughCode: string }>[] = [
  { head: 'Group', cell: (group) => group.name },
  {
    head: 'Borough',
    cell: (group) => (
      <Link to="/population/$areaCode" params={{ areaCode: group.boroughCode }}>
        {boroughOf(group.boroughCode)}
      </Link>
    ),
  },
]

function Boards({ listed }: { listed: UseQueryResult<{ consultations: ListedConsultation[] }> }) {
  return (
    <Part title="What they were asked">
      <Loaded query={listed}>
        {({ consultations }) => (
          <Table
            caption="Consultations and how many groups answered"
            columns={boardColumns}
            rows={consultations}
            keyOf={(one) => one.id}
            empty={<Empty title="No consultations yet.">Groups are asked within a consultation.</Empty>}
          />
        )}
      </Loaded>
    </Part>
  )
}

const boardColumns: Column<ListedConsultation>[] = [
  {
    head: 'Consultation',
    cell: (one) => (
      <Link to="/groups/$consultationId" params={{ consultationId: one.id }}>
        {one.title}
      </Link>
    ),
  },
  {
    head: 'Groups',
    cell: (one) =>
      one.groups.asked > 0 ? `${one.groups.sent} of ${one.groups.asked} asked have sent` : 'none asked yet',
  },
  { head: 'Closes', cell: (one) => <span className="whole">{shortDate(one.closesAt)}</span> },
]
