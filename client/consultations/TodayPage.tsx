import { useQuery } from '@tanstack/react-query'
import { Navigate } from '@tanstack/react-router'
import './consultations.css'
import { useMay } from '../accounts/api.ts'
import { ButtonLink } from '../kit/ButtonLink.tsx'
import { fullDay } from '../kit/dates.ts'
import { Loaded } from '../kit/Loaded.tsx'
import { Page, Part } from '../kit/Page.tsx'
import { consultationsQuery, todayQuery } from './api.ts'
import { ConsultationTable } from './ConsultationTable.tsx'
import { NeedsMe } from './NeedsMe.tsx'

/** What needs me first, then every consultation with its next step. */
export function TodayPage() {
  const [mayList, hasGroup] = [useMay('consultation.list'), useMay('group.home')]
  if (!mayList) return <Navigate to={hasGroup ? '/group' : '/account'} />
  return <Today />
}

function Today() {
  const mayCreate = useMay('consultation.create')
  const today = useQuery(todayQuery)
  const listed = useQuery(consultationsQuery)
  const things = today.data?.things.length ?? 0
  return (
    <Page
      title={today.data ? headline(things) : 'Today'}
      trail={['Today']}
      note={fullDay(new Date())}
      action={
        mayCreate ? (
          <ButtonLink to="/consultations/new" variant="filled">
            New consultation
          </ButtonLink>
        ) : null
      }
    >
      <Loaded query={today}>{(data) => <NeedsMe things={data.things} />}</Loaded>
      {/* After what stands above it, which would push it down. */}
      {today.isPending ? null : (
        <Part title="Consultations">
          <Loaded query={listed}>{(data) => <ConsultationTable rows={data.consultations} />}</Loaded>
        </Part>
      )}
    </Page>
  )
}

const few = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten']

function headline(things: number): string {
  if (things === 0) return 'Nothing needs you today'
  return things === 1 ? 'One thing needs you today' : `${few[things] ?? things} things need you today`
}
