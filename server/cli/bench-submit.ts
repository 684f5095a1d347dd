import { randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { chanceFrom } from '../../shared/kernel/chance.ts'
import { answersOf } from '../../shared/responses/somebody.ts'
import type { Ctx } from '../platform/context.ts'
import { rows } from '../platform/db.ts'
import { newKey } from '../responses/keys.ts'
import { submit } from '../responses/submit.ts'
import { lean, somebodyIn } from '../responses/synthetic-people.ts'
import type { Survey } from './bench-survey.ts'
import { type Measured, median, perSecond } from './bench-table.ts'

/** Turn and turn about, so that whatever else the machine does falls on both. */
const turns = 6
const turnMs = 1500

/** Durable submissions a second beside bare inserts of the same rows, on the same PostgreSQL, by 1, 16 and 64 writers. */
export async function measureSubmit(
  ctxOf: (writers: number) => Promise<{ ctx: Ctx; close: () => Promise<void> }>,
  survey: Survey,
): Promise<Measured[]> {
  const measured: Measured[] = []
  const people = prepared(survey)
  for (const writers of [1, 16, 64]) {
    const { ctx, close } = await ctxOf(writers)
    const submitOne = (i: number) => send(ctx, survey, people[i % people.length]!)
    const insertOne = (i: number) => bareInsert(ctx, survey, people[i % people.length]!)
    await rate(ctx, writers, submitOne)
    await rate(ctx, writers, insertOne)
    const rates = { bare: [] as number[], submitted: [] as number[] }
    for (let turn = 0; turn < turns; turn++) {
      rates.bare.push(await rate(ctx, writers, insertOne))
      rates.submitted.push(await rate(ctx, writers, submitOne))
    }
    const [bare, submitted] = [median(rates.bare), median(rates.submitted)]
    await close()
    const ratio = submitted / bare
    measured.push({
      what: `Durable submissions, ${writers} ${writers === 1 ? 'writer' : 'writers'}`,
      found: perSecond(submitted),
      beside: `bare insert of the same rows ${perSecond(bare)}; ratio ${ratio.toFixed(2)}, budget 0.50`,
      holds: ratio >= 0.5,
    })
  }
  return measured
}

function prepared(survey: Survey): Record<string, unknown>[] {
  const chance = chanceFrom(11)
  return Array.from({ length: 500 }, () => {
    const mind = { somebody: somebodyIn(chance, 'E09000014'), leaning: lean, chance, today: '2026-01-01' }
    return answersOf(survey.document, 'main', mind)
  })
}

/** Rows that are in the database when the writers stop, a second. */
async function rate(ctx: Ctx, writers: number, write: (i: number) => Promise<unknown>): Promise<number> {
  const before = await stored(ctx)
  const from = performance.now()
  let next = 0
  const worker = async () => {
    while (performance.now() - from < turnMs) await write(next++)
  }
  await Promise.all(Array.from({ length: writers }, worker))
  const took = performance.now() - from
  return ((await stored(ctx)) - before) / (took / 1000)
}

async function stored(ctx: Ctx): Promise<number> {
  const [found] = await rows<{ n: number | string }>(ctx.db, sql`select count(*) as n from responses`)
  return Number(found?.n)
}

async function send(ctx: Ctx, survey: Survey, answers: unknown) {
  const { collectorId, versionId } = survey
  const outcome = await submit(ctx, {
    collectorId,
    versionId,
    noticeNumber: 1,
    key: newKey(ctx),
    answers,
    startedAt: null,
  })
  if (outcome.outcome !== 'in') throw new Error(`A submission of the bench was not taken: ${JSON.stringify(outcome)}`)
}

/** The ceiling: the same columns, nothing asked, nothing derived. */
function bareInsert(ctx: Ctx, survey: Survey, answers: unknown) {
  const hash = () => randomBytes(32).toString('hex')
  return rows(
    ctx.db,
    sql`insert into responses (consultation_id, version_id, collector_id, answers, notice_number, received_on, in_grace, speed,
          synthetic, key_hash, content_hash, receipt_hash)
        values (${survey.consultationId}::uuid, ${survey.versionId}::uuid, ${survey.collectorId}::uuid,
          ${JSON.stringify(answers)}::text::jsonb, 1, current_date, false, 'unknown', true,
          decode(${hash()}, 'hex'), decode(${hash()}, 'hex'), decode(${hash()}, 'hex'))`,
  )
}
