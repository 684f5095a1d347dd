import { existsSync, unlinkSync } from 'node:fs'
import { chmod } from 'node:fs/promises'
import { createServer, type IncomingMessage, request, type Server } from 'node:http'
import { join } from 'node:path'
import type { Writable } from 'node:stream'
import type { Ctx } from './context.ts'
import { AppError, faultOf, reasonOf } from './errors.ts'
import { tellRefusal, WrongUsage } from './operator-words.ts'

/** What a verb prints: answers to stdout, everything else to stderr; with `--json` one document on stdout. */
export interface Out {
  line: (text: string) => void
  note: (text: string) => void
  json: (value: unknown) => void
  /** A part of a file on stdout; waits until it has gone, so that a large one takes no memory. */
  bytes: (chunk: Uint8Array) => Promise<void>
  /** The folder that the operator stands in: a file's name on the command line is read from there. */
  cwd: string
}

/** An operator's command. Ends with 0 done, 1 refused with the reasons, 2 wrong usage. */
export interface Verb {
  usage: string
  /** What it does, in one line of the list of verbs. */
  about: string
  /** More, for `--help`: what the words mean, and an example. */
  help?: string
  run: (ctx: Ctx, args: string[], out: Out) => Promise<0 | 1 | 2>
  /** The same without the installation's data, for words that need none; undefined when these words do. */
  alone?: (args: string[], out: Out) => Promise<0 | 1 | 2> | undefined
}
export type Verbs = Record<string, Verb>

type Printed = { to: 'out' | 'err'; text: string } | { bytes: Uint8Array }
export type Print = (printed: Printed) => Promise<void>

/** The verb that the first one or two words name. */
export function verbOf<V>(verbs: Record<string, V>, words: string[]): { name: string; verb: V | undefined } {
  const two = words.slice(0, 2).join(' ')
  const name = Object.hasOwn(verbs, two) ? two : (words[0] ?? '')
  return { name, verb: Object.hasOwn(verbs, name) ? verbs[name] : undefined }
}

/** Runs the verb named by the first one or two words, handing on what it prints. */
export async function runVerb(ctx: Ctx, verbs: Verbs, words: string[], cwd: string, print: Print): Promise<number> {
  const { name, verb } = verbOf(verbs, words)
  const out = outTo(print, cwd)
  return orRefused(verb?.usage ?? 'folkmoot VERB …', words, out, async () => {
    if (!verb) throw new WrongUsage(`There is no verb “${name}”. “folkmoot help” lists them.`)
    return verb.run(ctx, words.slice(name.split(' ').length), out)
  })
}

/** Runs the verb where it needs no data, so that nothing is opened; undefined when it does. */
export function runAlone(verbs: Verbs, words: string[], cwd: string, print: Print): Promise<number> | undefined {
  const { name, verb } = verbOf(verbs, words)
  const out = outTo(print, cwd)
  const begun = verb?.alone?.(words.slice(name.split(' ').length), out)
  return verb && begun && orRefused(verb.usage, words, out, () => begun)
}

export function outTo(print: Print, cwd: string): Out {
  const say = (to: 'out' | 'err') => (text: string) => void print({ to, text }).catch(() => {})
  const line = say('out')
  const json = (value: unknown) => line(JSON.stringify(value, null, 2))
  return { line, note: say('err'), json, bytes: (bytes) => print({ bytes }), cwd }
}

/** Exit 2 with the usage for a wrong use, 1 with the reasons for a refusal. */
export async function orRefused(usage: string, words: string[], out: Out, run: () => Promise<number>): Promise<number> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof WrongUsage) {
      tellRefusal(out, words, { code: 'wrong-usage', message: error.message }, `Usage: ${usage}`)
      return 2
    }
    if (error instanceof AppError) {
      tellRefusal(out, words, error)
      return 1
    }
    throw error
  }
}

/** Writes and waits until the other end has taken it. */
const written = (to: Writable, chunk: string | Uint8Array) =>
  new Promise<void>((resolve, reject) => to.write(chunk, (error) => (error ? reject(error) : resolve())))

/** To the operator's own screen or pipe. */
export const printHere: Print = (printed) =>
  'bytes' in printed
    ? written(process.stdout, printed.bytes)
    : written(printed.to === 'out' ? process.stdout : process.stderr, `${printed.text}\n`)

const socketOf = (dataDir: string) => join(dataDir, 'operator.sock')

/** One line of the answer over the socket; a file's bytes travel as base64. */
type Message = { to: 'out' | 'err'; text: string } | { base64: string } | { code: number }

/** The holder of an embedded folder runs the operator's verbs for other processes, over a socket of its owner's alone. */
export async function listenForOperator(ctx: Ctx, verbs: Verbs): Promise<Server> {
  const path = socketOf(ctx.dataDir)
  if (existsSync(path)) unlinkSync(path)
  const server = createServer(async (incoming, answer) => {
    let body = ''
    for await (const chunk of incoming) body += chunk
    const send = (message: Message) => written(answer, `${JSON.stringify(message)}\n`)
    const print: Print = (printed) =>
      send('bytes' in printed ? { base64: Buffer.from(printed.bytes).toString('base64') } : printed)
    let words: string[] = []
    try {
      const asked = JSON.parse(body) as { words: string[]; cwd: string }
      words = asked.words
      await send({ code: await runVerb(ctx, verbs, words, asked.cwd, print) })
    } catch (error) {
      ctx.log.error(faultOf(error), "an operator's verb failed")
      tellRefusal(outTo(print, ''), words, { code: 'fault', message: `It failed: ${reasonOf(error)}` })
      await send({ code: 1 }).catch(() => {})
    }
    answer.end()
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(path, resolve))
  await chmod(path, 0o600)
  return server
}

/** Asks the process that holds the folder to run the verb; prints as it comes; the verb's exit code. */
export function askHolder(dataDir: string, words: string[], print: Print): Promise<number> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException) =>
      reject(error.code === 'ECONNRESET' ? new Error('the process that serves ended before this was done.') : error)
    const asked = request({ socketPath: socketOf(dataDir), method: 'POST', path: '/' }, (answer) => {
      printAnswer(answer, print).then(resolve, failed)
    })
    asked.once('error', failed)
    asked.end(JSON.stringify({ words, cwd: process.cwd() }))
  })
}

async function printAnswer(answer: IncomingMessage, print: Print): Promise<number> {
  let rest = ''
  let code = 1
  answer.setEncoding('utf8')
  for await (const chunk of answer) {
    const lines = `${rest}${chunk}`.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const message = JSON.parse(line) as Message
      if ('code' in message) code = message.code
      else await print('base64' in message ? { bytes: Buffer.from(message.base64, 'base64') } : message)
    }
  }
  return code
}
