import type { ConsultationEdit } from '../../shared/consultations/inputs.ts'
import { openWebCollector } from '../collectors/commands.ts'
import { createConsultation, editConsultation, writePrivacyNotice } from '../consultations/commands.ts'
import { askToOpen, confirmOpening } from '../consultations/opening.ts'
import type { Actor, Ctx } from '../platform/context.ts'
import { createQuestionnaire } from '../questionnaires/commands.ts'
import { publishVersion } from '../questionnaires/publish-version.ts'
import type { Dates } from './example-dates.ts'
import { exampleQuestionnaire } from './example-questionnaire.ts'

export interface Staff {
  officer: Actor
  approver: Actor
}

export interface Opened {
  consultationId: string
  slug: string
  questionnaireId: string
  versionId: string
  collectorId: string
  noticeNumber: number
  dates: Dates
}

const notice = `The authority asks these questions to decide what the police in London should put first. It is our public task.

We keep no name, address or device with your answer. A postcode becomes a borough and is dropped. Words you write are read by the consultation team. We may publish words from answers, edited so that nobody can be told from them.

The optional questions about you are kept apart from your answer. We use them only to see who was heard and who was missing, and publish no small numbers. The link between the two is destroyed two years after closing.

With your receipt you can withdraw your answer until the first results are frozen, and erase it at any time. You can complain to us, or to the Information Commissioner.`

const words = (year: number, dates: Dates): ConsultationEdit => ({
  why: `Tell us the three things the police should put first next year, and why. Your answer shapes the policing plan for ${year + 1}/${(year + 2) % 100}.`,
  decided: `The budget for ${year + 1}/${(year + 2) % 100}, and that every borough keeps its ward teams.`,
  stillOpen: 'Which crimes and problems come first, and how the police should talk to people in each borough.',
  audience: 'Everybody who lives, works or studies in London, and the community engagement group of each borough.',
  contact:
    'Ask for paper, large print or Easy Read, or answer by phone: 020 7946 0000, Monday to Friday, 9 to 5. E-mail haveyoursay@example.org.',
  opensAt: dates.opens.toISOString(),
  closesAt: dates.closes.toISOString(),
  answerBy: dates.answerBy.toISOString(),
})

/** At a moment of the example's past, by one of its people: the same commands as at the desk, on another clock. */
export const at = (ctx: Ctx, now: Date, actor: Actor | null = null): Ctx => ({
  ...ctx,
  now: () => new Date(now),
  actor,
})

/** One year's consultation, built by the officer and opened by the approver through the commands that the desk uses. */
export async function openExample(ctx: Ctx, staff: Staff, year: number, dates: Dates): Promise<Opened> {
  const byOfficer = at(ctx, dates.made, staff.officer)
  const made = await createConsultation(
    byOfficer,
    { title: `Have Your Say on Policing in London ${year}` },
    { synthetic: true },
  )
  await editConsultation(byOfficer, made.id, words(year, dates))
  const { number } = await writePrivacyNotice(byOfficer, made.id, { text: notice, quotesMayBePublished: true })
  const document = exampleQuestionnaire()
  const questionnaireId = await createQuestionnaire(byOfficer, made.id, { name: 'Full questionnaire', document })
  const version = await publishVersion(byOfficer, questionnaireId, { revision: 0 })
  await askToOpen(byOfficer, made.id)
  await confirmOpening(at(ctx, dates.made, staff.approver), made.id)
  const collectorId = await openWebCollector(at(ctx, dates.opens), made.id, questionnaireId)
  return {
    consultationId: made.id,
    slug: made.slug,
    questionnaireId,
    versionId: version.id,
    collectorId,
    noticeNumber: number,
    dates,
  }
}
