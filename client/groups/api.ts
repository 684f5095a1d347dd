import { queryOptions } from '@tanstack/react-query'
import { hc, type InferResponseType } from 'hono/client'
import type { deskGroupBoardRoutes } from '../../server/desk/group-board.ts'
import type { deskGroupHomeRoutes } from '../../server/desk/group-home.ts'
import type { groupRoutes } from '../../server/groups/routes.ts'
import { deskFetch } from '../app/http.ts'

const own = hc<typeof groupRoutes>('/api/groups', { fetch: deskFetch })
const board = hc<typeof deskGroupBoardRoutes>('/api/desk', { fetch: deskFetch }).consultations[':consultationId'].groups
const home = hc<typeof deskGroupHomeRoutes>('/api/desk', { fetch: deskFetch })

export type Board = InferResponseType<typeof board.$get>
export type BoardGroup = Board['groups'][number]
export type GroupAnswer = InferResponseType<(typeof board)[':groupSlug']['answer']['$get']>
export type FormalAnswer = GroupAnswer['responses'][number]
export type GroupHome = InferResponseType<(typeof home.groups)[':groupSlug']['$get']>
export type AskedConsultation = GroupHome['asked'][number]
export type Heard = InferResponseType<(typeof home.groups)[':groupSlug']['heard'][':consultationId']['$get']>

export const groupsQuery = queryOptions({
  queryKey: ['groups'],
  queryFn: async () => (await own.index.$get()).json(),
})

export const boardQuery = (consultationId: string) =>
  queryOptions({
    queryKey: ['groups', 'board', consultationId],
    queryFn: async () => (await board.$get({ param: { consultationId } })).json(),
  })

export const groupAnswerQuery = (consultationId: string, groupSlug: string) =>
  queryOptions({
    queryKey: ['groups', 'answer', consultationId, groupSlug],
    queryFn: async () => (await board[':groupSlug'].answer.$get({ param: { consultationId, groupSlug } })).json(),
  })

export const myGroupsQuery = queryOptions({
  queryKey: ['groups', 'mine'],
  queryFn: async () => (await home['my-groups'].$get()).json(),
})

export const groupHomeQuery = (groupSlug: string) =>
  queryOptions({
    queryKey: ['groups', 'home', groupSlug],
    queryFn: async () => (await home.groups[':groupSlug'].$get({ param: { groupSlug } })).json(),
  })

export const heardQuery = (groupSlug: string, consultationId: string) =>
  queryOptions({
    queryKey: ['groups', 'heard', groupSlug, consultationId],
    queryFn: async () =>
      (await home.groups[':groupSlug'].heard[':consultationId'].$get({ param: { groupSlug, consultationId } })).json(),
  })
