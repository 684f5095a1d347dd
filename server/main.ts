import { bench } from './cli/bench.ts'
import { helpFor } from './cli/help.ts'
import { operate } from './cli/operate.ts'
import { PortRefused, serve } from './cli/serve.ts'
import { readEnv, WrongEnvironment } from './env.ts'
import { FolderRefused } from './platform/data-folder.ts'
import { DatabaseRefused } from './platform/db.ts'
import { reasonOf } from './platform/errors.ts'

/** `folkmoot <verb> …`: one process, one verb. Every refusal is one sentence on stderr and exit 1. */
async function main(words: string[]): Promise<number> {
  const help = helpFor(words)
  if (help) {
    const to = help.code === 0 ? process.stdout : process.stderr
    to.write(`${help.text}\n`)
    return help.code
  }
  if (words[0] === 'bench') return bench(words.slice(1))
  const env = readEnv()
  if (words[0] === 'serve') return serve(env)
  return operate(env, words)
}

/** What is wrong outside, each told in one sentence of its own. */
const refusals = [WrongEnvironment, FolderRefused, DatabaseRefused, PortRefused]

/** Ends once all that was printed has gone: a pipe takes longer than a file. */
const leave = (code: number) => process.stdout.write('', () => process.stderr.write('', () => process.exit(code)))

main(process.argv.slice(2)).then(
  (code) => leave(code),
  (error) => {
    const known = refusals.some((refusal) => error instanceof refusal)
    process.stderr.write(known ? `${error.message}\n` : `Folkmoot could not go on: ${reasonOf(error)}\n`)
    leave(1)
  },
)
