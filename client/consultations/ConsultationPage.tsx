import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Loaded } from '../kit/Loaded.tsx'
import { Page } from '../kit/Page.tsx'
import { consultationsQuery } from './api.ts'
import { ConsultationTable } from './ConsultationTable.tsx'

export function ConsultationPage() {
  const { consultationId } = useParams({ from: '/desk/consultations/$consultationId' })
  const listed = useQuery(consultationsQuery)
  return (
    <Loaded query={listed}>
      {({ consultations }) => {
        const one = consultations.find((row) => row.id === consultationId)
        return (
          <Page
            title={one?.title ?? 'Not here'}
            trail={[
              <Link key="all" to="/consultations">
                Consultations
              </Link>,
              one?.title ?? '',
            ]}
          >
            <ConsultationTable rows={one ? [one] : []} />
          </Page>
        )
      }}
    </Loaded>
  )
}
