import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Ctx, randomness } from '../platform/context.ts'
import type { OpenDatabase } from '../platform/db.ts'
import { createLog } from '../platform/log.ts'
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

const known = ['start', 'proof', 'pages', 'submit', 'counting', 'export', 'analysis']
const usage = `folkmoot bench [--rows N] [--only PART[,PART…]], a part being ${known.join(', ')}\n`

/** Measures the budgets on a PostgreSQL of its own and writes docs/bench.md. Touches no data of this installation. */
export async function bench(words: string[]): Promise<number> {
  const { values } = parseArgs({ args: words, options: { rows: { type: 'string' }, only: { type: 'string' } } })
  const top = Number(values.rows ?? 1_000_000)
  const parts = values.only ? values.only.split(',') : known
  if (!Number.isInteger(top) || top < 100_000 || top % 100_000 !== 0 || parts.some((part) => !known.includes(part))) {
    process.stderr.write(`${usage}Rows come in hundreds of thousands.\n`)
    return 2
  }
  const say = (text: string) => process.stderr.write(`${text}\n`)
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
    process.stdout.write(`${plainTable(measured)}\n`)
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
