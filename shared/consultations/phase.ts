/** Where a consultation stands. Opening and closing are by the clock, so a state in the database is not enough. */
export type State = 'draft' | 'asked' | 'open' | 'answered'
export type Phase = 'draft' | 'asked' | 'scheduled' | 'open' | 'closed' | 'answered'

export interface Dated {
  state: State
  opensAt: Date | null
  closesAt: Date | null
}

/** How long after closing a draft that was begun before may still be sent. */
export const graceMinutes = 15

export function phaseOf({ state, opensAt, closesAt }: Dated, now: Date): Phase {
  if (state !== 'open') return state
  if (opensAt && now < opensAt) return 'scheduled'
  return closesAt && now >= closesAt ? 'closed' : 'open'
}
