import { useQuery } from '@tanstack/react-query'
import { useMay } from '../accounts/api.ts'
import { ButtonLink } from '../kit/ButtonLink.tsx'
import { Loaded } from '../kit/Loaded.tsx'
import { Page } from '../kit/Page.tsx'
import { consultationsQuery } from './api.ts'
import { ConsultationTable } from './ConsultationTable.tsx'

export function ConsultationsPage() {
  const mayCreate = useMay('consultation.create')
  const listed = useQuery(consultationsQuery)
  return (
    <Page
      title="Consultations"
      action={
        mayCreate ? (
          <ButtonLink to="/consultations/new" variant="filled">
            New consultation
          </ButtonLink>
        ) : null
      }
    >
      <Loaded query={listed}>{(data) => <ConsultationTable rows={data.consultations} />}</Loaded>
    </Page>
  )
}
