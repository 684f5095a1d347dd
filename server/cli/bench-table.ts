import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { projectFolder } from '../platform/folders.ts'

/** One line: what was measured, what came out, what it is held against. */
export interface Measured {
  what: string
  found: string
  /** The budget, or the bare ceiling on the same machine. */
  beside: string
  /** Undefined where there is nothing to hold it against. */
  holds?: boolean
}

export const median = (list: number[]): number => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0
export const quantile = (list: number[], q: number): number =>
  [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * q))] ?? 0

export const ms = (value: number): string =>
  `${value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString('en-GB')} ms`
export const seconds = (value: number): string => `${(value / 1000).toFixed(1)} s`
export const perSecond = (value: number): string => `${Math.round(value).toLocaleString('en-GB')} a second`

export async function timed<T>(work: () => Promise<T>): Promise<{ value: T; took: number }> {
  const from = performance.now()
  const value = await work()
  return { value, took: performance.now() - from }
}

/** The middle of several goes, after one that warms up. */
export async function middle(goes: number, work: () => Promise<unknown>): Promise<number> {
  await work()
  const times: number[] = []
  for (let i = 0; i < goes; i++) times.push((await timed(work)).took)
  return median(times)
}

const verdict = ({ holds }: Measured) => (holds === undefined ? '' : holds ? 'holds' : '**does not hold**')
const head = ['measured', 'found', 'beside it', '']

export function plainTable(measured: Measured[]): string {
  const lines = [head, ...measured.map((one) => [one.what, one.found, one.beside, verdict(one).replaceAll('*', '')])]
  const widths = head.map((_, i) => Math.max(...lines.map((line) => line[i]?.length ?? 0)))
  return lines
    .map((line) =>
      line
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** Where and on what it was measured; the commit, because a figure without one cannot be made again. */
const busy = ` **Other work held the machine while this ran**: times, and more so the
slowest of them, are longer than on an idle one. Run it on an idle machine before a budget is judged by it.`

export function writeDocument(measured: Measured[], postgres: string, load: number): string {
  const machine = `${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}, ${postgres}`
  const text = `# What was measured

Made by \`npm run bench\` ${new Date().toISOString().slice(0, 10)}${commit()}, on ${machine}. Load average when it began: ${load.toFixed(1)}.
Run it again to make this file again.${load > cpus().length ? busy : ''}

| ${head.join(' | ')} |
|---|---|---|---|
${measured.map((one) => `| ${one.what} | ${one.found} | ${one.beside} | ${verdict(one)} |`).join('\n')}

How: React in production mode. A scratch PostgreSQL with fsync, full_page_writes and synchronous_commit on. Rates are rows
in the database when the writers stop, medians of six turns of 1.5 seconds, bare insert and submission by turns. The survey has 40 answers and the eight equality questions.
100,000 rows went in through \`submit\` itself with their equality answers; the million is those and copies of their
responses under keys of their own. Before they are read the table is vacuumed, analysed and on disk, as PostgreSQL leaves it
some minutes after the last answer. Every count is first compared with a slow count over the documents themselves, and the
run ends if one differs. Times are medians, from the question put to the counting thread to its answer.
`
  const file = join(projectFolder, 'docs', 'bench.md')
  writeFileSync(file, text)
  return file
}

function commit(): string {
  try {
    return ` at ${execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: projectFolder, encoding: 'utf8' }).trim()}`
  } catch {
    return ''
  }
}
