import type { Ctx } from '../../server/platform/context.ts'
import type { Verb, Verbs } from '../../server/platform/operator.ts'
import { type Print, runVerb } from '../../server/platform/operator.ts'

export interface Ran {
  code: number
  /** What stood on stdout, and on stderr. */
  out: string
  err: string
  bytes: Buffer
}

/** Runs one verb as the program does, in this folder, and collects what it prints. */
export async function operated(ctx: Ctx, verb: Verb, words: string[], cwd = '/'): Promise<Ran> {
  const said = { out: '', err: '' }
  const chunks: Uint8Array[] = []
  const print: Print = async (printed) => {
    if ('bytes' in printed) chunks.push(Buffer.from(printed.bytes))
    else said[printed.to] += `${printed.text}\n`
  }
  const verbs: Verbs = { it: verb }
  const code = await runVerb(ctx, verbs, ['it', ...words], cwd, print)
  return { code, ...said, bytes: Buffer.concat(chunks) }
}
