import { DateTime } from 'luxon'
import type { FindingInput } from '../../shared/feedback/inputs.ts'
import type { PublicTable } from '../../shared/feedback/release-tables.ts'
import { londonDate } from '../../shared/kernel/london.ts'
import { say } from '../../shared/kernel/text.ts'
import { freezableQuestions } from '../feedback/freezable.ts'
import { freezeRelease } from '../feedback/freeze.ts'
import { publishAnswer, sendForApproval, writeSummary } from '../feedback/publish.ts'
import { releaseOf } from '../feedback/queries.ts'
import { addCommitment, reportOnCommitment } from '../feedback/write-commitments.ts'
import { addFinding } from '../feedback/write-findings.ts'
import { keepQuote } from '../feedback/write-quotes.ts'
import { planPage } from '../plans/queries.ts'
import type { Ctx } from '../platform/context.ts'
import { AppError } from '../platform/errors.ts'
import { responseThatSays } from '../responses/words.ts'
import { at } from './example-consultation.ts'
import type { LoadedExample } from './example-load.ts'

/** A number of the release, and how a sentence says it. */
interface Told {
  table: PublicTable
  row: string
  label: string
  inHundred: number
}

const quotedWords = 'Publish what was done each month on one page.'

/**
 * Last year's answer, through the commands of the desk: every number in its sentences is read from the release that was
 * just frozen, none is written here.
 */
export async function answerLastYear(ctx: Ctx, { people, lastYear, answered }: LoadedExample): Promise<void> {
  const id = lastYear.consultationId
  const frozen = at(ctx, new Date(answered.getTime() - 3 * 86_400_000), people.officer)
  await freezeRelease(frozen, id, { tables: await wantedTables(frozen, id) })
  const release = await releaseOf(ctx, id)
  const tables = release?.tables ?? []
  const groups = release?.manifest.groups ?? 0
  const plan = await planRefs(ctx)
  const top = ranked(tables, 'priorities')
  const quote = await keepQuote(frozen, id, { ...(await somebodyWho(ctx, id)), edited: quotedWords })
  const findings = findingsFrom(tables, top, plan, quote.id, groups)
  const ids: string[] = []
  for (const finding of findings) ids.push((await addFinding(frozen, id, finding)).id)
  await promise(ctx, frozen, id, top, ids, plan, answered)
  await writeSummary(frozen, id, {
    said: `${top[0]?.label} came first: ${top[0]?.inHundred} in every 100 named it. Then ${top[1]?.label.toLowerCase()}.`,
    did: `${top[0]?.label} leads the plan. Three more promises are under way, one of them late. One request was turned down, and we say why.`,
  })
  await sendForApproval(frozen, id)
  await publishAnswer(at(ctx, answered, people.approver), id)
}

/** Every question on its own, and four of them by age. */
async function wantedTables(ctx: Ctx, id: string) {
  const { questions, breakdowns } = await freezableQuestions(ctx, id)
  const age = breakdowns.find((one) => one.key.includes('age'))?.key
  const byAge = questions.filter((one) => one.mayBreakDown && /^(confidence|ward-team|informed)/.test(one.key))
  return [
    ...questions.map(({ key }) => ({ question: key, by: null })),
    ...(age ? byAge.map(({ key }) => ({ question: key, by: age })) : []),
  ]
}

const tableWith = (tables: PublicTable[], row: string): PublicTable => {
  const found = tables.find((table) => table.kind !== 'by-equality' && table.rows.some((one) => one.id.startsWith(row)))
  if (!found) throw new AppError('unavailable', `The example's release has no table about ${row}.`)
  return found
}

/** Answers of a question by how many gave them, those too few to show left out. */
function ranked(tables: PublicTable[], row: string): Told[] {
  const table = tableWith(tables, row)
  const { shares } = table.columns[0]!
  return table.rows
    .flatMap((line, i) => {
      const share = shares[i]
      return share == null
        ? []
        : [{ table, row: line.id, label: say(line.label, 'en'), inHundred: Math.round(share * 100) }]
    })
    .toSorted((a, b) => b.inHundred - a.inHundred)
}

const pin = ({ table, row }: Told) => ({ kind: 'cell' as const, table: table.id, row, column: 'all' })

