import { queryOptions } from '@tanstack/react-query'
import { http } from '../app/http.ts'

/** One line of the list of consultations, as `server/desk/consultations.ts` composes it. */
export interface ListedConsultation {
  id: string
  slug: string
  title: string
  phase: 'draft' | 'asked' | 'scheduled' | 'open' | 'closed' | 'answered'
  opensAt: string | null
  closesAt: string | null
  questionnaires: { id: string; name: string; version: number | null; questions: number }[]
  /** In steps of 10; null before opening. */
  answers: number | null
  nextStep: string
}

export const consultationsQuery = queryOptions({
  queryKey: ['consultations'],
  queryFn: () => http.get<{ consultations: ListedConsultation[] }>('/api/desk/consultations'),
})
