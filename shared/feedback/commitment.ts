/** "We will, we did, we will not, because": dated and owned. */
export const commitmentKinds = ['we_will', 'we_did', 'we_will_not'] as const
export type CommitmentKind = (typeof commitmentKinds)[number]

export const kindWords: Record<CommitmentKind, string> = {
  we_will: 'We will',
  we_did: 'We did',
  we_will_not: 'We will not',
}

export type CommitmentStatus = 'done' | 'on_time' | 'late' | 'not_doing'

export const statusWords: Record<CommitmentStatus, string> = {
  done: 'Done',
  on_time: 'On time',
  late: 'Late',
  not_doing: 'Not doing',
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
