import type { Env } from '../env.ts'
import { FolderRefused } from '../platform/data-folder.ts'
import { askHolder, printHere, runAlone, runVerb } from '../platform/operator.ts'
import { openData, takeData } from './open-data.ts'
import { verbs } from './verbs.ts'

/** Runs an operator's verb: here when it needs no data, or the data is free or a PostgreSQL, else in the process that holds the folder. */
export async function operate(env: Env, words: string[]): Promise<number> {
  process.stdout.once('error', readerGone)
  const alone = runAlone(verbs, words, process.cwd(), printHere)
  if (alone) return alone
  let held: { release: () => void }
  try {
    held = takeData(env)
  } catch (error) {
    if (!(error instanceof FolderRefused && error.holder)) throw error
    return askHolder(env.dataDir, words, printHere).catch((unheard) => {
      throw isDeaf(unheard) ? error : unheard
    })
  }
  const { ctx, close } = await openData(env, held)
  try {
    return await runVerb(ctx, verbs, words, process.cwd(), printHere)
  } finally {
    await close()
  }
}

/** The holder runs a verb of its own, or only starts: nobody listens there. */
const isDeaf = ({ code }: NodeJS.ErrnoException) => code === 'ENOENT' || code === 'ECONNREFUSED'

/** What is piped into `head` ends when `head` has enough: nothing was done wrongly, and nobody is left to tell. */
function readerGone(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
  process.exit(1)
}
