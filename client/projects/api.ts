import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { hc, type InferResponseType } from 'hono/client'
import type { projectRoutes } from '../../server/projects/routes.ts'
import type { ItemEdit, NewItem } from '../../shared/projects/items.ts'
import { deskFetch } from '../app/http.ts'
import { Refusal } from '../kit/refusal.ts'
import { useUndoBar } from '../kit/UndoBar.tsx'

const api = hc<typeof projectRoutes>('/api/projects', { fetch: deskFetch })

export type ListedProject = InferResponseType<typeof api.index.$get>[number]
export type ProjectPage = InferResponseType<(typeof api)[':slug']['$get']>
export type ProjectSection = ProjectPage['sections'][number]
export type ProjectChange = ProjectPage['changes'][number]

export const projectsQuery = queryOptions({
  queryKey: ['projects'],
  queryFn: async () => (await api.index.$get()).json(),
})

export const projectQuery = (slug: string) =>
  queryOptions({
    queryKey: ['projects', slug],
    queryFn: async () => (await api[':slug'].$get({ param: { slug } })).json(),
  })

const items = api[':slug'].items
const item = items[':itemId']
const undoRoute = api[':slug'].changes[':changeId'].undo

export const undoChange = async (slug: string, changeId: string): Promise<void> => {
  const { outcome } = await (await undoRoute.$post({ param: { slug, changeId } })).json()
  if (outcome === 'undone-before') throw new Refusal('conflict', 'This was taken back already.')
  if (outcome === 'changed-since')
    throw new Refusal(
      'conflict',
      'It was changed again since. Take the later change back first: it stands above this one.',
    )
}

export const addItem = async (slug: string, json: NewItem) => (await items.$post({ param: { slug }, json })).json()

/** Throws a conflict when somebody changed the item since it was opened. */
export async function editItem(slug: string, itemId: string, json: ItemEdit) {
  const found = await (await item.$put({ param: { slug, itemId }, json })).json()
  if (found.outcome === 'stale')
    throw new Refusal(
      'stale',
      'Somebody changed this after you opened it. Close this, look at what it says now, and change it again.',
    )
  return found
}

export const moveItem = async (slug: string, itemId: string, position: number) =>
  (await item.position.$put({ param: { slug, itemId }, json: { position } })).json()

export const removeItem = async (slug: string, itemId: string) =>
  (await item.$delete({ param: { slug, itemId } })).json()

export const tieToConsultation = (slug: string, consultationId: string | null) =>
  api[':slug'].consultation.$put({ param: { slug }, json: { consultationId } })

/** Runs a change, loads the project again, and offers to take the change back. */
export function useChange(slug: string) {
  const client = useQueryClient()
  const say = useUndoBar()
  const again = () => client.invalidateQueries({ queryKey: ['projects'] })
  return useMutation({
    mutationFn: async ({ run, said }: { run: () => Promise<{ changeId: string } | undefined>; said: string }) => {
      const done = await run()
      await again()
      const back = async () => {
        await undoChange(slug, done!.changeId)
        await again()
      }
      say(said, done && (() => back().catch((error: Error) => say(error.message))))
    },
    // A refused change may mean that the page is older than the project.
    onError: again,
  })
}
