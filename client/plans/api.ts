import { queryOptions } from '@tanstack/react-query'
import { hc, type InferResponseType } from 'hono/client'
import type { deskPlanRoutes } from '../../server/desk/plan.ts'
import type { planRoutes } from '../../server/plans/routes.ts'
import type { ProgressReport } from '../../shared/plans/report.ts'
import { deskFetch } from '../app/http.ts'

const api = hc<typeof planRoutes>('/api/plans', { fetch: deskFetch })
const desk = hc<typeof deskPlanRoutes>('/api/desk', { fetch: deskFetch })
const one = api.objectives[':objectiveId']

export type Plan = NonNullable<InferResponseType<typeof api.index.$get>['page']>
export type ListedObjective = Plan['themes'][number]['objectives'][number]
export type ObjectiveDetail = InferResponseType<typeof one.$get>
export type Report = ObjectiveDetail['history'][number]

/** The whole plan: 19 objectives are few, so they are narrowed on the page. */
export const planQuery = queryOptions({
  queryKey: ['plan'],
  queryFn: async () => (await (await api.index.$get({ query: {} })).json()).page,
})

export const objectiveQuery = (objectiveId: string) =>
  queryOptions({
    queryKey: ['plan', objectiveId],
    queryFn: async () => (await one.$get({ param: { objectiveId } })).json(),
  })

const behind = desk.plan.objectives[':objectiveId']
export type Piece = InferResponseType<typeof behind.$get>['behind'][number]

export const behindQuery = (objectiveId: string) =>
  queryOptions({
    queryKey: ['plan', objectiveId, 'behind'],
    queryFn: async () => (await (await behind.$get({ param: { objectiveId } })).json()).behind,
  })

export const sendReport = async (objectiveId: string, report: ProgressReport) =>
  (await one.reports.$post({ param: { objectiveId }, json: report })).json()
