import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { exportResponses } from '../../server/analysis/export.ts'
import type { Ctx } from '../../server/platform/context.ts'
import type { Database } from '../../server/platform/db.ts'
import { questionnaireVersions } from '../../server/questionnaires/tables.ts'
import { newKey } from '../../server/responses/keys.ts'
import { submitAll } from '../../server/responses/submit.ts'
import type { Answers } from '../../shared/questionnaires/document.ts'
import { anOpenConsultation, type OpenConsultation } from '../support/fixtures.ts'
import { openWorld } from '../support/world.ts'

const world = await openWorld()
const { ctx } = world

async function send(to: OpenConsultation, all: Answers[]) {
  const outcomes = await submitAll(
    ctx,
    all.map((answers) => ({ ...to, key: newKey(ctx), answers, startedAt: null })),
  )
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(all.map(() => 'in'))
}

/** The context, where something happens just before each transaction begins. */
const justBefore = (within: Ctx, happens: () => Promise<void>): Ctx => ({
  ...within,
  db: new Proxy(within.db, {
    get: (db, name) =>
      name === 'transaction'
        ? async (...given: Parameters<Database['transaction']>) => {
            await happens()
            return db.transaction(...given)
          }
        : Reflect.get(db, name),
  }),
})

async function sheet(from: Ctx, consultationId: string): Promise<Record<string, string>[]> {
  const parts: Uint8Array[] = []
  await exportResponses(from, consultationId, { format: 'csv', withoutText: false }, async (part) => {
    parts.push(part)
  })
  return parse(Buffer.concat(parts), { bom: true, columns: true })
}

test('a version that is published and answered while an export begins is in it whole, and no row is moved by it', async () => {
  const to = await anOpenConsultation(world)
  await send(
    to,
    [3, 10, 20].map((years) => ({
      priorities: { options: ['knives'] },
      years: { number: years },
      why: { text: String(years) },
    })),
  )
  const analyst = await world.person('analyst', to.consultationId)
  const late = justBefore(analyst.ctx, async () => {
    const [second] = await ctx.db
      .insert(questionnaireVersions)
      .values({
        questionnaireId: to.questionnaireId,
        number: 2,
        document: to.document,
        publishedAt: ctx.now(),
        publishedBy: 'test',
      })
      .returning()
    await send(
      { ...to, versionId: second!.id },
      [30, 40, 50].map((years) => ({
        priorities: { options: ['knives'] },
        years: { number: years },
        why: { text: String(years) },
      })),
    )
  })
  const rows = await sheet(late, to.consultationId)
  const told = rows.map(({ version, years, why }) => [version, years, why])
  expect(told.toSorted((a, b) => Number(a[1]) - Number(b[1]))).toEqual([
    ...['3', '10', '20'].map((years) => ['1', years, years]),
    ...['30', '40', '50'].map((years) => ['2', years, years]),
  ])
})

test('more answers than are read at once are each in their own row', async () => {
  const to = await anOpenConsultation(world)
  const many = Array.from({ length: 1100 }, (_, i) => i)
  await send(
    to,
    many.map((i): Answers => {
      // Some leave blank what those read before them answered.
      const years: Answers = i % 3 === 0 ? {} : { years: { number: i % 100 } }
      return {
        priorities: { options: i % 2 === 0 ? ['knives'] : ['knives', 'burglary'] },
        why: { text: `no. ${i}` },
        ...years,
      }
    }),
  )
  const analyst = await world.person('analyst', to.consultationId)
  const rows = await sheet(analyst.ctx, to.consultationId)
  const found = rows.toSorted((a, b) => Number(a.why!.slice(4)) - Number(b.why!.slice(4)))
  expect(found.map(({ why, years, priorities_burglary }) => [why, years, priorities_burglary])).toEqual(
    many.map((i) => [`no. ${i}`, i % 3 === 0 ? '[left blank]' : String(i % 100), i % 2 === 0 ? '0' : '1']),
  )
})
