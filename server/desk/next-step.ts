import { gaps } from '../../shared/consultations/readiness.ts'
import { count } from '../../shared/kernel/text.ts'
import { type consultationsOfActor, latestNotice } from '../consultations/queries.ts'
import { answerOf, commitmentsOf } from '../feedback/queries.ts'
import type { Ctx } from '../platform/context.ts'
import type { ListedQuestionnaire } from '../questionnaires/queries.ts'

type Listed = Awaited<ReturnType<typeof consultationsOfActor>>[number]

interface Stand {
  questionnaires: ListedQuestionnaire[]
  groups: { asked: number; sent: number }
}

/** What comes next for a consultation, in a few words. */
export async function nextStep(ctx: Ctx, one: Listed, { questionnaires, groups }: Stand): Promise<string> {
  switch (one.phase) {
    case 'draft':
      return firstGap(ctx, one, questionnaires)
    case 'asked':
      return 'Approver to confirm'
    case 'scheduled':
      return 'Opens by itself'
    case 'open':
      return groups.asked > groups.sent
        ? `${groups.asked - groups.sent} of ${groups.asked} groups have not sent`
        : 'Closes by itself'
    case 'closed':
      return towardsAnswer(ctx, one.id)
    case 'answered':
      return owed(ctx, one.id)
  }
}

async function firstGap(ctx: Ctx, one: Listed, questionnaires: ListedQuestionnaire[]): Promise<string> {
  if (one.note) return 'Sent back: read the note'
  const hasNotice = (await latestNotice(ctx, one.id)) !== undefined
  const publishedQuestionnaires = questionnaires.filter((each) => each.version !== null).length
  const [first] = Object.values(gaps({ ...one, hasNotice, publishedQuestionnaires }, ctx.now()))
  return first?.replace(/\.$/, '') ?? 'Ask to open'
}

async function towardsAnswer(ctx: Ctx, id: string): Promise<string> {
  const found = await answerOf(ctx, id)
  if (!found) return 'Freeze a release'
  if (found.note) return 'Sent back: read the note'
  return found.state === 'sent' ? 'Approver to publish the answer' : 'Write what people said'
}

/** What was promised and is not done yet. */
async function owed(ctx: Ctx, id: string): Promise<string> {
  const answer = await answerOf(ctx, id)
  const commitments = answer ? await commitmentsOf(ctx, answer.id) : []
  const of = (status: string) => commitments.filter((one) => one.status === status).length
  if (of('late') > 0) return `${count(of('late'), 'commitment')} late`
  return of('on_time') > 0 ? `${count(of('on_time'), 'commitment')} to keep` : 'Nothing owed'
}
