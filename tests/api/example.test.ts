import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { type LoadedExample, loadYears } from '../../server/cli/example-load.ts'
import { buildGround } from '../../server/cli/ground.ts'
import { type Ctx, inTransaction } from '../../server/platform/context.ts'
import { rows } from '../../server/platform/db.ts'
import { projectFolder } from '../../server/platform/folders.ts'
import { contentHash } from '../../server/responses/keys.ts'
import { responses } from '../../server/responses/tables.ts'
import { openWorld } from '../support/world.ts'

const world = await openWorld()

class Enough extends Error {}

/** What the example holds when it is loaded on 21 November 2026; it is taken back, so that nothing of it stays. */
async function look() {
  const on = { ...world.ctx, now: () => new Date('2026-11-21T12:00:00Z') }
  let seen: Awaited<ReturnType<typeof facts>> | undefined
  await inTransaction(on, async (tx) => {
    await buildGround(tx)
    seen = await facts(tx, await loadYears(tx))
    throw new Enough()
  }).catch((error) => {
    if (!(error instanceof Enough)) throw error
  })
  return seen!
}

async function facts(tx: Ctx, example: LoadedExample) {
  const of = (id: string) => tx.db.select().from(responses).where(eq(responses.consultationId, id))
  const [last, current] = [await of(example.lastYear.consultationId), await of(example.thisYear.consultationId)]
  const [equality] = await rows<{ given: number; declined: number; blank: number; mixed: number }>(
    tx.db,
    sql`select count(*)::int as given,
          count(*) filter (where e.answers -> 'eq-age' ->> 'option' = 'eq-age-declined')::int as declined,
          count(*) filter (where not e.answers ? 'eq-age')::int as blank,
          count(*) filter (where r.answers ?| array['eq-age', 'eq-sex', 'eq-ethnic-group'])::int as mixed
        from equality_answers e join responses r on r.id = e.response_id
        where r.consultation_id = ${example.thisYear.consultationId}::uuid`,
  )
  return { example, last, current, equality: equality! }
}

const { example, last, current, equality } = await look()
const { lastYear, thisYear, answered } = example
const people = <T extends { groupId: string | null }>(all: T[]) => all.filter((row) => row.groupId === null)

test('each year holds 2,400 synthetic answers of people, and every row is what submit makes of it', () => {
  for (const [year, all, formal] of [
    [lastYear, last, 29],
    [thisYear, current, 3],
  ] as const) {
    expect(people(all)).toHaveLength(2400)
    expect(all).toHaveLength(2400 + formal)
    expect(all.every((row) => row.synthetic && row.state === 'in')).toBe(true)
    for (const { collectorId: collector, versionId: version, answers, howWeAsked: how, contentHash: kept } of all)
      expect(Buffer.compare(kept!, contentHash({ collector, version, answers, how }))).toBe(0)
    const days = all.map((row) => row.receivedOn).sort()
    expect(days[0]! >= year.dates.opens.toISOString().slice(0, 10)).toBe(true)
    expect(days.at(-1)! <= year.dates.closes.toISOString().slice(0, 10)).toBe(true)
  }
})

test('the seed is fixed: the same people put knife crime first each time', () => {
  const chosen = people(last).flatMap(
    ({ answers }) => (answers as { priorities: { options: string[] } }).priorities.options,
  )
  expect(chosen.filter((id) => id === 'priorities-knife-crime')).toHaveLength(909)
})

test('enough boroughs can be compared: Haringey by about 350, five more by 150 or more, some by few', () => {
  const sizes = new Map<string | undefined, number>()
  for (const { answers } of people(current)) {
    const area = (answers?.home as { area: string } | undefined)?.area
    sizes.set(area, (sizes.get(area) ?? 0) + 1)
  }
  const boroughs = [...sizes].filter(([area]) => area?.startsWith('E09')).map(([, n]) => n)
  expect(boroughs.filter((n) => n >= 150)).toHaveLength(6)
  expect(Math.abs(sizes.get('E09000014')! - 350)).toBeLessThan(12)
  expect(Math.min(...boroughs)).toBeLessThan(10)
  expect(sizes.get(undefined)).toBeGreaterThan(0)
})

test('some skip the equality questions, some decline, some leave one blank, and none are in the answer', () => {
  expect(equality.given).toBeGreaterThan(2200)
  expect(equality.given).toBeLessThan(2400)
  expect(equality.declined).toBeGreaterThan(20)
  expect(equality.blank).toBeGreaterThan(20)
  expect(equality.mixed).toBe(0)
})

test('the dates are relative to the day of loading', () => {
  const day = (date: Date) => date.toISOString().slice(0, 10)
  const opens = thisYear.dates.opens.toISOString()
  expect([opens, day(thisYear.dates.closes)]).toEqual(['2026-09-30T23:00:00.000Z', '2026-12-18'])
  expect([day(lastYear.dates.closes), day(answered)]).toEqual(['2025-12-15', '2026-03-12'])
  expect(lastYear.slug).toBe('have-your-say-on-policing-in-london-2025')
  expect(thisYear.slug).toBe('have-your-say-on-policing-in-london-2026')
})

test('nothing but the submit function writes a response, and nothing but its receipt writes equality answers', () => {
  const folder = join(projectFolder, 'server')
  // The bench fills a throwaway database of its own with rows in submit's shape, a million at a time.
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .filter((file) => !/^cli\/bench-(submit|survey)\.ts$/.test(file))
  const writing = (pattern: RegExp) => files.filter((file) => pattern.test(readFileSync(join(folder, file), 'utf8')))
  const response = /insert\s+into\s+"?responses\b|insert\(\s*responses\s*\)|copy\s+"?responses\b/i
  const given = /insert\s+into\s+"?equality_answers\b|insert\(\s*equalityAnswers\s*\)|copy\s+"?equality_answers\b/i
  // The bench writes bare rows too, to have something to compare with: into a database it makes and drops itself.
  const ofTheProduct = (file: string) => !file.startsWith('cli/bench-')
  expect(writing(response).filter(ofTheProduct)).toEqual(['responses/submit.ts'])
  expect(writing(given).filter(ofTheProduct)).toEqual(['responses/receipts.ts'])
})
