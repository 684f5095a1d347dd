import { z } from 'zod'
import { leastReason, reasonTooShort } from './test-words.ts'

/** Asking for the answers as a file: what is asked, how long a yes holds, and where the asking stands. */
export const exportFormats = ['csv', 'xlsx', 'sav', 'json'] as const
export type ExportFormat = (typeof exportFormats)[number]

export const exportInput = z.strictObject({
  format: z.enum(exportFormats),
  withoutText: z.boolean(),
  reason: z.string().trim().min(leastReason, reasonTooShort).max(500, 'Use 500 characters or fewer.'),
})
export type ExportInput = z.infer<typeof exportInput>

export const exportDecision = z
  .strictObject({
    confirm: z.boolean(),
    note: z.string().trim().max(500, 'Use 500 characters or fewer.').default(''),
  })
  .refine(({ confirm, note }) => confirm || note !== '', { path: ['note'], message: 'Say why not.' })
export type ExportDecision = z.input<typeof exportDecision>

/** How long a second person's yes holds, and how long the file can then be fetched, once. */
export const hoursToOpen = 72
export const minutesToFetch = 15

interface Standing {
  decidedAt: Date | null
  confirmed: boolean
  openedAt: Date | null
  fetchedAt: Date | null
}

/** `waiting` for a second person; `ready` to be opened; `open` while it can be fetched; then `fetched`, or `lapsed` unused. */
export type ExportState = 'waiting' | 'refused' | 'ready' | 'open' | 'fetched' | 'lapsed'

/** Where a request stands at this moment. */
export function exportState({ decidedAt, confirmed, openedAt, fetchedAt }: Standing, now: Date): ExportState {
  if (fetchedAt) return 'fetched'
  if (!decidedAt) return 'waiting'
  if (!confirmed) return 'refused'
  const since = (moment: Date) => now.getTime() - moment.getTime()
  if (openedAt) return since(openedAt) < minutesToFetch * 60_000 ? 'open' : 'lapsed'
  return since(decidedAt) < hoursToOpen * 3_600_000 ? 'ready' : 'lapsed'
}
