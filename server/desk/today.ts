import { Hono } from 'hono'
import { type Capability, may } from '../../shared/accounts/policy.ts'
import { exportsToConfirm } from '../analysis/export-list.ts'
import { consultationsOfActor } from '../consultations/queries.ts'
import { answerOf, commitmentsOf, publishedAnswers, waitingFor } from '../feedback/queries.ts'
import { type Ctx, principalOf } from '../platform/context.ts'
import { needs, type RouteEnv } from '../platform/registry.ts'
import { consultationList } from './consultations.ts'

/** One thing that waits for this person. `due` decides what comes first; `to` is the page where it is done. */
export interface Thing {
  kind: 'Late' | 'Sent back' | 'To confirm' | 'To approve' | 'File asked for' | 'Answer owed' | 'Groups' | 'Draft'
  title: string
  detail: string
  due: Date | null
  to: 'consultation' | 'feedback' | 'groups' | 'export'
  consultationId: string
}

type Line = Awaited<ReturnType<typeof consultationList>>[number] & { note: string; answerBy: Date | null }

/** What needs this person, the oldest debt first. */
export async function today(ctx: Ctx): Promise<Thing[]> {
  const mine = await consultationsOfActor(ctx)
  const listed = await consultationList(ctx, mine)
  const lines = listed.map((line, i): Line => ({ ...line, note: mine[i]!.note, answerBy: mine[i]!.answerBy }))
  const ofLines = await Promise.all(lines.map((line) => fromConsultation(ctx, line)))
  const things = [
    ...(await lateCommitments(ctx, lines)),
    ...(await toApprove(ctx)),
    ...(await toConfirm(ctx, lines)),
    ...ofLines.flat(),
  ]
  return things.sort((a, b) => (a.due?.getTime() ?? Infinity) - (b.due?.getTime() ?? Infinity))
}

const mayOn = (ctx: Ctx, capability: Capability, id: string) => may(principalOf(ctx), capability, id)

async function fromConsultation(ctx: Ctx, line: Line): Promise<Thing[]> {
  const thing = (kind: Thing['kind'], title: string, detail: string, due: Date | null, to: Thing['to']): Thing[] => [
    { kind, title, detail, due, to, consultationId: line.id },
  ]
  switch (line.phase) {
    case 'asked':
      if (!mayOn(ctx, 'consultation.confirm-opening', line.id)) return []
      return thing(
        'To confirm',
        `Asked to open: ${line.title}`,
        'Confirm it, or send it back.',
        line.opensAt,
        'consultation',
      )
    case 'draft':
      if (!mayOn(ctx, 'consultation.ask-to-open', line.id)) return []
      if (line.note) {
        const words = `The approver wrote: “${line.note}”`
        return thing('Sent back', `${line.title} came back`, words, line.opensAt, 'consultation')
      }
      return thing('Draft', line.title, `Next: ${line.nextStep}.`, line.opensAt, 'consultation')
    case 'open': {
      const missing = line.groups.asked - line.groups.sent
      if (missing === 0 || !mayOn(ctx, 'group.ask', line.id)) return []
      const title = `${missing} of ${line.groups.asked} groups have not sent their answer`
      return thing('Groups', title, line.title, line.closesAt, 'groups')
    }
    case 'closed':
      return owed(ctx, line)
    default:
      return []
  }
}

/** People were promised an answer by a day. */
async function owed(ctx: Ctx, line: Line): Promise<Thing[]> {
  if (!mayOn(ctx, 'feedback.write', line.id) || mayOn(ctx, 'feedback.approve', line.id)) return []
  const answer = await answerOf(ctx, line.id)
  if (answer?.state === 'sent') return []
  const note = answer?.note
  const detail = note
    ? `It came back. The approver wrote: “${note}”`
    : answer
      ? 'A release is frozen. Write what people said.'
      : 'Freeze a release first; a finding rests on its tables.'
  return [
    {
      kind: note ? 'Sent back' : 'Answer owed',
      title: `People wait for an answer: ${line.title}`,
      detail,
      due: line.answerBy,
      to: 'feedback',
      consultationId: line.id,
    },
  ]
}

async function toApprove(ctx: Ctx): Promise<Thing[]> {
  const waiting = await waitingFor(ctx)
  return waiting.map(({ consultationId, title, sentAt }) => ({
    kind: 'To approve',
    title: `What came of it: ${title}`,
    detail: 'Written and waiting for a second person.',
    due: sentAt,
    to: 'feedback',
    consultationId,
  }))
}

async function toConfirm(ctx: Ctx, lines: Line[]): Promise<Thing[]> {
  const mine = lines.filter(({ id }) => mayOn(ctx, 'responses.confirm-export', id))
  const waiting = await exportsToConfirm(
    ctx,
    mine.map(({ id }) => id),
  )
  return waiting.map(({ consultationId, askedAt }) => ({
    kind: 'File asked for',
    title: `Everybody’s answers as a file: ${mine.find(({ id }) => id === consultationId)?.title ?? ''}`,
    detail: 'An analyst asks for it. It leaves only when a second person confirms.',
    due: askedAt,
    to: 'export',
    consultationId,
  }))
}

/** Published commitments whose day has passed. */
async function lateCommitments(ctx: Ctx, lines: Line[]): Promise<Thing[]> {
  const mine = (await publishedAnswers(ctx)).filter(
    (answer) =>
      lines.some((line) => line.id === answer.consultationId) && mayOn(ctx, 'feedback.write', answer.consultationId),
  )
  const all = await Promise.all(
    mine.map(async (answer) => {
      const late = (await commitmentsOf(ctx, answer.answerId)).filter((one) => one.status === 'late')
      return late.map(
        (one): Thing => ({
          kind: 'Late',
          title: `Reply owed: ${one.text}`,
          detail: `Commitment ${one.number} of ${answer.title}. Owner: ${one.owner}.`,
          due: one.dueOn ? new Date(`${one.dueOn}T12:00:00Z`) : null,
          to: 'feedback',
          consultationId: answer.consultationId,
        }),
      )
    }),
  )
  return all.flat()
}

export const deskTodayRoutes = new Hono<RouteEnv>().get('/today', needs('consultation.list'), async (c) =>
  c.json({ things: await today(c.var.ctx) }),
)
