import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { hc, type InferResponseType } from 'hono/client'
import type { analysisRoutes, BookLine } from '../../server/analysis/routes.ts'
import type { ExportDecision, ExportInput } from '../../shared/analysis/export-request.ts'
import { deskFetch } from '../app/http.ts'

const client = hc<typeof analysisRoutes>('/api/analysis', { fetch: deskFetch })
const one = client[':consultationId']

export type Overview = InferResponseType<typeof one.frequencies.$get, 200>
export type Figure = Overview['figures'][number]
export type Frame = Overview['frame']
export type Cross = InferResponseType<typeof one.crosstab.$get, 200>
export type CrossFigure = NonNullable<Cross['figure']>
export type Inclusion = InferResponseType<(typeof one.inclusion)[':area']['$get'], 200>
export type InclusionBlock = Inclusion['blocks'][number]
export type InclusionRow = InclusionBlock['rows'][number]
export type TextPage = InferResponseType<(typeof one)['free-text']['$get'], 200>

/** How many have answered each question of the version that is out: asked anew each time somebody looks. */
export const answeredQuery = (consultationId: string, questionnaireId: string) =>
  queryOptions({
    queryKey: ['analysis', consultationId, 'answered', questionnaireId],
    queryFn: async () =>
      (await one.answered[':questionnaireId'].$get({ param: { consultationId, questionnaireId } })).json(),
    staleTime: 0,
  })

/** The one filter set: a borough, a way in. */
export interface Asked {
  borough?: string
  collector?: string
}

/** Live figures move in steps; a look once a minute is enough, and the last ones stand until the next have come. */
const live = { staleTime: 60_000, placeholderData: keepPreviousData }

/** Weights, and with a reason intervals or tests. */
interface Measured {
  weight?: string
  reason?: string
}

export const frequenciesQuery = (consultationId: string, query: Asked & Measured & { intervals?: 'on' }) =>
  queryOptions({
    queryKey: ['analysis', consultationId, 'frequencies', query],
    queryFn: async () => (await one.frequencies.$get({ param: { consultationId }, query })).json(),
    ...live,
  })

export const crosstabQuery = (
  consultationId: string,
  query: Asked & Measured & { down?: string; across?: string; tests?: 'holm' | 'bonferroni' },
) =>
  queryOptions({
    queryKey: ['analysis', consultationId, 'crosstab', query],
    queryFn: async () => (await one.crosstab.$get({ param: { consultationId }, query })).json(),
    ...live,
  })

export type BookHead = NonNullable<BookLine['head']>
export type BookQuestion = NonNullable<BookLine['question']>

/** A book of tables as it is made: its head, then question after question. Stopped by the signal, on the server too. */
export async function* readBook(
  consultationId: string,
  query: Record<string, string>,
  signal: AbortSignal,
): AsyncGenerator<BookLine> {
  const response = await deskFetch(fileOf(consultationId, 'book', query), { signal })
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const lines = (rest + part.value).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) yield JSON.parse(line) as BookLine
  }
}

export const inclusionQuery = (consultationId: string, area: string) =>
  queryOptions({
    queryKey: ['analysis', consultationId, 'inclusion', area],
    queryFn: async () => (await one.inclusion[':area'].$get({ param: { consultationId, area } })).json(),
    ...live,
  })

export const textsQuery = (consultationId: string, query: { question?: string; after?: string }) =>
  queryOptions({
    queryKey: ['analysis', consultationId, 'free-text', query],
    queryFn: async () => (await one['free-text'].$get({ param: { consultationId }, query })).json(),
    ...live,
  })

export type Exports = InferResponseType<typeof one.exports.$get, 200>
export type ListedExport = Exports['exports'][number]

export const exportsQuery = (consultationId: string) =>
  queryOptions({
    queryKey: ['analysis', consultationId, 'exports'],
    queryFn: async () => (await one.exports.$get({ param: { consultationId } })).json(),
  })

/** Asking for everybody's answers as a file, deciding on it, and fetching it. */
export const exportActs = (consultationId: string) => ({
  ask: async (json: ExportInput) => (await one.exports.$post({ param: { consultationId }, json })).json(),
  decide: (exportId: string, json: ExportDecision) =>
    one.exports[':exportId'].decision.$post({ param: { consultationId, exportId }, json }),
  fetch: async (exportId: string) => {
    await one.exports[':exportId'].open.$post({ param: { consultationId, exportId } })
    location.assign(fileOf(consultationId, `exports/${exportId}/file`, {}))
  },
})

/** An act after which what was asked for is read again. */
export function useExportAct<T>(consultationId: string, act: (input: T) => Promise<unknown>, done?: () => void) {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSuccess: () => done?.(),
    onSettled: () =>
      Promise.all([
        cache.invalidateQueries({ queryKey: exportsQuery(consultationId).queryKey }),
        cache.invalidateQueries({ queryKey: ['today'] }),
      ]),
  })
}

/** The address of a file that the server writes. */
export function fileOf(consultationId: string, path: string, query: Record<string, string | undefined>): string {
  const given = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined)
  const words = new URLSearchParams(given).toString()
  return `/api/analysis/${consultationId}/${path}${words ? `?${words}` : ''}`
}
