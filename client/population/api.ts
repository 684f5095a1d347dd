import { queryOptions } from '@tanstack/react-query'
import { hc, type InferResponseType } from 'hono/client'
import type { populationRoutes } from '../../server/population/routes.ts'
import { deskFetch } from '../app/http.ts'

const api = hc<typeof populationRoutes>('/api/population', { fetch: deskFetch })

export type ListedBorough = InferResponseType<typeof api.index.$get>[number]
export type AreaProfile = InferResponseType<(typeof api)[':areaCode']['$get']>
export type ProfiledCharacteristic = AreaProfile['characteristics'][number]

/** The census does not change while a page is open. */
const staleTime = Number.POSITIVE_INFINITY

export const boroughsQuery = queryOptions({
  queryKey: ['population'],
  queryFn: async () => (await api.index.$get()).json(),
  staleTime,
})

export const profileQuery = (areaCode: string) =>
  queryOptions({
    queryKey: ['population', areaCode],
    queryFn: async () => (await api[':areaCode'].$get({ param: { areaCode } })).json(),
    staleTime,
  })
