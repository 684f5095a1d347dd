/** What a group says beside its formal response: how it asked people, and what a minority of them thought. */
export interface Meeting {
  /** ISO date. */
  date: string
  what: string
  attendance: number
}

export interface HowWeAsked {
  meetings: Meeting[]
  consulted: string
  minorityView: string
}

export const nobodyAskedYet: HowWeAsked = { meetings: [], consulted: '', minorityView: '' }
