import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectFolder } from '../platform/folders.ts'
import { freePort } from './bench-cluster.ts'
import { type Measured, seconds } from './bench-table.ts'

const budget = 15_000

/** From `npm start` on an empty folder, with the example and without, to the first page of the public site. */
export async function measureStart(say: (text: string) => void): Promise<Measured[]> {
  const measured: Measured[] = []
  for (const [example, words] of [
    ['off', 'without the example'],
    ['on', 'with the example'],
  ] as const) {
    say(`Starting on an empty folder, ${words}…`)
    const took = await firstPage(example)
    measured.push({
      what: `Start on an empty folder to the first page, ${words}`,
      found: seconds(took),
      beside: `budget ${seconds(budget)}`,
      holds: took < budget,
    })
  }
  return measured
}

async function firstPage(example: 'on' | 'off'): Promise<number> {
  const dataDir = mkdtempSync(join(tmpdir(), 'folkmoot-bench-start-'))
  const port = await freePort()
  const { PATH = '', HOME = '' } = process.env
  const env = { PATH, HOME, PORT: String(port), DATA_DIR: dataDir, FOLKMOOT_EXAMPLE: example }
  const from = performance.now()
  const child = spawn(process.execPath, ['server/start.mjs', 'serve'], { cwd: projectFolder, env, stdio: 'ignore' })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  try {
    while (performance.now() - from < 120_000) {
      const answer = await fetch(`http://127.0.0.1:${port}/`).catch(() => null)
      if (answer?.ok && (await answer.text()).includes('</html>')) return performance.now() - from
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    throw new Error('The product did not start within two minutes.')
  } finally {
    child.kill('SIGTERM')
    await ended
    rmSync(dataDir, { recursive: true, force: true })
  }
}
