import { queryOptions } from '@tanstack/react-query'
import { hc } from 'hono/client'
import type { responseRoutes } from '../../server/responses/routes.ts'
import { deskFetch } from '../app/http.ts'

const one = hc<typeof responseRoutes>('/api/responses', { fetch: deskFetch })[':consultationId']

/** How many have answered, in steps of 10. */
export const countsQuery = (consultationId: string) =>
  queryOptions({
    queryKey: ['responses', consultationId, 'counts'],
    queryFn: async () => (await one.counts.$get({ param: { consultationId } })).json(),
  })

export const fillWithSynthetic = async (consultationId: string, count: number) =>
  (await one.fill.$post({ param: { consultationId }, json: { count } })).json()
