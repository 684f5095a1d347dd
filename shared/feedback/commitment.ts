/** "We will, we did, we will not, because": dated and owned. */
export const commitmentKinds = ['we_will', 'we_did', 'we_will_not'] as const
export type CommitmentKind = (typeof commitmentKinds)[number]

export const kindWords: Record<CommitmentKind, string> = {
  we_will: 'We will',
  we_did: 'We did',
  we_will_not: 'We will not',
}

/** What is promised, as it stands before ", because …": without the full stop that ended it. */
export const beforeBecause = (text: string) => text.replace(/[.\s]+$/, '')

export type CommitmentStatus = 'done' | 'on_time' | 'late' | 'not_doing'

export const statusWords: Record<CommitmentStatus, string> = {
  done: 'Done',
  on_time: 'On time',
  late: 'Late',
  not_doing: 'Not doing',
}

/** Its mark, in a box of 18 by 18: a disc or a ring, and a path in it that is drawn as a line or filled. */
export const statusMarks: Record<CommitmentStatus, { disc: boolean; path: string; filled: boolean }> = {
  done: { disc: true, path: 'M5 9.5 8 12l5-6', filled: false },
  on_time: { disc: false, path: 'M9 1a8 8 0 0 1 0 16z', filled: true },
  late: { disc: false, path: 'M9 4v5l3 3', filled: false },
  not_doing: { disc: false, path: 'M3.5 14.5l11-11', filled: false },
}

/** Where a commitment stands on a day (ISO dates). A new date does not make a late one on time: it stays late until done. */
export function statusOf(
  commitment: { kind: CommitmentKind; dueOn: string | null; doneOn: string | null },
  today: string,
): CommitmentStatus {
  if (commitment.kind === 'we_will_not') return 'not_doing'
  if (commitment.kind === 'we_did' || commitment.doneOn) return 'done'
  return commitment.dueOn !== null && commitment.dueOn < today ? 'late' : 'on_time'
}
