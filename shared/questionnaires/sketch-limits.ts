import { asksForEmail } from './email-patterns.ts'
import { parseExpression } from './expression.ts'
import { type Bounds, boundsOf } from './expression-bounds.ts'
import type { Dialect } from './expression-dialects.ts'
import type { Cell, Ledger } from './fidelity.ts'
import type { SketchBody, SketchItem, Words } from './sketch.ts'

/**
 * A body with the limits that a rule about its answer states, where the rule says no more than that, so that its page
 * can say them; undefined otherwise. A rule with words of its own stays a rule, unless only a limit can keep it: the
 * length of a text.
 */
export function limited(
  rule: Cell,
  message: Words,
  body: SketchBody,
  { dialect, ledger }: { dialect: Dialect; ledger: Ledger },
): SketchBody | undefined {
  const written = body.type === 'short_text' || body.type === 'long_text'
  if (message.length > 0 && !written) return undefined
  const parsed = parseExpression(rule.value, dialect)
  if (parsed.ok && body.type === 'short_text' && !body.preset && asksForEmail(parsed.expr, rule.value)) {
    for (const cell of [rule, ...message.map(({ cell }) => cell)]) ledger.approximated(cell.at, emailAsked)
    return { ...body, preset: 'email' }
  }
  const bounds = parsed.ok ? boundsOf(parsed.expr, body.type === 'number' && body.decimals === undefined) : undefined
  const fit = bounds && fitted(body, bounds)
  if (!fit) return undefined
  ledger.converted(rule.at, 'It became limits of the question.')
  for (const { cell } of message)
    ledger.approximated(cell.at, 'It became a limit of the question, which the page says in its own words.')
  return fit
}

/** What is said of a pattern of e-mail addresses. */
export const emailAsked =
  'It became a text that must be an e-mail address, by the rule and in the words of the page here.'

const only = (bounds: Bounds, keys: (keyof Bounds)[]) =>
  Object.keys(bounds).every((key) => (keys as string[]).includes(key))

function fitted(body: SketchBody, bounds: Bounds): SketchBody | undefined {
  const { minimum, maximum, earliest, latest, least, most } = bounds
  if (body.type === 'number' && only(bounds, ['minimum', 'maximum']))
    return { ...body, ...(minimum !== undefined && { minimum }), ...(maximum !== undefined && { maximum }) }
  if (body.type === 'date' && only(bounds, ['earliest', 'latest']))
    return { ...body, ...(earliest && { earliest }), ...(latest && { latest }) }
  if ((body.type === 'short_text' || body.type === 'long_text') && only(bounds, ['most']) && most! > 0)
    return { ...body, maximum: most! }
  if (body.type === 'multiple' && only(bounds, ['least', 'most', 'alone']) && allAre(bounds.alone, body))
    return {
      ...body,
      ...(least !== undefined && { minimum: least }),
      ...(most !== undefined && { maximum: most }),
      ...(bounds.alone && { options: body.options!.map((one) => standing(one, bounds.alone!)) }),
    }
  return undefined
}

const allAre = (alone: string[] = [], { options = [] }: SketchBody) =>
  alone.every((name) => options.some((option) => option.name === name))

const standing = (option: SketchItem, alone: string[]): SketchItem =>
  alone.includes(option.name) ? { ...option, exclusive: true } : option
