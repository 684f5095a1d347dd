import { createWriteStream } from 'node:fs'
import { stat, unlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { type ExportFormat, exportFormats } from '../../shared/analysis/export-request.ts'
import { exportResponses } from '../analysis/export.ts'
import type { Actor, Ctx } from '../platform/context.ts'
import { rows } from '../platform/db.ts'
import type { Survey } from './bench-survey.ts'
import { type Measured, median, seconds, timed } from './bench-table.ts'

/** The same file twice and once more: the middle. Memory is looked at while the last of them is made. */
const goes = 3

const analyst: Actor = {
  accountId: 'bench',
  email: 'bench@example.org',
  name: 'The bench',
  grants: [{ role: 'analyst', scope: null }],
  reason: 'To measure',
}

/** Every format from the rows of the survey to a file; the budget is for CSV. */
export async function measureExport(ctx: Ctx, survey: Survey, say: (text: string) => void): Promise<Measured[]> {
  const measured: Measured[] = []
  const [stored] = await rows<{ n: number }>(
    ctx.db,
    sql`select count(*)::int as n from responses where consultation_id = ${survey.consultationId}::uuid`,
  )
  const at = Number(stored?.n).toLocaleString('en-GB')
  const bare = await timed(() => bareRead(ctx, survey))
  for (const format of exportFormats) {
    say(`Exporting ${at} responses as ${format}…`)
    const found = await measureFormat(ctx, survey, format)
    const holds = format === 'csv' ? { holds: found.took < 3000 && found.growth < 200 } : {}
    measured.push({
      what: `${format.toUpperCase()} export of ${at} responses`,
      found: `${seconds(found.took)}, ${found.size} MB; memory at its peak ${found.growth} MB over what it was`,
      beside: `${format === 'csv' ? 'budget 3.0 s, memory flat (200 MB); ' : ''}bare read of the same rows ${seconds(bare.took)}`,
      ...holds,
    })
  }
  return measured
}

async function measureFormat(ctx: Ctx, survey: Survey, format: ExportFormat) {
  const times: number[] = []
  let [growth, size] = [0, 0]
  for (let go = 0; go < goes; go++) {
    const file = join(tmpdir(), `folkmoot-bench-export-${process.pid}.${format}`)
    const memory = watchMemory()
    times.push((await timed(() => exportTo(ctx, survey, format, file))).took)
    growth = memory.stop()
    size = Math.round((await stat(file)).size / 1e6)
    await unlink(file)
  }
  return { took: median(times), growth, size }
}

async function exportTo(ctx: Ctx, survey: Survey, format: ExportFormat, file: string) {
  const out = createWriteStream(file, { mode: 0o600 })
  const write = (part: Uint8Array) =>
    new Promise<void>((resolve, reject) => out.write(part, (error) => (error ? reject(error) : resolve())))
  const asked = { format, withoutText: false }
  await exportResponses({ ...ctx, actor: analyst }, survey.consultationId, asked, write)
  await new Promise<void>((resolve) => out.end(resolve))
}

/** The most memory the process took over what it had, in MB, looked at often. */
function watchMemory() {
  const before = process.memoryUsage.rss()
  let most = before
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss())
  }, 20)
  return {
    stop: () => {
      clearInterval(timer)
      return Math.round((Math.max(most, process.memoryUsage.rss()) - before) / 1e6)
    },
  }
}

/** The ceiling: the same rows read to the last and thrown away. */
async function bareRead(ctx: Ctx, survey: Survey) {
  await ctx.db.transaction(async (tx) => {
    await rows(
      tx,
      sql`declare bare no scroll cursor for select id, answers::text as answers from responses
          where consultation_id = ${survey.consultationId}::uuid order by id`,
    )
    for (;;) if ((await rows(tx, sql`fetch forward 2000 from bare`)).length < 2000) return
  })
}
