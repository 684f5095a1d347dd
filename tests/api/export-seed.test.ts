import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import readSheets from 'read-excel-file/node'
import { expect, test } from 'vitest'
import { verb as responsesExport } from '../../server/cli/responses-export.ts'
import { newKey } from '../../server/responses/keys.ts'
import { submitAll } from '../../server/responses/submit.ts'
import { anOpenConsultation, aQuestionnaire, type OpenConsultation } from '../support/fixtures.ts'
import { operated } from '../support/operator.ts'
import { readSav } from '../support/sav.ts'
import { openWorld } from '../support/world.ts'

const world = await openWorld()
const { ctx } = world

async function exported({ consultationId, slug }: OpenConsultation, format: string): Promise<Buffer> {
  const { email } = await world.person('analyst', consultationId)
  const behalf = ['--as', email, '--reason', 'Does what stands first win?']
  const folder = mkdtempSync(join(tmpdir(), 'folkmoot-seed-'))
  return (await operated(ctx, responsesExport, [slug, '--format', format, ...behalf], folder)).bytes
}

const seeds = (rows: { shuffle_seed?: unknown }[]) =>
  rows.map((row) => row.shuffle_seed).toSorted((a, b) => Number(a) - Number(b))

test('the order that shuffled options were shown in is a column of every format, empty where nothing was shuffled', async () => {
  const shuffled = aQuestionnaire()
  const [page] = shuffled.sections[0]!.pages
  page!.questions = page!.questions.map((question) =>
    question.id === 'priorities' && question.type === 'multiple' ? { ...question, shuffle: true } : question,
  )
  const to = await anOpenConsultation(world, { document: shuffled })
  const plain = await anOpenConsultation(world)
  const one = (of: OpenConsultation, seed: number) => ({
    ...of,
    noticeNumber: 1,
    key: newKey(ctx),
    answers: { priorities: { options: ['none'] } },
    startedAt: null,
    seed,
  })
  const outcomes = await submitAll(ctx, [one(to, 0), one(to, 201), one(plain, 7)])
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['in', 'in', 'in'])
  const csv = async (of: OpenConsultation) => parse(await exported(of, 'csv'), { bom: true, columns: true }) as object[]
  expect(seeds(await csv(to))).toEqual(['0', '201'])
  expect(seeds(await csv(plain))).toEqual([''])
  const { responses, codebook } = JSON.parse((await exported(to, 'json')).toString())
  expect(seeds(responses)).toEqual([0, 201])
  expect(codebook).toContainEqual(expect.objectContaining({ variable: 'shuffle_seed', type: 'number', item: 'label' }))
  expect(seeds((await readSav(await exported(to, 'sav'))).rows)).toEqual([0, 201])
  const [sheet] = await readSheets(await exported(to, 'xlsx'))
  const at = sheet!.data[0]!.indexOf('shuffle_seed')
  expect(seeds(sheet!.data.slice(1).map((row) => ({ shuffle_seed: row[at] })))).toEqual([0, 201])
})
