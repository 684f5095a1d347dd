import { operate } from './cli/operate.ts'
import { PortRefused, serve } from './cli/serve.ts'
import { readEnv, WrongEnvironment } from './env.ts'
import { FolderRefused } from './platform/data-folder.ts'

/** `folkmoot <verb> …`: one process, one verb. Every refusal is one sentence on stderr and exit 1. */
async function main(words: string[]): Promise<number> {
  const env = readEnv()
  if (words.length === 0 || words[0] === 'serve') return serve(env)
  return operate(env, words)
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error) => {
    const known = error instanceof WrongEnvironment || error instanceof FolderRefused || error instanceof PortRefused
    process.stderr.write(known ? `${error.message}\n` : `Folkmoot could not go on: ${(error as Error).message}\n`)
    process.exit(1)
  },
)
