import { useQuery } from '@tanstack/react-query'
import { Loaded } from '../kit/Loaded.tsx'
import { Page } from '../kit/Page.tsx'
import { consultationsQuery } from './api.ts'
import { ConsultationTable } from './ConsultationTable.tsx'

export function ConsultationsPage() {
  const listed = useQuery(consultationsQuery)
  return (
    <Page title="Consultations">
      <Loaded query={listed}>{(data) => <ConsultationTable rows={data.consultations} />}</Loaded>
    </Page>
  )
}
