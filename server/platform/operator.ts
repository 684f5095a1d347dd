import { existsSync, unlinkSync } from 'node:fs'
import { chmod } from 'node:fs/promises'
import { createServer, request, type Server } from 'node:http'
import { join } from 'node:path'
import type { Ctx } from './context.ts'
import { AppError, faultOf, reasonOf } from './errors.ts'

/** What a verb prints: answers to stdout, everything else to stderr; with `--json` one document on stdout. */
export interface Out {
  line: (text: string) => void
  note: (text: string) => void
  json: (value: unknown) => void
}

/** An operator's command. Ends with 0 done, 1 refused with the reasons, 2 wrong usage. */
export interface Verb {
  usage: string
  run: (ctx: Ctx, args: string[], out: Out) => Promise<0 | 1 | 2>
}
export type Verbs = Record<string, Verb>

/** A wrong use of a verb: its usage is printed, exit 2. */
export class WrongUsage extends Error {}

interface Printed {
  to: 'out' | 'err'
  text: string
}

/** Runs the verb named by the first one or two words, collecting what it prints. */
export async function runVerb(ctx: Ctx, verbs: Verbs, words: string[], print: (p: Printed) => void): Promise<number> {
  const two = words.slice(0, 2).join(' ')
  const name = two in verbs ? two : (words[0] ?? '')
  const verb = verbs[name]
  const note = (text: string) => print({ to: 'err', text })
  if (!verb) {
    note(`There is no verb "${name}". The verbs:`)
    for (const known of Object.values(verbs)) note(`  ${known.usage}`)
    return 2
  }
  const line = (text: string) => print({ to: 'out', text })
  const out: Out = { line, note, json: (value) => line(JSON.stringify(value, null, 2)) }
  try {
    return await verb.run(ctx, words.slice(name.split(' ').length), out)
  } catch (error) {
    if (error instanceof WrongUsage || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS')) {
      note(`${(error as Error).message}\nUsage: ${verb.usage}`)
      return 2
    }
    if (error instanceof AppError) {
      note(error.message)
      for (const [field, reason] of Object.entries(error.fields)) note(`  ${field}: ${reason}`)
      return 1
    }
    throw error
  }
}

const socketOf = (dataDir: string) => join(dataDir, 'operator.sock')

/** The holder of an embedded folder runs the operator's verbs for other processes, over a socket of its owner's alone. */
export async function listenForOperator(ctx: Ctx, verbs: Verbs): Promise<Server> {
  const path = socketOf(ctx.dataDir)
  if (existsSync(path)) unlinkSync(path)
  const server = createServer(async (incoming, answer) => {
    let body = ''
    for await (const chunk of incoming) body += chunk
    try {
      const { words } = JSON.parse(body) as { words: string[] }
      const code = await runVerb(ctx, verbs, words, (printed) => answer.write(`${JSON.stringify(printed)}\n`))
      answer.end(`${JSON.stringify({ code })}\n`)
    } catch (error) {
      ctx.log.error(faultOf(error), "an operator's verb failed")
      answer.end(
        `${JSON.stringify({ to: 'err', text: `It failed: ${reasonOf(error)}` })}\n${JSON.stringify({ code: 1 })}\n`,
      )
    }
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(path, resolve))
  await chmod(path, 0o600)
  return server
}

/** Asks the process that holds the folder to run the verb; prints as it comes; the verb's exit code. */
export function askHolder(dataDir: string, words: string[], print: (p: Printed) => void): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request({ socketPath: socketOf(dataDir), method: 'POST', path: '/' }, async (answer) => {
      let rest = ''
      let code = 1
      for await (const chunk of answer) {
        rest += chunk
        const lines = rest.split('\n')
        rest = lines.pop() ?? ''
        for (const line of lines) {
          const message = JSON.parse(line) as Printed | { code: number }
          if ('code' in message) code = message.code
          else print(message)
        }
      }
      resolve(code)
    })
    asked.once('error', reject)
    asked.end(JSON.stringify({ words }))
  })
}
