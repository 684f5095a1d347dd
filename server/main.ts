import { bench } from './cli/bench.ts'
import { helpFor, usageOf } from './cli/help.ts'
import { operate } from './cli/operate.ts'
import { PortRefused, serve } from './cli/serve.ts'
import { readEnv, WrongEnvironment } from './env.ts'
import { FolderRefused } from './platform/data-folder.ts'
import { DatabaseRefused } from './platform/db.ts'
import { reasonOf } from './platform/errors.ts'
import { orRefused, outTo, printHere } from './platform/operator.ts'
import { tellRefusal } from './platform/operator-words.ts'

const words = process.argv.slice(2)
const out = outTo(printHere, process.cwd())

/** `folkmoot <verb> …`: one process, one verb. Every refusal is one sentence on stderr and exit 1. */
async function main(): Promise<number> {
  const help = helpFor(words)
  if (help?.wrong !== undefined) {
    tellRefusal(out, words, { code: 'wrong-usage', message: help.wrong }, help.text)
    return 2
  }
  if (help) {
    out.line(help.text)
    return 0
  }
  const [name = '', ...more] = words
  if (name === 'bench') return orRefused(usageOf(name), words, out, () => bench(more, out))
  if (name === 'serve') return orRefused(usageOf(name), words, out, () => serve(readEnv(), more))
  return operate(readEnv(), words)
}

/** What is wrong outside, each told in one sentence of its own. */
const refusals = [WrongEnvironment, FolderRefused, DatabaseRefused, PortRefused]

/** Ends once all that was printed has gone: a pipe takes longer than a file. */
const leave = (code: number) => process.stdout.write('', () => process.stderr.write('', () => process.exit(code)))

main().then(
  (code) => leave(code),
  (error) => {
    const isKnown = refusals.some((refusal) => error instanceof refusal)
    const message = isKnown ? error.message : `Folkmoot could not go on: ${reasonOf(error)}`
    tellRefusal(out, words, { code: isKnown ? 'unavailable' : 'fault', message })
    leave(1)
  },
)
