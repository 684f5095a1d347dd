import type { Grant } from '../../shared/accounts/policy.ts'
import { chanceFrom } from '../../shared/kernel/chance.ts'
import { count } from '../../shared/kernel/text.ts'
import { createAccount } from '../accounts/commands.ts'
import { everyAccount } from '../accounts/queries.ts'
import { publicConsultations } from '../consultations/queries.ts'
import { groupBySlug } from '../groups/queries.ts'
import { loadPlan } from '../plans/load-plan.ts'
import { type Actor, type Ctx, inTransaction } from '../platform/context.ts'
import { AppError } from '../platform/errors.ts'
import type { Verb } from '../platform/operator.ts'
import { readWords } from '../platform/operator-words.ts'
import { tieToConsultation } from '../projects/commands.ts'
import { loadProjects, transcription } from '../projects/load.ts'
import { versionDocument } from '../questionnaires/queries.ts'
import { submitCrowd } from '../responses/fill.ts'
import { keyFrom } from '../responses/keys.ts'
import { answerLastYear } from './example-answer.ts'
import { at, type Opened, openExample } from './example-consultation.ts'
import { exampleDates } from './example-dates.ts'
import { sendFormalResponses } from './example-groups.ts'
import { examplePeople, leaningOf } from './example-people.ts'

export interface LoadedExample {
  people: { officer: Actor; analyst: Actor; approver: Actor; coordinator: Actor }
  lastYear: Opened
  thisYear: Opened
  /** When last year's answer was published. */
  answered: Date
}

const responsesEach = 2400

/** Whether nothing was ever made here: the only data the example is loaded into. */
export async function isEmpty(ctx: Ctx): Promise<boolean> {
  return (await everyAccount(ctx)).length === 0 && (await publicConsultations(ctx)).length === 0
}

/**
 * Loads the example: the plan and its project, two years of consultation, and last year's published answer. The answer
 * is written after the rest is committed, because counting reads only what is.
 */
export async function loadExample(ctx: Ctx): Promise<LoadedExample> {
  await loadPlan(ctx)
  await loadProjects(ctx)
  const loaded = await loadYears(ctx)
  const { people, thisYear } = loaded
  await tieToConsultation({ ...ctx, actor: people.officer }, transcription.slug, thisYear.consultationId)
  await answerLastYear(ctx, loaded)
  return loaded
}

/** The two years whole or not at all. Every response goes through `submit`, on the clock of its day. */
export function loadYears(ctx: Ctx): Promise<LoadedExample> {
  return inTransaction(ctx, async (tx) => {
    const people = await makePeople(tx)
    const { lastYear, thisYear, answered, years } = exampleDates(tx.now())
    const last = await openExample(tx, people, years[0], lastYear)
    const current = await openExample(tx, people, years[1], thisYear)
    await answerIt(tx, last, lastYear.closes, 0)
    await answerIt(tx, current, tx.now(), 1)
    await sendFormalResponses(tx, people.officer, last, 29)
    await sendFormalResponses(tx, people.officer, current, 3)
    return { people, lastYear: last, thisYear: current, answered }
  })
}

async function makePeople(tx: Ctx) {
  const haringey = await groupBySlug(tx, haringeySlug)
  if (!haringey) throw new AppError('unavailable', 'The 32 groups are not loaded yet.')
  const account = (email: string, name: string, role: Grant['role'], scope: string | null = null) =>
    createAccount(tx, { email: `${email}@example.org`, name, grants: [{ role, scope }] })
  return {
    officer: await account('officer', 'Consultation officer', 'officer'),
    analyst: await account('analyst', 'Analyst', 'analyst'),
    approver: await account('approver', 'Approver', 'approver'),
    coordinator: await account('coordinator', 'Group coordinator, Haringey', 'coordinator', haringey.id),
  }
}

const haringeySlug = 'haringey'
const day = 86_400_000

/** A year's answers: more in the first weeks, some each day until the end, by chance with a fixed seed. */
async function answerIt(tx: Ctx, to: Opened, until: Date, year: 0 | 1): Promise<void> {
  const document = await versionDocument(tx, to.versionId)
  if (!document) throw new AppError('unavailable', 'The example has no questionnaire.')
  const chance = chanceFrom(2010 + year)
  const crowd = { ...to, document, chance, leaning: leaningOf(year), key: () => keyFrom(chance) }
  const people = examplePeople(chance, responsesEach)
  const days = Math.max(1, Math.floor((until.getTime() - to.dates.opens.getTime()) / day))
  const batches = Math.min(days, 40)
  let from = 0
  for (let i = 1; i <= batches; i++) {
    const upTo = Math.round(responsesEach * (i / batches) ** 0.8)
    const moment = new Date(to.dates.opens.getTime() + (Math.floor(((i - 1) * days) / batches) + 0.6) * day)
    await submitCrowd(at(tx, moment), crowd, people.slice(from, upTo))
    from = upTo
  }
}

/** Loads the example into empty data. */
export const verb: Verb = {
  usage: 'folkmoot example load [--json]',
  about: 'loads the example into an installation that is empty',
  run: async (ctx, args, out) => {
    const { values } = readWords(args, {})
    if (!(await isEmpty(ctx)))
      throw new AppError('conflict', 'There is data here already. The example is loaded only where there is none.')
    const { lastYear, thisYear } = await loadExample(ctx)
    if (values.json) out.json({ consultations: [lastYear.slug, thisYear.slug], responsesEach })
    else
      out.line(
        `The example is loaded: ${lastYear.slug} and ${thisYear.slug}, ${count(responsesEach, 'synthetic response')} each.`,
      )
    return 0
  },
}
