import { hc } from 'hono/client'
import type { collectorRoutes } from '../../server/collectors/routes.ts'
import { deskFetch } from '../app/http.ts'

const one = hc<typeof collectorRoutes>('/api/collectors', { fetch: deskFetch })[':consultationId']

/** Asks groups for a formal answer; asking one again changes nothing. */
export const askGroups = async (consultationId: string, groupIds: string[], questionnaireId: string | undefined) =>
  (await one.groups.$post({ param: { consultationId }, json: { groupIds, questionnaireId } })).json()
