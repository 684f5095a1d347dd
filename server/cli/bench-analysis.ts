import { rmSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { everybody, type Filter } from '../../shared/analysis/select.ts'
import { chosenIn } from '../../shared/questionnaires/conditions.ts'
import type { Answers } from '../../shared/questionnaires/document.ts'
import { Reader, snapshotFile } from '../analysis/reader.ts'
import { WorkerLink } from '../analysis/worker-link.ts'
import type { Ctx } from '../platform/context.ts'
import { rows } from '../platform/db.ts'
import { type FeedPosition, feedStart, responseFeed } from '../responses/queries.ts'
import { copyRows, fill, openSurvey, type Survey, settle } from './bench-survey.ts'
import { type Measured, median, middle, ms, seconds, timed } from './bench-table.ts'

/** Two demographics at once, as an analyst narrows a look. */
const narrow: Filter = {
  where: [
    { column: 's0', categories: ['s0-o0'] },
    { column: 's1', categories: ['s1-o0', 's1-o1'] },
  ],
}
const weights = { 's2-o0': 0.5, 's2-o1': 1.25, 's2-o2': 2 }
const pair: [string, string] = ['s3', 's4']
const original = 100_000
const goes = 9

type Say = (text: string) => void

/** A survey with 100,000 answers, sent as anybody's are. */
export async function fillSurvey(ctx: Ctx, say: Say): Promise<Survey> {
  const survey = await openSurvey(ctx)
  say(`Sending ${original.toLocaleString('en-GB')} answers through submit…`)
  await fill(ctx, survey, original, 5)
  await settle(ctx)
  return survey
}

/** Frequencies, a weighted cross-tab, cold load, snapshot and catch-up, at 100,000 and at 1,000,000. */
export async function measureAnalysis(ctx: Ctx, survey: Survey, say: Say, top = 1_000_000): Promise<Measured[]> {
  const small = await measureAt(ctx, survey, original, say)
  if (top <= original) return small
  say(`Copying them to ${top.toLocaleString('en-GB')} rows…`)
  await copyRows(ctx, survey, top)
  return [...small, ...(await measureAt(ctx, survey, top, say))]
}

async function measureAt(ctx: Ctx, survey: Survey, count: number, say: Say): Promise<Measured[]> {
  const at = count.toLocaleString('en-GB')
  say(`Loading ${at} rows by the change feed…`)
  // Cold: without the snapshot that a smaller load has left.
  rmSync(snapshotFile(ctx), { force: true })
  const reader = new Reader(ctx)
  const cold = await timed(() => reader.caughtUp(ctx))
  const link = cold.value
  say('Comparing with a slow count over the documents…')
  await compareWithSlowCount(ctx, link, survey, count)
  const isMillion = count === 1_000_000
  const ask = (filter: Filter) => link.ask('frequencies', [survey.consultationId, false, filter])
  const plain = await middle(goes, () => ask(everybody))
  const narrowed = await middle(goes, () => ask(narrow))
  await link.ask('weighBy', [survey.consultationId, 's2', weights])
  const crossed = await middle(goes, () =>
    link.ask('crosstabs', [survey.consultationId, false, everybody, [pair], true]),
  )
  const measured: Measured[] = [
    {
      what: `All-question frequencies, ${at} responses × 40 answers`,
      found: ms(plain),
      beside: `bare scan of one column ${ms(await bareScan(count))}`,
    },
    line(`The same, two-demographic filter`, narrowed, isMillion ? 50 : undefined, ms),
    line(`One weighted cross-tab, ${at} responses`, crossed, isMillion ? 15 : undefined, ms),
    line(`Projection of ${at}: cold from the database`, cold.took, isMillion ? 20_000 : undefined, seconds),
  ]
  return [...measured, ...(await measureReload(ctx, survey, { reader, link, at, isMillion, say }))]
}

function line(what: string, took: number, budget: number | undefined, words: (took: number) => string): Measured {
  return budget === undefined
    ? { what, found: words(took), beside: '' }
    : { what, found: words(took), beside: `budget ${words(budget)}`, holds: took < budget }
}

interface Reload {
  reader: Reader
  link: WorkerLink
  at: string
  isMillion: boolean
  say: Say
}

async function measureReload(
  ctx: Ctx,
  survey: Survey,
  { reader, link, at, isMillion, say }: Reload,
): Promise<Measured[]> {
  say('Writing and reading the snapshot; catching up with 1,000…')
  await link.ask('save', [snapshotFile(ctx), '"bench"'])
  const other = new WorkerLink()
  const reload = await middle(3, () => other.ask('load', [snapshotFile(ctx)]))
  if ((await other.ask('rows', [])) !== (await link.ask('rows', []))) throw new Error('The snapshot holds other rows.')
  await other.end()
  const caught: number[] = []
  for (let turn = 0; turn < 3; turn++) {
    await fill(ctx, survey, 1000, 9 + turn)
    const before = await link.ask('rows', [])
    caught.push((await timed(() => reader.caughtUp(ctx))).took)
    if ((await link.ask('rows', [])) !== before + 1000) throw new Error('The catch-up did not bring 1,000 rows.')
  }
  await reader.end()
  return [
    line(`Projection of ${at}: from its snapshot`, reload, isMillion ? 500 : undefined, ms),
    line(`Projection of ${at}: catch-up of 1,000`, median(caught), isMillion ? 50 : undefined, ms),
  ]
}

/** The ceiling: one pass over one column of so many bytes, counting. */
function bareScan(count: number): Promise<number> {
  const column = Uint8Array.from({ length: count }, (_, i) => i % 7)
  return middle(goes, async () => {
    const counts = new Uint32Array(256)
    for (let i = 0; i < column.length; i++) counts[column[i]!]!++
    return counts
  })
}

type Slow = Map<string, Map<string, number>>

/** The slow obvious way: every document, every answer, one at a time. Ends the run when anything differs. */
async function compareWithSlowCount(ctx: Ctx, link: WorkerLink, survey: Survey, count: number) {
  const slow: Slow = new Map()
  const cross = new Map<string, number>()
  let narrowed = 0
  await eachDocument(ctx, survey, (answers) => {
    for (const [id, answer] of Object.entries(answers)) {
      if ('rows' in answer) for (const [row, option] of Object.entries(answer.rows)) add(slow, `${id}/${row}`, option)
      else for (const option of chosenIn(answer)) add(slow, id, option)
      if ('number' in answer) add(slow, id, String(answer.number))
      if ('area' in answer) add(slow, id, answer.area)
    }
    const [down, across] = pair.map((id) => chosen(answers, id))
    const weight = weights[chosen(answers, 's2') as keyof typeof weights] ?? 1
    cross.set(`${down} ${across}`, (cross.get(`${down} ${across}`) ?? 0) + weight)
    if (chosen(answers, 's0') === 's0-o0' && ['s1-o0', 's1-o1'].includes(chosen(answers, 's1') ?? '')) narrowed++
  })
  const all = await link.ask('frequencies', [survey.consultationId, false, everybody])
  if (all.people !== count) throw new Error(`${all.people} people are counted, ${count} were sent.`)
  all.columns.forEach((column, i) => {
    if (column.part !== 'main' || column.kind === 'value' || column.kind === 'text') return
    column.categories.forEach(({ id }, k) => {
      same(`${column.key} ${id}`, all.frequencies[i]?.categories[k], slow.get(column.key)?.get(id) ?? 0)
    })
  })
  const some = await link.ask('frequencies', [survey.consultationId, false, narrow])
  same('the filter', some.selected, narrowed)
  await link.ask('weighBy', [survey.consultationId, 's2', weights])
  const { tables, columns } = await link.ask('crosstabs', [survey.consultationId, false, everybody, [pair], true])
  const [down, across] = pair.map((key) => columns.find((column) => column.key === key)?.categories ?? [])
  down?.forEach((a, i) => {
    across?.forEach((b, k) => {
      same(`${a.id} by ${b.id}`, tables[0]?.cells[i]?.[4 + k], cross.get(`${a.id} ${b.id}`) ?? 0)
    })
  })
}

function chosen(answers: Answers, id: string): string | undefined {
  const answer = answers[id]
  return answer && 'option' in answer ? answer.option : undefined
}

function add(counts: Slow, key: string, option: string) {
  const own = counts.get(key) ?? new Map<string, number>()
  own.set(option, (own.get(option) ?? 0) + 1)
  counts.set(key, own)
}

function same(what: string, found: number | undefined, slowly: number) {
  if (found === undefined || Math.abs(found - slowly) > 1e-6 * Math.max(1, slowly))
    throw new Error(`The count of ${what} differs: ${found} from the projection, ${slowly} from the documents.`)
}

async function eachDocument(ctx: Ctx, survey: Survey, see: (answers: Answers) => void) {
  let position: FeedPosition = feedStart
  for (;;) {
    const page = await responseFeed(ctx, position, 5000)
    for (const row of page.rows) {
      if (row.consultationId === survey.consultationId && row.state === 'in' && row.answers)
        see(JSON.parse(row.answers) as Answers)
    }
    position = page.next
    if (page.caughtUp) return
  }
}

/** Empties what the bench of submissions left, so that only the survey at hand is loaded. */
export const emptyResponses = (ctx: Ctx) => rows(ctx.db, sql`truncate responses cascade`)
