import { queryOptions } from '@tanstack/react-query'
import { hc, type InferResponseType } from 'hono/client'
import type { questionnaireRoutes } from '../../server/questionnaires/routes.ts'
import type { QuestionnaireDocument } from '../../shared/questionnaires/document.ts'
import { deskFetch, http } from '../app/http.ts'
import type { Draft, Step } from './draft-store.ts'

const client = hc<typeof questionnaireRoutes>('/api/questionnaires', { fetch: deskFetch })
const one = client[':questionnaireId']

/** A questionnaire as the builder opens it. Conditions hold conditions, which the typed client's types cut off. */
export type BuilderData = Omit<InferResponseType<typeof one.$get>, 'draft' | 'live'> &
  Draft & { live: QuestionnaireDocument | null }

const address = (id: string) => `/api/questionnaires/${encodeURIComponent(id)}`

export const builderQuery = (id: string) =>
  queryOptions({
    queryKey: ['questionnaire', id],
    queryFn: () => http.get<BuilderData>(address(id)),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  })

export function sendStep(id: string, step: Step, revision: number): Promise<Draft> {
  if (typeof step === 'string') return http.postToTheEnd(`${address(id)}/${step}`, { revision })
  return http.postToTheEnd(`${address(id)}/acts`, { revision, act: step.act })
}

export const publish = async (questionnaireId: string, revision: number) =>
  (await one.versions.$post({ param: { questionnaireId }, json: { revision } })).json()
