export const rags = ['red', 'amber', 'green'] as const
export type Rag = (typeof rags)[number]

/** How an objective stands, or that nobody has said. */
export const statuses = [...rags, 'not-reported'] as const
export type Status = (typeof statuses)[number]

export const statusWord = { red: 'Red', amber: 'Amber', green: 'Green', 'not-reported': 'Not reported' } as const

export const statusOf = (rag: Rag | null): Status => rag ?? 'not-reported'

/** How many stand where, in the order a summary prints them: the most first, an empty state left out. */
export function standing(of: readonly (Rag | null)[]): { status: Status; count: number }[] {
  return statuses
    .map((status) => ({ status, count: of.filter((rag) => statusOf(rag) === status).length }))
    .filter((row) => row.count > 0)
    .sort((a, b) => b.count - a.count)
}
