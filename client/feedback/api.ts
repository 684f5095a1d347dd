import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { hc, type InferRequestType, type InferResponseType } from 'hono/client'
import type { feedbackRoutes } from '../../server/feedback/routes.ts'
import { deskFetch, http } from '../app/http.ts'

const api = hc<typeof feedbackRoutes>('/api/feedback', { fetch: deskFetch })
const of = api[':consultationId']

export type DeskAnswer = NonNullable<InferResponseType<typeof of.$get>>
export type Release = DeskAnswer['release']
export type ReleaseTable = Release['tables'][number]
export type Finding = DeskAnswer['findings'][number]
export type Commitment = DeskAnswer['commitments'][number]
export type Quote = DeskAnswer['quotes'][number]
export type Freezable = InferResponseType<typeof of.freezable.$get>
export type Preview = InferResponseType<typeof of.preview.$post>
export type Wanted = InferRequestType<typeof of.release.$post>['json']
export type FindingBody = InferRequestType<typeof of.findings.$post>['json']
export type CommitmentBody = InferRequestType<typeof of.commitments.$post>['json']
export type ProgressBody = InferRequestType<(typeof of.commitments)[':commitmentId']['progress']['$post']>['json']

export const waitingQuery = queryOptions({
  queryKey: ['feedback', 'waiting'],
  queryFn: async () => (await api.waiting.$get()).json(),
})

export const answerQuery = (consultationId: string) =>
  queryOptions({
    queryKey: ['feedback', consultationId],
    queryFn: async () => (await of.$get({ param: { consultationId } })).json(),
  })

export const freezableQuery = (consultationId: string) =>
  queryOptions({
    queryKey: ['feedback', consultationId, 'freezable'],
    queryFn: async () => (await of.freezable.$get({ param: { consultationId } })).json(),
  })

export interface TextPage {
  questions: { id: string; text: string }[]
  question: { id: string; text: string } | null
  texts: { id: string; text: string }[]
  next: string | null
}

/** A page of what people wrote to one question (the first when none is named); reading it is on record. */
export const textsQuery = (consultationId: string, question: string, after: string | null) =>
  queryOptions({
    queryKey: ['free-text', consultationId, question, after],
    queryFn: () => {
      const asked = new URLSearchParams({ ...(question ? { question } : {}), ...(after ? { after } : {}) })
      return http.get<TextPage>(`/api/analysis/${consultationId}/free-text?${asked}`)
    },
  })

/** Every write of one answer, by its verb. */
export const writes = (consultationId: string) => {
  const param = { consultationId }
  return {
    preview: async (json: Wanted) => (await of.preview.$post({ param, json })).json(),
    freeze: (json: Wanted) => of.release.$post({ param, json }),
    summary: (json: { said: string; did: string }) => of.summary.$put({ param, json }),
    addFinding: (json: FindingBody) => of.findings.$post({ param, json }),
    editFinding: (findingId: string, json: FindingBody) =>
      of.findings[':findingId'].$put({ param: { ...param, findingId }, json }),
    removeFinding: (findingId: string) => of.findings[':findingId'].$delete({ param: { ...param, findingId } }),
    keepQuote: async (json: { question: string; response: string; edited: string }) =>
      (await of.quotes.$post({ param, json })).json(),
    addCommitment: (json: CommitmentBody) => of.commitments.$post({ param, json }),
    editCommitment: (commitmentId: string, json: CommitmentBody) =>
      of.commitments[':commitmentId'].$put({ param: { ...param, commitmentId }, json }),
    removeCommitment: (commitmentId: string) =>
      of.commitments[':commitmentId'].$delete({ param: { ...param, commitmentId } }),
    report: (commitmentId: string, json: ProgressBody) =>
      of.commitments[':commitmentId'].progress.$post({ param: { ...param, commitmentId }, json }),
    send: () => of.send.$post({ param, json: {} }),
    takeBack: () => of['take-back'].$post({ param, json: {} }),
    sendBack: (note: string) => of['send-back'].$post({ param, json: { note } }),
    publish: () => of.publish.$post({ param, json: {} }),
  }
}

/** A write after which the answer, and everything that lists answers, is read again. */
export function useWrite<T>(write: (input: T) => Promise<unknown>, done?: () => void) {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: write,
    onSuccess: async () => {
      await Promise.all([
        cache.invalidateQueries({ queryKey: ['feedback'] }),
        cache.invalidateQueries({ queryKey: ['consultations'] }),
      ])
      done?.()
    },
  })
}
