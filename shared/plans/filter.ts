import { z } from 'zod'
import { type Cell, type Lead, reading } from './cell.ts'
import { type Rag, type Status, statuses, statusOf } from './rag.ts'

/** What a list of objectives may be narrowed by. An empty value, as a form sends it, means all. */
const orAll = <S extends z.ZodType>(schema: S) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional())

export const planFilter = z.object({
  theme: orAll(z.coerce.number().int().positive()),
  lead: orAll(z.string().max(200)),
  status: orAll(z.enum(statuses)),
  q: orAll(z.string().trim().max(200)),
})

export interface PlanFilter {
  theme?: number | undefined
  lead?: string | undefined
  status?: Status | undefined
  q?: string | undefined
}

interface Row {
  text: Cell
  lead: Lead | null
  measures: Cell[]
  progress: Cell[]
}
export interface Filterable extends Row {
  theme: number
  rag: Rag | null
  actions: Row[]
}

/** Everybody whom the objective or one of its actions names, in the order printed, each once. */
export function leadsOf(objective: { lead: Lead | null; actions: { lead: Lead | null }[] }): string[] {
  return [...new Set([objective, ...objective.actions].flatMap((row) => row.lead?.names ?? []))]
}

export function matches(objective: Filterable, filter: PlanFilter): boolean {
  if (filter.theme !== undefined && objective.theme !== filter.theme) return false
  if (filter.status !== undefined && statusOf(objective.rag) !== filter.status) return false
  if (filter.lead !== undefined && !leadsOf(objective).includes(filter.lead)) return false
  return filter.q === undefined || holdsWords(objective, filter.q)
}

/** Everything the plan says of an objective and its actions, as one text to search. */
export function wordsOf(objective: Filterable): string {
  const cells = [objective, ...objective.actions].flatMap((row) => [
    row.text,
    ...(row.lead ? [row.lead] : []),
    ...row.measures,
    ...row.progress,
  ])
  return cells.map(reading).join(' ')
}

/** Every word that was asked for stands somewhere in it. */
function holdsWords(objective: Filterable, q: string): boolean {
  const text = wordsOf(objective).toLocaleLowerCase('en-GB')
  return q
    .toLocaleLowerCase('en-GB')
    .split(/\s+/)
    .every((word) => text.includes(word))
}
