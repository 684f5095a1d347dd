import { type QueryClient, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { hc, type InferResponseType } from 'hono/client'
import type { consultationRoutes } from '../../server/consultations/routes.ts'
import type { deskConsultationRoutes } from '../../server/desk/consultations.ts'
import type { deskTodayRoutes } from '../../server/desk/today.ts'
import type { ConsultationEdit, PrivacyNotice } from '../../shared/consultations/inputs.ts'
import { deskFetch } from '../app/http.ts'

const client = hc<typeof consultationRoutes>('/api/consultations', { fetch: deskFetch })
const one = client[':consultationId']

const desk = hc<typeof deskConsultationRoutes>('/api/desk', { fetch: deskFetch })
const mine = hc<typeof deskTodayRoutes>('/api/desk', { fetch: deskFetch })

export const consultationsQuery = queryOptions({
  queryKey: ['consultations'],
  queryFn: async () => (await desk.consultations.$get()).json(),
})

/** One line of the list of consultations. */
export type ListedConsultation = InferResponseType<typeof desk.consultations.$get>['consultations'][number]

export const todayQuery = queryOptions({
  queryKey: ['today'],
  queryFn: async () => (await mine.today.$get()).json(),
})

/** One thing that waits for this person. */
export type Thing = InferResponseType<typeof mine.today.$get>['things'][number]

/** One consultation with its questionnaires, notices and what is still missing. */
export type Consultation = InferResponseType<typeof one.$get, 200>

export const consultationQuery = (consultationId: string) =>
  queryOptions({
    queryKey: ['consultation', consultationId],
    queryFn: async () => (await one.$get({ param: { consultationId } })).json(),
  })

export const createConsultation = async (title: string) => (await client.index.$post({ json: { title } })).json()

export const addQuestionnaire = async (consultationId: string, name: string) =>
  (await one.questionnaires.$post({ param: { consultationId }, json: { name } })).json()

/** A questionnaire of another tool, as a draft, with how each part of it came over. */
export type ImportedQuestionnaire = InferResponseType<typeof one.questionnaires.import.$post, 201>

export async function importQuestionnaire(consultationId: string, file: File, name: string) {
  const query = name.trim() === '' ? '' : `?${new URLSearchParams({ name: name.trim() })}`
  const address = `/api/consultations/${encodeURIComponent(consultationId)}/questionnaires/import${query}`
  const headers = { 'content-type': 'application/octet-stream' }
  const response = await deskFetch(address, { method: 'POST', headers, body: file })
  return (await response.json()) as ImportedQuestionnaire
}

export const writeNotice = async (consultationId: string, notice: PrivacyNotice) =>
  (await one['privacy-notices'].$post({ param: { consultationId }, json: notice })).json()

const of = (consultationId: string) => ({ param: { consultationId } })

/** The acts that bring the consultation back as it is after them. */
export const acts = {
  edit: async (id: string, json: ConsultationEdit) => (await one.$patch({ ...of(id), json })).json(),
  askToOpen: async (id: string) => (await one['ask-to-open'].$post(of(id))).json(),
  takeBack: async (id: string) => (await one['take-back'].$post(of(id))).json(),
  confirmOpening: async (id: string) => (await one['confirm-opening'].$post(of(id))).json(),
  sendBack: async (id: string, note: string) => (await one['send-back'].$post({ ...of(id), json: { note } })).json(),
  moveClosing: async (id: string, json: { closesAt: string; reason?: string }) =>
    (await one.closing.$post({ ...of(id), json })).json(),
}

/** Runs an act and shows what came of it, here and in the list. */
export function useAct<V>(id: string, run: (value: V) => Promise<Consultation>, onDone?: () => void) {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: run,
    onSuccess: (consultation) => {
      cache.setQueryData(consultationQuery(id).queryKey, consultation)
      void cache.invalidateQueries({ queryKey: consultationsQuery.queryKey })
      void cache.invalidateQueries({ queryKey: todayQuery.queryKey })
      onDone?.()
    },
  })
}

export const lookAgain = (cache: QueryClient, id: string) =>
  Promise.all([
    cache.invalidateQueries({ queryKey: consultationQuery(id).queryKey }),
    cache.invalidateQueries({ queryKey: consultationsQuery.queryKey }),
    cache.invalidateQueries({ queryKey: todayQuery.queryKey }),
  ])
