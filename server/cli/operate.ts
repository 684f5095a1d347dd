import type { Env } from '../env.ts'
import { FolderRefused } from '../platform/data-folder.ts'
import { askHolder, printHere, runAlone, runVerb } from '../platform/operator.ts'
import { openData, takeData } from './open-data.ts'
import { verbs } from './verbs.ts'

/** Runs an operator's verb: here when it needs no data, or the data is free or a PostgreSQL, else in the process that holds the folder. */
export async function operate(env: Env, words: string[]): Promise<number> {
  const alone = runAlone(verbs, words, process.cwd(), printHere)
  if (alone) return alone
  let held: { release: () => void }
  try {
    held = takeData(env)
  } catch (error) {
    if (error instanceof FolderRefused && error.holder) return askHolder(env.dataDir, words, printHere)
    throw error
  }
  const { ctx, close } = await openData(env, held)
  try {
    return await runVerb(ctx, verbs, words, process.cwd(), printHere)
  } finally {
    await close()
  }
}
