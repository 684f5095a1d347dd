import { type ParseArgsConfig, parseArgs } from 'node:util'

/** A wrong use of a verb: its usage is printed beside the sentence, exit 2. */
export class WrongUsage extends Error {}

type Options = NonNullable<ParseArgsConfig['options']>
/** Every verb takes it. */
const everywhere = { json: { type: 'boolean' } } as const

/**
 * The words behind a verb: `values` by option, and up to `most` that are no option. Anything else is a `WrongUsage` in
 * words of our own, because those of Node speak of positional arguments.
 */
export function readWords<const O extends Options>(args: string[], options: O, most = 0) {
  const known = { ...options, ...everywhere }
  const { tokens, positionals } = parseArgs({
    args,
    options: known,
    allowPositionals: true,
    strict: false,
    tokens: true,
  })
  for (const token of tokens) if (token.kind === 'option') refuseWrong(token, known)
  const tooMany = positionals[most]
  if (tooMany !== undefined) throw new WrongUsage(`“${tooMany}” is one word too many.`)
  return parseArgs({ args, options: known, allowPositionals: true })
}

interface Given {
  name: string
  rawName: string
  value?: string | undefined
  inlineValue?: boolean | undefined
}

function refuseWrong({ name, rawName, value, inlineValue }: Given, known: Options) {
  const type = Object.hasOwn(known, name) ? known[name]?.type : undefined
  if (!type) throw new WrongUsage(`There is no option “${rawName}”.`)
  if (type === 'boolean' && value !== undefined) throw new WrongUsage(`${rawName} takes no value.`)
  if (type === 'boolean') return
  if (!value) throw new WrongUsage(`${rawName} needs a value.`)
  if (!inlineValue && value.startsWith('-'))
    throw new WrongUsage(`${rawName} needs a value. One that begins with a dash is written ${rawName}=${value}.`)
}

/** As the API says it; `wrong-usage` and `fault` are the operator's own. */
interface Refusal {
  code: string
  message: string
  fields?: Record<string, string>
}

/**
 * Tells a refusal: the sentence on stderr, with what goes beneath it; where the words ask for JSON also as the one
 * document on stdout, which is where a script reads.
 */
export function tellRefusal(
  { note, json }: { note: (text: string) => void; json: (value: unknown) => void },
  words: string[],
  { code, message, fields = {} }: Refusal,
  beneath?: string,
): void {
  const reasons = Object.entries(fields).map(([field, reason]) => `  ${field}: ${reason}`)
  note([message, ...reasons, ...(beneath ? [beneath] : [])].join('\n'))
  if (words.includes('--json')) json({ error: { code, message, fields } })
}
