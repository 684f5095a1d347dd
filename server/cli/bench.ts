import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Ctx, randomness } from '../platform/context.ts'
import type { OpenDatabase } from '../platform/db.ts'
import { createLog } from '../platform/log.ts'
import type { Out } from '../platform/operator.ts'
import { readWords, WrongUsage } from '../platform/operator-words.ts'
import { emptyResponses, fillSurvey, measureAnalysis } from './bench-analysis.ts'
import { startScratch } from './bench-cluster.ts'
import { measureCounting } from './bench-counting.ts'
import { measureExport } from './bench-export.ts'
import { measurePages } from './bench-pages.ts'
import { measureProof } from './bench-questionnaire.ts'
import { measureStart } from './bench-start.ts'
import { measureSubmit } from './bench-submit.ts'
import { openSurvey } from './bench-survey.ts'
import { type Measured, plainTable, writeDocument } from './bench-table.ts'
import { buildGround } from './ground.ts'

export const benchParts = ['start', 'proof', 'pages', 'submit', 'counting', 'export', 'analysis']

/** Measures the budgets on a PostgreSQL of its own and writes docs/bench.md. Touches no data of this installation. */
export async function bench(args: string[], out: Out): Promise<number> {
  const { values } = readWords(args, { rows: { type: 'string' }, only: { type: 'string' } })
  const top = Number(values.rows ?? 1_000_000)
  const parts = values.only ? values.only.split(',') : benchParts
  if (!Number.isInteger(top) || top < 100_000 || top % 100_000 !== 0)
    throw new WrongUsage('--rows come in hundreds of thousands.')
  const strange = parts.find((part) => !benchParts.includes(part))
  if (strange !== undefined) throw new WrongUsage(`There is no part “${strange}”. The parts: ${benchParts.join(', ')}.`)
  const say = out.note
  const load = loadavg()[0] ?? 0
  const scratch = await startScratch()
  const dataDir = mkdtempSync(join(tmpdir(), 'folkmoot-bench-data-'))
  const database = await scratch.open(10)
  try {
    const ctx = contextOf(database, dataDir)
    await buildGround(ctx)
    const measured: Measured[] = []
    const take = (found: Measured[]) => {
      measured.push(...found)
      say(plainTable(found))
    }
    if (parts.includes('start')) take(await measureStart(say))
    if (parts.includes('proof')) take(measureProof())
    const survey = await openSurvey(ctx)
    if (parts.includes('pages')) take(await measurePages(ctx, survey))
    if (parts.includes('submit')) {
      const open = async (writers: number) => {
        const own = await scratch.open(writers)
        return { ctx: contextOf(own, dataDir), close: own.close }
      }
      take(await measureSubmit(open, survey))
    }
    if (parts.includes('counting')) take(await measureCounting(say))
    if (parts.includes('export') || parts.includes('analysis')) {
      await emptyResponses(ctx)
      const filled = await fillSurvey(ctx, say)
      if (parts.includes('export')) take(await measureExport(ctx, filled, say))
      if (parts.includes('analysis')) take(await measureAnalysis(ctx, filled, say, top))
    }
    if (values.json) out.json({ measured })
    else out.line(plainTable(measured))
    if (!values.only && top === 1_000_000) say(`Written to ${writeDocument(measured, scratch.version, load)}`)
    return measured.every(({ holds }) => holds !== false) ? 0 : 1
  } finally {
    await database.close()
    await scratch.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

const contextOf = ({ db, engine }: OpenDatabase, dataDir: string): Ctx => ({
  db,
  engine,
  now: () => new Date(),
  random: randomness,
  secret: randomness(32),
  publicOrigin: 'http://127.0.0.1:3000',
  dataDir,
  example: false,
  log: createLog('silent'),
  actor: null,
})