function findingsFrom(
  tables: PublicTable[],
  top: Told[],
  plan: PlanRefs,
  quote: string,
  groups: number,
): FindingInput[] {
  const [first, second, third] = top as [Told, Told, Told]
  const wards = ranked(tables, 'ward-team')
  const ward = wards.find((one) => one.row === 'ward-team-know-them')!
  const informed = ranked(tables, 'informed').filter((one) => /not-well|not-at-all/.test(one.row))
  const none = { objectives: [], actions: [] }
  return [
    {
      heading: `${first.label} was the priority named most often`,
      text: `${first.inHundred} in every 100 people put it in their top three. ${second.label} came next with ${second.inHundred}, then ${third.label.toLowerCase()} with ${third.inHundred}.`,
      evidence: [first, second, third].map(pin),
      objectives: [plan.informPolicy],
      actions: [],
    },
    {
      heading: `${ward.inHundred} in every 100 know how to reach their ward team`,
      text: 'The others have heard of the team and no more, or not at all.',
      evidence: [ward, ...wards.filter((one) => one !== ward)].map(pin),
      ...none,
    },
    {
      heading: 'Many people are not told what the police are doing',
      text: `${informed.reduce((sum, one) => sum + one.inHundred, 0)} in every 100 say that the police do it not very well or not at all. One of them wrote what would help.`,
      evidence: [...informed.map(pin), { kind: 'quote' as const, quote }],
      objectives: [plan.feedBack],
      actions: [],
    },
    {
      heading: 'Groups answered without a picture of their borough',
      text: `${groups} of the 32 borough groups sent a formal answer, beside the people who answered for themselves. None of them had its borough’s profile at hand.`,
      evidence: [{ kind: 'count' as const }],
      objectives: [],
      actions: [plan.boroughProfiles],
    },
  ]
}

type PlanRefs = Awaited<ReturnType<typeof planRefs>>

/** The plan's rows the findings speak to, found by the words the plan prints. */
async function planRefs(ctx: Ctx) {
  const objectives = (await planPage(ctx))?.themes.flatMap((theme) => theme.objectives) ?? []
  const rows = objectives.flatMap((objective) => [objective, ...objective.actions])
  const saying = (words: RegExp): string => {
    const found = rows.find((row) => words.test(row.text.reading ?? row.text.asPrinted.map((f) => f.text).join(' ')))
    if (!found) throw new AppError('unavailable', `The plan has no row that says ${words}.`)
    return found.id
  }
  return {
    informPolicy: saying(/ensure CPEGs\s+inform MPA policy/),
    feedBack: saying(/actively feedback\s+to communities/),
    boroughProfiles: saying(/Provide CPEGs with borough\s+profile data/),
  }
}

async function promise(
  now: Ctx,
  frozen: Ctx,
  id: string,
  top: Told[],
  findings: string[],
  plan: PlanRefs,
  answered: Date,
) {
  const day = (from: Date, days: number) => londonDate(DateTime.fromJSDate(from).plus({ days }).toJSDate())
  const blank = { because: '', finding: null, objective: null, action: null }
  const head = 'Head of Engagement'
  const [first, second, third, fourth] = findings as [string, string, string, string]
  const did = {
    ...blank,
    kind: 'we_did' as const,
    text: `put ${top[0]?.label.toLowerCase()} first in this year’s plan.`,
  }
  await addCommitment(frozen, id, {
    ...did,
    owner: 'Head of Policy and Planning',
    dueOn: day(answered, 19),
    finding: first,
    objective: plan.informPolicy,
  })
  const meetings = { ...blank, kind: 'we_will' as const, text: 'hold a public meeting in every ward twice a year.' }
  await addCommitment(frozen, id, { ...meetings, owner: head, dueOn: day(now.now(), 40), finding: second })
  const pages = { ...blank, kind: 'we_will' as const, text: 'publish each borough’s answer on one page.' }
  const late = await addCommitment(frozen, id, {
    ...pages,
    owner: head,
    dueOn: day(now.now(), -52),
    finding: third,
    objective: plan.feedBack,
  })
  const refused = {
    ...blank,
    kind: 'we_will_not' as const,
    text: 'reopen front counters',
    because: 'the budget was already set.',
  }
  await addCommitment(frozen, id, { ...refused, owner: 'Head of Policy and Planning', dueOn: null })
  const profiles = {
    ...blank,
    kind: 'we_will' as const,
    text: 'send every group its Census 2021 profile before it answers.',
  }
  await addCommitment(frozen, id, {
    ...profiles,
    owner: head,
    dueOn: day(now.now(), 71),
    finding: fourth,
    action: plan.boroughProfiles,
  })
  const told = { doneOn: null, newDueOn: day(now.now(), 55), note: 'Twelve boroughs have their page.' }
  await reportOnCommitment({ ...now, actor: frozen.actor }, id, late.id, told)
}

/** One of the synthetic answers that says what the third finding quotes. */
async function somebodyWho(ctx: Ctx, consultationId: string): Promise<{ question: string; response: string }> {
  const question = 'what-to-do'
  const response = await responseThatSays(ctx, consultationId, question, quotedWords)
  if (!response) throw new AppError('unavailable', 'Nobody in the example wrote the words to quote.')
  return { question, response }
}
